// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Authenticator;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.Event;
import dev.naru.protocol.TapVerdict;
import java.util.Optional;

/**
 * A tap proves by the card that it was asked for, with the key and the profile of its enrolment,
 * and by the payer's device; both there, the payer's, not locked, with counters that have risen. A
 * card has another key, and counts anew, only where it is enrolled and was nobody's by then.
 */
public final class OnlyTheEnrolledProve implements Law {
    private final LastProofs last = new LastProofs();

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        // One that nobody was given is another law's matter.
        JudgedTap.of(fact, exchange, books)
                .filter(tap -> tap.event().verdict() == TapVerdict.VERIFIED)
                .ifPresent(
                        tap -> {
                            found(tap);
                            nobodyIsLocked(tap);
                            byTheCard(tap);
                            byTheDevice(tap, books.evidence());
                            last.take(tap);
                        });
    }

    private void found(JudgedTap tap) {
        Event.TapJudged event = tap.event();
        if (tap.findings().fault() != 0
                || !tap.findings().card().equals(event.card())
                || tap.findings().cardCounter() != event.cardCounter()) {
            throw broken(event + " of " + tap.findings());
        }
    }

    private void nobodyIsLocked(JudgedTap tap) {
        if (tap.isAnybodyLocked()) {
            throw broken(tap.event() + " by who is locked: " + tap.provers());
        }
    }

    private void byTheCard(JudgedTap tap) {
        Optional<Authenticator> card = tap.provers().card();
        boolean isToBeEnrolled = tap.is(ChallengePurpose.CARD_ENROLMENT);
        boolean mayBeAnothers = isToBeEnrolled && !JudgedTap.isThere(card);
        boolean isTheCard = isToBeEnrolled || tap.terms().card().equals(tap.event().card());
        if (!isTheCard || !(mayBeAnothers || tap.isOfPayer(card))) {
            throw broken(tap.event() + " by the card " + card + " for " + tap.terms());
        }
        if (!mayBeAnothers && !last.isTheSame(tap)) {
            throw broken(
                    tap.event() + " by " + tap.findings() + " where there was " + last.chip(tap));
        }
        if (!last.hasCardRisen(tap)) {
            throw broken(tap.event() + " by " + tap.findings() + " after " + last.chip(tap));
        }
    }

    private void byTheDevice(JudgedTap tap, EvidenceBook book) {
        if (!tap.namesDevice()) {
            if (tap.lacksDevice(book)) {
                throw broken(tap.event() + " without the payer's device");
            }
            return;
        }
        Optional<Authenticator> device = tap.provers().device();
        boolean isGood =
                tap.is(ChallengePurpose.DEVICE_ENROLMENT)
                        ? !JudgedTap.isThere(device)
                        : tap.isOfPayer(device);
        if (!isGood || !last.hasDeviceRisen(tap)) {
            throw broken(tap.event() + " by the device " + device + " of " + tap.findings());
        }
    }
}
