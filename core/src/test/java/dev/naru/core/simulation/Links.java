// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import java.util.List;

/** Connectors that send payments, and the schemes behind them that answer as they like. */
final class Links {
    private final Dice dice;
    private final Notebook notebook;
    private final Payers payers;

    Links(Dice dice, Notebook notebook, Payers payers) {
        this.dice = dice;
        this.notebook = notebook;
        this.payers = payers;
    }

    /** Asks for the right to send, seldom again or too early; without a payment, for one. */
    Command dispatch() {
        List<Notebook.Slip> from =
                dice.oneIn(15)
                        ? dice.pick(List.of(notebook.sent(), notebook.ended(), notebook.held()))
                        : notebook.reserved();
        if (from.isEmpty()) {
            return payers.pay();
        }
        Notebook.Slip slip = dice.pick(from);
        return new Command.RecordDispatch(
                slip.number(), slip.route().destinationParticipantId(), Bytes.EMPTY);
    }

    /** The scheme's answer to a payment that it was sent. */
    Command answer() {
        if (notebook.sent().isEmpty()) {
            return dispatch();
        }
        AnswerStatus status =
                switch (dice.below(20)) {
                    case 0, 1, 2, 3 -> AnswerStatus.REJECTED;
                    case 4, 5 -> AnswerStatus.BLOCKED;
                    case 6, 7 -> AnswerStatus.INTERIM;
                    case 8, 9 -> AnswerStatus.NOT_FOUND;
                    default -> AnswerStatus.ACCEPTED;
                };
        return answer(dice.pick(notebook.sent()), status);
    }

    /** An answer that comes when nobody expects it: late, again, or to what was never sent. */
    Command strayAnswer() {
        List<Notebook.Slip> from =
                dice.oneIn(4)
                        ? dice.pick(List.of(notebook.held(), notebook.reserved()))
                        : notebook.ended();
        if (from.isEmpty()) {
            return answer();
        }
        return answer(dice.pick(from), dice.pick(AnswerStatus.values()));
    }

    /** This answer to this payment, about its own amount or about none. */
    Command.RecordAnswer answer(Notebook.Slip slip, AnswerStatus status) {
        boolean isFinal =
                switch (status) {
                    case ACCEPTED, REJECTED, BLOCKED -> true;
                    case INTERIM, NOT_FOUND, UNCLEAR -> false;
                };
        return new Command.RecordAnswer(
                slip.number(),
                slip.id(),
                slip.route().destinationParticipantId(),
                enquiryAnswered(slip),
                status,
                isFinal && !dice.oneIn(3)
                        ? slip.price().creditMinor()
                        : Command.RecordAnswer.NO_AMOUNT,
                currencyOf(slip.route().destinationGroupId()),
                status == AnswerStatus.REJECTED || dice.oneIn(4)
                        ? dice.pick(List.of("AC04", "AM04", "NOOR"))
                        : "",
                Bytes.EMPTY);
    }

    /** Mostly the latest enquiry, if there was one; seldom an earlier one, or none. */
    private int enquiryAnswered(Notebook.Slip slip) {
        int latest = notebook.enquiries(slip.number());
        return dice.oneIn(3) ? dice.below(latest + 1) : latest;
    }

    private static Currency currencyOf(int groupId) {
        return Scene.group(groupId).currency();
    }
}
