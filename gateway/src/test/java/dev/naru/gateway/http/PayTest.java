// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.Reply;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.InProcessHub.Fate;
import dev.naru.gateway.http.support.PartnerSwitch.Manner;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapFindings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PayTest {
    private final TestWorld world = TestWorld.seeded();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aPaymentThatThePayeesSideAcceptsIsAnsweredWithItsEnd() {
        String id = TestWorld.paymentId();
        Api.Answer paid = world.pay(id).is(201);
        assertThat(paid.at("payment_id")).isEqualTo(id);
        assertThat(paid.at("state")).isEqualTo("COMPLETED");
        assertThat(paid.json().get("is_final").asBoolean()).isTrue();
        assertThat(states(paid))
                .containsExactly("INITIATED", "RESERVED", "DISPATCHED", "COMPLETED");
        assertThat(paid.at("rate")).isEqualTo("0.0895");
        assertThat(paid.at("source_amount.value")).isEqualTo("8950");
        assertThat(paid.at("payer_fee.value")).isEqualTo("50");
        assertThat(paid.at("debit_amount.value")).isEqualTo("9000");
        assertThat(paid.at("destination_amount.value")).isEqualTo("100000.00");
        assertThat(paid.at("credit_amount.value")).isEqualTo("100000.00");
        assertThat(paid.at("route.fx_provider")).isEqualTo("FXP-SATU");
        assertThat(paid.at("route.destination")).isEqualTo("PH-ID");
        assertThat(paid.header("Location")).isEqualTo("/v1/payments/" + id);
        assertThat(world.member().get("/v1/payments/" + id).is(200).json()).isEqualTo(paid.json());
    }

    @Test
    void thePayeesSideLearnsWhoPaysWhomForWhat() {
        world.pay(TestWorld.paymentId()).is(201);
        Particulars carried = world.partner().received().getFirst();
        assertThat(carried.payer())
                .isEqualTo(new Particulars.Payer("Hong Gil-sun", "110-222-333444", "cust-771"));
        assertThat(carried.payee())
                .isEqualTo(
                        new Particulars.Payee(
                                "WARUNG MELATI BIRU", "BANDUNG", Codes.PAN, "5812", Codes.NMID));
        assertThat(carried.scan())
                .isEqualTo(new Particulars.Scan(Codes.staticQris(), "", "LOOKUP-77"));
    }

    @Test
    void aRejectionByThePayeesSideIsAnEndWithItsReason() {
        world.partner().behave(Manner.REJECT);
        Api.Answer paid = world.pay(TestWorld.paymentId()).is(201);
        assertThat(paid.at("state")).isEqualTo("REJECTED");
        assertThat(paid.at("reason.by")).isEqualTo("PAYEE_SIDE");
        assertThat(paid.at("reason.iso_reason")).isEqualTo("AC04");
    }

    @Test
    void fundsThatThePayeesSideFreezesAreAnEnd() {
        world.partner().behave(Manner.BLOCK);
        assertThat(world.pay(TestWorld.paymentId()).is(201).at("state")).isEqualTo("BLOCKED");
    }

    @Test
    void silenceIsAnsweredWithTheStateSoFar() {
        world.partner().behave(Manner.SILENCE);
        String id = TestWorld.paymentId();
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        Api member = world.member().key(id).with("Prefer", "wait=0");
        Api.Answer paid = member.post("/v1/payments", body).is(202);
        assertThat(paid.json().get("is_final").asBoolean()).isFalse();
        Awaitility.await()
                .until(() -> member.get("/v1/payments/" + id).at("state").equals("DISPATCHED"));
        world.hub().pass(Duration.ofSeconds(13));
        Api.Answer doubtful = member.post("/v1/payments", body).is(202);
        assertThat(doubtful.at("state")).isEqualTo("IN_DOUBT");
        assertThat(states(doubtful))
                .containsExactly("INITIATED", "RESERVED", "DISPATCHED", "IN_DOUBT");
    }

    @Test
    void whatNobodyTakesExpires() {
        world.partner().behave(Manner.ABSENCE);
        String id = TestWorld.paymentId();
        CompletableFuture<Api.Answer> paying = CompletableFuture.supplyAsync(() -> world.pay(id));
        Awaitility.await().until(() -> world.member().get("/v1/payments/" + id).status() == 200);
        world.hub().pass(Duration.ofSeconds(11));
        Api.Answer paid = paying.join().is(201);
        assertThat(paid.at("state")).isEqualTo("EXPIRED");
        assertThat(states(paid)).containsExactly("INITIATED", "RESERVED", "EXPIRED");
    }

    @Test
    void aWaitOutlivesAStreamThatBreaks() {
        world.partner().behave(Manner.ABSENCE);
        String id = TestWorld.paymentId();
        CompletableFuture<Api.Answer> paying = CompletableFuture.supplyAsync(() -> world.pay(id));
        Awaitility.await().until(() -> world.member().get("/v1/payments/" + id).status() == 200);
        world.hub().breakStreams();
        world.hub().pass(Duration.ofSeconds(11));
        assertThat(paying.join().is(201).at("state")).isEqualTo("EXPIRED");
    }

    @Test
    void aRepeatMovesNothingAndGetsTheCurrentState() {
        String id = TestWorld.paymentId();
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        Api.Answer first = world.member().key(id).post("/v1/payments", body).is(201);
        Api.Answer again = world.member().key(id).post("/v1/payments", body).is(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(position("position")).isEqualTo("-9000");
    }

    @Test
    void theSameIdWithOtherBusinessFieldsIsRefused() {
        String id = TestWorld.paymentId();
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        world.member().key(id).post("/v1/payments", body).is(201);
        world.member()
                .key(id)
                .post("/v1/payments", body.replace("cust-771", "cust-772"))
                .refused(422, "REQUEST_REUSED");
        assertThat(position("position")).isEqualTo("-9000");
    }

    @Test
    void theSameIdOfAnotherMemberIsAnotherPayment() {
        String id = TestWorld.paymentId();
        world.pay(id).is(201);
        world.otherMember().get("/v1/payments/" + id).refused(404, "PAYMENT_UNKNOWN");
    }

    @Test
    void aRefusedPaymentIsAProblemAndCanBeRead() {
        String resolution = world.resolution(Codes.staticQris());
        Api.Answer quote = world.quote(resolution);
        String id = TestWorld.paymentId();
        String body =
                TestWorld.payBody(quote, resolution)
                        .replace(quote.at("debit_amount.value"), "8999");
        for (int i = 0; i < 2; i++) {
            Api.Answer refused =
                    world.member()
                            .key(id)
                            .post("/v1/payments", body)
                            .refused(422, "QUOTE_AMOUNT_DIFFERS");
            assertThat(refused.at("payment_id")).isEqualTo(id);
            assertThat(refused.at("iso_reason")).hasSize(4);
            assertThat(refused.json().get("retryable").asBoolean()).isFalse();
            assertThat(refused.json().get("retry_with_new_id").asBoolean()).isFalse();
        }
        Api.Answer read = world.member().get("/v1/payments/" + id).is(200);
        assertThat(read.at("state")).isEqualTo("REJECTED");
        assertThat(read.at("reason.code")).isEqualTo("QUOTE_AMOUNT_DIFFERS");
        assertThat(states(read)).containsExactly("INITIATED", "REJECTED");
        assertThat(position("position")).isEqualTo("0");
    }

    @Test
    void aRefusalThatIsRememberedSaysThatOnlyANewIdCanSucceed() {
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        String id = TestWorld.paymentId();
        world.put("/corridors/5/status", "{\"status\": \"CLOSED\"}");
        Api.Answer refused =
                world.member().key(id).post("/v1/payments", body).refused(422, "CORRIDOR_CLOSED");
        assertThat(refused.json().get("retryable").asBoolean()).isFalse();
        assertThat(refused.json().get("retry_with_new_id").asBoolean()).isTrue();

        world.put("/corridors/5/status", "{\"status\": \"OPEN\"}");
        world.member().key(id).post("/v1/payments", body).refused(422, "CORRIDOR_CLOSED");
        world.pay(TestWorld.paymentId()).is(201);
    }

    @Test
    void whatScreeningStoppedLooksLikeAnyDeclinedPaymentFromOutside() {
        world.put("/corridors/5", TestWorld.corridor(", \"demands\": {\"refuse_at_score\": 800}"));
        String resolution = world.resolution(Codes.staticQris());
        String id = TestWorld.paymentId();
        world.member()
                .key(id)
                .post(
                        "/v1/payments",
                        TestWorld.payBody(
                                world.quote(resolution), resolution, ", \"screening_score\": 800"))
                .refused(422, "PAYMENT_DECLINED");
        Api.Answer read = world.member().get("/v1/payments/" + id).is(200);
        assertThat(read.at("reason.code")).isEqualTo("PAYMENT_DECLINED");
        Api.Answer all = world.operator().get("/v1/operator/payments").is(200);
        assertThat(all.at("data.0.reason.code")).isEqualTo("SCREENING_REFUSED");
    }

    @Test
    void aRefusalBeyondItsSendersShareTellsTheCodeAndNoPayment() {
        world.put("/corridors/5", TestWorld.corridor(", \"demands\": {\"refuse_at_score\": 800}"));
        String resolution = world.resolution(Codes.staticQris());
        String quoted = TestWorld.payBody(world.quote(resolution), resolution);
        for (int i = 0; i < 10_000 / 32; i++) {
            assertThat(world.hub().send(unquoted())).isCompleted();
        }
        String id = TestWorld.paymentId();
        Api.Answer refused =
                world.member()
                        .key(id)
                        .post(
                                "/v1/payments",
                                quoted.replace(
                                        "\"resolution\"",
                                        "\"screening_score\": 800, \"resolution\""))
                        .refused(422, "PAYMENT_DECLINED");
        assertThat(refused.json().has("payment_id")).isFalse();
        assertThat(refused.json().has("retry_with_new_id")).isFalse();
        world.member().get("/v1/payments/" + id).refused(404, "PAYMENT_UNKNOWN");
        world.member().key(id).post("/v1/payments", quoted).is(201);
    }

    private static Command unquoted() {
        return new Command.InitiatePayment(
                PaymentId.parse(TestWorld.paymentId()).orElseThrow(),
                10,
                new QuoteId(1L << 30),
                1,
                1,
                Digest.NONE,
                Digest.NONE,
                Set.of(),
                0,
                0,
                Bytes.EMPTY);
    }

    @Test
    void aQuotePaysOnceAndOnlyItsPayeeAndOnlyInTime() {
        String resolution = world.resolution(Codes.staticQris());
        Api.Answer quote = world.quote(resolution);
        String body = TestWorld.payBody(quote, resolution);
        world.member().freshKey().post("/v1/payments", body).is(201);
        world.member().freshKey().post("/v1/payments", body).refused(422, "QUOTE_USED");

        String one = world.resolution(Codes.dynamicQris("BILL-1"));
        String other = world.resolution(Codes.dynamicQris("BILL-2"));
        Api.Answer forOne = world.quote(one);
        world.member()
                .freshKey()
                .post("/v1/payments", TestWorld.payBody(forOne, other))
                .refused(422, "QUOTE_PAYEE_DIFFERS");

        Api.Answer late = world.quote(resolution);
        world.hub().pass(Duration.ofSeconds(601));
        world.member()
                .freshKey()
                .post("/v1/payments", TestWorld.payBody(late, resolution))
                .refused(422, "QUOTE_EXPIRED");
    }

    @Test
    void aPaymentInAnotherCurrencyNeverReachesTheMachine() {
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        Api.Answer refused =
                world.member()
                        .freshKey()
                        .post("/v1/payments", body.replace("\"KRW\"", "\"JPY\""))
                        .refused(422, "CURRENCY_MISMATCH");
        assertThat(refused.at("param")).isEqualTo("debit_amount");
    }

    @Test
    void aRepeatWhileTheFirstIsWaitingIsTurnedAway() {
        world.partner().behave(Manner.ABSENCE);
        String id = TestWorld.paymentId();
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        CompletableFuture<Api.Answer> first =
                CompletableFuture.supplyAsync(
                        () -> world.member().key(id).post("/v1/payments", body));
        Awaitility.await().until(() -> world.member().get("/v1/payments/" + id).status() == 200);
        Api.Answer second =
                world.member()
                        .key(id)
                        .post("/v1/payments", body)
                        .refused(409, "IDEMPOTENCY_KEY_IN_FLIGHT");
        assertThat(second.json().get("retryable").asBoolean()).isTrue();
        assertThat(second.header("Retry-After")).isEqualTo("1");
        world.hub().pass(Duration.ofSeconds(11));
        first.join().is(201);
    }

    @Test
    void aLostAnswerIsSaidToBeUnknownAndTheRepeatFindsThePayment() {
        String id = TestWorld.paymentId();
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        world.hub().fate(Fate.ANSWER_LOST, Command.InitiatePayment.class::isInstance);
        Api.Answer unknown =
                world.member().key(id).post("/v1/payments", body).refused(503, "OUTCOME_UNKNOWN");
        assertThat(unknown.at("title_en")).contains("same id");
        world.hub().heal();
        world.member().key(id).post("/v1/payments", body).is(201);
        assertThat(position("position")).isEqualTo("-9000");
    }

    @Test
    void onceAcknowledgedAPaymentIsAnsweredEvenIfTheHubCannotBeReadAnyMore() {
        world.partner().behave(Manner.SILENCE);
        world.hub().fate(Fate.BUSY, Command.ReadPayment.class::isInstance);
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        Api.Answer paid =
                world.member()
                        .freshKey()
                        .with("Prefer", "wait=1")
                        .post("/v1/payments", body)
                        .is(202);
        assertThat(paid.at("state")).isEqualTo("RESERVED");
    }

    @Test
    void onceAcknowledgedAPaymentIsAnsweredEvenIfNoNameCanBeLookedUpAnyMore() {
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        world.hub().fate(Fate.BUSY, Command.ReadParticipants.class::isInstance);
        Api.Answer paid = world.member().freshKey().post("/v1/payments", body).is(201);
        assertThat(paid.at("state")).isEqualTo("COMPLETED");
        assertThat(paid.at("route.corridor")).isEqualTo("5");
        assertThat(paid.at("route.fx_provider")).isEqualTo("30");
        assertThat(paid.at("route.destination")).isEqualTo("20");
        assertThat(paid.at("debit_amount.value")).isEqualTo("9000");
        assertThat(paid.at("debit_amount.currency")).isEqualTo("KRW");
        assertThat(paid.header("Location")).startsWith("/v1/payments/");
    }

    @Test
    void aCorridorsDemandsAreMetByWhatThePaymentSays() {
        world.put(
                "/corridors/5",
                TestWorld.corridor(
                        """
                        , "demands": {"required_items": ["ORIGINATOR", "RESIDENCY", "PURPOSE"],
                                      "evidence_above": {"value": "1000", "currency": "KRW"},
                                      "refuse_at_score": 800}
                        """));
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        world.member().freshKey().post("/v1/payments", body).refused(422, "DATA_MISSING");
        String known =
                body.replace("\"reference\"", "\"residency\": \"KR\", \"reference\"")
                        .replace("\"resolution\"", "\"purpose\": \"GDDS\", \"resolution\"");
        world.member().freshKey().post("/v1/payments", known).refused(422, "EVIDENCE_MISSING");
        String proven =
                known.replace("\"resolution\"", "\"evidence_reference\": 4711, \"resolution\"");
        world.member()
                .freshKey()
                .post(
                        "/v1/payments",
                        proven.replace(
                                "\"resolution\"", "\"screening_score\": 800, \"resolution\""))
                .refused(422, "PAYMENT_DECLINED");
        AtomicReference<Command.InitiatePayment> asked = new AtomicReference<>();
        world.hub()
                .rewrite(
                        command -> {
                            if (command instanceof Command.InitiatePayment pay) {
                                asked.set(pay);
                            }
                            return command;
                        });
        world.member().freshKey().post("/v1/payments", proven).refused(422, "EVIDENCE_UNKNOWN");
        PaymentId id = PaymentId.parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").orElseThrow();
        long reference = prove(id, Objects.requireNonNull(asked.get()));
        String truly = proven.replace("4711", Long.toString(reference));
        world.member().freshKey().post("/v1/payments", truly).refused(422, "EVIDENCE_DIFFERS");
        world.member().key(id.toString()).post("/v1/payments", truly).is(201);
    }

    /** What a verifier of card taps says to the machine, before the payment. */
    private long prove(PaymentId id, Command.InitiatePayment like) {
        int member = like.participantId();
        Digest card = new Digest(1, 1);
        Digest device = new Digest(2, 2);
        tell(new Command.SetEvidenceRule(member, Digest.NONE, 1, Long.MAX_VALUE, 1_000_000));
        tap(
                member,
                new ChallengeTerms(
                        ChallengePurpose.CARD_ENROLMENT,
                        like.payer(),
                        Digest.NONE,
                        Digest.NONE,
                        new Digest(9, 1),
                        Optional.empty()),
                1);
        tap(
                member,
                new ChallengeTerms(
                        ChallengePurpose.DEVICE_ENROLMENT,
                        like.payer(),
                        card,
                        device,
                        new Digest(9, 2),
                        Optional.empty()),
                2);
        return tap(
                member,
                new ChallengeTerms(
                        ChallengePurpose.PAYMENT,
                        like.payer(),
                        card,
                        device,
                        new Digest(9, 3),
                        Optional.of(new ChallengedPayment(id, 1, like.debitMinor(), like.payee()))),
                3);
    }

    private long tap(int member, ChallengeTerms terms, long counter) {
        RequestId asked = new RequestId(7, counter);
        Command issue = new Command.IssueChallenge(asked, member, terms, Challenge.MOST_TAP_NS);
        long number = ((Outcome.ChallengeIs) tell(issue)).challenge().number();
        tell(new Command.TakeChallenge(member, asked));
        TapFindings findings =
                new TapFindings(
                        0, new Digest(1, 1), new Digest(3, 3), new Digest(4, 4), counter, counter);
        assertThat(tell(new Command.RecordTap(member, number, findings)))
                .isInstanceOfSatisfying(
                        Outcome.ChallengeIs.class,
                        is ->
                                assertThat(is.challenge().state())
                                        .isEqualTo(ChallengeState.VERIFIED));
        return number;
    }

    private Outcome tell(Command command) {
        return ((Reply.Answered) world.hub().send(command).join()).outcome();
    }

    @Test
    void anIdThatIsNoRandomUuidIsRefused() {
        for (String id :
                List.of(
                        "1",
                        "6F9619FF-8B86-4D01-B42D-00CF4FC964FF",
                        "6f9619ff-8b86-1d01-b42d-00cf4fc964ff",
                        "6f9619ff8b864d01b42d00cf4fc964ff")) {
            world.member()
                    .key(id)
                    .post("/v1/payments", "{}")
                    .refused(400, "IDEMPOTENCY_KEY_INVALID");
            world.member().get("/v1/payments/" + id).refused(400, "FIELD_INVALID");
        }
        world.member().post("/v1/payments", "{}").refused(400, "IDEMPOTENCY_KEY_MISSING");
    }

    private String position(String field) {
        JsonNode own = world.member().get("/v1/positions").is(200).json().get("data").get(0);
        return own.get(field).get("value").asString();
    }

    private static List<String> states(Api.Answer payment) {
        return payment.json()
                .get("states")
                .valueStream()
                .map(reached -> reached.get("state").asString())
                .toList();
    }
}
