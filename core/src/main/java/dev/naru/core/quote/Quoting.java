// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.quote;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.corridor.Corridors;
import dev.naru.core.corridor.Network;
import dev.naru.core.directory.Participant;
import dev.naru.core.directory.Participants;
import dev.naru.core.journal.Journal;
import dev.naru.core.ledger.Members;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Quote;
import dev.naru.protocol.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Gives quotes.
 *
 * <p>A quote expires at the earlier of the corridor's clock and what the caller says it must not
 * outlive; asked for after that, it is refused as expired. The payer's day, data, evidence and
 * headroom are not asked before the payment. Refused requests are not remembered: the same request
 * can succeed later.
 */
public final class Quoting {
    private final Participants participants;
    private final Members members;
    private final Corridors corridors;
    private final Quotes quotes;
    private final Journal journal;
    private final Pricing pricing;

    public Quoting(Network network, Rates rates, Quotes quotes, Journal journal) {
        participants = network.participants();
        members = network.members();
        corridors = network.corridors();
        this.quotes = quotes;
        this.journal = journal;
        pricing = new Pricing(rates, members);
    }

    /** Prices a payment and promises the price. */
    public Outcome create(Command.CreateQuote command) {
        // 1. A repeat is answered from memory.
        Rejection unknown = firstUnknown(command);
        if (unknown != null) {
            return new Outcome.Refused(unknown);
        }
        Corridor corridor = corridors.of(command.corridorId());
        int known = quotes.slotOfRequest(command);
        if (known != Quotes.NO_SLOT) {
            QuoteRecord quote = quotes.at(known);
            return quote.answers(command)
                    ? new Outcome.QuoteGiven(quote.quote(corridor))
                    : new Outcome.Refused(Rejection.REQUEST_REUSED);
        }

        // 2. Everything that can be wrong, in the order that the caller is told.
        Rejection objection = firstObjection(command, corridor);
        if (objection != null) {
            return new Outcome.Refused(objection);
        }
        return switch (pricing.find(corridor, command.fixedSide(), command.amountMinor())) {
            case Pricing.Result.None(Rejection rejection) -> new Outcome.Refused(rejection);
            case Pricing.Result.Found found -> give(command, corridor, found);
        };
    }

    private Outcome give(
            Command.CreateQuote command, Corridor corridor, Pricing.Result.Found found) {
        long nowNs = journal.nowNs();
        if (!found.isLiquid()) {
            return new Outcome.Refused(Rejection.FX_LIQUIDITY_SHORT);
        }

        // 3. From here on nothing can fail.
        long expiresAtNs =
                Math.min(nowNs + corridor.terms().clocks().quoteNs(), command.notAfterNs());
        Quote quote =
                quotes.give(command, found.providerId(), found.price(), expiresAtNs)
                        .quote(corridor);
        journal.say(new Event.QuoteCreated(quote));
        return new Outcome.QuoteGiven(quote);
    }

    private @Nullable Rejection firstUnknown(Command.CreateQuote command) {
        if (!participants.knows(command.participantId())) {
            return Rejection.PARTICIPANT_UNKNOWN;
        }
        return corridors.knows(command.corridorId()) ? null : Rejection.CORRIDOR_UNKNOWN;
    }

    private @Nullable Rejection firstObjection(Command.CreateQuote command, Corridor corridor) {
        Participant sender = participants.of(command.participantId());
        Participant receiver = corridor.destinationParticipant();
        if (!sender.canBeAnEnd() || sender.id() == receiver.id()) {
            return Rejection.ROLE_UNSUITABLE;
        }
        if (!members.contains(sender.id(), corridor.source().id())) {
            return Rejection.NOT_IN_GROUP;
        }
        if (!quotes.hasRoom(sender.id(), journal.nowNs())) {
            return Rejection.LIMIT_OPEN_QUOTES;
        }
        if (!sender.isActive()) {
            return Rejection.PARTICIPANT_SUSPENDED;
        }
        if (!sender.maySend(command.kind())) {
            return Rejection.KIND_NOT_ALLOWED;
        }
        if (!corridor.isOpen()) {
            return Rejection.CORRIDOR_CLOSED;
        }
        if (!receiver.isActive()) {
            return Rejection.DESTINATION_SUSPENDED;
        }
        return command.notAfterNs() <= journal.nowNs() ? Rejection.QUOTE_EXPIRED : null;
    }

    /** A quote of this participant that is remembered. */
    public Outcome read(Command.ReadQuote command) {
        if (!participants.knows(command.participantId())) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        int slot = quotes.slotOf(command.participantId(), command.quoteId());
        if (slot == Quotes.NO_SLOT) {
            return new Outcome.Refused(Rejection.QUOTE_UNKNOWN);
        }
        QuoteRecord quote = quotes.at(slot);
        return new Outcome.QuoteGiven(quote.quote(corridors.of(quote.corridorId())));
    }
}
