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
import dev.naru.protocol.TapVerdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A tap proves by the card that it was asked for, with the key and the profile of its enrolment,
 * and by the payer's device; both there, the payer's, not locked, with counters that have risen. A
 * card has another key, and counts anew, only where it is enrolled and was nobody's by then.
 */
public final class OnlyTheEnrolledProve implements Law {
    private final Map<EvidenceBook.Whose, Chip> chips = new HashMap<>();
    private final Map<EvidenceBook.Whose, Long> deviceCounters = new HashMap<>();

    /** A card as it proved last. */
    private record Chip(Digest key, Digest profile, long counter) {}

    /** What was found for a challenge, and what the books have of who made it. */
    private record Tap(ChallengeTerms terms, TapFindings findings, long nowNs, Known known) {
        boolean is(ChallengePurpose purpose) {
            return terms.purpose() == purpose;
        }
    }

    private record Known(
            Optional<Authenticator> payer,
            Optional<Authenticator> card,
            Optional<Authenticator> device) {}

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (fact.event() instanceof Event.TapJudged event
                && event.verdict() == TapVerdict.VERIFIED
                && exchange.command().orElse(null) instanceof Command.RecordTap asked) {
            // One that nobody was given is another law's matter.
            books.evidence()
                    .challenge(event.participantId(), event.challengeNumber())
                    .map(known -> known.challenge().terms())
                    .ifPresent(
                            terms -> {
                                Tap tap = tap(event, terms, asked, fact, books.evidence());
                                found(event, tap);
                                nobodyIsLocked(event, tap);
                                byTheCard(event, tap);
                                byTheDevice(event, tap, books.evidence());
                            });
        }
    }

    private static Tap tap(
            Event.TapJudged event,
            ChallengeTerms terms,
            Command.RecordTap asked,
            Fact fact,
            EvidenceBook book) {
        int participant = event.participantId();
        return new Tap(
                terms,
                asked.findings(),
                fact.timeNs(),
                new Known(
                        book.authenticator(participant, AuthenticatorKind.PAYER, terms.payer()),
                        book.authenticator(participant, AuthenticatorKind.CARD, event.card()),
                        book.authenticator(participant, AuthenticatorKind.DEVICE, terms.device())));
    }

    private void found(Event.TapJudged event, Tap tap) {
        if (tap.findings.fault() != 0
                || !tap.findings.card().equals(event.card())
                || tap.findings.cardCounter() != event.cardCounter()) {
            throw broken(event + " of " + tap.findings);
        }
    }

    private void nobodyIsLocked(Event.TapJudged event, Tap tap) {
        boolean isLocked =
                isLocked(tap.known.payer, tap)
                        || isLocked(tap.known.card, tap)
                        || isLocked(tap.known.device, tap);
        if (isLocked) {
            throw broken(event + " by who is locked: " + tap.known);
        }
    }

    private void byTheCard(Event.TapJudged event, Tap tap) {
        boolean isToBeEnrolled = tap.is(ChallengePurpose.CARD_ENROLMENT);
        boolean isThere = isThere(tap.known.card);
        boolean mayBeAnothers = isToBeEnrolled && !isThere;
        boolean isTheCard = isToBeEnrolled || tap.terms.card().equals(event.card());
        if (!isTheCard || !(mayBeAnothers || isOfPayer(tap.known.card, tap))) {
            throw broken(event + " by the card " + tap.known.card + " for " + tap.terms);
        }

        EvidenceBook.Whose whose =
                new EvidenceBook.Whose(event.participantId(), AuthenticatorKind.CARD, event.card());
        TapFindings findings = tap.findings;
        Optional<Chip> last = Optional.ofNullable(chips.get(whose));
        Optional<Chip> same = last.filter(chip -> chip.key.equals(findings.key()));
        if (!mayBeAnothers
                && same.filter(chip -> chip.profile.equals(findings.profile())).isEmpty()) {
            throw broken(event + " by " + findings + " where there was " + last);
        }
        boolean hasRisen =
                same.map(Chip::counter)
                        .filter(counter -> counter != TapFindings.NO_COUNTER)
                        .filter(counter -> findings.cardCounter() <= counter)
                        .isEmpty();
        if (!hasRisen) {
            throw broken(event + " by " + findings + " after " + last);
        }
        chips.put(whose, new Chip(findings.key(), findings.profile(), findings.cardCounter()));
    }

    private void byTheDevice(Event.TapJudged event, Tap tap, EvidenceBook book) {
        Digest device = tap.terms.device();
        if (device.equals(Digest.NONE)) {
            if (book.hasActive(
                    event.participantId(), AuthenticatorKind.DEVICE, tap.terms.payer())) {
                throw broken(event + " without the payer's device");
            }
            return;
        }
        boolean isGood =
                tap.is(ChallengePurpose.DEVICE_ENROLMENT)
                        ? !isThere(tap.known.device)
                        : isOfPayer(tap.known.device, tap);
        EvidenceBook.Whose whose =
                new EvidenceBook.Whose(event.participantId(), AuthenticatorKind.DEVICE, device);
        long counter = tap.findings.deviceCounter();
        Optional<Long> last = Optional.ofNullable(deviceCounters.put(whose, counter));
        // A key that keeps no counter says 0 for ever (WebAuthn Level 3, section 6.1.1).
        boolean hasRisen =
                last.filter(before -> counter <= before && (counter != 0 || before != 0)).isEmpty();
        if (!isGood || !hasRisen) {
            throw broken(event + " by the device " + tap.known.device + " at " + counter);
        }
    }

    private static boolean isLocked(Optional<Authenticator> one, Tap tap) {
        return one.filter(known -> known.lockedUntilNs() > tap.nowNs).isPresent();
    }

    private static boolean isThere(Optional<Authenticator> one) {
        return one.filter(known -> known.status() == AuthenticatorStatus.ACTIVE).isPresent();
    }

    private static boolean isOfPayer(Optional<Authenticator> one, Tap tap) {
        return isThere(one) && one.orElseThrow().payer().equals(tap.terms.payer());
    }
}
