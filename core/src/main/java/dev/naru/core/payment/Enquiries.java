// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.journal.Journal;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.RecoveryReason;
import dev.naru.protocol.Rejection;
import java.util.Optional;

/**
 * What is done about payments in doubt: they are asked about on the corridor's schedule and when a
 * person wants it, and when the last question has had its time, a person has to look.
 *
 * <p>The schedule counts from the moment in which the doubt was recorded. Where several of its
 * questions are overdue at once only one is asked, and the schedule goes on from there: to ask the
 * same thing four times in one instant tells nothing more.
 */
final class Enquiries {
    private static final long NOBODY = 0;

    /** How long a silence waits for room among the recovery items. */
    private static final long ROOM_WAIT_NS = 60_000_000_000L;

    private final PaymentBook book;
    private final RecoveryItems recoveryItems;
    private final Journal journal;

    Enquiries(PaymentBook book, RecoveryItems recoveryItems, Journal journal) {
        this.book = book;
        this.recoveryItems = recoveryItems;
        this.journal = journal;
    }

    /** Starts the schedule of a payment that has come into doubt now. */
    void begin(long number) {
        CorridorClocks clocks = clocksOf(number);
        if (clocks.enquiriesNs().isEmpty()) {
            waitForTheLast(number, clocks);
        } else {
            book.setDeadline(number, journal.nowNs() + clocks.enquiriesNs().getFirst());
        }
    }

    /** What is due with a payment in doubt: the next question, or after the last one a person. */
    void fallDue(long number) {
        if (book.openAt(number).isAskedOut()) {
            tellOfSilence(number);
        } else {
            ask(number, NOBODY);
            scheduleNext(number);
        }
    }

    /** Asks once more because a person wants to know. */
    Outcome askAgain(Command.AskAgain command) {
        long number = command.paymentNumber();
        if (!book.memory().remembers(number)) {
            return new Outcome.Refused(Rejection.PAYMENT_UNKNOWN);
        }
        if (book.at(number).state() != PaymentState.IN_DOUBT) {
            return new Outcome.Refused(Rejection.PAYMENT_NOT_IN_DOUBT);
        }

        ask(number, command.personId());
        if (book.openAt(number).isAskedOut()) {
            waitForTheLast(number, clocksOf(number));
        }
        return new Outcome.PaymentIs(book.describe(number));
    }

    private void ask(long number, long personId) {
        int enquiry = book.openAt(number).addEnquiry();
        if (journal.nowNs() > book.openAt(number).executeByNs()) {
            book.at(number).noteAfterExecution(enquiry);
        }
        int link = book.corridorOf(number).destinationParticipant().id();
        journal.say(new Event.EnquiryDue(number, book.at(number).id(), link, enquiry, personId));
    }

    private void scheduleNext(long number) {
        CorridorClocks clocks = clocksOf(number);
        long inDoubtAtNs = book.openAt(number).inDoubtAtNs();
        for (long afterNs : clocks.enquiriesNs()) {
            if (inDoubtAtNs + afterNs > journal.nowNs()) {
                book.setDeadline(number, inDoubtAtNs + afterNs);
                return;
            }
        }
        waitForTheLast(number, clocks);
    }

    private void waitForTheLast(long number, CorridorClocks clocks) {
        book.openAt(number).setAskedOut();
        book.setDeadline(number, journal.nowNs() + clocks.answerNs());
    }

    private void tellOfSilence(long number) {
        Corridor corridor = book.corridorOf(number);
        RecoveryItems.Finding silence =
                new RecoveryItems.Finding(
                        number,
                        RecoveryReason.NO_ANSWER,
                        corridor.destinationParticipant().id(),
                        Optional.empty(),
                        Command.RecordAnswer.NO_AMOUNT,
                        corridor.destination().currency());
        if (recoveryItems.isOpen(silence)) {
            book.clearDeadline(number);
        } else if (recoveryItems.makeRoom(number)) {
            book.clearDeadline(number);
            recoveryItems.open(silence, Bytes.EMPTY);
        } else {
            book.setDeadline(number, journal.nowNs() + ROOM_WAIT_NS);
        }
    }

    private CorridorClocks clocksOf(long number) {
        return book.corridorOf(number).terms().clocks();
    }
}
