// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import static dev.naru.authentication.trustone.TestTaps.TODAY;
import static dev.naru.authentication.trustone.TestTaps.challenge;
import static dev.naru.authentication.trustone.TestTaps.enrol;
import static dev.naru.authentication.trustone.TestTaps.forged;
import static dev.naru.authentication.trustone.TestTaps.holds;
import static dev.naru.authentication.trustone.TestTaps.refused;
import static dev.naru.authentication.trustone.TestTaps.tap;
import static dev.naru.authentication.trustone.TestTaps.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.cardtap.AuthorityKey;
import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.CardVerifier;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.Exchange;
import dev.naru.authentication.cardtap.KeyPolicy;
import dev.naru.authentication.cardtap.TestCard;
import dev.naru.authentication.cardtap.TestPaymentCard;
import dev.naru.authentication.cardtap.cryptogram.CryptogramRefusal;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVersion;
import dev.naru.formats.emv.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The attacks that this layer answers, by their rows in docs/trustone.md. What needs state, a
 * device key or the service is proved where those are.
 */
class ThreatsTest {
    private static final CardAuthenticator ASKING =
            TestTaps.door(TestTaps.ANY, Optional.of(TestTaps.AGREES));

    private static final Set<Fault> NOT_SIGNED = EnumSet.of(Fault.HASH, Fault.EXCHANGE);

    private static CardChallenge other(Consumer<TestTerms> change) {
        TestTerms terms = new TestTerms();
        change.accept(terms);
        return CardChallengeTest.challenge(terms);
    }

    private static Checked<CardEvidence> answer(CardChallenge challenge, TapTranscript transcript) {
        return ASKING.verify(challenge, transcript, TODAY);
    }

    /**
     * A tap for one challenge is sent for another: as it is, and with the commands of the other.
     */
    private static void isOfNoUseFor(CardChallenge wanted) {
        for (Card card : TestTaps.cards()) {
            TapTranscript made = tap(card, challenge());
            holds(answer(challenge(), made));
            assertThat(answer(wanted, made)).isEqualTo(refused(Stage.TRANSCRIPT, Fault.COMMAND));
            Checked<CardEvidence> passedOff = answer(wanted, forged(tap(card, wanted), made));
            CardRefusal refusal = refusal(passedOff);
            assertThat(refusal.stage()).isEqualTo(Stage.SIGNATURE);
            assertThat(NOT_SIGNED).contains(refusal.fault());
        }
    }

    @Test
    void row2ATapForAnotherChallengeIsOfNoUse() {
        isOfNoUseFor(other(terms -> terms.challengeId = new UUID(1, 1)));
        isOfNoUseFor(other(terms -> terms.nonce = ByteString.ofHex("56".repeat(16))));
    }

    @Test
    void row3AmountCurrencyAndPayeeCannotBeChangedAfterTheTap() {
        isOfNoUseFor(other(terms -> terms.amountMinor++));
        isOfNoUseFor(other(terms -> terms.currency = "USD"));
        isOfNoUseFor(other(terms -> terms.payeeName = "Kopi Jetly"));
        isOfNoUseFor(other(terms -> terms.payeeAccountHash = ByteString.ofHex("12".repeat(32))));
        isOfNoUseFor(other(terms -> terms.payerAccountHash = ByteString.ofHex("23".repeat(32))));
        isOfNoUseFor(other(terms -> terms.purpose = Purpose.WITHDRAWAL));
    }

