// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.CardProof.Binding;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.CardVerifier;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.Digests;
import dev.naru.authentication.cardtap.ProvenCard;
import dev.naru.authentication.cardtap.RecordedCard;
import dev.naru.authentication.cardtap.applet.AppletTap;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.authentication.cardtap.applet.AppletVerifier.Proof;
import dev.naru.authentication.cardtap.cryptogram.CryptogramRefusal;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict;
import dev.naru.authentication.trustone.CardEvidence.IssuerWord;
import dev.naru.authentication.trustone.CardEvidence.Method;
import dev.naru.authentication.trustone.CardEvidence.PaymentCard;
import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.CommandApdu;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The one door for taps, of payment cards and of dedicated ones: whether a genuine card signed this
 * challenge, and what is to be kept of it. Safe for many threads.
 *
 * <p>Not here: whether the challenge is live and was not answered before, whether it is the card
 * that must be tapped, as it was enrolled, and whether its counter has risen. That is state, and
 * belongs to whoever keeps it.
 */
public final class CardAuthenticator {
    /** Of the key that references are made with, in bytes. */
    public static final int VAULT_KEY = 32;

    private final CardVerifier paymentCards;
    private final DedicatedCards dedicatedCards;
    private final TapPolicy policy;
    private final ByteString vaultKey;
    private final Optional<IssuerCheck> issuer;

    /**
     * A door for these cards.
     *
     * @param vaultKey the hub's own, 32 bytes, under which cards have their references; whoever
     *     changes it knows no enrolled card any more
     * @param issuer who can be asked for an issuer's word; without it cards that only sign by
     *     INTERNAL AUTHENTICATE are not taken
     */
    public CardAuthenticator(
            CardVerifier paymentCards,
            DedicatedCards dedicatedCards,
            TapPolicy policy,
            ByteString vaultKey,
            Optional<IssuerCheck> issuer) {
        if (vaultKey.length() != VAULT_KEY) {
            throw new IllegalArgumentException("the vault's key must have 32 bytes");
        }
        this.paymentCards = paymentCards;
        this.dedicatedCards = dedicatedCards;
        this.policy = policy;
        this.vaultKey = vaultKey;
        this.issuer = issuer;
    }

    /**
     * What a tap proves, or the first thing that is wrong with it. The reason is for the audit log;
     * the caller is told that it failed.
     *
     * @param challenge as the hub made it, never as a telephone says it was
     * @param today by the hub's clock
     */
    public Checked<CardEvidence> verify(
            CardChallenge challenge, TapTranscript transcript, LocalDate today) {
        Checked<CardEvidence> judged =
                isDedicated(transcript)
                        ? dedicated(challenge, transcript, today)
                        : payment(challenge, transcript, today);
        return judged.then(
                evidence ->
                        isEnough(evidence.binding(), challenge)
                                ? new Checked.Holds<>(evidence)
                                : Checked.refused(Stage.POLICY, Fault.BINDING));
    }

    private boolean isEnough(Binding binding, CardChallenge challenge) {
        return binding.compareTo(policy.leastFor(challenge)) >= 0;
    }

    /** By what was selected first: a name that says nothing of the card, and is no secret. */
    private boolean isDedicated(TapTranscript transcript) {
        return transcript
                .exchanges()
                .getFirst()
                .command()
                .equals(
                        CommandApdu.of(0x00, 0xA4, 0x04, 0x00, dedicatedCards.application())
                                .encoded());
    }

    private Checked<CardEvidence> dedicated(
            CardChallenge challenge, TapTranscript transcript, LocalDate today) {
        if (!challenge.applications().contains(dedicatedCards.application())) {
            return Checked.refused(Stage.TRANSCRIPT, Fault.APPLICATION);
        }
        RecordedCard card = new RecordedCard(transcript.exchanges());
        return new AppletTerminal(dedicatedCards.application())
                .tap(card, challenge.transactionHash())
                .then(
                        tap ->
                                card.isOver()
                                        ? dedicatedCards
                                                .verifier()
                                                .check(tap, today)
                                                .then(proof -> evidence(tap, proof, transcript))
                                        : Checked.refused(Stage.TRANSCRIPT, Fault.COMMAND));
    }

