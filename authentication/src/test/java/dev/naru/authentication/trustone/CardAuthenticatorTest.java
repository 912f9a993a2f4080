// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import static dev.naru.authentication.trustone.TestTaps.TODAY;
import static dev.naru.authentication.trustone.TestTaps.challenge;
import static dev.naru.authentication.trustone.TestTaps.door;
import static dev.naru.authentication.trustone.TestTaps.enrol;
import static dev.naru.authentication.trustone.TestTaps.holds;
import static dev.naru.authentication.trustone.TestTaps.refused;
import static dev.naru.authentication.trustone.TestTaps.tap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.cardtap.Brand;
import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardProof.Binding;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.Digests;
import dev.naru.authentication.cardtap.KeyPolicy;
import dev.naru.authentication.cardtap.TestCard;
import dev.naru.authentication.cardtap.TestPaymentCard;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.authentication.cardtap.cryptogram.CardKeyOption;
import dev.naru.authentication.cardtap.cryptogram.CardTransaction;
import dev.naru.authentication.cardtap.cryptogram.CryptogramRefusal;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVersion;
import dev.naru.authentication.cardtap.cryptogram.IssuedCards;
import dev.naru.authentication.cardtap.cryptogram.IssuerAdapter;
import dev.naru.authentication.cardtap.cryptogram.IssuerDecision;
import dev.naru.authentication.cardtap.cryptogram.IssuerKeys;
import dev.naru.authentication.cardtap.cryptogram.KeyAlgorithm;
import dev.naru.authentication.trustone.CardEvidence.IssuerWord;
import dev.naru.authentication.trustone.CardEvidence.Method;
import dev.naru.formats.emv.ByteString;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CardAuthenticatorTest {
    private static final CardAuthenticator ASKING =
            door(TestTaps.ANY, Optional.of(TestTaps.AGREES));

    @Test
    void aMastercardBindsItselfToTheHash() {
        CardEvidence evidence = holds(enrol(new TestPaymentCard(), door()));
        assertThat(evidence.method()).isEqualTo(Method.CDA);
        assertThat(evidence.binding()).isEqualTo(Binding.HASH);
        assertThat(evidence.counter()).hasValue(0x17);
        assertThat(evidence.lastMonth()).isEqualTo(YearMonth.of(2030, 12));
        assertThat(evidence.issuerWord()).isEqualTo(IssuerWord.NOT_GIVEN);
        assertThat(evidence.slowestUs()).isEqualTo(5_000);
        CardEvidence.PaymentCard card = evidence.paymentCard().orElseThrow();
        assertThat(card.brand()).isEqualTo(Brand.MASTERCARD);
        assertThat(card.firstDigits() + card.lastDigits()).isEqualTo("541333" + "5678");
        assertThat(evidence.reference())
                .isEqualTo(
                        Digests.hmacSha256(
                                TestTaps.VAULT_KEY,
                                ByteString.ofHex("A000000004" + TestCard.ACCOUNT + "FFFF" + "00")));
    }

    @Test
    void everyWayToSignHasItsMethodAndBinding() {
        TestPaymentCard relayResistant = new TestPaymentCard();
        relayResistant.profile = ByteString.ofHex("1981");
        assertThat(holds(enrol(relayResistant, door())).method())
                .isEqualTo(Method.CDA_WITH_RELAY_RESISTANCE);
        CardEvidence visa = holds(enrol(TestPaymentCard.visa(), door()));
        assertThat(visa.method()).isEqualTo(Method.FDDA);
        assertThat(visa.binding()).isEqualTo(Binding.NUMBER_AND_AMOUNT);
        TestDedicatedCard card = new TestDedicatedCard();
        CardEvidence dedicated = holds(enrol(card, door()));
        assertThat(dedicated.method()).isEqualTo(Method.DEDICATED);
        assertThat(dedicated.binding()).isEqualTo(Binding.WHOLE_HASH);
        assertThat(dedicated.counter()).hasValue(42);
        assertThat(dedicated.paymentCard()).isEmpty();
        assertThat(dedicated.lastMonth()).isEqualTo(YearMonth.of(2030, 12));
        assertThat(dedicated.keyThumbprint())
                .isEqualTo(Digests.sha256(TestDedicatedCard.point(card.cardKeys)));
        assertThat(dedicated.reference())
                .isEqualTo(
                        Digests.hmacSha256(
                                TestTaps.VAULT_KEY,
                                ByteString.ofHex("4B520001" + "0000000000004711")));
    }

    @Test
    void aCardThatOnlySignsANumberNeedsItsIssuersWord() {
        TestPaymentCard plain = TestPaymentCard.unionPay();
        assertThat(enrol(plain, door())).isEqualTo(refused(Stage.CRYPTOGRAM, Fault.UNKNOWN));
        TestPaymentCard asked = TestPaymentCard.unionPay();
        asked.isAskedForCryptogram = true;
        assertThat(enrol(asked, door())).isEqualTo(refused(Stage.CRYPTOGRAM, Fault.UNKNOWN));
        CardEvidence evidence = holds(enrol(asked, ASKING));
        assertThat(evidence.method()).isEqualTo(Method.DDA);
        assertThat(evidence.issuerWord()).isEqualTo(IssuerWord.CONFIRMED);
        assertThat(evidence.counter()).hasValue(0x17);
        assertThat(evidence.binding()).isEqualTo(Binding.NUMBER_AND_AMOUNT);
        asked.information = 0x40;
        assertThat(enrol(asked, ASKING)).isEqualTo(refused(Stage.TRANSCRIPT, Fault.ANSWER));
    }

    /** Book 3, section 6.5.5.4 knows two forms of the answer. */
    @Test
    void aCryptogramMayComeInBothForms() {
        TestPaymentCard card = TestPaymentCard.unionPay();
        card.isAskedForCryptogram = true;
        for (String answer :
                List.of(
                        "7718" + "9F270180" + "9F36020017" + "9F2608A1A2A3A4A5A6A7A8" + "9F100106",
                        "800C80" + "0017" + "A1A2A3A4A5A6A7A8" + "06")) {
            Map<Integer, String> told = new HashMap<>();
            Card tagged =
                    command ->
                            command.hex().startsWith("80AE80")
                                    ? Optional.of(ByteString.ofHex(answer + "9000"))
                                    : card.answer(command);
            holds(enrol(tagged, door(TestTaps.ANY, Optional.of(copying(told)))));
            assertThat(told)
                    .containsEntry(0x9F36, "0017")
                    .containsEntry(0x9F26, "a1a2a3a4a5a6a7a8")
                    .containsEntry(0x9F10, "06");
        }
        for (String none :
                List.of(
                        "800A80" + "0017" + "A1A2A3A4A5A6A7",
                        "770E" + "9F270180" + "9F2607A1A2A3A4A5A6A7",
                        "770F" + "9F270180" + "9F2608A1A2A3A4A5A6A7A8",
                        "7709" + "9F270180" + "9F36020017")) {
            Card cut =
                    command ->
                            command.hex().startsWith("80AE80")
                                    ? Optional.of(ByteString.ofHex(none + "9000"))
                                    : card.answer(command);
            assertThat(enrol(cut, ASKING)).isEqualTo(refused(Stage.TRANSCRIPT, Fault.OBJECTS));
        }
    }

    private static IssuerCheck copying(Map<Integer, String> told) {
        return tags -> {
            tags.forEach((tag, value) -> told.put(tag, HexFormat.of().formatHex(value)));
            return TestTaps.AGREES.verify(tags);
        };
    }

    @Test
    void theIssuerIsToldWhatTheCardWasAndTheValuesAreZeroed() {
        TestPaymentCard card = TestPaymentCard.unionPay();
        card.isAskedForCryptogram = true;
        card.account = ByteString.ofHex("5A0862109480000000115F340107");
        Map<Integer, byte[]> kept = new HashMap<>();
        Map<Integer, String> told = new HashMap<>();
        holds(
                enrol(
                        card,
                        door(
                                TestTaps.ANY,
                                Optional.of(
                                        tags -> {
                                            kept.putAll(tags);
                                            tags.forEach(
                                                    (tag, value) ->
                                                            told.put(
                                                                    tag,
                                                                    HexFormat.of()
                                                                            .formatHex(value)));
                                            return TestTaps.AGREES.verify(tags);
                                        }))));
        assertThat(told)
                .containsEntry(0x9F02, "000000128000")
                .containsEntry(0x9F03, "000000000000")
                .containsEntry(0x9F1A, "0410")
                .containsEntry(0x95, "0000000000")
                .containsEntry(0x5F2A, "0410")
                .containsEntry(0x9A, "261129")
                .containsEntry(0x9C, "00")
                .containsEntry(0x9F37, HexFormat.of().formatHex(unpredictable()))
                .containsEntry(0x82, "7c00")
                .containsEntry(0x9F36, "0017")
                .containsEntry(0x9F10, "060a0a03a00000")
                .containsEntry(0x9F26, "a1a2a3a4a5a6a7a8")
                .containsEntry(0x5A, "6210948000000011ffff")
                .containsEntry(0x5F34, "07");
        assertThat(kept.values()).allSatisfy(value -> assertThat(value).containsOnly(0));
    }

    private static byte[] unpredictable() {
        return challenge().unpredictableNumber().toByteArray();
    }

    /** The adapter as it is, before an issuer that finds everything right, and before none. */
    @Test
    void theIssuersAdapterFits() {
        TestPaymentCard card = TestPaymentCard.unionPay();
        card.isAskedForCryptogram = true;
        IssuerAdapter knowing =
                new IssuerAdapter(
                        List.of(
                                new IssuedCards(
                                        "621094",
                                        CryptogramVersion.VISA_CVN_10,
                                        CardKeyOption.A,
                                        10,
                                        new AgreeingKeys())));
        CardEvidence evidence =
                holds(enrol(card, door(TestTaps.ANY, Optional.of(knowing::verify))));
        assertThat(evidence.issuerWord()).isEqualTo(IssuerWord.CONFIRMED);
        assertThat(evidence.counter()).hasValue(0x17);
        IssuerAdapter ignorant = new IssuerAdapter(List.of());
        assertThat(enrol(card, door(TestTaps.ANY, Optional.of(ignorant::verify))))
                .isEqualTo(refused(Stage.CRYPTOGRAM, Fault.UNKNOWN));
        // A card that signs its counter and amount itself is taken without the issuer's word.
        assertThat(
                        holds(
                                        enrol(
                                                new TestPaymentCard(),
                                                door(TestTaps.ANY, Optional.of(ignorant::verify))))
                                .issuerWord())
                .isEqualTo(IssuerWord.NOT_GIVEN);
    }

    private record AgreeingKeys() implements IssuerKeys {
        @Override
        public KeyAlgorithm algorithm() {
            return KeyAlgorithm.TDES;
        }

        @Override
        public Comparison compare(CardTransaction transaction, byte[] covered, byte[] cryptogram) {
            return Comparison.SAME;
        }

        @Override
        public byte[] respond(
                CardTransaction transaction, byte[] cryptogram, IssuerDecision decision) {
            return new byte[8];
        }

        @Override
        public void close() {}
    }

    @Test
    void aCryptogramThatTheIssuerDeniesIsRefusedWhateverElseIsSigned() {
        for (CryptogramRefusal reason : CryptogramRefusal.values()) {
            CardAuthenticator door =
                    door(
                            TestTaps.ANY,
                            Optional.of(tags -> new CryptogramVerdict.Refused(reason, "no")));
            Checked<CardEvidence> judged = enrol(new TestPaymentCard(), door);
            if (reason == CryptogramRefusal.CRYPTOGRAM_WRONG) {
                assertThat(judged).isEqualTo(refused(Stage.CRYPTOGRAM, Fault.CRYPTOGRAM));
            } else {
                assertThat(holds(judged).issuerWord()).isEqualTo(IssuerWord.NOT_GIVEN);
            }
            TestPaymentCard plain = TestPaymentCard.unionPay();
            plain.isAskedForCryptogram = true;
            assertThat(enrol(plain, door)).isInstanceOf(Checked.Refused.class);
            // The one fault that is nobody's but the hub's own.
            assertThat(enrol(plain, door).equals(refused(Stage.CRYPTOGRAM, Fault.UNAVAILABLE)))
                    .isEqualTo(reason == CryptogramRefusal.KEYS_UNAVAILABLE);
        }
    }

    @Test
    void whatIsRememberedOfACardIsTheSameAtEveryTap() {
        Set<ByteString> profiles = new HashSet<>();
        for (Card card : TestTaps.cards()) {
            CardEvidence first = holds(enrol(card, ASKING));
            CardEvidence again = holds(enrol(card, ASKING));
            assertThat(again.reference()).isEqualTo(first.reference());
            assertThat(again.keyThumbprint()).isEqualTo(first.keyThumbprint());
            assertThat(again.profileThumbprint()).isEqualTo(first.profileThumbprint());
            profiles.add(first.profileThumbprint());
        }
        assertThat(profiles).hasSameSizeAs(TestTaps.cards());
    }

    @Test
    void anotherCardOrKeyAndAnotherWayOfAskingOrSigningIsToldApart() {
        differs(
                CardEvidence::reference,
                card -> {
                    card.account = ByteString.ofHex("5A085413330012345686");
                    card.card.certified = ByteString.ofHex("5413330012345686FFFF");
                });
        // Another of the same number, which has a signed sequence number of its own.
        differs(
                CardEvidence::reference,
                card -> card.account = ByteString.ofHex("5A08" + TestCard.ACCOUNT + "5F340101"));
        differs(
                CardEvidence::keyThumbprint,
                card -> card.card.card = TestCard.Keys.make(1152, 3, 77));
        differs(
                CardEvidence::profileThumbprint,
                card -> card.cdol = ByteString.ofHex("9F02065F2A029F37049F7C149F3501"));
        differs(
                CardEvidence::profileThumbprint,
                card -> card.pdol = ByteString.ofHex("9F37049F0206"));
        differs(CardEvidence::profileThumbprint, card -> card.profile = ByteString.ofHex("1981"));
        TestPaymentCard plain = TestPaymentCard.unionPay();
        plain.isAskedForCryptogram = true;
        CardEvidence first = holds(enrol(plain, ASKING));
        plain.more = ByteString.ofHex("9F49039F3704");
        assertThat(holds(enrol(plain, ASKING)).profileThumbprint())
                .isNotEqualTo(first.profileThumbprint());
        TestDedicatedCard dedicated = new TestDedicatedCard();
        CardEvidence firstDedicated = holds(enrol(dedicated, ASKING));
        dedicated.cardKeys = TestDedicatedCard.keys();
        CardEvidence forged = holds(enrol(dedicated, ASKING));
        assertThat(forged.reference()).isEqualTo(firstDedicated.reference());
        assertThat(forged.keyThumbprint()).isNotEqualTo(firstDedicated.keyThumbprint());
    }

    /** Computed by a few lines of another language (hashlib of Python). */
    @Test
    void aProfileIsTheHashOfMethodAndLists() {
        CardEvidence evidence = holds(enrol(new TestDedicatedCard(), ASKING));
        assertThat(evidence.profileThumbprint().hex())
                .isEqualTo("60DD3E89C38E1360F9114369031D818A75556F4CD26DBC5D2B635CCECD8DE4AF");
    }

    private static void differs(
            Function<CardEvidence, ByteString> told, Consumer<TestPaymentCard> change) {
        ByteString right = told.apply(holds(enrol(new TestPaymentCard(), ASKING)));
        TestPaymentCard card = new TestPaymentCard();
        change.accept(card);
        assertThat(told.apply(holds(enrol(card, ASKING)))).isNotEqualTo(right);
    }

    /** Of what the certificate does not cover a telephone could say anything. */
    @Test
    void aSequenceNumberThatIsNotSignedNamesNoOtherCard() {
        ByteString reference = holds(enrol(new TestPaymentCard(), door())).reference();
        TestPaymentCard card = new TestPaymentCard();
        card.more = ByteString.ofHex("5F340105");
        assertThat(holds(enrol(card, door())).reference()).isEqualTo(reference);
    }

    @Test
    void largerAmountsAskForMore() {
        TapPolicy policy =
                new TapPolicy(
                        Binding.NUMBER_AND_AMOUNT,
                        List.of(
                                new TapPolicy.Step("KRW", 1_000_000, Binding.HASH),
                                new TapPolicy.Step("KRW", 10_000_000, Binding.WHOLE_HASH),
                                new TapPolicy.Step("USD", 1, Binding.WHOLE_HASH)));
        assertBound(policy, TestPaymentCard.visa(), 999_999, true);
        assertBound(policy, TestPaymentCard.visa(), 1_000_000, false);
        assertBound(policy, new TestPaymentCard(), 1_000_000, true);
        assertBound(policy, new TestPaymentCard(), 9_999_999, true);
        assertBound(policy, new TestPaymentCard(), 10_000_000, false);
        assertBound(policy, new TestDedicatedCard(), 10_000_000, true);
        TestPaymentCard numberOnly = new TestPaymentCard();
        numberOnly.cdol = ByteString.ofHex("9F3704");
        assertBound(policy, numberOnly, 1, false);
        assertThatThrownBy(() -> new TapPolicy.Step("XYZ", 1, Binding.HASH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TapPolicy.Step("KRW", -1, Binding.HASH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertBound(TapPolicy policy, Card card, long amountMinor, boolean bound) {
        TestTerms terms = new TestTerms();
        terms.amountMinor = amountMinor;
        CardChallenge challenge = CardChallengeTest.challenge(terms);
        Checked<CardEvidence> judged =
                door(policy, Optional.empty()).verify(challenge, tap(card, challenge), TODAY);
        if (bound) {
            holds(judged);
        } else {
            assertThat(judged).isEqualTo(refused(Stage.POLICY, Fault.BINDING));
        }
    }

    @Test
    void noIssuerIsAskedWhoseWordWouldNotBeEnough() {
        TestPaymentCard plain = TestPaymentCard.unionPay();
        plain.isAskedForCryptogram = true;
        List<Integer> asked = new ArrayList<>();
        IssuerCheck counting =
                tags -> {
                    asked.add(tags.size());
                    return TestTaps.AGREES.verify(tags);
                };
        assertThat(
                        enrol(
                                plain,
                                door(
                                        new TapPolicy(Binding.HASH, List.of()),
                                        Optional.of(counting))))
                .isEqualTo(refused(Stage.POLICY, Fault.BINDING));
        assertThat(asked).isEmpty();
        TapPolicy amount = new TapPolicy(Binding.NUMBER_AND_AMOUNT, List.of());
        holds(enrol(plain, door(amount, Optional.of(counting))));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aCardThatTheMissingWordWouldHaveBoundIsNotRefusedByPolicy() {
        TapPolicy amount = new TapPolicy(Binding.NUMBER_AND_AMOUNT, List.of());
        TestPaymentCard numberOnly = new TestPaymentCard();
        numberOnly.cdol = ByteString.ofHex("9F3704");
        for (CryptogramRefusal reason : CryptogramRefusal.values()) {
            IssuerCheck refusing = tags -> new CryptogramVerdict.Refused(reason, "no");
            Checked<CardEvidence> expected =
                    switch (reason) {
                        case KEYS_UNAVAILABLE -> refused(Stage.CRYPTOGRAM, Fault.UNAVAILABLE);
                        case CRYPTOGRAM_WRONG -> refused(Stage.CRYPTOGRAM, Fault.CRYPTOGRAM);
                        case TAG_MISSING,
                                TAG_LENGTH,
                                CARD_NUMBER_MALFORMED,
                                VERSION_UNKNOWN,
                                VERSION_AMBIGUOUS,
                                CARD_OF_ANOTHER_ISSUER,
                                VERSION_NOT_ISSUED,
                                KEY_INDEX_UNKNOWN ->
                                refused(Stage.POLICY, Fault.BINDING);
                    };
            assertThat(enrol(numberOnly, door(amount, Optional.of(refusing)))).isEqualTo(expected);
        }
    }

    @Test
    void onlyWhatTheChallengeNamesMayBeTapped() {
        for (boolean dedicated : List.of(true, false)) {
            CardChallenge one =
                    CardChallenge.of(
                            new TestTerms().terms(),
                            TestTerms.SECRET,
                            new TapSite(
                                    410,
                                    List.of(
                                            dedicated
                                                    ? AppletTerminal.SANDBOX
                                                    : TapSite.PAYMENT_DIRECTORY)));
            Card other = dedicated ? new TestPaymentCard() : new TestDedicatedCard();
            assertThat(door().verify(one, tap(other, one), TODAY))
                    .isEqualTo(refused(Stage.TRANSCRIPT, Fault.APPLICATION));
            Card right = dedicated ? new TestDedicatedCard() : new TestPaymentCard();
            holds(door().verify(one, tap(right, one), TODAY));
        }
    }

    /** In hexadecimal text, which packed digits are as well. */
    @Test
    void noCardNumberCanBeFoundInWhatIsKept() {
        Set<String> lines = new HashSet<>();
        for (Card card : TestTaps.cards()) {
            TapTranscript transcript = tap(card, challenge());
            if (card instanceof TestPaymentCard) {
                assertThat(LuhnSearch.in(transcript.toJson())).isNotEmpty();
            }
            CardEvidence evidence = holds(enrol(card, ASKING));
            lines.addAll(evidence.maskedTranscript());
            assertThat(evidence.maskedTranscript()).hasSameSizeAs(transcript.steps());
            assertThat(LuhnSearch.in(String.join(" ", evidence.maskedTranscript()))).isEmpty();
            assertThat(evidence.maskedTranscript())
                    .allSatisfy(line -> assertThat(line).doesNotContainPattern("[0-9]{9}"));
            assertThat(evidence.toString()).doesNotContainPattern("[0-9]{13}");
        }
        assertThat(lines)
                .contains(
                        "00B2010C/0>70(5A:8,5F24=301231,8C:12,9F4A=82)>9000",
                        "80CA7F21/0>:144>9000");
    }

    /** Whatever a card puts where nothing of it should be. */
    @Test
    void aNumberInAnotherPlaceIsNotKeptEither() {
        TestPaymentCard card = new TestPaymentCard();
        card.more = ByteString.ofHex("9F6C08" + TestCard.ACCOUNT);
        assertThat(holds(enrol(card, door())).maskedTranscript().toString())
                .contains("9F6C:8")
                .doesNotContain(TestCard.ACCOUNT);
    }

    @Test
    void theKeyOfReferencesHas32Bytes() {
        assertThatThrownBy(
                        () ->
                                new CardAuthenticator(
                                        TestTaps.paymentCards(KeyPolicy.TEST, Set.of()),
                                        TestTaps.dedicatedCards(Set.of()),
                                        TestTaps.ANY,
                                        ByteString.ofHex("00"),
                                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
