// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.journal.Journal;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorClocks;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Rejection;

/**
 * Grants the right to send a payment: once, and not after its time. A corridor that was closed and
 * participants that were suspended since the reservation do not matter: the payment is under way.
 * To a link a held payment is not known yet.
 */
final class Dispatching {
    private final PaymentBook book;
    private final Endings endings;
    private final Journal journal;

    Dispatching(PaymentBook book, Endings endings, Journal journal) {
        this.book = book;
        this.endings = endings;
        this.journal = journal;
    }

    Outcome record(Command.RecordDispatch command) {
        long number = command.paymentNumber();
        if (!book.memory().remembers(number) || book.at(number).state() == PaymentState.HELD) {
            return new Outcome.Refused(Rejection.PAYMENT_UNKNOWN);
        }
        PaymentRecord record = book.at(number);
        if (!record.isPriced()
                || book.corridorOf(number).destinationParticipant().id()
                        != command.linkParticipantId()) {
            return new Outcome.Refused(Rejection.WRONG_LINK);
        }
        if (record.wasDispatched()) {
            return new Outcome.Refused(Rejection.ALREADY_DISPATCHED);
        }
        if (record.state() == PaymentState.RESERVED && book.deadlineNs(number) <= journal.nowNs()) {
            endings.expire(number);
        }
        if (book.at(number).state() != PaymentState.RESERVED) {
            return new Outcome.Refused(Rejection.PAYMENT_ENDED);
        }
        return grant(command, book.corridorOf(number));
    }

    private Outcome grant(Command.RecordDispatch command, Corridor corridor) {
        long number = command.paymentNumber();
        long nowNs = journal.nowNs();
        CorridorClocks clocks = corridor.terms().clocks();
        long answerDueAtNs = nowNs + clocks.answerNs();
        long executeByNs = nowNs + clocks.executionNs();
        book.move(number, PaymentState.DISPATCHED);
        book.at(number).setDispatchedAt(nowNs);
        book.openAt(number).setExecuteBy(executeByNs);
        book.setDeadline(number, answerDueAtNs);
        journal.say(
                new Event.PaymentDispatched(
                        number,
                        book.at(number).id(),
                        corridor.destinationParticipant().id(),
                        answerDueAtNs,
                        executeByNs,
                        command.particulars()));
        return new Outcome.DispatchGranted(answerDueAtNs, executeByNs);
    }
}
