// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.assertion.Assertion;
import dev.naru.authentication.assertion.AssertionRefusal;
import dev.naru.authentication.assertion.AssertionVerifier;
import dev.naru.authentication.assertion.AssertionVerifier.Verdict;
import dev.naru.authentication.assertion.PublishedKeys;
import dev.naru.client.EventPosition;
import dev.naru.client.EventStream;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.Payer;
import dev.naru.gateway.http.support.Taps;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.gateway.trustone.TapFault;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.Event;
import dev.naru.protocol.TapVerdict;
import dev.naru.simulators.card.SimulatedPaymentCard;
import dev.naru.simulators.device.Ceremony;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows of the threats that docs/trustone.md lists, of those that service, device key and machine
 * answer together; the library's are in its own {@code ThreatsTest}.
 */
class TapThreatsTest {
    private static final String KRW = ", \"currency\": \"KRW\"";
    private static final int THREADS = 64;
    private static final int CHALLENGES = Integer.getInteger("naru.prove.taps", 25);

    private final TestWorld world = TestWorld.telling();

    @AfterEach
    void close() {
        world.close();
    }

    private Payer payer(String reference, String digits) {
        return new Payer(world.member(), reference, Taps.paymentCard(digits)).enrolled();
    }

    private Event.TapJudged lastJudged() {
        List<Event.TapJudged> found = new ArrayList<>();
        try (EventStream events = world.hub().openAfter(new EventPosition(0, 0))) {
            events.poll(
                    (position, timeNs, event) -> {
                        if (event instanceof Event.TapJudged judged) {
                            found.add(judged);
                        }
                    },
                    Duration.ofMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return found.getLast();
    }

    private void rejected(Api.Answer answer, TapVerdict verdict) {
        assertThat(answer.is(200).text()).isEqualTo("{\"result\":\"REJECTED\"}");
        assertThat(lastJudged().verdict()).isEqualTo(verdict);
    }

    private void rejected(Api.Answer answer, TapFault fault) {
        rejected(answer, TapVerdict.UNPROVED);
        assertThat(lastJudged().fault()).isEqualTo(fault.number());
    }

    @Test
    void row1TheSameAnswerAgainIsOfNoUse() {
        Payer payer = payer("cust-771", "1234567");
        Api.Answer asked = payer.ask("LOGIN", KRW);
        String answer = payer.answerBody(asked);
        assertThat(payer.send(asked, answer).is(200).at("result")).isEqualTo("VERIFIED");
        payer.send(asked, answer).refused(409, "CHALLENGE_ANSWERED");
        // Nor for the next challenge, to which neither card nor device has agreed.
        rejected(payer.send(payer.ask("LOGIN", KRW), answer), TapFault.DEVICE_CHALLENGE);
        // Nor does the card's part help where the device signs anew.
        Api.Answer next = payer.ask("LOGIN", KRW);
        String old = payer.sealed(next);
        Api.Answer last = payer.ask("LOGIN", KRW);
        rejected(
                payer.send(last, payer.answerBody(last, old, ceremony -> ceremony)),
                TapFault.CARD_COMMAND);
    }

    /** Whoever broke a chip open has its key, and cannot have its counter from then on. */
    @Test
    void row2ACardWhoseCounterWasSetBackIsOfNoUse() {
        SimulatedPaymentCard genuine = Taps.paymentChip("1234567");
        SimulatedPaymentCard blank = genuine.copied();
        Payer payer = new Payer(world.member(), "cust-771", Taps.inTheHand(genuine)).enrolled();
        SimulatedPaymentCard copy = genuine.copied();
        assertThat(payer.tap("LOGIN", KRW).at("result")).isEqualTo("VERIFIED");
        // The copy is where the card was before that tap: its next number was there already.
        rejected(
                payer.withCard(Taps.inTheHand(copy)).answer(payer.ask("LOGIN", KRW)),
                TapVerdict.CARD_COUNTER);
        // One that was set back to the beginning is further behind.
        rejected(
                payer.withCard(Taps.inTheHand(blank)).answer(payer.ask("LOGIN", KRW)),
                TapVerdict.CARD_COUNTER);
        // What was refused has not moved the counter, so that the card goes on.
        assertThat(payer.tap("LOGIN", KRW).at("result")).isEqualTo("VERIFIED");
        // A copy that is ahead is taken, and the card itself is refused, by which it is noticed.
        SimulatedPaymentCard ahead = genuine.copied();
        assertThat(
                        payer.withCard(Taps.inTheHand(ahead))
                                .answer(payer.ask("LOGIN", KRW))
                                .is(200)
                                .at("result"))
                .isEqualTo("VERIFIED");
        rejected(payer.answer(payer.ask("LOGIN", KRW)), TapVerdict.CARD_COUNTER);
        assertThat(lastJudged().fault()).isZero();
    }

    @Test
    void row3AnotherAmountOrPayeeThanWasShownIsNotPaid() {
        Payer payer = payer("cust-771", "1234567");
        world.pass(Duration.ofHours(25));
        world.publishRate("11.2");
        String resolution = world.resolution(Codes.staticQris());
        Api.Answer quote = world.quote(resolution);
        String id = TestWorld.paymentId();
        Api.Answer cheaper =
                payer.tap(
                        "PAYMENT",
                        """
                        , "payment_id": "%s", "debit_amount": {"value": "1", "currency": "KRW"}, "resolution": "%s"
                        """
                                .formatted(id, resolution));
        world.member()
                .key(id)
                .post("/v1/payments", paying(quote, resolution, cheaper))
                .refused(422, "EVIDENCE_DIFFERS");
        // The id of a payment that was refused gets no challenge any more.
        String next = TestWorld.paymentId();
        Api.Answer right = payer.tap("PAYMENT", TrustOneTest.payment(next, quote, resolution));
        String another = world.resolution(Codes.dynamicQris("B1"));
        world.member()
                .key(next)
                .post("/v1/payments", paying(world.quote(another), another, right))
                .refused(422, "EVIDENCE_DIFFERS");
        // Nor does a tap for one amount answer the challenge for another.
        Api.Answer one = payer.ask("LIMIT_CHANGE", limit("1"));
        String tapped = payer.answerBody(one);
        rejected(
                payer.send(payer.ask("LIMIT_CHANGE", limit("2")), tapped),
                TapFault.DEVICE_CHALLENGE);
        // Nor a tap for one limit that for another, or for one account that for another.
        Api.Answer daily = payer.ask("LIMIT_CHANGE", limit("1"));
        String tappedDaily = payer.answerBody(daily);
        rejected(
                payer.send(
                        payer.ask("LIMIT_CHANGE", limit("1").replace("daily", "single")),
                        tappedDaily),
                TapFault.DEVICE_CHALLENGE);
        UUID moved = UUID.randomUUID();
        Api.Answer to = payer.ask("WITHDRAWAL", toAccount(moved, "110-222-333444"));
        String tappedTo = payer.answerBody(to);
        rejected(
                payer.send(payer.ask("WITHDRAWAL", toAccount(moved, "999-222-333444")), tappedTo),
                TapFault.DEVICE_CHALLENGE);
    }

    private static String toAccount(UUID id, String account) {
        return withdrawal(id, "1", "Kim Garam") + ", \"payee_account\": \"" + account + "\"";
    }

    private static String amount(String value) {
        return ", \"amount\": {\"value\": \"%s\", \"currency\": \"KRW\"}".formatted(value);
    }

    private static String limit(String value) {
        return ", \"limit\": \"daily transfer\"" + amount(value);
    }

    private static String paying(Api.Answer quote, String resolution, Api.Answer evidence) {
        return TestWorld.payBody(
                quote,
                resolution,
                ", \"evidence_reference\": " + evidence.at("evidence_reference"));
    }

    /** A certificate that somebody forged over a key of his own. */
    @Test
    void row6AnotherKeyThanThatOfTheEnrolmentIsOfNoUse() {
        Payer payer = payer("cust-771", "1234567");
        Payer forger = payer.withCard(Taps.paymentCard("1234567"));
        rejected(forger.answer(forger.ask("LOGIN", KRW)), TapVerdict.ANOTHER_KEY);
        Payer dedicated =
                new Payer(world.member(), "cust-772", Taps.dedicatedCard("0000000000004711"))
                        .enrolled();
        rejected(
                dedicated
                        .withCard(Taps.dedicatedCard("0000000000004711"))
                        .answer(dedicated.ask("LOGIN", KRW)),
                TapVerdict.ANOTHER_KEY);
    }

    /** What somebody changes who can write into the database, in one row. */
    enum Tampering {
        PAYEE("update trustone.challenge set payee_name = 'ATM 8' where found_ns is null"),
        PAYEE_ACCOUNT(
                "update trustone.challenge set payee_account_hash = sha256('other') where found_ns"
                        + " is null"),
        SHOWN_ACCOUNT(
                "update trustone.challenge set payee_account_shown = '***9999' where found_ns is"
                        + " null"),
        LIMIT("update trustone.challenge set changed_limit = 'single' where found_ns is null"),
        AMOUNT("update trustone.challenge set amount_minor = 9000000 where found_ns is null"),
        PAYER_REFERENCE(
                "update trustone.challenge set payer_reference = 'cust-772' where found_ns is"
                        + " null"),
        CARD(
                "update trustone.challenge set card_reference = sha256('other') where found_ns is"
                        + " null"),
        DEVICE_OF_ANOTHER(
                "update trustone.challenge set device_key = decode('%1$s', 'hex') where found_ns"
                        + " is null"),
        DEVICE_KEY(
                "update trustone.device_key mine set credential_id = other.credential_id,"
                        + " public_key = other.public_key from trustone.device_key other where"
                        + " other.thumbprint = decode('%1$s', 'hex') and mine.thumbprint ="
                        + " decode('%2$s', 'hex')");

        private final String statement;

        Tampering(String statement) {
            this.statement = statement;
        }
    }

    /** Whoever can write into the database has not what the machine was told. */
    @ParameterizedTest
    @EnumSource(Tampering.class)
    void whatWasShownCannotBeChangedInTheDatabase(Tampering tampering) throws SQLException {
        Payer payer = payer("cust-771", "1234567");
        Payer thief = payer.withDevice(Taps.device());
        String key = thief.registered();
        world.pass(Duration.ofHours(25));
        Api.Answer asked =
                tampering == Tampering.LIMIT
                        ? payer.ask("LIMIT_CHANGE", limit("1"))
                        : payer.ask("WITHDRAWAL", toAccount(UUID.randomUUID(), "110-222-333444"));
        try (Connection connection = world.database().source().getConnection();
                Statement change = connection.createStatement()) {
            assertThat(change.executeUpdate(tampering.statement.formatted(key, payer.deviceKey())))
                    .isEqualTo(1);
        }
        // Whoever put his own device in the place of the payer's answers with it.
        Payer answering =
                switch (tampering) {
                    case DEVICE_KEY, DEVICE_OF_ANOTHER -> thief;
                    case PAYEE,
                            PAYEE_ACCOUNT,
                            SHOWN_ACCOUNT,
                            LIMIT,
                            AMOUNT,
                            PAYER_REFERENCE,
                            CARD ->
                            payer;
                };
        rejected(answering.answer(asked), TapFault.TERMS_CHANGED);
    }

    /** Its participant took it away, or somebody its row: nothing is judged, nobody has failed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatADeviceThatIsGoneWasAskedProvesNothingAndIsNobodysFailure(boolean inOrder)
            throws SQLException {
        Payer payer = payer("cust-771", "1234567");
        Api.Answer asked = payer.ask("LOGIN", KRW);
        if (inOrder) {
            world.member().delete("/v1/trustone/device-keys/" + payer.deviceKey()).is(200);
        } else {
            try (Connection connection = world.database().source().getConnection();
                    Statement change = connection.createStatement()) {
                assertThat(
                                change.executeUpdate(
                                        "delete from trustone.device_key where thumbprint ="
                                                + " decode('%s', 'hex')"
                                                        .formatted(payer.deviceKey())))
                        .isEqualTo(1);
            }
        }
        payer.answer(asked).refused(404, "AUTHENTICATOR_UNKNOWN");
        assertThat(world.member().get(Payer.path(asked)).is(200).at("state")).isEqualTo("ISSUED");
        assertThat(
                        world.member()
                                .get("/v1/trustone/cards/" + payer.cardName())
                                .is(200)
                                .at("failures"))
                .isEqualTo("0");
    }

    @Test
    void row8ARelayedCardOnAnotherTelephoneProvesNothing() {
        Payer payer = payer("cust-771", "1234567");
        // A telephone that nobody registered, and one of somebody else.
        Payer thief = payer.withDevice(Taps.device());
        rejected(thief.answer(thief.ask("LOGIN", KRW)), TapFault.DEVICE_CREDENTIAL);
        Payer other = payer("cust-772", "8765432");
        rejected(
                payer.withDevice(other.device()).answer(payer.ask("LOGIN", KRW)),
                TapFault.DEVICE_CREDENTIAL);
        // Without any.
        Api.Answer asked = payer.ask("LOGIN", KRW);
        rejected(
                payer.send(asked, "{\"sealed_transcript\": \"%s\"}".formatted(payer.sealed(asked))),
                TapFault.DEVICE_ABSENT);
        // Nor is it enrolled for another payer by a tap of his.
        Payer stranger =
                new Payer(world.member(), "cust-773", Taps.paymentCard("1111222"))
                        .withCard(payer.card());
        rejected(stranger.answer(stranger.ask("CARD_ENROLMENT", KRW)), TapVerdict.OF_ANOTHER);
    }

    /** Malware on the payer's own telephone asks for something else than the payer wants. */
    @Test
    void row9WhatMalwareChangedIsWhatTheAssertionSaysAndNotWhatTheRelyingPartyStored() {
        Payer payer = payer("cust-771", "1234567");
        world.pass(Duration.ofHours(25));
        UUID id = UUID.randomUUID();
        Assertion.Transaction stored = transaction(id, "300000", "ATM 7");
        List<Assertion.Transaction> wanted =
                List.of(
                        transaction(id, "900000", "ATM 7"),
                        transaction(id, "300000", "ATM 8"),
                        transaction(UUID.randomUUID(), "300000", "ATM 7"));
        List<String> changed =
                List.of(
                        withdrawal(wanted.get(0).paymentId(), "900000", "ATM 7"),
                        withdrawal(wanted.get(1).paymentId(), "300000", "ATM 8"),
                        withdrawal(wanted.get(2).paymentId(), "300000", "ATM 7"));
        for (int i = 0; i < changed.size(); i++) {
            Api.Answer asked = payer.ask("WITHDRAWAL", changed.get(i));
            String assertion = payer.answer(asked).is(200).at("assertion");
            // Card and device have signed what was asked for, and that is what is said of them.
            assertThat(asked.at("display.amount.value")).isEqualTo(wanted.get(i).amount());
            assertThat(check(assertion, wanted.get(i))).isInstanceOf(Verdict.Believed.class);
            assertThat(check(assertion, stored))
                    .isEqualTo(new Verdict.Refused(AssertionRefusal.TRANSACTION));
        }
        // Nor does the card sign another amount for the challenge that was asked for.
        Api.Answer asked = payer.ask("WITHDRAWAL", withdrawal(id, "300000", "ATM 7"));
        assertThat(asked.json().at("/card_challenge/terminal/9F02").stringValue())
                .isEqualTo("000000300000");
        String other =
                asked.json()
                        .get("card_challenge")
                        .toString()
                        .replace("000000300000", "000000900000");
        String sealed =
                Taps.seal(
                        asked.json().get("opening_key").toString(),
                        Taps.tap(other, payer.card()).toJson().getBytes(StandardCharsets.UTF_8));
        rejected(
                payer.send(asked, payer.answerBody(asked, sealed, ceremony -> ceremony)),
                TapFault.CARD_COMMAND);
    }

    private Verdict check(String assertion, Assertion.Transaction expected) {
        return new AssertionVerifier(keys(), Taps.ISSUER, "participant-10")
                .check(assertion, expected, Instant.ofEpochSecond(0, world.hub().nowNs()));
    }

    private PublishedKeys keys() {
        return PublishedKeys.parse(world.anonymous().get("/v1/trustone/jwks.json").text())
                .orElseThrow();
    }

    private static Assertion.Transaction transaction(UUID id, String amount, String payee) {
        return new Assertion.Transaction(
                id,
                amount,
                "KRW",
                ByteString.of(CanonicalDigest.whole("withdrawal 1", payee).toArray()));
    }

    private static String withdrawal(UUID id, String amount, String payee) {
        return ", \"payment_id\": \"%s\", \"payee_name\": \"%s\"%s"
                .formatted(id, payee, amount(amount));
    }

    /** Nothing says that a payer was talked into a tap; this is what limits the damage. */
    @Test
    void row10ATapThatAPayerWasTalkedIntoIsGoodForLittleAndForOnce() {
        Payer payer = payer("cust-771", "1234567");
        world.pass(Duration.ofHours(25));
        world.publishRate("11.2");
        // The tap that lets the caller's own telephone in: for a day it can enter, and no more.
        Payer caller = payer.withNewDevice();
        assertThat(caller.tap("LOGIN", KRW).at("result")).isEqualTo("VERIFIED");
        tooNew(caller, "LIMIT_CHANGE", limit("5000000"));
        tooNew(caller, "WITHDRAWAL", withdrawal(UUID.randomUUID(), "300000", "ATM 7"));
        String resolution = world.resolution(Codes.staticQris());
        Api.Answer quote = world.quote(resolution);
        tooNew(caller, "PAYMENT", TrustOneTest.payment(TestWorld.paymentId(), quote, resolution));
        // The tap for one thing: two minutes for it, two for its use, and for once.
        Api.Answer late = payer.ask("LIMIT_CHANGE", limit("5000000"));
        String answer = payer.answerBody(late);
        world.pass(Duration.ofSeconds(121));
        payer.send(late, answer).refused(422, "CHALLENGE_EXPIRED");
        Api.Answer unused = payer.ask("LIMIT_CHANGE", limit("5000000"));
        assertThat(payer.answer(unused).is(200).at("result")).isEqualTo("VERIFIED");
        world.pass(Duration.ofSeconds(121));
        world.member()
                .freshKey()
                .post(Payer.path(unused) + "/use")
                .refused(422, "EVIDENCE_EXPIRED");
        Api.Answer used = payer.ask("LIMIT_CHANGE", limit("5000000"));
        assertThat(payer.answer(used).is(200).at("result")).isEqualTo("VERIFIED");
        world.member().freshKey().post(Payer.path(used) + "/use").is(200);
        world.member().freshKey().post(Payer.path(used) + "/use").refused(422, "EVIDENCE_USED");
        // And for how many in an hour a payer can be talked to.
        world.pass(Duration.ofMinutes(61));
        for (int i = 0; i < Challenge.MOST_AN_HOUR; i++) {
            payer.ask("LOGIN", KRW);
        }
        payer.ask(UUID.randomUUID().toString(), "LOGIN", KRW).refused(422, "CHALLENGES_TOO_MANY");
    }

    /** What the participant lets a new telephone pay is for its first day, and not for each tap. */
    @Test
    void row10TheCallersTelephonePaysItsLimitInTwoTapsAndNoMore() {
        Payer payer = payer("cust-771", "1234567");
        world.pass(Duration.ofHours(25));
        world.publishRate("11.2");
        String resolution = world.resolution(Codes.staticQris());
        Api.Answer quote = world.quote(resolution);
        long debit = Long.parseLong(quote.at("debit_amount.value"));
        world.member()
                .put(
                        "/v1/trustone/rules/1",
                        "{\"evidence_above\": \"NEVER\", \"new_device_limit\": {\"value\":"
                                + " \"%d\", \"currency\": \"KRW\"}}".formatted(3 * debit - 1))
                .is(200);
        Payer caller = payer.withNewDevice();
        paysByATap(caller);
        paysByATap(caller);
        String third = TrustOneTest.payment(TestWorld.paymentId(), quote, resolution);
        tooNew(caller, "PAYMENT", third);
        // One more telephone is not one more limit, and the payer's own pays as before.
        tooNew(payer.withNewDevice(), "PAYMENT", third);
        paysByATap(payer);
        world.pass(Duration.ofHours(25));
        world.publishRate("11.2");
        paysByATap(caller);
    }

    private void paysByATap(Payer payer) {
        String id = TestWorld.paymentId();
        String resolution = world.resolution(Codes.staticQris());
        Api.Answer quote = world.quote(resolution);
        Api.Answer tapped = payer.tap("PAYMENT", TrustOneTest.payment(id, quote, resolution));
        assertThat(tapped.at("result")).isEqualTo("VERIFIED");
        world.member().key(id).post("/v1/payments", paying(quote, resolution, tapped)).is(201);
    }

    private static void tooNew(Payer payer, String purpose, String more) {
        payer.ask(UUID.randomUUID().toString(), purpose, more)
                .refused(422, "AUTHENTICATOR_TOO_NEW");
    }

    @Test
    void row11AStolenCardAloneAndAStolenTelephoneAloneProveNothing() {
        Payer payer = payer("cust-771", "1234567");
        rejected(
                payer.withCard(Taps.paymentCard("8765432")).answer(payer.ask("LOGIN", KRW)),
                TapVerdict.ANOTHER_CARD);
        // Whoever has both, and not its owner's finger.
        Api.Answer asked = payer.ask("LOGIN", KRW);
        rejected(
                payer.send(
                        asked,
                        payer.answerBody(
                                asked,
                                payer.sealed(asked),
                                ceremony -> ceremony.withFlags(Ceremony.USER_PRESENT))),
                TapFault.DEVICE_USER_NOT_VERIFIED);
    }

    /** {@code ./naru prove tap-race} does it with 10,000 challenges. */
    @Test
    void row12OfAnswersThatComeTogetherOneIsJudged() throws Exception {
        List<Payer> payers = new ArrayList<>();
        for (int i = 0; i < Math.min(25, CHALLENGES); i++) {
            payers.add(payer("cust-" + i, "%07d".formatted(1_000_000 + i)));
        }
        int verified = 0;
        int challenges = 0;
        Set<String> references = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            while (challenges < CHALLENGES) {
                List<Api.Answer> asked = new ArrayList<>();
                List<String> answers = new ArrayList<>();
                for (Payer payer : payers.subList(0, Math.min(25, CHALLENGES - challenges))) {
                    asked.add(payer.ask("LOGIN", KRW));
                    answers.add(payer.answerBody(asked.getLast()));
                }
                challenges += asked.size();
                Callable<List<String>> all = () -> sendAll(payers.getFirst(), asked, answers);
                List<Future<List<String>>> done = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    done.add(threads.submit(all));
                }
                for (Future<List<String>> one : done) {
                    verified += one.get().size();
                    references.addAll(one.get());
                }
                // Ten challenges of a card in an hour.
                world.pass(Duration.ofMinutes(10));
            }
        }
        assertThat(verified).isEqualTo(CHALLENGES);
        assertThat(references).hasSize(CHALLENGES);
    }