    @Test
    void row4ACopyOfACardsRecordsIsNoCard() {
        // One that says that it can only be authenticated statically.
        TestPaymentCard honest = new TestPaymentCard();
        honest.profile = ByteString.ofHex("5800");
        assertThat(enrol(honest, ASKING)).isEqualTo(refused(Stage.TRANSCRIPT, Fault.METHOD));
        TestPaymentCard visa = TestPaymentCard.visa();
        visa.profile = ByteString.ofHex("4000");
        assertThat(enrol(visa, ASKING)).isEqualTo(refused(Stage.TRANSCRIPT, Fault.METHOD));
        // One that has everything of a card but its key, and signs with another.
        for (TestPaymentCard real :
                List.of(new TestPaymentCard(), TestPaymentCard.visa(), unionPay())) {
            TapTranscript genuine = tap(real, challenge());
            real.card.card = TestCard.Keys.make(1152, 65_537, 4711);
            TapTranscript copied = tap(real, challenge());
            List<Exchange> exchanges = new ArrayList<>(genuine.exchanges());
            for (int i = 0; i < exchanges.size(); i++) {
                if (copied.exchanges().get(i).answer().hex().contains("9F4B")
                        || exchanges.get(i).command().hex().startsWith("0088")) {
                    exchanges.set(i, copied.exchanges().get(i));
                }
            }
            assertThat(refusal(answer(challenge(), TestTaps.timed(exchanges))).stage())
                    .isEqualTo(Stage.SIGNATURE);
        }
    }

    private static TestPaymentCard unionPay() {
        TestPaymentCard card = TestPaymentCard.unionPay();
        card.isAskedForCryptogram = true;
        return card;
    }

    @Test
    void row5ACardIsMadeNeitherALesserOneNorOneOfAnotherBrand() {
        // The telephone takes combined signing, then relay resistance, out of the profile.
        TestPaymentCard relayResistant = new TestPaymentCard();
        relayResistant.profile = ByteString.ofHex("1981");
        TapTranscript transcript = tap(relayResistant, challenge());
        assertThat(answer(challenge(), replaced(transcript, 2, "1981", "1881")))
                .isInstanceOf(Checked.Refused.class);
        List<Exchange> without =
                new ArrayList<>(replaced(transcript, 2, "1981", "1980").exchanges());
        without.remove(3);
        assertThat(answer(challenge(), TestTaps.timed(without)))
                .isEqualTo(refused(Stage.CARD, Fault.HASH));
        // An application of one brand on a number of another, which Visa's issuers certified.
        TestPaymentCard mixed = new TestPaymentCard();
        mixed.account = ByteString.ofHex("5A084761739001010010");
        mixed.card.certified = ByteString.ofHex("4761739001010010FFFF");
        mixed.card.issuerId = ByteString.ofHex("476173FF");
        assertThat(enrol(mixed, ASKING)).isEqualTo(refused(Stage.TRANSCRIPT, Fault.CONTRADICTION));
        // The directory names one application, and the card has another.
        assertThat(
                        answer(
                                challenge(),
                                replaced(
                                        tap(new TestPaymentCard(), challenge()),
                                        1,
                                        "A0000000041010",
                                        "A0000000031010")))
                .isEqualTo(refused(Stage.TRANSCRIPT, Fault.CONTRADICTION));
    }

