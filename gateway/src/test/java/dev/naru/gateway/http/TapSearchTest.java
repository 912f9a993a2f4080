// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.client.Reply;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.CardNumberSearch;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.Payer;
import dev.naru.gateway.http.support.Taps;
import dev.naru.gateway.http.support.TestDatabase;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.projection.query.ReadSide;
import dev.naru.projection.writer.ProjectionWriter;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapFindings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the operator finds of taps: why one was refused, and whether a payment was proved. */
final class TapSearchTest {
    private static final String KRW = ", \"currency\": \"KRW\"";
    private static final String PAYMENTS = "/v1/operator/projection/payments";
    private static final String CHALLENGES = "/v1/operator/projection/challenges";
    private static final String DIGITS = "1234567";

    /** A name of the machine's, a digest, and an id that a participant gave. */
    private static final String RANDOM =
            "\"([0-9a-f]{32}|[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\"";

    private static final String OTHER_DIGITS = "8765432";

    // The challenges of the story below, by number.
    private static final long CARD_ENROLMENT = 1;
    private static final long USED = 3;
    private static final long REPLACED = 4;
    private static final long OLD_TRANSCRIPT = 5;
    private static final long ANOTHER_CARD = 6;
    private static final long NO_DEVICE = 7;
    private static final long UNANSWERED = 8;
    private static final long OF_THE_OTHER = 9;

    /** What happened before anybody searches. */
    private record Story(Payer payer, String paymentId, String paymentNumber, String rejectedId) {}

