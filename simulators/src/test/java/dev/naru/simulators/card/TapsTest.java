// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.cardtap.AuthorityKeys;
import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardProof.Binding;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.CardVerifier;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.Exchange;
import dev.naru.authentication.cardtap.KeyPolicy;
import dev.naru.authentication.cardtap.RecordingCard;
import dev.naru.authentication.cardtap.Terminal;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.authentication.cardtap.applet.AppletVerifier;
import dev.naru.authentication.cardtap.cryptogram.CardKeyOption;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVersion;
import dev.naru.authentication.cardtap.cryptogram.IssuedCards;
import dev.naru.authentication.cardtap.cryptogram.IssuerAdapter;
import dev.naru.authentication.cardtap.cryptogram.KeyAlgorithm;
import dev.naru.authentication.cardtap.cryptogram.SoftwareIssuerKeys;
import dev.naru.authentication.trustone.CardAuthenticator;
import dev.naru.authentication.trustone.CardChallenge;
import dev.naru.authentication.trustone.CardEvidence;
import dev.naru.authentication.trustone.CardEvidence.Method;
import dev.naru.authentication.trustone.DedicatedCards;
import dev.naru.authentication.trustone.IssuerCheck;
import dev.naru.authentication.trustone.Purpose;
import dev.naru.authentication.trustone.TapPolicy;
import dev.naru.authentication.trustone.TapSite;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.authentication.trustone.TransactionTerms;
import dev.naru.authentication.trustone.WireReading;
import dev.naru.formats.emv.ByteString;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Both kinds of simulated cards, by way of a telephone's wire forms, before the hub's one door. */
class TapsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final ByteString SECRET = ByteString.ofHex("07".repeat(32));
    private static final TapSite SITE =
            new TapSite(410, List.of(AppletTerminal.SANDBOX, TapSite.PAYMENT_DIRECTORY));
    private static final PaymentIssuer ISSUER = new PaymentIssuer(1, 0xF1, "54133300", "1230");
    private static final PaymentIssuer DYNAMIC_ISSUER =
            PaymentIssuer.ofDynamicCards(2, 0xF2, "62109400", "1230");
    private static final ByteString MASTER_KEY =
            ByteString.ofHex("0123456789ABCDEFFEDCBA9876543210");
    private static final KeyPair DEDICATED_ISSUER = keys();

    @Test
    void aPaymentCardIsProvedAtEveryTap() {
        SimulatedPaymentCard card = ISSUER.issue("1234567");
        CardEvidence first = holds(answer(card::transmit, 128_000));
        assertThat(first.method()).isEqualTo(Method.CDA);
        assertThat(first.binding()).isEqualTo(Binding.HASH);
        assertThat(first.counter()).hasValue(1);
        CardEvidence second = holds(answer(card::transmit, 5_000));
        assertThat(second.counter()).hasValue(2);
        assertThat(second.reference()).isEqualTo(first.reference());
        assertThat(second.keyThumbprint()).isEqualTo(first.keyThumbprint());
        assertThat(second.profileThumbprint()).isEqualTo(first.profileThumbprint());
        SimulatedPaymentCard other = ISSUER.issue("1234568");
        assertThat(holds(answer(other::transmit, 5_000)).reference())
                .isNotEqualTo(first.reference());
        SimulatedPaymentCard twin = ISSUER.issue("1234567");
        CardEvidence twins = holds(answer(twin::transmit, 5_000));
        assertThat(twins.reference()).isEqualTo(first.reference());
        assertThat(twins.keyThumbprint()).isNotEqualTo(first.keyThumbprint());
    }

    @Test
    void theRealAppletIsProvedAtEveryTap() {
        SimulatedChip chip =
                SimulatedChip.issued(
                        AppletTerminal.SANDBOX.hex(),
                        new SimulatedChip.Holder("4B520001", "0000000000004711", "1230"),
                        DEDICATED_ISSUER.getPrivate());
        CardEvidence first = holds(answer(command -> chip(chip, command), 1));
        assertThat(first.method()).isEqualTo(Method.DEDICATED);
        assertThat(first.binding()).isEqualTo(Binding.WHOLE_HASH);
        CardEvidence second = holds(answer(command -> chip(chip, command), 2));
        assertThat(second.counter()).hasValue(2);
    }

    /** What a command is to a simulated card. */
    @FunctionalInterface
    private interface Answering {
        ByteString transmit(ByteString command);
    }

    private static ByteString chip(SimulatedChip chip, ByteString command) {
        return ByteString.of(chip.transmit(command.toByteArray()));
    }

    /** Two readings of the books, the card's and the hub's, come to the same cryptogram. */
    @Test
    void aCardThatSignsANumberAloneIsProvedByItsIssuersWord() {
        SimulatedDynamicCard card = DYNAMIC_ISSUER.issueDynamic("0000001", MASTER_KEY);
        Checked<CardEvidence> unasked = answer(card::transmit, 5_000);
        assertThat(unasked).isEqualTo(Checked.refused(Stage.CRYPTOGRAM, Fault.UNKNOWN));
        IssuerAdapter issuer = issuer();
        for (int tap = 2; tap < 4; tap++) {
            CardEvidence evidence = holds(answer(card::transmit, 5_000, Optional.of(issuer)));
            assertThat(evidence.method()).isEqualTo(Method.DDA);
            assertThat(evidence.issuerWord()).isEqualTo(CardEvidence.IssuerWord.CONFIRMED);
            assertThat(evidence.binding()).isEqualTo(Binding.NUMBER_AND_AMOUNT);
            assertThat(evidence.counter()).hasValue(tap);
        }
        SimulatedDynamicCard forged =
                DYNAMIC_ISSUER.issueDynamic(
                        "0000001", ByteString.ofHex("00112233445566778899AABBCCDDEEFF"));
        assertThat(answer(forged::transmit, 5_000, Optional.of(issuer)))
                .isEqualTo(Checked.refused(Stage.CRYPTOGRAM, Fault.CRYPTOGRAM));
    }

    private static IssuerAdapter issuer() {
        return new IssuerAdapter(
                List.of(
                        new IssuedCards(
                                "62109400",
                                CryptogramVersion.CCD_TDES,
                                CardKeyOption.A,
                                SimulatedDynamicCard.KEY_INDEX,
                                new SoftwareIssuerKeys(
                                        KeyAlgorithm.TDES, MASTER_KEY.toByteArray()))));
    }

    /** The hub asks, a telephone taps, the hub judges: each with the other's text alone. */
    private static Checked<CardEvidence> answer(Answering card, long amountMinor) {
        return answer(card, amountMinor, Optional.empty());
    }

    private static Checked<CardEvidence> answer(
            Answering card, long amountMinor, Optional<IssuerAdapter> issuer) {
        CardChallenge challenge = CardChallenge.of(terms(amountMinor), SECRET, SITE);
        String answered = telephone(utf8(challenge.toJson()), card);
        return door(issuer.map(adapter -> adapter::verify))
                .verify(challenge, read(TapTranscript.read(utf8(answered))), TODAY);
    }

    /** Selects what the challenge names until the card has one, and goes through that tap. */
    private static String telephone(byte[] json, Answering answering) {
        CardChallenge challenge = read(CardChallenge.read(json));
        Card card = command -> Optional.of(answering.transmit(command));
        for (ByteString application : challenge.applications()) {
            RecordingCard recording = new RecordingCard(card);
            boolean done =
                    application.equals(TapSite.PAYMENT_DIRECTORY)
                            ? new Terminal(challenge.told()).meet(recording).isEmpty()
                            : new AppletTerminal(application)
                                            .tap(recording, challenge.transactionHash())
                                    instanceof Checked.Holds<?>;
            if (done) {
                return transcript(recording.transcript()).toJson();
            }
        }
        throw new AssertionError("the card has none of the applications");
    }

    private static TapTranscript transcript(List<Exchange> exchanges) {
        return new TapTranscript(
                exchanges.stream().map(exchange -> new TapTranscript.Step(exchange, 900)).toList());
    }

    private static TransactionTerms terms(long amountMinor) {
        return new TransactionTerms(
                new UUID(7, amountMinor),
                "pay.example.kr",
                Purpose.PAYMENT,
                Optional.of(new UUID(1, amountMinor)),
                amountMinor,
                "KRW",
                ByteString.ofHex("11".repeat(32)),
                "Kopi Jetty",
                "",
                "",
                ByteString.ofHex("22".repeat(32)),
                ByteString.EMPTY,
                ByteString.ofHex("44".repeat(32)),
                ByteString.ofHex("55".repeat(16)),
                1_795_910_400_000L,
                1_795_910_460_000L);
    }

    private static CardAuthenticator door(Optional<IssuerCheck> issuer) {
        AuthorityKeys authorities =
                switch (AuthorityKeys.load(
                        List.of(ISSUER.authorityLine(), DYNAMIC_ISSUER.authorityLine()))) {
                    case AuthorityKeys.Loaded.Keys(AuthorityKeys keys) -> keys;
                    case AuthorityKeys.Loaded.Mistaken mistaken ->
                            throw new AssertionError(mistaken.mistakes());
                };
        return new CardAuthenticator(
                new CardVerifier(authorities, KeyPolicy.TEST, Set.of()),
                new DedicatedCards(
                        AppletTerminal.SANDBOX,
                        new AppletVerifier(
                                Map.of(ByteString.ofHex("4B520001"), point(DEDICATED_ISSUER)),
                                Set.of())),
                new TapPolicy(Binding.NUMBER_AND_AMOUNT, List.of()),
                ByteString.ofHex("0A".repeat(32)),
                issuer);
    }

    private static ByteString point(KeyPair keys) {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return ByteString.ofHex("04" + hex(key.getW().getAffineX()) + hex(key.getW().getAffineY()));
    }

    private static String hex(BigInteger coordinate) {
        return String.format(Locale.ROOT, "%064X", coordinate);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T read(WireReading<T> reading) {
        return switch (reading) {
            case WireReading.Read<T>(T value) -> value;
            case WireReading.Refused<T> refused -> throw new AssertionError(refused);
        };
    }

    private static <T> T holds(Checked<T> checked) {
        return switch (checked) {
            case Checked.Holds<T>(T value) -> value;
            case Checked.Refused<T> refused -> throw new AssertionError(refused);
        };
    }
}
