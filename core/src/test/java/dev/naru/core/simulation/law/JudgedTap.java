// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Authenticator;
import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.AuthenticatorStatus;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.TapFindings;
import java.util.Optional;

/** What was found for a challenge, and what the books had by then of who was to answer it. */
record JudgedTap(
        Event.TapJudged event,
        ChallengeTerms terms,
        TapFindings findings,
        long nowNs,
        Provers provers) {

    /**
     * As the books know them.
     *
     * @param card the challenge's; where one is to be enrolled, the one that was tapped
     * @param device the challenge's, also one that is to be enrolled
     */
    record Provers(
            Optional<Authenticator> payer,
            Optional<Authenticator> card,
            Optional<Authenticator> device) {}

    /** Empty for any other fact, and where nobody asked or was challenged: other laws' matter. */
    static Optional<JudgedTap> of(Fact fact, Exchange exchange, Books books) {
        if (!(fact.event() instanceof Event.TapJudged event)
                || !(exchange.command().orElse(null) instanceof Command.RecordTap asked)) {
            return Optional.empty();
        }
        EvidenceBook book = books.evidence();
        int participant = event.participantId();
        return book.challenge(participant, event.challengeNumber())
                .map(known -> known.challenge().terms())
                .map(
                        terms -> {
                            Digest card =
                                    terms.purpose() == ChallengePurpose.CARD_ENROLMENT
                                            ? asked.findings().card()
                                            : terms.card();
                            return new JudgedTap(
                                    event,
                                    terms,
                                    asked.findings(),
                                    fact.timeNs(),
                                    new Provers(
                                            book.authenticator(
                                                    participant,
                                                    AuthenticatorKind.PAYER,
                                                    terms.payer()),
                                            book.authenticator(
                                                    participant, AuthenticatorKind.CARD, card),
                                            book.authenticator(
                                                    participant,
                                                    AuthenticatorKind.DEVICE,
                                                    terms.device())));
                        });
    }

    boolean is(ChallengePurpose purpose) {
        return terms.purpose() == purpose;
    }

    boolean namesDevice() {
        return !terms.device().equals(Digest.NONE);
    }

    boolean isAnybodyLocked() {
        return isLocked(provers.payer) || isLocked(provers.card) || isLocked(provers.device);
    }

    private boolean isLocked(Optional<Authenticator> one) {
        return one.filter(known -> known.lockedUntilNs() > nowNs).isPresent();
    }

    /** Whether it is there and was not taken away. */
    static boolean isThere(Optional<Authenticator> one) {
        return one.filter(known -> known.status() == AuthenticatorStatus.ACTIVE).isPresent();
    }

    /** Whether it is there and the payer's. */
    boolean isOfPayer(Optional<Authenticator> one) {
        return isThere(one) && one.orElseThrow().payer().equals(terms.payer());
    }

    /** Whether a card is to be enrolled without a device, though the payer has one. */
    boolean lacksDevice(EvidenceBook book) {
        return is(ChallengePurpose.CARD_ENROLMENT)
                && !namesDevice()
                && book.hasActive(event.participantId(), AuthenticatorKind.DEVICE, terms.payer());
    }
}
