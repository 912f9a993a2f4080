// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.assertion.Assertion;
import dev.naru.authentication.assertion.AssertionRefusal;
import dev.naru.authentication.assertion.AssertionVerifier;
import dev.naru.authentication.assertion.KeyRotation;
import dev.naru.authentication.assertion.PublishedKeys;
import dev.naru.authentication.assertion.ServiceKeys;
import dev.naru.authentication.trustone.Purpose;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.InProcessHub.Fate;
import dev.naru.gateway.http.support.Payer;
import dev.naru.gateway.http.support.Taps;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.Command;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service for taps, with simulated cards and devices, over HTTP and on the real machine. */
class TrustOneTest {
    private static final String KRW = ", \"currency\": \"KRW\"";
    private static final String LIMIT = ", \"limit\": \"daily transfer\"";

    private static final String PAYEE_HASH =
            "select encode(payee_account_hash, 'hex') from trustone.challenge where challenge_id ="
                    + " '";

    private final TestWorld world = TestWorld.telling();

    @AfterEach
    void close() {
        world.close();
    }

    private Payer payer(String reference, String digits) {
        return new Payer(world.member(), reference, Taps.paymentCard(digits));
    }

    /** A day later, when a device may prove everything. */
    private void nextDay() {
        world.pass(Duration.ofHours(25));
        world.publishRate("11.2");
    }

    @Test
    void aPaymentAboveItsThresholdIsPaidWithATapAndRefusedWithout() {
        Payer payer = payer("cust-771", "1234567").enrolled();
        nextDay();
        world.member()
                .put(
                        "/v1/trustone/rules/1",
                        "{\"evidence_above\": {\"value\": \"1000\", \"currency\": \"KRW\"}}")
                .is(200);
        String resolution = world.resolution(Codes.staticQris());
        Api.Answer quote = world.quote(resolution);
        world.member()
                .freshKey()
                .post("/v1/payments", TestWorld.payBody(quote, resolution))
                .refused(422, "EVIDENCE_MISSING");
        String id = TestWorld.paymentId();
        Api.Answer asked = payer.ask("PAYMENT", payment(id, quote, resolution));
        assertThat(asked.at("display.amount.value")).isEqualTo(quote.at("debit_amount.value"));
        assertThat(asked.at("display.payee")).isNotEmpty();
        Api.Answer tapped = payer.answer(asked).is(200);
        assertThat(tapped.at("result")).isEqualTo("VERIFIED");
        Assertion assertion = believed(tapped, asked);
        assertThat(assertion.purpose()).isEqualTo(Purpose.PAYMENT);
        assertThat(assertion.transaction().orElseThrow().paymentId().toString()).isEqualTo(id);
        assertThat(assertion.transaction().orElseThrow().amount())
                .isEqualTo(quote.at("debit_amount.value"));
        String paying =
                TestWorld.payBody(
                        quote,
                        resolution,
                        ", \"evidence_reference\": " + tapped.at("evidence_reference"));
        world.member().key(id).post("/v1/payments", paying).is(201);
        assertThat(world.member().get(Payer.path(asked)).is(200).at("state")).isEqualTo("USED");
        // The same payment again is the same; another with the same evidence is refused.
        world.member().key(id).post("/v1/payments", paying).is(201);
        String other = world.resolution(Codes.staticQris());
        world.member()
                .freshKey()
                .post(
                        "/v1/payments",
                        TestWorld.payBody(
                                world.quote(other),
                                other,
                                ", \"evidence_reference\": " + tapped.at("evidence_reference")))
                .refused(422, "EVIDENCE_DIFFERS");
    }

    static String payment(String id, Api.Answer quote, String resolution) {
        return """
        , "payment_id": "%s", "debit_amount": {"value": "%s", "currency": "KRW"}, "resolution": "%s"
        """
                .formatted(id, quote.at("debit_amount.value"), resolution);
    }

    private Assertion believed(Api.Answer tapped, Api.Answer asked) {
        return switch (verdict(PublishedKeys.parse(jwks()).orElseThrow(), tapped, asked)) {
            case AssertionVerifier.Verdict.Believed(Assertion assertion) -> assertion;
            case AssertionVerifier.Verdict.Refused refused ->
                    throw new AssertionError(refused.toString());
        };
    }

