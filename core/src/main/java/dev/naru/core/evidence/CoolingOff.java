// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.evidence;

import dev.naru.core.evidence.Authenticators.FirstDay;
import dev.naru.core.journal.Journal;
import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;

/**
 * What is new proves less for a day: every device, and every card of a payer who had something else
 * by then. The first card has nobody to warn.
 *
 * <p>What is new may enter, and prove payments up to a limit, which is the payer's: what all that
 * is new proved for him adds up until none of it is new any more, so that neither many small
 * payments nor one more device on the same day gives more. It is counted when it is proved and
 * never given back, because evidence that nobody uses costs the honest a day, and a sum that goes
 * down again would have to be right about every payment that was refused, expired or sent back. The
 * group of the first payment is the only one until then: a limit in each currency would be several
 * limits.
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

    /**
     * Who is to prove something. A payment has a payer who is known.
     *
     * @param payer whose it is
     * @param card that is there, or nobody where none has to prove
     * @param device the same
     */
    record Provers(long payer, long card, long device) {}

    /** Whether something of these is too new to prove this. */
    boolean forbids(int participantId, ChallengeTerms terms, Provers by) {
        if (newUntilNs(by) == 0) {
            return false;
        }
        return switch (terms.purpose()) {
            case LOGIN -> false;
            case PAYMENT -> isTooMuch(participantId, terms.payment().orElseThrow(), by.payer);
            case CARD_ENROLMENT, DEVICE_ENROLMENT, WITHDRAWAL, LIMIT_CHANGE -> true;
        };
    }

    private boolean isTooMuch(int participantId, ChallengedPayment payment, long payer) {
        int groupId = payment.sourceGroupId();
        FirstDay day = firstDay(payer);
        boolean isOfAnotherGroup = day.minor() > 0 && day.groupId() != groupId;
        // Compared with what is left, since the sum may be more than a long holds; where the limit
        // came down meanwhile, less than nothing is left.
        long leftMinor = rules.newDeviceMinor(participantId, groupId) - day.minor();
        return isOfAnotherGroup || payment.debitMinor() > leftMinor;
    }

    /** Counts a payment that was proved, and was not forbidden, where something of these is new. */
    void count(ChallengedPayment payment, Provers by) {
        long untilNs = newUntilNs(by);
        if (untilNs != 0) {
            FirstDay day = firstDay(by.payer);
            authenticators.setFirstDay(
                    by.payer,
                    new FirstDay(
                            payment.sourceGroupId(),
                            day.minor() + payment.debitMinor(),
                            Math.max(day.untilNs(), untilNs)));
        }
    }

    private FirstDay firstDay(long payer) {
        FirstDay day = authenticators.firstDay(payer);
        return day.untilNs() > journal.nowNs() ? day : FirstDay.NONE;
    }

    /** When the last of these is new no more; 0 when none is. */
    private long newUntilNs(Provers by) {
        return Math.max(newUntilNs(by.card), newUntilNs(by.device));
    }

    private long newUntilNs(long one) {
        return one != Authenticators.NOBODY && authenticators.isNew(one, journal.nowNs())
                ? authenticators.usableFromNs(one)
                : 0;
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