    private static List<String> sendAll(Payer any, List<Api.Answer> asked, List<String> answers) {
        List<String> references = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Api.Answer answer = any.send(asked.get(i), answers.get(i));
            if (answer.status() == 200) {
                assertThat(answer.at("result")).isEqualTo("VERIFIED");
                references.add(answer.at("evidence_reference"));
            } else {
                answer.refused(409, "CHALLENGE_ANSWERED");
            }
        }
        return references;
    }

    @Test
    void row13FiveFailuresLockAndWhatWasWrongIsNotTold() {
        Payer payer = payer("cust-771", "1234567");
        for (int i = 0; i < 5; i++) {
            Api.Answer last = payer.ask("LOGIN", KRW);
            rejected(payer.send(last, "{\"sealed_transcript\": \"\"}"), TapFault.DEVICE_ABSENT);
        }
        payer.ask(UUID.randomUUID().toString(), "LOGIN", KRW).refused(422, "AUTHENTICATOR_LOCKED");
        world.member().get("/v1/trustone/cards/" + payer.cardName()).is(200).at("locked_until");
        payer.unlock();
        assertThat(payer.tap("LOGIN", KRW).at("result")).isEqualTo("VERIFIED");
    }

    /** The machine's record says which of these it was. */
    @Test
    void row13WhoIsShutOutWhileATapIsOnItsWayIsNotToldWhy() {
        Payer payer = payer("cust-771", "1234567");
        world.pass(Duration.ofHours(25));
        String card = "/v1/trustone/cards/" + payer.cardName();
        String withDevice = ", \"device_key\": \"%s\"%s".formatted(payer.deviceKey(), KRW);

        Api.Answer login = payer.ask("LOGIN", KRW);
        String entering = payer.answerBody(login);
        for (int i = 0; i < 5; i++) {
            Api.Answer failing = payer.ask("CARD_ENROLMENT", withDevice);
            rejected(payer.send(failing, "{\"sealed_transcript\": \"\"}"), TapFault.DEVICE_ABSENT);
        }
        rejected(payer.send(login, entering), TapVerdict.LOCKED);
        payer.unlock();

        Api.Answer withdrawal =
                payer.ask("WITHDRAWAL", withdrawal(UUID.randomUUID(), "300000", "ATM 7"));
        String withdrawing = payer.answerBody(withdrawal);
        world.member().delete(card).is(200);
        assertThat(payer.tap("CARD_ENROLMENT", withDevice).at("result")).isEqualTo("VERIFIED");
        rejected(payer.send(withdrawal, withdrawing), TapVerdict.TOO_NEW);

        Api.Answer again = payer.ask("LOGIN", KRW);
        String enteringAgain = payer.answerBody(again);
        world.member().delete(card).is(200);
        rejected(payer.send(again, enteringAgain), TapVerdict.REMOVED);

        Payer other =
                new Payer(world.member(), "cust-772", Taps.paymentCard("8765432"))
                        .withCardEnrolled();
        Api.Answer further = other.ask("CARD_ENROLMENT", KRW);
        String enrolling = other.answerBody(further);
        other.withDeviceEnrolled();
        rejected(other.send(further, enrolling), TapVerdict.DEVICE_REQUIRED);
    }

    /** Every way to be wrong that a telephone has is answered with the same bytes. */
    @Test
    void row13EveryRejectionLooksTheSame() {
        Payer payer = payer("cust-771", "1234567");
        Set<Integer> faults = new HashSet<>();
        Set<String> bodies = new HashSet<>();
        Set<Map<String, List<String>>> headers = new HashSet<>();
        for (UnaryOperator<String> wrong : wrongAnswers()) {
            Api.Answer asked = payer.ask("LOGIN", KRW);
            note(payer.send(asked, wrong.apply(payer.answerBody(asked))), faults, bodies, headers);
            payer.unlock();
            world.pass(Duration.ofMinutes(10));
        }
        for (UnaryOperator<Ceremony> wrong : wrongCeremonies()) {
            Api.Answer asked = payer.ask("LOGIN", KRW);
            note(
                    payer.send(asked, payer.answerBody(asked, payer.sealed(asked), wrong)),
                    faults,
                    bodies,
                    headers);
            payer.unlock();
            world.pass(Duration.ofMinutes(10));
        }
        for (String transcript : wrongTranscripts()) {
            Api.Answer asked = payer.ask("LOGIN", KRW);
            String sealed =
                    Taps.seal(
                            asked.json().get("opening_key").toString(),
                            transcript.getBytes(StandardCharsets.UTF_8));
            note(
                    payer.send(asked, payer.answerBody(asked, sealed, ceremony -> ceremony)),
                    faults,
                    bodies,
                    headers);
            payer.unlock();
            world.pass(Duration.ofMinutes(10));
        }
        note(
                payer.withCard(Taps.paymentCard("8765432")).answer(payer.ask("LOGIN", KRW)),
                faults,
                bodies,
                headers);
        assertThat(bodies).containsExactly("{\"result\":\"REJECTED\"}");
        assertThat(headers).hasSize(1);
        assertThat(
                        EnumSet.allOf(TapFault.class).stream()
                                .filter(fault -> faults.contains(fault.number())))
                .contains(
                        TapFault.DEVICE_TEXT,
                        TapFault.DEVICE_CREDENTIAL,
                        TapFault.DEVICE_MALFORMED,
                        TapFault.DEVICE_CHALLENGE,
                        TapFault.DEVICE_ORIGIN,
                        TapFault.DEVICE_TYPE,
                        TapFault.DEVICE_RELYING_PARTY,
                        TapFault.DEVICE_USER_NOT_PRESENT,
                        TapFault.DEVICE_USER_NOT_VERIFIED,
                        TapFault.DEVICE_COUNTER,
                        TapFault.DEVICE_SIGNATURE,
                        TapFault.SEAL_MALFORMED,
                        TapFault.SEAL_TOO_LARGE,
                        TapFault.SEAL_UNDECIPHERABLE,
                        TapFault.TRANSCRIPT_TEXT_NOT_JSON,
                        TapFault.TRANSCRIPT_TEXT_TYPE,
                        TapFault.TRANSCRIPT_TEXT_COUNT,
                        TapFault.TRANSCRIPT_TEXT_MISSING_MEMBER,
                        TapFault.TRANSCRIPT_TEXT_VALUE,
                        TapFault.CARD_COMMAND);
    }

    private void note(
            Api.Answer answer,
            Set<Integer> faults,
            Set<String> bodies,
            Set<Map<String, List<String>>> headers) {
        answer.is(200);
        faults.add(lastJudged().fault());
        bodies.add(answer.text());
        headers.add(
                answer.headers().entrySet().stream()
                        .filter(header -> !Set.of("date", "request-id").contains(header.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static List<UnaryOperator<String>> wrongAnswers() {
        return List.of(
                body -> body.replaceFirst("\"signature\": \"....", "\"signature\": \"!!!!"),
                body -> body.replaceFirst("\"credential_id\": \"....", "\"credential_id\": \"AAAA"),
                body ->
                        body.replaceFirst(
                                "\"client_data_json\": \"....", "\"client_data_json\": \"AAAA"),
                body ->
                        body.replaceFirst(
                                "\"signature\": \"[^\"]+", "\"signature\": \"MAYCAQECAQE"),
                body -> body.replaceFirst("transcript\": \"[^\"]+", "transcript\": \"a.b.c"),
                body ->
                        body.replaceFirst(
                                "transcript\": \"[^\"]+", "transcript\": \"" + "a".repeat(25_000)),
                body ->
                        body.replaceFirst(
                                "(transcript\": \"[^\"]+\\.[^.\"]{4})[^.\"]{4}", "$1AAAA"));
    }

    private static List<UnaryOperator<Ceremony>> wrongCeremonies() {
        return List.of(
                ceremony -> with(ceremony, "\"challenge\":\"....", "\"challenge\":\"AAAA"),
                ceremony -> with(ceremony, "pay.example.kr", "pay.example.com"),
                ceremony -> with(ceremony, "webauthn.get", "webauthn.create"),
                ceremony -> ceremony.withRelyingPartyId("example.kr"),
                ceremony -> ceremony.withFlags(0),
                ceremony -> ceremony.withFlags(Ceremony.USER_PRESENT),
                ceremony -> ceremony.withCounter(1));
    }

    private static Ceremony with(Ceremony ceremony, String text, String instead) {
        return ceremony.withClientData(ceremony.clientData().replaceFirst(text, instead));
    }

    private static List<String> wrongTranscripts() {
        return List.of(
                "",
                "{}",
                "[]",
                "[{}]",
                "[{\"c\":\"00\",\"r\":\"9000\",\"us\":0}]",
                "[{\"c\":\"00B2010C00\",\"r\":\"9000\",\"us\":0}]");
    }

    @Test
    void row16AStolenAssertionIsOfNoUseToAnybodyElse() {
        Payer payer = payer("cust-771", "1234567");
        world.pass(Duration.ofHours(25));
        Api.Answer asked =
                payer.ask("WITHDRAWAL", withdrawal(UUID.randomUUID(), "300000", "ATM 7"));
        String stolen = payer.answer(asked).is(200).at("assertion");
        PublishedKeys keys = keys();
        AssertionVerifier bank = new AssertionVerifier(keys, Taps.ISSUER, "participant-10");
        AssertionVerifier other = new AssertionVerifier(keys, Taps.ISSUER, "participant-11");
        Instant now = Instant.ofEpochSecond(0, world.hub().nowNs());
        ByteString hash = ByteString.ofHex(asked.at("t"));
        Verdict right = bank.check(stolen, hash, now);
        assertThat(right).isInstanceOf(Verdict.Believed.class);
        // The id that its relying party remembers, so that it counts once.
        Assertion assertion = ((Verdict.Believed) right).assertion();
        assertThat(assertion.challenge()).isEqualTo(asked.at("challenge_id"));
        assertThat(other.check(stolen, hash, now))
                .isEqualTo(new Verdict.Refused(AssertionRefusal.AUDIENCE));
        assertThat(
                        bank.check(
                                stolen,
                                new Assertion.Transaction(
                                        UUID.randomUUID(),
                                        "300000",
                                        "KRW",
                                        ByteString.ofHex("11".repeat(32))),
                                now))
                .isEqualTo(new Verdict.Refused(AssertionRefusal.TRANSACTION));
        assertThat(bank.check(stolen, hash, now.plusSeconds(121)))
                .isEqualTo(new Verdict.Refused(AssertionRefusal.EXPIRED));
        // The hub itself does not take assertions: what it lets through, it uses up.
        world.member().freshKey().post(Payer.path(asked) + "/use").is(200);
        world.member().freshKey().post(Payer.path(asked) + "/use").refused(422, "EVIDENCE_USED");
        world.otherMember()
                .freshKey()
                .post(Payer.path(asked) + "/use")
                .refused(404, "CHALLENGE_UNKNOWN");
    }
}
