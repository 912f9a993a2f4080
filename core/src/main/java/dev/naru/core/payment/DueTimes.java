// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.journal.Journal;
import dev.naru.core.memory.Deadlines;
import dev.naru.protocol.Event;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.PaymentState;

/**
 * What time does to open payments, the earliest deadline first and at one moment the lower number:
 * what is held or reserved expires; what is dispatched comes into doubt; what is in doubt is asked
 * about, and after the last enquiry a person has to look.
 */
final class DueTimes {
    private final PaymentBook book;
    private final Endings endings;
    private final Enquiries enquiries;
    private final Journal journal;

    DueTimes(PaymentBook book, Endings endings, Enquiries enquiries, Journal journal) {
        this.book = book;
        this.endings = endings;
        this.enquiries = enquiries;
        this.journal = journal;
    }

    /** Lets what is due by now happen, a number of them at the most. */
    void run(int most) {
        Deadlines deadlines = book.open().deadlines();
        long nowNs = journal.nowNs();
        for (int i = 0; i < most && deadlines.firstDueNs() <= nowNs; i++) {
            happen(book.open().at(deadlines.first()).number());
        }
    }

    private void happen(long number) {
        switch (book.at(number).state()) {
            case HELD, RESERVED -> endings.expire(number);
            case DISPATCHED -> doubt(number);
            case IN_DOUBT -> enquiries.fallDue(number);
            case COMPLETED, REJECTED, BLOCKED, EXPIRED ->
                    Invariant.check(false, "nothing is due with a payment that has ended");
        }
    }

    private void doubt(long number) {
        book.move(number, PaymentState.IN_DOUBT);
        book.at(number).setInDoubtAt(journal.nowNs());
        book.openAt(number).setInDoubtAt(journal.nowNs());
        PaymentRecord record = book.at(number);
        journal.say(
                new Event.PaymentInDoubt(
                        number, record.id(), record.participantId(), linkOf(number)));
        enquiries.begin(number);
    }

    private int linkOf(long number) {
        return book.corridorOf(number).destinationParticipant().id();
    }
}