    @Test
    void anAnalystFindsWhyATapWasRefusedAndWhetherAPaymentWasProved() throws SQLException {
        try (TestWorld world = TestWorld.tellingAndSearched()) {
            Story story = happen(world);
            // However slow this machine is; from here on nothing more has to be written.
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> world.operator().get(CHALLENGES).status() == 200);
            aPaymentLeadsToTheTapThatProvedIt(world, story);
            aRejectedTapHasItsFaultAndStage(world, story);
            otherEndsAreTold(world, story);
            narrows(world, story);
            pages(world);
            keepsOthersOut(world);
            refusesWhatIsNoQuery(world);
            tellsNothingOfThePayer(world, story);
            whatIsGoneIsLeftOut(world, story);
            whyWhoWasShutOutIsTold(world, story.payer());
        }
    }

    private static Story happen(TestWorld world) {
        Payer payer = new Payer(world.member(), "cust-771", Taps.paymentCard(DIGITS)).enrolled();
        // A day later a device may prove everything.
        world.pass(Duration.ofHours(25));
        world.publishRate("11.2");
        String resolution = world.resolution(Codes.staticQris());
        Api.Answer quote = world.quote(resolution);
        String id = TestWorld.paymentId();
        Api.Answer tapped =
                payer.tap("PAYMENT", TrustOneTest.payment(id, quote, resolution)).is(200);
        assertThat(tapped.at("evidence_reference")).isEqualTo(Long.toString(USED));
        String reference = ", \"evidence_reference\": " + USED;
        Api.Answer paid =
                world.member()
                        .key(id)
                        .post("/v1/payments", TestWorld.payBody(quote, resolution, reference))
                        .is(201);
        // The card's answer to one challenge does not answer the one that replaced it.
        String old = payer.sealed(payer.ask("LOGIN", KRW));
        Api.Answer asked = payer.ask("LOGIN", KRW);
        rejected(payer.send(asked, payer.answerBody(asked, old, ceremony -> ceremony)));
        rejected(payer.withCard(Taps.paymentCard(OTHER_DIGITS)).answer(payer.ask("LOGIN", KRW)));
        rejected(payer.send(payer.ask("LOGIN", KRW), "{\"sealed_transcript\": \"\"}"));
        payer.ask("LOGIN", KRW);
        new Payer(world.otherMember(), "cust-9", Taps.dedicatedCard("0000000000004711"))
                .tap("CARD_ENROLMENT", KRW);
        return new Story(payer, id, paid.at("payment_number"), asked.at("challenge_id"));
    }

    /** Five failures and a card that was reported stolen are not the same to an analyst. */
    private static void whyWhoWasShutOutIsTold(TestWorld world, Payer payer) {
        Api.Answer asked = payer.ask("LOGIN", KRW);
        String answer = payer.answerBody(asked);
        world.member().delete("/v1/trustone/cards/" + payer.cardName()).is(200);
        rejected(payer.send(asked, answer));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(found(world, "verdict=REMOVED")).hasSize(1));
        assertThat(told(world, found(world, "verdict=REMOVED").getFirst()).at("challenge_id"))
                .isEqualTo(asked.at("challenge_id"));
        assertThat(found(world, "verdict=LOCKED")).isEmpty();
    }

    /** All that the payer's app hears. */
    private static void rejected(Api.Answer answer) {
        assertThat(answer.is(200).text()).isEqualTo("{\"result\":\"REJECTED\"}");
    }

    private static Api.Answer told(TestWorld world, long number) {
        return world.operator().get(CHALLENGES + "/" + number).is(200);
    }

    private static void aPaymentLeadsToTheTapThatProvedIt(TestWorld world, Story story) {
        Api.Answer payment = world.operator().get(PAYMENTS + "/" + story.paymentNumber()).is(200);
        assertThat(payment.at("evidence_reference")).isEqualTo(Long.toString(USED));
        Api.Answer tap = told(world, USED);
        assertThat(tap.at("payment_number")).isEqualTo(story.paymentNumber());
        assertThat(tap.at("payment_id")).isEqualTo(story.paymentId());
        assertThat(tap.json().get("amount")).isEqualTo(payment.json().at("/payment/debit_amount"));
        assertThat(tap.at("purpose")).isEqualTo("PAYMENT");
        assertThat(tap.at("state")).isEqualTo("USED");
        assertThat(tap.at("verdict")).isEqualTo("VERIFIED");
        assertThat(tap.json().has("fault")).isFalse();
        assertThat(tap.at("used_at")).isGreaterThan(tap.at("judged_at"));
        assertThat(tap.at("judged_at")).isGreaterThan(tap.at("issued_at"));
        // The machine knows them by the first half of what participants do.
        assertThat(tap.at("card")).isEqualTo(story.payer().cardName().substring(0, 32));
        assertThat(tap.at("tapped_card")).isEqualTo(tap.at("card"));
        assertThat(tap.at("device")).isEqualTo(story.payer().deviceKey().substring(0, 32));
        assertThat(tap.json().at("/found").has("fault")).isFalse();
        assertThat(tap.at("found.method")).isEqualTo("CDA");
        assertThat(tap.at("found.binding")).isEqualTo("HASH");
        assertThat(tap.at("found.issuer_word")).isEqualTo("NOT_GIVEN");
        assertThat(tap.at("found.counter")).isEqualTo("3");
        assertThat(tap.at("found.brand")).isEqualTo("MASTERCARD");
        assertThat(tap.at("found.first_digits")).isEqualTo(Taps.PREFIX.substring(0, 6));
        assertThat(tap.at("found.last_digits")).isEqualTo(Taps.paymentNumber(DIGITS).substring(12));
        assertThat(tap.at("found.slowest_us")).isEqualTo("900");
        assertThat(tap.at("found.transcript_sha256")).hasSize(64);
        assertThat(tap.at("found.card_key")).hasSize(64);
        assertThat(tap.at("found.card_profile")).hasSize(64);
        assertThat(tap.json().at("/found/transcript"))
                .hasSizeGreaterThan(3)
                .anyMatch(line -> line.asString().startsWith("00B2"));
        // Another payment has none.
        String plain = world.pay(TestWorld.paymentId()).is(201).at("payment_number");
        assertThat(world.operator().get(PAYMENTS + "/" + plain).is(200).json().properties())
                .noneMatch(member -> member.getKey().equals("evidence_reference"));
    }

    private static void aRejectedTapHasItsFaultAndStage(TestWorld world, Story story) {
        Api.Answer heard =
                world.member().get("/v1/trustone/challenges/" + story.rejectedId()).is(200);
        assertThat(heard.at("state")).isEqualTo("REJECTED");
        assertThat(heard.text()).doesNotContain("CARD_COMMAND", "UNPROVED", "TRANSCRIPT");
        Api.Answer tap = told(world, OLD_TRANSCRIPT);
        assertThat(tap.at("challenge_id")).isEqualTo(story.rejectedId());
        assertThat(tap.at("state")).isEqualTo("REJECTED");
        assertThat(tap.at("verdict")).isEqualTo("UNPROVED");
        assertThat(tap.at("fault.number")).isEqualTo("100");
        assertThat(tap.at("fault.name")).isEqualTo("CARD_COMMAND");
        assertThat(tap.at("found.fault")).isEqualTo("CARD_COMMAND");
        assertThat(tap.at("found.stage")).isEqualTo("TRANSCRIPT");
        assertThat(tap.json().at("/found/transcript")).isNotEmpty();
        assertThat(tap.json().at("/found").has("method")).isFalse();
        assertThat(tap.json().has("used_at")).isFalse();
    }

    private static void otherEndsAreTold(TestWorld world, Story story) {
        // The card was genuine, and only the machine knew that it was another.
        Api.Answer another = told(world, ANOTHER_CARD);
        assertThat(another.at("verdict")).isEqualTo("ANOTHER_CARD");
        assertThat(another.json().has("fault")).isFalse();
        assertThat(another.at("card")).isEqualTo(story.payer().cardName().substring(0, 32));
        assertThat(another.at("tapped_card")).hasSize(32).isNotEqualTo(another.at("card"));
        assertThat(another.at("found.last_digits"))
                .isEqualTo(Taps.paymentNumber(OTHER_DIGITS).substring(12));
        assertThat(another.json().at("/found").has("fault")).isFalse();
        Api.Answer absent = told(world, NO_DEVICE);
        assertThat(absent.at("fault.number")).isEqualTo("2");
        assertThat(absent.at("found.fault")).isEqualTo("DEVICE_ABSENT");
        assertThat(absent.json().at("/found").propertyNames()).containsExactly("found_at", "fault");
        for (long number : List.of(REPLACED, UNANSWERED)) {
            Api.Answer unanswered = told(world, number);
            assertThat(unanswered.at("state"))
                    .isEqualTo(number == REPLACED ? "REPLACED" : "ISSUED");
            for (String member :
                    List.of("found", "verdict", "judged_at", "tapped_card", "amount")) {
                assertThat(unanswered.json().has(member)).as(member).isFalse();
            }
        }
        Api.Answer enrolment = told(world, CARD_ENROLMENT);
        assertThat(enrolment.json().has("card")).isFalse();
        assertThat(enrolment.at("tapped_card"))
                .isEqualTo(story.payer().cardName().substring(0, 32));
        Api.Answer dedicated = told(world, OF_THE_OTHER);
        assertThat(dedicated.at("found.method")).isEqualTo("DEDICATED");
        assertThat(dedicated.json().at("/found").has("brand")).isFalse();
    }

    private static List<Long> numbers(Api.Answer page) {
        return page.is(200)
                .json()
                .get("data")
                .valueStream()
                .map(row -> row.get("number").asLong())
                .toList();
    }

    private static List<Long> found(TestWorld world, String query) {
        return numbers(world.operator().get(CHALLENGES + "?" + query));
    }

    private static void narrows(TestWorld world, Story story) {
        assertThat(found(world, "limit=100")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(found(world, "participant_id=10")).hasSize(8).doesNotContain(OF_THE_OTHER);
        assertThat(found(world, "participant_id=11")).containsExactly(OF_THE_OTHER);
        assertThat(found(world, "participant_id=12")).isEmpty();
        assertThat(found(world, "payment_id=" + story.paymentId())).containsExactly(USED);
        assertThat(found(world, "payment_id=" + UUID.randomUUID())).isEmpty();
        assertThat(found(world, "challenge_id=" + story.rejectedId()))
                .containsExactly(OLD_TRANSCRIPT);
        assertThat(found(world, "challenge_id=" + UUID.randomUUID())).isEmpty();
        assertThat(found(world, "verdict=UNPROVED")).containsExactly(OLD_TRANSCRIPT, NO_DEVICE);
        assertThat(found(world, "verdict=ANOTHER_CARD")).containsExactly(ANOTHER_CARD);
        assertThat(found(world, "verdict=LOCKED")).isEmpty();
        assertThat(found(world, "verdict=VERIFIED")).containsExactly(1L, 2L, USED, OF_THE_OTHER);
        assertThat(found(world, "purpose=LOGIN")).containsExactly(4L, 5L, 6L, 7L, 8L);
        assertThat(found(world, "purpose=CARD_ENROLMENT&verdict=VERIFIED&participant_id=10"))
                .containsExactly(CARD_ENROLMENT);
        String paying = told(world, USED).at("issued_at");
        assertThat(found(world, "issued_from=" + paying))
                .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(found(world, "issued_before=" + paying)).containsExactly(1L, 2L);
        assertThat(found(world, "issued_from=2020-01-01T00:00:00Z&issued_before=" + paying))
                .containsExactly(1L, 2L);
        assertThat(found(world, "issued_from=2040-01-01T00:00:00Z")).isEmpty();
    }

    private static void pages(TestWorld world) {
        Api.Answer first = world.operator().get(CHALLENGES + "?limit=2").is(200);
        assertThat(numbers(first)).containsExactly(1L, 2L);
        assertThat(first.at("has_more")).isEqualTo("true");
        Api.Answer second =
                world.operator()
                        .get(CHALLENGES + "?limit=7&starting_after=" + first.at("last_cursor"));
        assertThat(numbers(second)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(second.at("has_more")).isEqualTo("false");
        Api.Answer back =
                world.operator()
                        .get(CHALLENGES + "?limit=2&ending_before=" + second.at("first_cursor"));
        assertThat(back.json().get("data")).isEqualTo(first.json().get("data"));
        assertThat(back.at("has_more")).isEqualTo("false");
        Api.Answer last =
                world.operator()
                        .get(CHALLENGES + "?limit=2&ending_before=" + second.at("last_cursor"));
        assertThat(numbers(last)).containsExactly(7L, 8L);
        assertThat(last.at("has_more")).isEqualTo("true");
        // A filter goes over pages in both directions.
        Api.Answer proved = world.operator().get(CHALLENGES + "?verdict=VERIFIED&limit=3");
        assertThat(numbers(proved)).containsExactly(1L, 2L, USED);
        assertThat(proved.at("has_more")).isEqualTo("true");
        Api.Answer rest =
                world.operator()
                        .get(
                                CHALLENGES
                                        + "?verdict=VERIFIED&starting_after="
                                        + proved.at("last_cursor"));
        assertThat(numbers(rest)).containsExactly(OF_THE_OTHER);
        assertThat(found(world, "verdict=VERIFIED&limit=2&ending_before=" + rest.at("last_cursor")))
                .containsExactly(2L, USED);
    }

    private static void keepsOthersOut(TestWorld world) {
        for (String path : List.of(CHALLENGES, CHALLENGES + "/" + USED, CHALLENGES + "/99")) {
            world.member().get(path).refused(403, "ROLE_FORBIDDEN");
            world.otherMember().get(path).refused(403, "ROLE_FORBIDDEN");
            world.provider().get(path).refused(403, "ROLE_FORBIDDEN");
            world.anonymous().get(path).refused(401, "API_KEY_MISSING");
        }
    }

    private static void refusesWhatIsNoQuery(TestWorld world) {
        for (String query :
                List.of(
                        "verdict=GONE",
                        "purpose=SAVING",
                        "payment_id=pmt_0000000000001",
                        "challenge_id=" + USED,
                        "participant_id=0",
                        "issued_from=yesterday",
                        "issued_before=2020-13-01T00:00:00Z",
                        "limit=101",
                        "starting_after=x")) {
            world.operator().get(CHALLENGES + "?" + query).refused(400, "FIELD_INVALID");
        }
        world.operator().get(CHALLENGES + "?payer=cust-771").refused(400, "FIELD_UNKNOWN");
        world.operator().get(CHALLENGES + "/1?verdict=LOCKED").refused(400, "FIELD_UNKNOWN");
        world.operator().get(CHALLENGES + "/0").refused(400, "FIELD_INVALID");
        world.operator().get(CHALLENGES + "/x").refused(400, "FIELD_INVALID");
        world.operator().get(CHALLENGES + "/99").refused(404, "CHALLENGE_UNKNOWN");
    }

    /** No number of a card, and nothing of whom a tap is about. */
    private static void tellsNothingOfThePayer(TestWorld world, Story story) {
        List<String> answers = new ArrayList<>();
        answers.add(world.operator().get(CHALLENGES + "?limit=100").is(200).text());
        for (long number = CARD_ENROLMENT; number <= OF_THE_OTHER; number++) {
            answers.add(told(world, number).text());
        }
        String payee = world.operator().get(PAYMENTS + "/" + story.paymentNumber()).text();
        assertThat(payee).contains("WARUNG");
        for (String answer : answers) {
            assertThat(answer)
                    .doesNotContain(
                            Taps.paymentNumber(DIGITS),
                            Taps.paymentNumber(OTHER_DIGITS),
                            "cust-771",
                            "cust-9",
                            "110-222-333444",
                            "WARUNG");
            assertThat(CardNumberSearch.in(answer)).isEmpty();
            // Digests and ids may have such a number in them by chance.
            assertThat(CardNumberSearch.ofAnybodyIn(answer.replaceAll(RANDOM, "\"\""))).isEmpty();
        }
    }

    private static void whatIsGoneIsLeftOut(TestWorld world, Story story) throws SQLException {
        execute(world, "alter table trustone.challenge rename to away");
        world.operator().get(CHALLENGES + "/" + USED).refused(503, "DATABASE_UNAVAILABLE");
        assertThat(found(world, "verdict=UNPROVED")).hasSize(2);
        execute(world, "alter table trustone.away rename to challenge");
        execute(
                world,
                "delete from trustone.challenge where challenge_id = '" + story.rejectedId() + "'");
        Api.Answer tap = told(world, OLD_TRANSCRIPT);
        assertThat(tap.json().has("found")).isFalse();
        assertThat(tap.at("fault.name")).isEqualTo("CARD_COMMAND");
        assertThat(told(world, USED).json().has("found")).isTrue();
    }

    private static void execute(TestWorld world, String sql) throws SQLException {
        try (Connection connection = world.database().source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A gateway that asks for no taps still tells what the machine made of those of others. */
    @Test
    void whereNoTapsAreAskedForTheMachinesWordIsThere() {
        TestDatabase database = TestDatabase.empty();
        @Nullable ProjectionWriter[] writer = new ProjectionWriter[1];
        try (ReadSide tables = ReadSide.open(database.database());
                TestWorld world =
                        TestWorld.searched(
                                hub -> {
                                    writer[0] = ProjectionWriter.start(database.database(), hub);
                                    return tables;
                                })) {
            UUID id = UUID.randomUUID();
            RequestId request =
                    new RequestId(id.getMostSignificantBits(), id.getLeastSignificantBits());
            ChallengeTerms terms =
                    new ChallengeTerms(
                            ChallengePurpose.CARD_ENROLMENT,
                            new Digest(1, 1),
                            Digest.NONE,
                            Digest.NONE,
                            new Digest(2, 2),
                            Optional.empty());
            for (Command command :
                    List.of(
                            new Command.IssueChallenge(request, 10, terms, Challenge.MOST_TAP_NS),
                            new Command.TakeChallenge(10, request),
                            // A number that a later version may have given.
                            new Command.RecordTap(10, 1, TapFindings.unproved(255)))) {
                assertThat(world.hub().send(command).join())
                        .isInstanceOfSatisfying(
                                Reply.Answered.class,
                                answered ->
                                        assertThat(answered.outcome())
                                                .isInstanceOf(Outcome.ChallengeIs.class));
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> world.operator().get(CHALLENGES).status() == 200);
            Api.Answer tap = told(world, 1);
            assertThat(tap.at("challenge_id")).isEqualTo(id.toString());
            assertThat(tap.at("verdict")).isEqualTo("UNPROVED");
            assertThat(tap.json().get("fault").propertyNames()).containsExactly("number");
            assertThat(tap.at("fault.number")).isEqualTo("255");
            assertThat(tap.json().has("found")).isFalse();
        } finally {
            ProjectionWriter started = writer[0];
            if (started != null) {
                started.close();
            }
        }
    }
}
