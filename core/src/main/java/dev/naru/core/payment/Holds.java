// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.journal.Journal;
import dev.naru.core.ledger.Chain;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Price;
import dev.naru.protocol.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Compliance's decisions about held payments. Nothing was reserved while one was held, so a release
 * judges again what may have changed: parties, amount, the payer's day and name, and funds. Where
 * that fails, the payment is refused for it and the decision stands.
 */
final class Holds {
    private final PaymentBook book;
    private final Judgement judgement;
    private final Postings postings;
    private final Reserving reserving;
    private final Endings endings;
    private final Journal journal;

    Holds(PaymentBook book, Initiation.Steps steps, Endings endings, Journal journal) {
        this.book = book;
        this.endings = endings;
        this.journal = journal;
        judgement = steps.judgement();
        postings = steps.postings();
        reserving = steps.reserving();
    }

    Outcome decide(Command.DecideHold command) {
        long number = command.paymentNumber();
        if (!book.memory().remembers(number)) {
            return new Outcome.Refused(Rejection.PAYMENT_UNKNOWN);
        }
        if (book.at(number).state() != PaymentState.HELD) {
            return new Outcome.Refused(Rejection.PAYMENT_NOT_HELD);
        }
        if (book.deadlineNs(number) <= journal.nowNs()) {
            endings.expire(number);
            return new Outcome.Refused(Rejection.PAYMENT_NOT_HELD);
        }
        return switch (command.decision()) {
            case RELEASE -> release(command);
            case REFUSE -> {
                say(command);
                endings.refuseHeld(number, Rejection.HOLD_REFUSED);
                yield new Outcome.PaymentIs(book.describe(number));
            }
        };
    }

    private Outcome release(Command.DecideHold command) {
        long number = command.paymentNumber();
        PaymentRecord record = book.at(number);
        Corridor corridor = book.corridorOf(number);
        Price price = record.price();
        Chain chain = postings.lay(corridor, record.participantId(), record.providerId(), price);
        Rejection rejection = firstObjection(number, corridor, price, chain);
        if (rejection == Rejection.LIMIT_PAYERS) {
            return new Outcome.Refused(rejection);
        }

        say(command);
        if (rejection == null) {
            book.move(number, PaymentState.RESERVED);
            reserving.reserve(number, corridor, price, chain, command.particulars());
        } else {
            endings.refuseHeld(number, rejection);
        }
        return new Outcome.PaymentIs(book.describe(number));
    }

    private @Nullable Rejection firstObjection(
            long number, Corridor corridor, Price price, Chain chain) {
        PaymentRecord record = book.at(number);
        int senderId = record.participantId();
        int providerId = record.providerId();
        Digest payer = book.openAt(number).payer();
        Rejection rejection = judgement.ofParties(corridor, senderId, record.kind());
        if (rejection == null) {
            rejection = judgement.ofAmount(corridor, providerId, price, chain);
        }
        if (rejection == null) {
            rejection = judgement.ofPayer(corridor, payer, price);
        }
        if (rejection == null) {
            rejection = judgement.ofName(corridor, payer);
        }
        if (rejection == null) {
            rejection = judgement.ofFunds(corridor, senderId, providerId, price);
        }
        return rejection;
    }

    private void say(Command.DecideHold command) {
        journal.say(
                new Event.HoldDecided(
                        command.paymentNumber(), command.decision(), command.personId()));
    }
}
