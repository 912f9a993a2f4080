// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.simulation.law.Audit;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.ReadOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** Asks the machine for everything that it can say of itself, page by page. */
final class Auditor {
    private static final int PAGE = Limits.PAGE_ROWS;

    private final Function<Command, Outcome> machine;

    Auditor(Function<Command, Outcome> machine) {
        this.machine = machine;
    }

    Audit audit() {

        List<Outcome.Participant> participants =
                ((Outcome.Participants) ask(new Command.ReadParticipants(0, PAGE))).rows();
        List<Outcome.Group> groups = ((Outcome.Groups) ask(new Command.ReadGroups(0, PAGE))).rows();
        List<Outcome.Account> accounts = new ArrayList<>();
        List<Outcome.Position> positions = new ArrayList<>();
        for (Outcome.Group group : groups) {
            int id = group.groupId();
            accounts.addAll(pages(from -> accounts(id, from), row -> row.id().packed()));
            positions.addAll(
                    ((Outcome.Positions) ask(new Command.ReadPositions(id, 0, PAGE))).rows());
        }
        return new Audit(
                (Outcome.Figures) ask(new Command.ReadFigures()),
                accounts,
                positions,
                pages(this::payments, Payment::number),
                participants,
                groups,
                ((Outcome.Corridors) ask(new Command.ReadCorridors(0, PAGE))).rows(),
                pages(this::items, Outcome.RecoveryItem::itemNumber));
    }

    private List<Outcome.Account> accounts(int groupId, long fromPackedId) {
        int from = Math.toIntExact(fromPackedId);
        return ((Outcome.Accounts) ask(new Command.ReadAccounts(groupId, from, PAGE))).rows();
    }

    private List<Payment> payments(long fromNumber) {
        return ((Outcome.Payments)
                        ask(
                                new Command.ReadPayments(
                                        Math.max(1, fromNumber), ReadOrder.RISING, PAGE)))
                .rows();
    }

    private List<Outcome.RecoveryItem> items(long fromNumber) {
        long from = Math.max(1, fromNumber);
        return ((Outcome.RecoveryItems) ask(new Command.ReadRecoveryItems(from, PAGE))).rows();
    }

    /** All rows: each next page begins after the last row of the one before. */
    private static <T> List<T> pages(LongFunction<List<T>> page, ToLongFunction<T> key) {
        List<T> rows = new ArrayList<>();
        List<T> latest = page.apply(0);
        while (!latest.isEmpty()) {
            rows.addAll(latest);
            latest = page.apply(key.applyAsLong(latest.getLast()) + 1);
        }
        return rows;
    }

    private Outcome ask(Command command) {
        return machine.apply(command);
    }
}