    @Test
    void row6ForgedIssuersTestKeysAndWeakKeysVouchForNothing() {
        // An issuer's certificate that the payment system did not sign.
        TestCard.Keys genuine = TestCard.Keys.make(1408, 65_537, 99);
        AuthorityKey authority =
                new AuthorityKey(
                        TestCard.PROVIDER,
                        TestCard.INDEX,
                        AuthorityKey.Kind.TEST,
                        genuine.open(),
                        YearMonth.of(2030, 12));
        CardVerifier strict =
                new CardVerifier(
                        TestTaps.load(
                                List.of(
                                        String.join(
                                                " ",
                                                "TEST",
                                                TestCard.PROVIDER.hex(),
                                                "77",
                                                "010001",
                                                genuine.open().modulusBytes().hex(),
                                                "2030-12",
                                                authority.checkSum().hex()))),
                        KeyPolicy.TEST,
                        Set.of());
        assertThat(refusal(enrol(new TestPaymentCard(), door(strict))).stage())
                .isEqualTo(Stage.ISSUER);
        // A test key in a live hub, and no key at all.
        assertThat(
                        enrol(
                                new TestPaymentCard(),
                                door(TestTaps.paymentCards(KeyPolicy.LIVE, Set.of()))))
                .isEqualTo(refused(Stage.AUTHORITY, Fault.KIND));
        CardVerifier empty = new CardVerifier(TestTaps.load(List.of()), KeyPolicy.LIVE, Set.of());
        assertThat(enrol(new TestPaymentCard(), door(empty)))
                .isEqualTo(refused(Stage.AUTHORITY, Fault.UNKNOWN));
        // A short key in a live hub, and one of CVE-2017-15361.
        CardVerifier live =
                new CardVerifier(
                        TestTaps.keys(AuthorityKey.Kind.LIVE, "2030-12"), KeyPolicy.LIVE, Set.of());
        holds(enrol(new TestPaymentCard(), door(live)));
        refuses(live, Stage.CARD, Fault.KEY_SIZE, TestCard.Keys.make(1016, 3, 5));
        refuses(live, Stage.CARD, Fault.WEAK_KEY, TestCard.Keys.weak(7));
        // The same of dedicated cards.
        TestDedicatedCard dedicated = new TestDedicatedCard();
        dedicated.issuerKeys = TestDedicatedCard.keys();
        assertThat(enrol(dedicated, ASKING)).isEqualTo(refused(Stage.CARD, Fault.HASH));
    }

    private static void refuses(
            CardVerifier verifier, Stage stage, Fault fault, TestCard.Keys cardKeys) {
        TestPaymentCard card = new TestPaymentCard();
        card.card.card = cardKeys;
        assertThat(enrol(card, door(verifier))).isEqualTo(refused(stage, fault));
    }

    @Test
    void row7ExpiredAndRevokedCardsAreRefusedByTheHubsOwnClock() {
        for (Card card : TestTaps.cards()) {
            TapTranscript transcript = tap(card, challenge());
            holds(answer(challenge(), transcript));
            assertThat(ASKING.verify(challenge(), transcript, LocalDate.of(2031, 1, 1)))
                    .isEqualTo(refused(Stage.CARD, Fault.EXPIRED));
        }
        Set<CardVerifier.Revoked> revoked =
                Set.of(
                        new CardVerifier.Revoked(
                                TestCard.PROVIDER, TestCard.INDEX, ByteString.ofHex("000107")));
        assertThat(
                        enrol(
                                new TestPaymentCard(),
                                door(TestTaps.paymentCards(KeyPolicy.TEST, revoked))))
                .isEqualTo(refused(Stage.ISSUER, Fault.REVOKED));
        CardAuthenticator revoking =
                new CardAuthenticator(
                        TestTaps.paymentCards(KeyPolicy.TEST, Set.of()),
                        TestTaps.dedicatedCards(
                                Set.of(
                                        ByteString.concat(
                                                TestDedicatedCard.ISSUER,
                                                TestDedicatedCard.NUMBER))),
                        TestTaps.ANY,
                        TestTaps.VAULT_KEY,
                        Optional.empty());
        assertThat(enrol(new TestDedicatedCard(), revoking))
                .isEqualTo(refused(Stage.CARD, Fault.REVOKED));
    }

