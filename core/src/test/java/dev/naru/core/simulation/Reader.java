// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.simulation.law.Books;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.ReadOrder;

/** Somebody who looks, and says how far he has read. */
final class Reader {
    private final Dice dice;
    private final Notebook notebook;
    private final Books books;

    Reader(Dice dice, Notebook notebook, Books books) {
        this.dice = dice;
        this.notebook = notebook;
        this.books = books;
    }

    /** Any read, of something that is there or was, or is not. */
    Command look() {
        int limit = (int) dice.between(1, 100);
        int group = 1 + dice.below(Scene.GROUPS + 1);
        return switch (dice.below(13)) {
            case 0 -> readPayment();
            case 1 ->
                    new Command.ReadPayments(
                            dice.between(1, 300), dice.pick(ReadOrder.values()), limit);
            case 2 -> readQuote();
            case 3 -> new Command.ReadParticipants(dice.below(14), limit);
            case 4 -> new Command.ReadGroups(dice.below(5), limit);
            case 5 -> new Command.ReadCorridors(dice.below(6), limit);
            case 6 -> new Command.ReadPositions(group, dice.below(12), limit);
            case 7 -> new Command.ReadAccounts(group, dice.below(1 << 27), limit);
            case 8 -> new Command.ReadRates(Currency.KRW, dice.pick(Currency.values()));
            case 10 ->
                    new Command.ReadParticipantPositions(
                            1 + dice.below(14), dice.below(Scene.GROUPS + 2), limit);
            case 9 -> new Command.ReadRecoveryItems(dice.between(1, 20), limit);
            case 11 -> new Command.ReadEventReaders();
            default -> new Command.ReadFigures();
        };
    }

    /** One of few who follow the events says how far it is, seldom less than before. */
    Command acknowledge() {
        return new Command.AcknowledgeEvents(name(), dice.between(0, books.lastNumber()));
    }

    /** One of them will not come back, or was never there. */
    Command leave() {
        return new Command.RemoveEventReader(name());
    }

    private String name() {
        return "READER-" + dice.below(5);
    }

    private Command readPayment() {
        if (notebook.ended().isEmpty()) {
            return new Command.ReadFigures();
        }
        Notebook.Slip slip = dice.pick(notebook.ended());
        int sender =
                dice.oneIn(4)
                        ? 1 + dice.below(Scene.PARTICIPANTS + 2)
                        : slip.route().sourceParticipantId();
        return new Command.ReadPayment(sender, slip.id());
    }

    private Command readQuote() {
        if (notebook.offers().isEmpty()) {
            return new Command.ReadQuote(Scene.BANK, new QuoteId(1));
        }
        Notebook.Offer offer = dice.pick(notebook.offers());
        int sender =
                dice.oneIn(4)
                        ? 1 + dice.below(Scene.PARTICIPANTS + 2)
                        : offer.asked().participantId();
        return new Command.ReadQuote(sender, offer.quote().id());
    }
}