    private AssertionVerifier.Verdict verdict(
            PublishedKeys keys, Api.Answer tapped, Api.Answer asked) {
        return new AssertionVerifier(keys, Taps.ISSUER, "participant-10")
                .check(
                        tapped.at("assertion"),
                        ByteString.ofHex(asked.at("t")),
                        Instant.ofEpochSecond(0, world.hub().nowNs()));
    }

    private String jwks() {
        return world.anonymous().get("/v1/trustone/jwks.json").is(200).text();
    }

    /** Another process changes them in the gateway's folder. */
    @Test
    void keysThatAreRotatedOrReplacedAreSeenWithoutARestart() {
        Payer payer = payer("cust-771", "1234567");
        Api.Answer asked = payer.ask("CARD_ENROLMENT", KRW);
        String before = jwks();
        for (ServiceKeys.Use use : ServiceKeys.Use.values()) {
            assertThat(KeyRotation.of(world.folder(), use).orElseThrow().rotate(Instant.MAX))
                    .isEqualTo(KeyRotation.Turn.TURNED);
        }
        assertThat(jwks()).isNotEqualTo(before);
        // It was sealed for what is the earlier key by now.
        Api.Answer tapped = payer.answer(asked).is(200);
        assertThat(tapped.at("result")).isEqualTo("VERIFIED");
        believed(tapped, asked);

        Payer other = payer("cust-772", "7654321");
        Api.Answer underWay = other.ask("CARD_ENROLMENT", KRW);
        PublishedKeys stolen = PublishedKeys.parse(jwks()).orElseThrow();
        for (ServiceKeys.Use use : ServiceKeys.Use.values()) {
            KeyRotation.of(world.folder(), use).orElseThrow().replace();
        }
        assertThat(other.answer(underWay).is(200).at("result")).isEqualTo("REJECTED");
        Api.Answer again = other.ask("CARD_ENROLMENT", KRW);
        Api.Answer proved = other.answer(again).is(200);
        assertThat(proved.at("result")).isEqualTo("VERIFIED");
        believed(proved, again);
        // A relying party with the stolen keys does not know the key, and fetches them anew.
        assertThat(verdict(stolen, proved, again))
                .isEqualTo(new AssertionVerifier.Verdict.Refused(AssertionRefusal.KEY));
    }

    @Test
    void everyOtherPurposeIsProvedAndUsedOnce() {
        Payer payer =
                new Payer(world.member(), "cust-771", Taps.dedicatedCard("0000000000004711"))
                        .enrolled();
        nextDay();
        String amount = ", \"amount\": {\"value\": \"300000\", \"currency\": \"KRW\"}";
        for (String[] purpose :
                new String[][] {
                    {
                        "WITHDRAWAL",
                        ", \"payment_id\": \""
                                + UUID.randomUUID()
                                + "\", \"payee_name\": \"ATM 7\""
                                + amount
                    },
                    {
                        "WITHDRAWAL",
                        ", \"payment_id\": \""
                                + UUID.randomUUID()
                                + "\", \"payee_name\": \"Kim Garam\", \"payee_account\":"
                                + " \"110-222-333444\""
                                + amount
                    },
                    {"LIMIT_CHANGE", LIMIT + amount},
                    {"LOGIN", KRW},
                }) {
            Api.Answer asked = payer.ask(purpose[0], purpose[1]);
            String use = Payer.path(asked) + "/use";
            Api once = world.member().freshKey();
            once.post(use).refused(422, "EVIDENCE_UNKNOWN");
            Api.Answer tapped = payer.answer(asked).is(200);
            assertThat(tapped.at("result")).as(purpose[0]).isEqualTo("VERIFIED");
            assertThat(tapped.at("card")).isEqualTo(payer.cardName());
            assertThat(believed(tapped, asked).purpose().name()).isEqualTo(purpose[0]);
            assertThat(world.member().get(Payer.path(asked)).at("evidence_reference"))
                    .isEqualTo(tapped.at("evidence_reference"));
            world.otherMember().freshKey().post(use).refused(404, "CHALLENGE_UNKNOWN");
            world.member().post(use).refused(400, "IDEMPOTENCY_KEY_MISSING");
            world.member().key("a b").post(use).refused(400, "IDEMPOTENCY_KEY_INVALID");
            assertThat(once.post(use).is(200).at("result")).isEqualTo("done");
            assertThat(once.post(use).is(200).at("result")).isEqualTo("done");
            world.member().freshKey().post(use).refused(422, "EVIDENCE_USED");
        }
    }