    /** {@link FuzzTest} looks for what these have not; keys at the edge are in CardVerifierTest. */
    @Test
    void row14WhateverIsSentIsRefusedAndNothingIsThrown() {
        for (Card card : TestTaps.cards()) {
            TapTranscript transcript = tap(card, challenge());
            byte[] json = transcript.toJson().getBytes(StandardCharsets.US_ASCII);
            CardAuthenticator door = TestTaps.door(TestTaps.ANY, Optional.of(issuerOfTheFirst()));
            CardEvidence right = holds(door.verify(challenge(), transcript, TODAY));
            EnumMap<Came, Integer> came = new EnumMap<>(Came.class);
            for (int i = 0; i < json.length; i++) {
                byte[] changed = json.clone();
                changed[i] ^= 1;
                came.merge(judge(door, transcript, right, changed), 1, Integer::sum);
                assertThat(TapTranscript.read(Arrays.copyOf(json, i)))
                        .isInstanceOf(WireReading.Refused.class);
            }
            assertThat(came).containsOnlyKeys(Came.values());
            List<Exchange> more = new ArrayList<>(transcript.exchanges());
            more.add(more.getLast());
            assertThat(answer(challenge(), TestTaps.timed(more)))
                    .isEqualTo(refused(Stage.TRANSCRIPT, Fault.COMMAND));
            for (int i = 1; i < transcript.steps().size(); i++) {
                assertThat(answer(challenge(), TestTaps.timed(more.subList(0, i))))
                        .isEqualTo(refused(Stage.TRANSCRIPT, Fault.COMMAND));
            }
            for (int i = 0; i < transcript.steps().size(); i++) {
                ByteString command = transcript.exchanges().get(i).command();
                ByteString answer = transcript.exchanges().get(i).answer();
                for (int end = 2; end < answer.length(); end += 3) {
                    ByteString cut =
                            ByteString.concat(answer.slice(0, end - 2), ByteString.ofHex("9000"));
                    assertThat(answer(challenge(), with(transcript, i, new Exchange(command, cut))))
                            .isInstanceOf(Checked.Refused.class);
                }
            }
        }
        String step = "{\"c\":\"00B2010C00\",\"r\":\"9000\",\"us\":0}";
        assertThat(TapTranscript.read(bytes("[" + step.repeat(2) + "]")))
                .isEqualTo(new WireReading.Refused<>(WireError.NOT_JSON, ""));
        assertThat(
                        TapTranscript.read(
                                bytes("[" + String.join(",", Collections.nCopies(41, step)) + "]")))
                .isEqualTo(new WireReading.Refused<>(WireError.COUNT, ""));
        assertThat(TapTranscript.read(new byte[16 * 1024 + 1]))
                .isEqualTo(new WireReading.Refused<>(WireError.TOO_LONG, ""));
    }

    /**
     * Whatever else a telephone makes of it is refused, or proves the very same: how long the card
     * took, and what no card signs and the hub takes nothing from.
     */
    private static Came judge(
            CardAuthenticator door, TapTranscript genuine, CardEvidence right, byte[] json) {
        if (!(TapTranscript.read(json)
                instanceof WireReading.Read<TapTranscript>(TapTranscript changed))) {
            return Came.UNREAD;
        }
        Checked<CardEvidence> judged = door.verify(challenge(), changed, TODAY);
        if (changed.exchanges().equals(genuine.exchanges())) {
            assertThat(judged).isInstanceOf(Checked.Holds.class);
        }
        if (judged instanceof Checked.Holds<CardEvidence>(CardEvidence evidence)) {
            assertThat(proved(evidence)).isEqualTo(proved(right));
            for (int i = 0; i < genuine.steps().size(); i++) {
                if (!changed.exchanges().get(i).equals(genuine.exchanges().get(i))) {
                    assertThat(unsigned(evidence.method()))
                            .anyMatch(genuine.exchanges().get(i).command().hex()::startsWith);
                }
            }
            return Came.PROVED_THE_SAME;
        }
        return Came.REFUSED;
    }

    /** What came of a changed transcript. */
    private enum Came {
        UNREAD,
        REFUSED,
        PROVED_THE_SAME
    }

    /** All that is kept but the transcript itself, of which the hash is another. */
    private static List<Object> proved(CardEvidence evidence) {
        return List.of(
                evidence.method(),
                evidence.binding(),
                evidence.reference(),
                evidence.keyThumbprint(),
                evidence.profileThumbprint(),
                evidence.counter(),
                evidence.lastMonth(),
                evidence.paymentCard(),
                evidence.issuerWord());
    }

