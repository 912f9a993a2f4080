// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.corridor.Network;
import dev.naru.core.evidence.Evidence;
import dev.naru.core.journal.Journal;
import dev.naru.core.ledger.Chain;
import dev.naru.core.memory.Hash;
import dev.naru.core.quote.QuoteRecord;
import dev.naru.core.quote.Quotes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Price;
import dev.naru.protocol.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Begins payments.
 *
 * <p>Memory speaks before the limits do: a repeat gets the payment as it stands, also when the hub
 * had refused it, and an id that was used with other business fields is refused for that. A refusal
 * is remembered with the payment, except where there is no participant, no room, or no room left
 * for refusals of this participant to remember it with. A quote, and evidence, is used up only by a
 * payment that is held or reserved.
 *
 * <p>A refusal that is not remembered leaves nothing at all, so that its id is as good as one that
 * nobody used: a repeat is judged anew. It can move money, but only the once: before it nothing was
 * reserved, and what it reserves is remembered.
 */
final class Initiation {
    private final Network network;
    private final Quotes quotes;
    private final Evidence evidence;
    private final PaymentBook book;
    private final Judgement judgement;
    private final Postings postings;
    private final Reserving reserving;
    private final Journal journal;

    Initiation(
            Network network,
            Payments.Sources sources,
            PaymentBook book,
            Steps steps,
            Journal journal) {
        this.network = network;
        quotes = sources.quotes();
        evidence = sources.evidence();
        this.book = book;
        this.journal = journal;
        judgement = steps.judgement();
        postings = steps.postings();
        reserving = steps.reserving();
    }

    /** The steps that beginning a payment and releasing a held one share. */
    record Steps(Judgement judgement, Postings postings, Reserving reserving) {}

    Outcome initiate(Command.InitiatePayment command) {
        // 1. A repeat is answered from memory, never judged again by today's balances.
        if (!network.participants().knows(command.participantId())) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        long fingerprint = fingerprintOf(command);
        long known = book.memory().numberOf(command.participantId(), command.paymentId());
        if (known != PaymentMemory.MISSING) {
            return book.at(known).fingerprint() == fingerprint
                    ? new Outcome.PaymentIs(book.describe(known))
                    : new Outcome.Refused(Rejection.REQUEST_REUSED);
        }

        // 2. Everything that can be wrong, in the order that the payer is told.
        if (!book.open().hasRoom()) {
            return new Outcome.Refused(Rejection.LIMIT_OPEN_PAYMENTS);
        }
        if (!book.memory().hasRoom(journal.nowNs())) {
            return new Outcome.Refused(Rejection.LIMIT_REMEMBERED_PAYMENTS);
        }
        int slot = quotes.slotOf(command.participantId(), command.quoteId());
        return slot == Quotes.NO_SLOT
                ? refuseUnquoted(command, fingerprint)
                : initiateQuoted(command, fingerprint, slot);
    }

    private Outcome initiateQuoted(Command.InitiatePayment command, long fingerprint, int slot) {
        QuoteRecord quote = quotes.at(slot);
        Corridor corridor = network.corridors().of(quote.corridorId());
        int providerId = quote.providerId();
        PaymentKind kind = quote.kind();
        Price price = quote.price();
        Chain chain = postings.lay(corridor, command.participantId(), providerId, price);

        Rejection rejection = firstObjection(command, quote, price, corridor, chain);
        boolean isHeld = rejection == null && judgement.mustBeHeld(command, corridor, kind);
        if (rejection == null && !isHeld) {
            rejection = judgement.ofFunds(corridor, command.participantId(), providerId, price);
        }
        if (rejection == null) {
            rejection = judgement.ofEvidence(command, corridor);
        }
        if (rejection != null) {
            if (rejection == Rejection.LIMIT_PAYERS || !canRememberRefusal(command)) {
                return new Outcome.Refused(rejection);
            }
            long number = beginRefused(command, fingerprint, rejection);
            book.at(number).price(corridor.id(), providerId, kind, price);
            return refused(number, command, rejection);
        }

        // 3. From here on nothing can fail.
        long quoteEndsNs = quote.expiresAtNs();
        quotes.use(slot);
        PaymentState state = isHeld ? PaymentState.HELD : PaymentState.RESERVED;
        long number = book.begin(command.paymentId(), command.participantId(), fingerprint, state);
        book.at(number).price(corridor.id(), providerId, kind, price);
        book.openAt(number)
                .set(command.quoteId().value(), command.evidenceReference(), command.payer());

        // 4. Facts, then the outcome.
        if (isHeld) {
            hold(number, command, corridor, price, quoteEndsNs);
        } else {
            reserving.reserve(number, corridor, price, chain, command.particulars());
        }
        if (command.evidenceReference() != 0) {
            evidence.use(command.participantId(), command.evidenceReference(), number);
        }
        return new Outcome.PaymentIs(book.describe(number));
    }