    /** Of an account the payer is shown the end, and no row has more of it. */
    @Test
    void whereAWithdrawalGoesAndWhichLimitIsChangedIsShownAndSigned() throws SQLException {
        Payer payer = payer("cust-771", "1234567").enrolled();
        nextDay();
        String cash =
                """
                , "payment_id": "%s", "payee_name": "Kim Garam",
                "amount": {"value": "300000", "currency": "KRW"}\
                """
                        .formatted(UUID.randomUUID());
        Set<String> hashes = new HashSet<>();
        for (String[] account :
                new String[][] {
                    {"110-222-333444", "***3444"},
                    {"999-222-333444", "***3444"},
                    {"garam@upi", "***@upi"},
                    {"garam@up", "***"},
                }) {
            Api.Answer asked =
                    payer.ask("WITHDRAWAL", cash + ", \"payee_account\": \"" + account[0] + "\"");
            assertThat(asked.at("display.payee")).isEqualTo("Kim Garam");
            assertThat(asked.at("display.payee_account")).isEqualTo(account[1]);
            assertThat(world.member().get(Payer.path(asked)).is(200).at("display.payee_account"))
                    .isEqualTo(account[1]);
            assertThat(select("select row_to_json(c)::text from trustone.challenge c"))
                    .noneMatch(row -> row.contains(account[0]));
            hashes.addAll(select(PAYEE_HASH + asked.at("challenge_id") + "'"));
        }
        Api.Answer toNoAccount = payer.ask("WITHDRAWAL", cash);
        assertThat(toNoAccount.json().get("display").has("payee_account")).isFalse();
        hashes.addAll(select(PAYEE_HASH + toNoAccount.at("challenge_id") + "'"));
        assertThat(hashes).hasSize(5);
        Api.Answer limit =
                payer.ask(
                        "LIMIT_CHANGE",
                        ", \"limit\": \"\uc77c\uc77c \uc774\uccb4\", \"amount\": {\"value\": \"0\","
                                + " \"currency\": \"KRW\"}");
        assertThat(limit.at("display.limit")).isEqualTo("\uc77c\uc77c \uc774\uccb4");
        assertThat(payer.answer(limit).is(200).at("result")).isEqualTo("VERIFIED");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"ANSWER_LOST", "COMMAND_LOST"})
    void aUseWhoseAnswerGotLostIsAskedForAgain(Fate fate) {
        Payer payer = payer("cust-771", "1234567").enrolled();
        Api.Answer asked = payer.ask("LOGIN", KRW);
        payer.answer(asked).is(200);
        String use = Payer.path(asked) + "/use";
        Api once = world.member().key("login-4711");
        world.hub().fate(fate, Command.UseEvidence.class::isInstance);
        once.post(use).refused(503, "OUTCOME_UNKNOWN");
        world.hub().heal();
        once.post(use).is(200);
        world.member().freshKey().post(use).refused(422, "EVIDENCE_USED");
        // Also when it would be too old to be used, until it is forgotten.
        world.pass(Duration.ofMinutes(3));
        once.post(use).is(200);
        world.pass(Duration.ofMinutes(2));
        // Two go for each that comes, those of the enrolments first.
        payer.ask("LOGIN", KRW);
        payer.ask("LOGIN", KRW);
        once.post(use).refused(404, "CHALLENGE_UNKNOWN");
    }

    @Test
    void aNewDeviceWaitsADay() {
        Payer payer = payer("cust-771", "1234567").enrolled();
        assertThat(payer.tap("LOGIN", KRW).at("result")).isEqualTo("VERIFIED");
        Api.Answer refused =
                payer.ask(
                        UUID.randomUUID().toString(),
                        "LIMIT_CHANGE",
                        LIMIT + ", \"amount\": {\"value\": \"1\", \"currency\": \"KRW\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("code")).endsWith("_TOO_NEW");
        // What the participant lets a new one pay.
        String resolution = world.resolution(Codes.staticQris());
        Api.Answer quote = world.quote(resolution);
        String asking = payment(TestWorld.paymentId(), quote, resolution);
        assertThat(payer.ask(UUID.randomUUID().toString(), "PAYMENT", asking).status())
                .isEqualTo(422);
        world.member()
                .put(
                        "/v1/trustone/rules/1",
                        "{\"evidence_above\": \"NEVER\", \"new_device_limit\": {\"value\":"
                                + " \"1000000\", \"currency\": \"KRW\"}}")
                .is(200);
        assertThat(payer.tap("PAYMENT", asking).at("result")).isEqualTo("VERIFIED");
    }

    @Test
    void cardsAndDevicesAreReadLockedUnlockedAndTakenAway() {
        Payer payer = payer("cust-771", "1234567").enrolled();
        String card = "/v1/trustone/cards/" + payer.cardName();
        String device = "/v1/trustone/device-keys/" + payer.deviceKey();
        assertThat(world.member().get(card).is(200).at("counter")).isEqualTo("2");
        assertThat(world.member().get(device).is(200).at("status")).isEqualTo("ACTIVE");
        world.otherMember().get(card).refused(404, "AUTHENTICATOR_UNKNOWN");
        world.otherMember().delete(card).refused(404, "AUTHENTICATOR_UNKNOWN");
        assertThat(world.member().delete(card).is(200).at("status")).isEqualTo("REMOVED");
        assertThat(world.member().delete(card).is(200).at("status")).isEqualTo("REMOVED");
        payer.ask(UUID.randomUUID().toString(), "LOGIN", KRW).refused(422, "AUTHENTICATOR_UNKNOWN");
        world.member().delete(device).is(200);
        world.member().get("/v1/trustone/cards/none").refused(400, "FIELD_INVALID");
        // The machine's word for none.
        world.member()
                .get("/v1/trustone/cards/" + "0".repeat(32) + "ab".repeat(16))
                .refused(400, "FIELD_INVALID");
    }

    @Test
    void aRuleIsSaidAsAWhole() {
        world.member()
                .put(
                        "/v1/trustone/rules/1",
                        "{\"evidence_above\": {\"value\": \"1\", \"currency\": \"KRW\"},"
                                + " \"payer_reference\": \"cust-771\"}")
                .is(200);
        world.member()
                .put(
                        "/v1/trustone/rules/1",
                        "{\"evidence_above\": \"NEVER\", \"new_device_limit\": {\"value\":"
                                + " \"1\", \"currency\": \"KRW\"},"
                                + " \"payer_reference\": \"cust-771\"}")
                .refused(400, "FIELD_INVALID");
        world.member()
                .put(
                        "/v1/trustone/rules/1",
                        "{\"evidence_above\": {\"value\": \"1.00\", \"currency\": \"IDR\"}}")
                .refused(422, "CURRENCY_MISMATCH");
        for (String forgotten :
                List.of(
                        "{}",
                        "{\"new_device_limit\": {\"value\": \"1\", \"currency\": \"KRW\"}}")) {
            assertThat(
                            world.member()
                                    .put("/v1/trustone/rules/1", forgotten)
                                    .refused(400, "FIELD_MISSING")
                                    .at("param"))
                    .isEqualTo("evidence_above");
        }
        assertThat(
                        world.member()
                                .put("/v1/trustone/rules/1", "{\"evidence_above\": \"0\"}")
                                .refused(400, "FIELD_INVALID")
                                .at("param"))
                .isEqualTo("evidence_above");
        assertThat(
                        world.member()
                                .put("/v1/trustone/rules/99", "{\"evidence_above\": \"NEVER\"}")
                                .refused(404, "GROUP_UNKNOWN")
                                .at("param"))
                .isEqualTo("group_id");
        // What wants evidence of every payment, and wants it no more.
        world.member()
                .put(
                        "/v1/trustone/rules/1",
                        "{\"evidence_above\": {\"value\": \"0\", \"currency\": \"KRW\"}}")
                .is(200);
        world.pay(TestWorld.paymentId()).refused(422, "EVIDENCE_MISSING");
        world.member()
                .put(
                        "/v1/trustone/rules/1",
                        "{\"evidence_above\": \"NEVER\", \"payer_reference\": \"cust-771\"}")
                .is(200);
        world.pay(TestWorld.paymentId()).refused(422, "EVIDENCE_MISSING");
        world.member().put("/v1/trustone/rules/1", "{\"evidence_above\": \"NEVER\"}").is(200);
        world.pay(TestWorld.paymentId()).is(201);
    }

    /** The machine gives one verdict however often it is asked. */
    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"ANSWER_LOST", "COMMAND_LOST", "BUSY"})
    void aVerdictThatGetsLostOnTheWayIsAskedForAgain(Fate fate) {
        Payer payer = payer("cust-771", "1234567").enrolled();
        AtomicInteger asked = new AtomicInteger();
        world.hub()
                .fate(
                        fate,
                        command ->
                                command instanceof Command.RecordTap
                                        && asked.incrementAndGet() == 1);
        Api.Answer challenge = payer.ask("LOGIN", KRW);
        Api.Answer tapped = payer.answer(challenge).is(200);
        assertThat(tapped.at("result")).isEqualTo("VERIFIED");
        believed(tapped, challenge);
        assertThat(asked).hasValue(2);
        // What proves nothing counts once.
        asked.set(0);
        Api.Answer wrong = payer.ask("LOGIN", KRW);
        assertThat(payer.send(wrong, "{\"sealed_transcript\": \"\"}").is(200).at("result"))
                .isEqualTo("REJECTED");
        assertThat(asked).hasValue(2);
        assertThat(
                        world.member()
                                .get("/v1/trustone/cards/" + payer.cardName())
                                .is(200)
                                .at("failures"))
                .isEqualTo("1");
    }

    @Test
    void whatNobodyAnsweredGoesAfterTenMinutesAndWhatWasAnsweredAfter400Days() throws SQLException {
        Payer payer = payer("cust-771", "1234567").enrolled();
        assertThat(payer.tap("LOGIN", KRW).at("result")).isEqualTo("VERIFIED");
        String first = payer.ask("LOGIN", KRW).at("challenge_id");
        // Two minutes for the tap, and ten.
        world.pass(Duration.ofMinutes(11));
        payer.ask("LOGIN", KRW);
        assertThat(unanswered()).hasSize(2).contains(first);
        world.pass(Duration.ofMinutes(2));
        payer.ask("LOGIN", KRW);
        assertThat(unanswered()).hasSize(2).doesNotContain(first);
        world.pass(Duration.ofDays(399));
        payer.ask("LOGIN", KRW);
        assertThat(answered()).hasSize(3);
        // Two go for each that comes.
        world.pass(Duration.ofDays(1));
        payer.ask("LOGIN", KRW);
        assertThat(answered()).hasSize(1);
        payer.ask("LOGIN", KRW);
        assertThat(answered()).isEmpty();
    }

    private List<String> unanswered() throws SQLException {
        return select("select challenge_id from trustone.challenge where found_ns is null");
    }

    private List<String> answered() throws SQLException {
        return select("select challenge_id from trustone.challenge where found_ns is not null");
    }

    @Test
    void aChallengeThatIsAskedForAgainIsTheSame() {
        Payer payer = payer("cust-771", "1234567").enrolled();
        String id = UUID.randomUUID().toString();
        world.hub().fate(Fate.ANSWER_LOST, Command.IssueChallenge.class::isInstance);
        payer.ask(id, "LOGIN", KRW).refused(503, "OUTCOME_UNKNOWN");
        world.hub().heal();
        Api.Answer first = payer.ask(id, "LOGIN", KRW).is(201);
        Api.Answer again = payer.ask(id, "LOGIN", KRW).is(201);
        assertThat(again.text()).isEqualTo(first.text());
        payer.ask(id, "LOGIN", ", \"currency\": \"IDR\"").refused(422, "REQUEST_REUSED");
        assertThat(payer.answer(again).is(200).at("result")).isEqualTo("VERIFIED");
        // Another participant's is another.
        world.otherMember().get(Payer.path(first)).refused(404, "CHALLENGE_UNKNOWN");
        world.pass(Duration.ofMinutes(3));
        payer.ask(id, "LOGIN", KRW).refused(422, "CHALLENGE_EXPIRED");
    }

    @Test
    void oneFieldTooManyOrTooFewIsRefusedByName() {
        Payer payer = payer("cust-771", "1234567").enrolled();
        String id = UUID.randomUUID().toString();
        assertThat(payer.ask(id, "LOGIN", "").refused(400, "FIELD_MISSING").at("param"))
                .isEqualTo("currency");
        assertThat(
                        payer.ask(id, "LOGIN", KRW + ", \"payee_name\": \"Kopi\"")
                                .refused(400, "FIELD_UNKNOWN")
                                .at("param"))
                .isEqualTo("payee_name");
        payer.ask(id, "SAVING", KRW).refused(400, "FIELD_INVALID");
        payer.ask("not-a-uuid", "LOGIN", KRW).refused(400, "IDEMPOTENCY_KEY_INVALID");
        payer.ask(
                        id,
                        "WITHDRAWAL",
                        ", \"payment_id\": \"%s\", \"payee_name\": \"a\u202eb\", \"amount\":"
                                        .formatted(id)
                                + " {\"value\": \"1\", \"currency\": \"KRW\"}")
                .refused(400, "FIELD_INVALID");
        payer.ask(
                        id,
                        "LIMIT_CHANGE",
                        LIMIT
                                + ", \"amount\": {\"value\": \"9999999999999\", \"currency\":"
                                + " \"KRW\"}")
                .refused(400, "FIELD_INVALID");
        String one = ", \"amount\": {\"value\": \"1\", \"currency\": \"KRW\"}";
        assertThat(payer.ask(id, "LIMIT_CHANGE", one).refused(400, "FIELD_MISSING").at("param"))
                .isEqualTo("limit");
        assertThat(payer.ask(id, "LOGIN", KRW + LIMIT).refused(400, "FIELD_UNKNOWN").at("param"))
                .isEqualTo("limit");
        for (String limit : List.of("", " ", "a\u202eb", "a".repeat(65))) {
            payer.ask(id, "LIMIT_CHANGE", ", \"limit\": \"%s\"%s".formatted(limit, one))
                    .refused(400, "FIELD_INVALID");
        }
        for (String account : List.of("", "110 222", "\uc77c", "1".repeat(65))) {
            payer.ask(
                            id,
                            "WITHDRAWAL",
                            ", \"payment_id\": \"%s\", \"payee_name\": \"Kim\", \"payee_account\": \"%s\"%s"
                                    .formatted(id, account, one))
                    .refused(400, "FIELD_INVALID");
        }
        // A device that nobody registered.
        world.member()
                .key(id)
                .post(
                        "/v1/trustone/challenges",
                        payer.body("LOGIN", KRW).replace(payer.deviceKey(), "ab".repeat(32)))
                .refused(422, "AUTHENTICATOR_UNKNOWN");
    }

    @Test
    void aDatabaseThatIsAwaySpendsNothingTwice() {
        Payer payer = payer("cust-771", "1234567").enrolled();
        Api.Answer asked = payer.ask("LOGIN", KRW);
        String answer = payer.answerBody(asked);
        world.database().shut();
        payer.ask(UUID.randomUUID().toString(), "LOGIN", KRW).refused(503, "DATABASE_UNAVAILABLE");
        payer.send(asked, answer).refused(503, "DATABASE_UNAVAILABLE");
        world.database().open();
        // Nothing was spent by that.
        assertThat(payer.send(asked, answer).is(200).at("result")).isEqualTo("VERIFIED");

        // It goes away in the middle: the challenge is spent, and nothing is proved by it.
        Api.Answer second = payer.ask("LOGIN", KRW);
        String secondAnswer = payer.answerBody(second);
        AtomicBoolean isShut = new AtomicBoolean();
        world.hub()
                .rewrite(
                        command -> {
                            if (command instanceof Command.TakeChallenge
                                    && isShut.compareAndSet(false, true)) {
                                world.database().shut();
                            }
                            return command;
                        });
        payer.send(second, secondAnswer).refused(503, "DATABASE_UNAVAILABLE");
        world.database().open();
        payer.send(second, secondAnswer).refused(409, "CHALLENGE_ANSWERED");
        assertThat(world.member().get(Payer.path(second)).at("state")).isEqualTo("TAKEN");
        assertThat(payer.tap("LOGIN", KRW).at("result")).isEqualTo("VERIFIED");

        // The same of the machine.
        Api.Answer third = payer.ask("LOGIN", KRW);
        String thirdAnswer = payer.answerBody(third);
        world.hub().fate(Fate.COMMAND_LOST, Command.RecordTap.class::isInstance);
        payer.send(third, thirdAnswer).refused(503, "OUTCOME_UNKNOWN");
        world.hub().heal();
        payer.send(third, thirdAnswer).refused(409, "CHALLENGE_ANSWERED");
        assertThat(payer.tap("LOGIN", KRW).at("result")).isEqualTo("VERIFIED");
    }

    private List<String> select(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = world.database().source().getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
