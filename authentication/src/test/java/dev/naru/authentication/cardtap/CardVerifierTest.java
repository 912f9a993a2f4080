// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.CardVerifier.Revoked;
import dev.naru.authentication.cardtap.DynamicSignature.Combined;
import dev.naru.authentication.cardtap.DynamicSignature.Dynamic;
import dev.naru.authentication.cardtap.DynamicSignature.Fast;
import dev.naru.authentication.cardtap.DynamicSignature.Signed;
import dev.naru.formats.emv.ByteString;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardVerifierTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final ByteString UNPREDICTABLE = ByteString.ofHex("01020304");
    private static final ByteString EXCHANGE = ByteString.ofHex("00000000125004100102030477");
    private static final ByteString CRYPTOGRAM = ByteString.ofHex("1122334455667788");
    private static final ByteString RELAY = ByteString.ofHex("010203041112131400140032000A");
    private static final int REQUEST = 0x80;

    private static final AuthorityKeys AUTHORITIES =
            keys(TestCard.authorityLine(AuthorityKey.Kind.TEST, "2030-12"));

    @Test
    void aGenuineCardIsKnownByItsKey() {
        CardKey key = holds(verify(card -> {}));
        assertThat(key.key()).isEqualTo(new TestCard().card.open());
        assertThat(key.thumbprint().length()).isEqualTo(32);
    }

    /** One change each, made before the certificate is signed, so that only the rule is broken. */
    @Test
    void everyRuleOfTheCertificatesIsKept() {
        refuses(Stage.ISSUER, Fault.FORM, card -> card.issuerFormat = 4);
        refuses(Stage.ISSUER, Fault.FORM, card -> card.trailer = 0xCC);
        refuses(Stage.ISSUER, Fault.ALGORITHM, card -> card.hashAlgorithm = 2);
        refuses(Stage.ISSUER, Fault.ALGORITHM, card -> card.keyAlgorithm = 2);
        refuses(
                Stage.ISSUER,
                Fault.ISSUER_ID,
                card -> card.issuerId = ByteString.ofHex("541334FF"));
        refuses(
                Stage.ISSUER,
                Fault.ISSUER_ID,
                card -> card.issuerId = ByteString.ofHex("54FFFFFF"));
        refuses(
                Stage.ISSUER,
                Fault.ISSUER_ID,
                card -> card.issuerId = ByteString.ofHex("5413F3FF"));
        refuses(Stage.ISSUER, Fault.EXPIRED, card -> card.issuerMonth = ByteString.ofHex("1026"));
        refuses(Stage.ISSUER, Fault.EXPIRED, card -> card.issuerMonth = ByteString.ofHex("1330"));
        refuses(Stage.ISSUER, Fault.EXPIRED, card -> card.issuerMonth = ByteString.ofHex("1A30"));
        refuses(Stage.CARD, Fault.FORM, card -> card.cardFormat = 2);
        refuses(Stage.CARD, Fault.EXPIRED, card -> card.cardMonth = ByteString.ofHex("1026"));
        refuses(
                Stage.CARD,
                Fault.ACCOUNT,
                card -> card.certified = ByteString.ofHex("5413330012345679FFFF"));
        refuses(
                Stage.CARD,
                Fault.ACCOUNT,
                card -> card.certified = ByteString.ofHex("54133300123456F8FFFF"));
        refuses(
                Stage.CARD,
                Fault.PADDING,
                card -> {
                    card.filler = 0xBA;
                    card.card = TestCard.Keys.make(1024, 3, 4);
                });
        refuses(Stage.ISSUER, Fault.KEY_SIZE, card -> card.issuer = TestCard.Keys.make(1016, 3, 5));
        refuses(Stage.CARD, Fault.KEY_SIZE, card -> card.card = TestCard.Keys.make(760, 3, 6));
    }

    /**
     * The certificates are right in all else, and signed over these exponents. With 1 a signature
     * is what it signs, and whoever can write makes one.
     */
    @ParameterizedTest
    @ValueSource(strings = {"01", "02", "05", "11", "0101", "010003", "0003", "00010001", "00", ""})
    void noKeyHasAnotherExponentThan3And65537(String digits) {
        ByteString exponent = ByteString.ofHex(digits);
        refuses(Stage.ISSUER, Fault.EXPONENT, card -> card.issuerExponent = _ -> exponent);
        refuses(Stage.CARD, Fault.EXPONENT, card -> card.cardExponent = _ -> exponent);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 65_537})
    void keysOfIssuersAndCardsHaveTheBooksExponents(int exponent) {
        holds(
                verify(
                        card -> {
                            card.issuer = TestCard.Keys.make(1408, exponent, 10);
                            card.card = TestCard.Keys.make(1152, exponent, 11);
                        }));
    }

    /** 1,984 bits are the most that the books allow. */
    @Test
    void theLongestKeyIsTakenAndALongerOneIsNot() {
        holds(verify(card -> card.issuer = TestCard.Keys.make(1984, 3, 8)));
        refuses(Stage.ISSUER, Fault.KEY_SIZE, card -> card.issuer = TestCard.Keys.make(1992, 3, 9));
    }

    @Test
    void aMonthIsGoodToItsLastDay() {
        Consumer<TestCard> november = card -> card.cardMonth = ByteString.ofHex("1126");
        holds(verify(november, LocalDate.of(2026, 11, 30)));
        assertThat(verify(november, LocalDate.of(2026, 12, 1)))
                .isEqualTo(refused(Stage.CARD, Fault.EXPIRED));
        assertThat(verify(card -> {}, LocalDate.of(2031, 1, 1)))
                .isEqualTo(refused(Stage.AUTHORITY, Fault.EXPIRED));
    }

    @Test
    void testKeysVouchForNoRealCard() {
        CardCertificates card = new TestCard().certificates();
        assertThat(verifier(AUTHORITIES, KeyPolicy.LIVE).cardKey(card, TODAY))
                .isEqualTo(refused(Stage.AUTHORITY, Fault.KIND));
        AuthorityKeys live = keys(TestCard.authorityLine(AuthorityKey.Kind.LIVE, "2030-12"));
        assertThat(verifier(live, KeyPolicy.TEST).cardKey(card, TODAY))
                .isEqualTo(refused(Stage.AUTHORITY, Fault.KIND));
        holds(verifier(live, KeyPolicy.LIVE).cardKey(card, TODAY));
        assertThat(
                        verifier(live, new KeyPolicy(AuthorityKey.Kind.LIVE, 1416, 1152, 1024))
                                .cardKey(card, TODAY))
                .isEqualTo(refused(Stage.AUTHORITY, Fault.KEY_SIZE));
        assertThat(verifier(keys("# none"), KeyPolicy.LIVE).cardKey(card, TODAY))
                .isEqualTo(refused(Stage.AUTHORITY, Fault.UNKNOWN));
    }

    @Test
    void aRevokedCertificateCountsNoMore() {
        CardVerifier verifier =
                new CardVerifier(
                        AUTHORITIES,
                        KeyPolicy.TEST,
                        Set.of(
                                new Revoked(
                                        TestCard.PROVIDER,
                                        TestCard.INDEX,
                                        ByteString.ofHex("000107"))));
        assertThat(verifier.cardKey(new TestCard().certificates(), TODAY))
                .isEqualTo(refused(Stage.ISSUER, Fault.REVOKED));
        TestCard other = new TestCard();
        other.issuerSerial = ByteString.ofHex("000108");
        holds(verifier.cardKey(other.certificates(), TODAY));
    }

    @Test
    void aKeyOfTheWeakKindIsRefused() {
        TestCard.Keys weak = TestCard.Keys.weak(7);
        assertThat(WeakKeys.have(weak.open().modulus())).isTrue();
        refuses(Stage.CARD, Fault.WEAK_KEY, card -> card.card = weak);
        int strong = 0;
        for (int i = 0; i < 50; i++) {
            strong += WeakKeys.have(TestCard.Keys.make(512, 3, 100 + i).open().modulus()) ? 0 : 1;
        }
        assertThat(strong).isEqualTo(50);
    }

    /**
     * What was opened once is not opened again; everything else about it is looked at each time.
     */
    @Test
    void aKnownIssuerIsStillJudged() {
        CardVerifier verifier = verifier();
        CardCertificates card = new TestCard().certificates();
        holds(verifier.cardKey(card, TODAY));
        holds(verifier.cardKey(card, TODAY));
        assertThat(verifier.cardKey(card, LocalDate.of(2031, 1, 1)))
                .isInstanceOf(Checked.Refused.class);
        TestCard other = new TestCard();
        other.account = ByteString.ofHex("5413340012345678");
        assertThat(verifier.cardKey(other.certificates(), TODAY))
                .isEqualTo(refused(Stage.ISSUER, Fault.ISSUER_ID));
        for (UnaryOperator<CardCertificates> change : SingleBits.of(card)) {
            assertThat(verifier.cardKey(change.apply(card), TODAY))
                    .isInstanceOf(Checked.Refused.class);
        }
    }

    @Test
    void whatIsMissingOrTooMuchOfAKeyIsRefused() {
        CardCertificates right = new TestCard().certificates();
        assertThat(right.cardRemainder().isEmpty()).isFalse();
        ByteString cut = right.cardRemainder().slice(1, right.cardRemainder().length());
        assertThat(verifier().cardKey(changed(right, c -> cut), TODAY))
                .isEqualTo(refused(Stage.CARD, Fault.HASH));
    }

    @Test
    void dynamicDataAreSigned() {
        TestCard card = new TestCard();
        ByteString data = ByteString.ofHex("0411121314");
        Dynamic told = new Dynamic(UNPREDICTABLE);
        ByteString signature = card.signature(5, data, UNPREDICTABLE);
        assertThat(holds(told.check(signature, card.card.open())).dynamicNumber().hex())
                .isEqualTo("11121314");
        assertThat(new Dynamic(ByteString.ofHex("01020305")).check(signature, card.card.open()))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.HASH));
        assertThat(told.check(signature, TestCard.Keys.make(1152, 3, 9).open()))
                .isInstanceOf(Checked.Refused.class);
        for (String wrong :
                List.of("", "01AA", "0911121314151617181920", "0511121314", "031112131415")) {
            assertThat(
                            told.check(
                                    card.signature(5, ByteString.ofHex(wrong), UNPREDICTABLE),
                                    card.card.open()))
                    .as(wrong)
                    .isEqualTo(refused(Stage.SIGNATURE, Fault.DYNAMIC_DATA));
        }
        assertThat(told.check(card.signature(0x95, data, UNPREDICTABLE), card.card.open()))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.FORM));
    }

    @Test
    void theExchangeIsSignedWithTheCryptogram() {
        TestCard card = new TestCard();
        Signed signed = holds(combined(card, ByteString.EMPTY, data(REQUEST, EXCHANGE, "")));
        assertThat(signed.cryptogram()).isEqualTo(CRYPTOGRAM);
        holds(combined(card, RELAY, data(REQUEST, EXCHANGE, RELAY.hex())));
        ByteString other = ByteString.ofHex("00");
        assertThat(combined(card, ByteString.EMPTY, data(REQUEST, other, "")))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.EXCHANGE));
        assertThat(combined(card, ByteString.EMPTY, data(0x40, EXCHANGE, "")))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.EXCHANGE));
        assertThat(combined(card, RELAY, data(REQUEST, EXCHANGE, "1" + RELAY.hex().substring(1))))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.EXCHANGE));
        assertThat(combined(card, ByteString.EMPTY, data(REQUEST, EXCHANGE, RELAY.hex())))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.DYNAMIC_DATA));
        assertThat(combined(card, RELAY, data(REQUEST, EXCHANGE, "")))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.DYNAMIC_DATA));
    }

    private static Checked<Signed> combined(TestCard card, ByteString relay, ByteString data) {
        return new Combined(UNPREDICTABLE, EXCHANGE, REQUEST, relay)
                .check(card.signature(5, data, UNPREDICTABLE), card.card.open());
    }

    private static ByteString data(int information, ByteString exchange, String relay) {
        return ByteString.concat(
                ByteString.ofHex("081112131415161718"),
                ByteString.of((byte) information),
                CRYPTOGRAM,
                Digests.sha1(exchange),
                ByteString.ofHex(relay));
    }

    @Test
    void visasSignatureCoversAmountAndCurrency() {
        TestCard card = new TestCard();
        ByteString amount = ByteString.ofHex("000000001250");
        ByteString currency = ByteString.ofHex("0410");
        ByteString cardData = ByteString.ofHex("01AABBCCDD0400");
        ByteString counter = ByteString.ofHex("0017");
        Fast told = new Fast(UNPREDICTABLE, amount, currency, cardData, counter);
        ByteString signature =
                card.signature(
                        0x95,
                        ByteString.ofHex("020017"),
                        ByteString.concat(UNPREDICTABLE, amount, currency, cardData));
        assertThat(holds(told.check(signature, card.card.open())).dynamicNumber().hex())
                .isEqualTo("0017");
        Fast cheaper =
                new Fast(
                        UNPREDICTABLE,
                        ByteString.ofHex("000000001240"),
                        currency,
                        cardData,
                        counter);
        Fast earlier =
                new Fast(UNPREDICTABLE, amount, currency, cardData, ByteString.ofHex("0016"));
        assertThat(earlier.check(signature, card.card.open()))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.EXCHANGE));
        assertThat(cheaper.check(signature, card.card.open()))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.HASH));
        assertThat(
                        told.check(
                                card.signature(
                                        5,
                                        ByteString.ofHex("020017"),
                                        ByteString.concat(
                                                UNPREDICTABLE, amount, currency, cardData)),
                                card.card.open()))
                .isEqualTo(refused(Stage.SIGNATURE, Fault.FORM));
    }

    /** Every bit of everything that a card says. */
    @Test
    void noBitCanBeChanged() {
        CardCertificates right = new TestCard().certificates();
        int changes = 0;
        for (UnaryOperator<CardCertificates> change : SingleBits.of(right)) {
            assertThat(verifier().cardKey(change.apply(right), TODAY))
                    .as("change %s", changes++)
                    .isInstanceOf(Checked.Refused.class);
        }
        assertThat(changes).isGreaterThan(3_000);
    }

    @Test
    void noNumberIsInAnyText() {
        CardCertificates card = new TestCard().certificates();
        assertThat(card.toString() + verifier().cardKey(card, TODAY))
                .doesNotContain(TestCard.ACCOUNT.substring(8));
    }

    private static CardCertificates changed(
            CardCertificates card, UnaryOperator<ByteString> remainder) {
        return new CardCertificates(
                card.provider(),
                card.index(),
                card.issuer(),
                card.issuerRemainder(),
                card.issuerExponent(),
                card.card(),
                remainder.apply(card.cardRemainder()),
                card.cardExponent(),
                card.staticData(),
                card.account());
    }

    private static void refuses(Stage stage, Fault fault, Consumer<TestCard> change) {
        assertThat(verify(change)).isEqualTo(refused(stage, fault));
    }

    private static Checked<CardKey> verify(Consumer<TestCard> change) {
        return verify(change, TODAY);
    }

    private static Checked<CardKey> verify(Consumer<TestCard> change, LocalDate today) {
        TestCard card = new TestCard();
        change.accept(card);
        return verifier().cardKey(card.certificates(), today);
    }

    private static CardVerifier verifier() {
        return verifier(AUTHORITIES, KeyPolicy.TEST);
    }

    private static CardVerifier verifier(AuthorityKeys keys, KeyPolicy policy) {
        return new CardVerifier(keys, policy, Set.of());
    }

    private static AuthorityKeys keys(String... lines) {
        return switch (AuthorityKeys.load(List.of(lines))) {
            case AuthorityKeys.Loaded.Keys(AuthorityKeys keys) -> keys;
            case AuthorityKeys.Loaded.Mistaken mistaken ->
                    throw new AssertionError(mistaken.mistakes());
        };
    }

    private static <T> Checked<T> refused(Stage stage, Fault fault) {
        return Checked.refused(stage, fault);
    }

    private static <T> T holds(Checked<T> checked) {
        return switch (checked) {
            case Checked.Holds<T>(T value) -> value;
            case Checked.Refused<T>(CardRefusal refusal) -> throw new AssertionError(refusal);
        };
    }
}