    private Checked<CardEvidence> evidence(AppletTap tap, Proof proof, TapTranscript transcript) {
        return new Checked.Holds<>(
                new CardEvidence(
                        Method.DEDICATED,
                        Binding.WHOLE_HASH,
                        // Of 12 bytes, and so never the name of a payment card, which is of 16.
                        Digests.hmacSha256(
                                vaultKey, ByteString.concat(proof.issuer(), proof.card())),
                        Digests.sha256(proof.point()),
                        OptionalLong.of(proof.counter()),
                        tap.certificate().lastMonth(),
                        Optional.empty(),
                        IssuerWord.NOT_GIVEN,
                        transcript.hash(),
                        MaskedTranscript.of(transcript.exchanges()),
                        transcript.slowestUs()));
    }

    private Checked<CardEvidence> payment(
            CardChallenge challenge, TapTranscript transcript, LocalDate today) {
        if (!challenge.applications().contains(TapSite.PAYMENT_DIRECTORY)) {
            return Checked.refused(Stage.TRANSCRIPT, Fault.APPLICATION);
        }
        return paymentCards
                .prove(transcript.exchanges(), challenge.told(), today)
                .then(card -> asked(card, evidence(card, transcript), challenge));
    }

    private CardEvidence evidence(ProvenCard card, TapTranscript transcript) {
        OptionalInt counter = card.proof().counter();
        return new CardEvidence(
                method(card),
                card.proof().binding(),
                card.reference(vaultKey),
                card.proof().keyThumbprint(),
                counter.isPresent() ? OptionalLong.of(counter.getAsInt()) : OptionalLong.empty(),
                card.lastMonth(),
                Optional.of(
                        new PaymentCard(
                                card.proof().brand(),
                                card.firstDigits(),
                                card.lastDigits(),
                                card.proof().listsThumbprint())),
                IssuerWord.NOT_GIVEN,
                transcript.hash(),
                MaskedTranscript.of(transcript.exchanges()),
                transcript.slowestUs());
    }

    private static Method method(ProvenCard card) {
        return switch (card.way()) {
            case COMBINED ->
                    card.proof().relayData().isEmpty()
                            ? Method.CDA
                            : Method.CDA_WITH_RELAY_RESISTANCE;
            case FAST -> Method.FDDA;
            case DYNAMIC -> Method.DDA;
        };
    }

    /** A wrong cryptogram is always refused; a missing word only where nothing else is signed. */
    private Checked<CardEvidence> asked(
            ProvenCard card, CardEvidence evidence, CardChallenge challenge) {
        if (issuer.isEmpty()) {
            return withoutWord(evidence, Fault.UNKNOWN, challenge);
        }
        // Whoever taps such a card could ask its issuer as often as he likes, and to no end.
        if (!isEnough(evidence.boundWithWord(), challenge)) {
            return Checked.refused(Stage.POLICY, Fault.BINDING);
        }
        Map<Integer, byte[]> tags = card.issuerTags(challenge.told());
        try {
            return switch (issuer.get().verify(tags)) {
                case CryptogramVerdict.Genuine genuine ->
                        new Checked.Holds<>(evidence.confirmed(genuine.counter()));
                case CryptogramVerdict.Refused refused ->
                        refused.reason() == CryptogramRefusal.CRYPTOGRAM_WRONG
                                ? Checked.refused(Stage.CRYPTOGRAM, Fault.CRYPTOGRAM)
                                : withoutWord(evidence, fault(refused.reason()), challenge);
            };
        } finally {
            tags.values().forEach(value -> Arrays.fill(value, (byte) 0));
        }
    }

    /** That an issuer cannot be asked is no fault of a card to which its word would be enough. */
    private Checked<CardEvidence> withoutWord(
            CardEvidence evidence, Fault fault, CardChallenge challenge) {
        boolean isWordMissed =
                fault == Fault.UNAVAILABLE && !isEnough(evidence.binding(), challenge);
        return evidence.method() == Method.DDA || isWordMissed
                ? Checked.refused(Stage.CRYPTOGRAM, fault)
                : new Checked.Holds<>(evidence);
    }

    private static Fault fault(CryptogramRefusal reason) {
        return switch (reason) {
            case TAG_MISSING -> Fault.MISSING;
            case TAG_LENGTH, CARD_NUMBER_MALFORMED -> Fault.OBJECTS;
            case VERSION_UNKNOWN, VERSION_AMBIGUOUS -> Fault.ALGORITHM;
            case CARD_OF_ANOTHER_ISSUER, VERSION_NOT_ISSUED, KEY_INDEX_UNKNOWN -> Fault.UNKNOWN;
            case KEYS_UNAVAILABLE -> Fault.UNAVAILABLE;
            case CRYPTOGRAM_WRONG -> Fault.CRYPTOGRAM;
        };
    }
}
