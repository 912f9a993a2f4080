// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.evidence;

import dev.naru.core.journal.Journal;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengeTerms;

/**
 * What is new proves less for a day: every device, and every card of a payer who had something else
 * by then. The first card has nobody to warn.
 */
final class CoolingOff {
    private final Authenticators authenticators;
    private final EvidenceRules rules;
    private final Journal journal;

    CoolingOff(Authenticators authenticators, EvidenceRules rules, Journal journal) {
        this.authenticators = authenticators;
        this.rules = rules;
        this.journal = journal;
    }

    /** Whether one that is known is too new to prove this. It may enter and pay a little. */
    boolean forbids(int participantId, long one, ChallengeTerms terms) {
        if (!authenticators.isNew(one, journal.nowNs())) {
            return false;
        }
        return switch (terms.purpose()) {
            case LOGIN -> false;
            case PAYMENT ->
                    terms.payment().orElseThrow().debitMinor()
                            > rules.newDeviceMinor(
                                    participantId, terms.payment().orElseThrow().sourceGroupId());
            case CARD_ENROLMENT, DEVICE_ENROLMENT, WITHDRAWAL, LIMIT_CHANGE -> true;
        };
    }

    long deviceUsableFromNs() {
        return journal.nowNs() + Challenge.COOLING_OFF_NS;
    }

    /** A card that is this payer's already goes on as it was. */
    long cardUsableFromNs(long payer, long card) {
        if (authenticators.isActive(card)) {
            return authenticators.usableFromNs(card);
        }
        return authenticators.hasAnything(payer) ? deviceUsableFromNs() : 0;
    }
}
