// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.AuthorityKey;
import dev.naru.authentication.cardtap.AuthorityKeys;
import dev.naru.authentication.cardtap.Brand;
import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardProof.Binding;
import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.CardVerifier;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.Exchange;
import dev.naru.authentication.cardtap.KeyPolicy;
import dev.naru.authentication.cardtap.RecordingCard;
import dev.naru.authentication.cardtap.Terminal;
import dev.naru.authentication.cardtap.TestCard;
import dev.naru.authentication.cardtap.TestPaymentCard;
import dev.naru.authentication.cardtap.applet.AppletTap;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.authentication.cardtap.applet.AppletVerifier;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVersion;
import dev.naru.formats.emv.ByteString;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Taps of the tests' cards, and the door that they come to. */
final class TestTaps {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    static final ByteString VAULT_KEY = ByteString.ofHex("0A".repeat(32));
    static final TapPolicy ANY = new TapPolicy(Binding.NUMBER, List.of());

    /** An issuer that finds every cryptogram right. */
    static final IssuerCheck AGREES =
            tags -> new CryptogramVerdict.Genuine(CryptogramVersion.VISA_CVN_10, 0x17);

    private TestTaps() {}

    static CardChallenge challenge() {
        return CardChallengeTest.challenge(new TestTerms());
    }

    /** A hub of test cards, without an issuer's word. */
    static CardAuthenticator door() {
        return door(ANY, Optional.empty());
    }

    static CardAuthenticator door(TapPolicy policy, Optional<IssuerCheck> issuer) {
        return door(paymentCards(KeyPolicy.TEST, Set.of()), policy, issuer);
    }

    static CardAuthenticator door(
            CardVerifier paymentCards, TapPolicy policy, Optional<IssuerCheck> issuer) {
        return new CardAuthenticator(
                paymentCards, dedicatedCards(Set.of()), policy, VAULT_KEY, issuer);
    }

    static CardVerifier paymentCards(KeyPolicy policy, Set<CardVerifier.Revoked> revoked) {
        return new CardVerifier(keys(AuthorityKey.Kind.TEST, "2030-12"), policy, revoked);
    }

    static AuthorityKeys keys(AuthorityKey.Kind kind, String lastMonth) {
        return load(
                List.of(Brand.MASTERCARD, Brand.VISA, Brand.UNIONPAY).stream()
                        .map(brand -> TestCard.authorityLine(brand.provider(), kind, lastMonth))
                        .toList());
    }

    static AuthorityKeys load(List<String> lines) {
        return ((AuthorityKeys.Loaded.Keys) AuthorityKeys.load(lines)).keys();
    }

    static DedicatedCards dedicatedCards(Set<ByteString> revoked) {
        return new DedicatedCards(
                AppletTerminal.SANDBOX,
                new AppletVerifier(
                        Map.of(
                                TestDedicatedCard.ISSUER,
                                TestDedicatedCard.point(TestDedicatedCard.ISSUER_KEYS)),
                        revoked));
    }

    /** What a telephone makes of a tap for this challenge, whatever it comes to. */
    static TapTranscript tap(Card card, CardChallenge challenge) {
        RecordingCard recording = new RecordingCard(card);
        switch (card) {
            case TestDedicatedCard _ -> {
                Checked<AppletTap> _ =
                        new AppletTerminal(AppletTerminal.SANDBOX)
                                .tap(recording, challenge.transactionHash());
            }
            default -> {
                Optional<CardRefusal> _ = new Terminal(challenge.told()).meet(recording);
            }
        }
        return timed(recording.transcript());
    }

    static TapTranscript timed(List<Exchange> exchanges) {
        List<TapTranscript.Step> steps = new ArrayList<>();
        for (Exchange exchange : exchanges) {
            steps.add(new TapTranscript.Step(exchange, 1_000 * (1 + steps.size() % 5)));
        }
        return new TapTranscript(steps);
    }

    /** The commands of one tap with the answers of another. */
    static TapTranscript forged(TapTranscript commands, TapTranscript answers) {
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < commands.steps().size(); i++) {
            exchanges.add(
                    new Exchange(
                            commands.exchanges().get(i).command(),
                            answers.exchanges().get(i).answer()));
        }
        return timed(exchanges);
    }

    static TapTranscript with(TapTranscript transcript, int index, Exchange exchange) {
        List<Exchange> changed = new ArrayList<>(transcript.exchanges());
        changed.set(index, exchange);
        return timed(changed);
    }

    /**
     * A card of each way to sign; that of INTERNAL AUTHENTICATE with a cryptogram for its issuer.
     */
    static List<Card> cards() {
        TestPaymentCard relayResistant = new TestPaymentCard();
        relayResistant.profile = ByteString.ofHex("1981");
        TestPaymentCard unionPay = TestPaymentCard.unionPay();
        unionPay.isAskedForCryptogram = true;
        return List.of(
                new TestPaymentCard(),
                relayResistant,
                TestPaymentCard.visa(),
                unionPay,
                new TestDedicatedCard());
    }

    static Checked<CardEvidence> enrol(Card card, CardAuthenticator door) {
        return door.verify(challenge(), tap(card, challenge()), TODAY);
    }

    static <T> Checked<T> refused(Stage stage, Fault fault) {
        return Checked.refused(stage, fault);
    }

    static <T> T holds(Checked<T> checked) {
        return switch (checked) {
            case Checked.Holds<T>(T value) -> value;
            case Checked.Refused<T>(CardRefusal refusal) -> throw new AssertionError(refusal);
        };
    }
}