    private @Nullable Rejection firstObjection(
            Command.InitiatePayment command,
            QuoteRecord quote,
            Price price,
            Corridor corridor,
            Chain chain) {
        Rejection rejection = judgement.ofParties(corridor, command.participantId(), quote.kind());
        if (rejection == null) {
            rejection = judgement.ofQuote(command, quote, price);
        }
        if (rejection == null) {
            rejection = judgement.ofAmount(corridor, quote.providerId(), price, chain);
        }
        if (rejection == null) {
            rejection = judgement.ofPayer(corridor, command.payer(), price);
        }
        if (rejection == null) {
            rejection = judgement.ofDemands(command, corridor, quote.kind(), price);
        }
        return rejection;
    }

    private void hold(
            long number,
            Command.InitiatePayment command,
            Corridor corridor,
            Price price,
            long heldUntilNs) {
        PaymentRecord record = book.at(number);
        book.setDeadline(number, heldUntilNs);
        journal.say(
                new Event.PaymentHeld(
                        number,
                        command.paymentId(),
                        command.quoteId(),
                        corridor.route(record.kind(), record.participantId(), record.providerId()),
                        price,
                        command.payer(),
                        command.screeningScore(),
                        heldUntilNs,
                        command.particulars()));
    }

    /** Of a payment whose quote is not known only the sender can be judged. */
    private Outcome refuseUnquoted(Command.InitiatePayment command, long fingerprint) {
        boolean isActive = network.participants().of(command.participantId()).isActive();
        Rejection rejection = isActive ? Rejection.QUOTE_UNKNOWN : Rejection.PARTICIPANT_SUSPENDED;
        return canRememberRefusal(command)
                ? refused(beginRefused(command, fingerprint, rejection), command, rejection)
                : new Outcome.Refused(rejection);
    }

    private boolean canRememberRefusal(Command.InitiatePayment command) {
        return book.memory().hasRoomForRefusal(command.participantId(), journal.nowNs());
    }

    private long beginRefused(
            Command.InitiatePayment command, long fingerprint, Rejection rejection) {
        return book.beginRefused(
                command.paymentId(), command.participantId(), fingerprint, rejection);
    }

    private Outcome refused(long number, Command.InitiatePayment command, Rejection rejection) {
        journal.say(
                new Event.PaymentRefused(
                        number,
                        command.paymentId(),
                        command.participantId(),
                        rejection,
                        command.particulars()));
        return new Outcome.PaymentIs(book.describe(number));
    }

    /** Of the business fields, which a repeat must have in common. */
    private static long fingerprintOf(Command.InitiatePayment command) {
        long hash = Hash.mix(command.quoteId().value());
        hash = Hash.mix(hash ^ command.debitMinor());
        hash = Hash.mix(hash ^ command.destinationMinor());
        hash = Hash.mix(hash ^ command.payee().high());
        hash = Hash.mix(hash ^ command.payee().low());
        hash = Hash.mix(hash ^ command.payer().high());
        return Hash.mix(hash ^ command.payer().low());
    }
}
