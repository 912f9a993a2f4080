// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.journal.Journal;
import dev.naru.core.ledger.Chain;
import dev.naru.core.limit.PayerDays;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Rejection;

/**
 * How open payments end: the whole chain posts into the windows that are open now, or the whole
 * chain is void. Posting asks nothing again.
 */
final class Endings {
    private final PaymentBook book;
    private final Postings postings;
    private final PayerDays days;
    private final Journal journal;

    Endings(PaymentBook book, Postings postings, PayerDays days, Journal journal) {
        this.book = book;
        this.postings = postings;
        this.days = days;
        this.journal = journal;
    }

    /** The payee is paid. */
    void complete(long number, Bytes particulars) {
        Corridor corridor = book.corridorOf(number);
        chainOf(number).post();
        book.end(number, PaymentState.COMPLETED);
        PaymentRecord record = book.at(number);
        journal.say(
                new Event.PaymentCompleted(
                        number,
                        record.id(),
                        record.participantId(),
                        corridor.source().openWindowNumber(),
                        corridor.destination().openWindowNumber(),
                        particulars));
    }

    /** The other side holds the funds frozen. */
    void block(long number, String isoReason, Bytes particulars) {
        Corridor corridor = book.corridorOf(number);
        chainOf(number).post();
        book.at(number).setIsoReason(isoReason);
        book.end(number, PaymentState.BLOCKED);
        PaymentRecord record = book.at(number);
        journal.say(
                new Event.PaymentBlocked(
                        number,
                        record.id(),
                        record.participantId(),
                        corridor.source().openWindowNumber(),
                        corridor.destination().openWindowNumber(),
                        isoReason,
                        particulars));
    }

    /** The other side will never pay. */
    void reject(long number, String isoReason, Bytes particulars) {
        release(number);
        book.at(number).setIsoReason(isoReason);
        book.end(number, PaymentState.REJECTED);
        PaymentRecord record = book.at(number);
        journal.say(
                new Event.PaymentRejected(
                        number, record.id(), record.participantId(), isoReason, particulars));
    }

    /** The time of a held or reserved payment is over. */
    void expire(long number) {
        if (book.at(number).state() == PaymentState.RESERVED) {
            release(number);
        }
        book.end(number, PaymentState.EXPIRED);
        PaymentRecord record = book.at(number);
        journal.say(new Event.PaymentExpired(number, record.id(), record.participantId()));
    }

    /** The hub refuses a payment that it held, for which nothing is reserved. */
    void refuseHeld(long number, Rejection rejection) {
        book.at(number).setRejection(rejection);
        book.end(number, PaymentState.REJECTED);
        PaymentRecord record = book.at(number);
        PaymentId id = record.id();
        journal.say(
                new Event.PaymentRefused(
                        number, id, record.participantId(), rejection, Bytes.EMPTY));
    }

    private void release(long number) {
        chainOf(number).cancel();
        OpenPayment open = book.openAt(number);
        if (open.payerDay() != 0) {
            days.takeBack(open.payer(), open.payerDay(), book.at(number).price().sourceMinor());
        }
    }

    private Chain chainOf(long number) {
        PaymentRecord record = book.at(number);
        return postings.lay(
                book.corridorOf(number),
                record.participantId(),
                record.providerId(),
                record.price());
    }
}