    /** In whose answers something stands that nobody signs: the directory, and by the method. */
    private static List<String> unsigned(CardEvidence.Method method) {
        String directory = "00A404000E325041592E5359532E4444463031";
        return switch (method) {
            case CDA, CDA_WITH_RELAY_RESISTANCE -> List.of(directory);
            // 9F6C, what the card wants of a till.
            case FDDA -> List.of(directory, "80A8");
            // The kind of cryptogram, but for the bits that say whether it is an ARQC.
            case DDA -> List.of(directory, "80AE80");
            case DEDICATED -> List.of();
        };
    }

    /** An issuer that knows one cryptogram as its card's, the first that it is asked about. */
    private static IssuerCheck issuerOfTheFirst() {
        Set<Map<Integer, ByteString>> known = new HashSet<>();
        return tags -> {
            Map<Integer, ByteString> asked = new TreeMap<>();
            tags.forEach((tag, value) -> asked.put(tag, ByteString.of(value)));
            if (known.isEmpty()) {
                known.add(asked);
            }
            return known.contains(asked)
                    ? new CryptogramVerdict.Genuine(CryptogramVersion.VISA_CVN_10, 0x17)
                    : new CryptogramVerdict.Refused(CryptogramRefusal.CRYPTOGRAM_WRONG, "another");
        };
    }

    /** What a card gives for this is a request to be approved, which pays nothing by itself. */
    @Test
    void row15NoTapIsAnApprovalThatCouldBePaidWith() {
        for (Card card : TestTaps.cards()) {
            assertThat(tap(card, challenge()).exchanges())
                    .noneMatch(
                            exchange ->
                                    exchange.command().hex().startsWith("80AE")
                                            && (exchange.command().at(2) & 0xC0) != 0x80);
        }
        for (int kind : new int[] {0x00, 0x40, 0xC0}) {
            TestPaymentCard approving = new TestPaymentCard();
            approving.information = kind;
            assertThat(enrol(approving, ASKING)).isEqualTo(refused(Stage.TRANSCRIPT, Fault.ANSWER));
            TestPaymentCard plain = unionPay();
            plain.information = kind;
            assertThat(enrol(plain, ASKING)).isEqualTo(refused(Stage.TRANSCRIPT, Fault.ANSWER));
        }
        TestPaymentCard visa = TestPaymentCard.visa();
        visa.more = ByteString.ofHex("9F270140");
        assertThat(enrol(visa, ASKING)).isEqualTo(refused(Stage.TRANSCRIPT, Fault.ANSWER));
        // A telephone that asked for an approval instead, with everything else right.
        TapTranscript transcript = tap(new TestPaymentCard(), challenge());
        int last = transcript.steps().size() - 1;
        ByteString asked = transcript.exchanges().get(last).command();
        ByteString approval = ByteString.ofHex(asked.hex().replaceFirst("^80AE90", "80AE50"));
        assertThat(
                        answer(
                                challenge(),
                                with(
                                        transcript,
                                        last,
                                        new Exchange(
                                                approval,
                                                transcript.exchanges().get(last).answer()))))
                .isEqualTo(refused(Stage.TRANSCRIPT, Fault.COMMAND));
    }

    private static CardAuthenticator door(CardVerifier verifier) {
        return TestTaps.door(verifier, TestTaps.ANY, Optional.empty());
    }

    private static TapTranscript replaced(
            TapTranscript transcript, int index, String hex, String instead) {
        Exchange was = transcript.exchanges().get(index);
        assertThat(was.answer().hex()).contains(hex);
        return with(
                transcript,
                index,
                new Exchange(
                        was.command(), ByteString.ofHex(was.answer().hex().replace(hex, instead))));
    }

    private static CardRefusal refusal(Checked<CardEvidence> checked) {
        return switch (checked) {
            case Checked.Refused<CardEvidence>(CardRefusal refusal) -> refusal;
            case Checked.Holds<CardEvidence> holds -> throw new AssertionError(holds);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
