// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.settlement;

import dev.naru.core.journal.Journal;
import dev.naru.core.ledger.Group;
import dev.naru.core.ledger.Groups;
import dev.naru.core.ledger.Ledger;
import dev.naru.core.ledger.Member;
import dev.naru.core.ledger.Members;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.util.ArrayList;
import java.util.List;

/**
 * Closes windows. The next window opens first; then the position of each member becomes its
 * obligation: a debtor's obligation is debited and its position credited, a creditor's the other
 * way round. What is pending stays pending and posts into whatever window is open then.
 *
 * <p>What the operator earned is owed to the operator: its obligation takes over the group's fee
 * and rounding accounts beside its own position, so that all obligations of a window sum to zero
 * and the settlement bank's books come out even. In a group that no operator has joined, those
 * accounts keep their balances, and the obligations sum to what the accounts lack.
 *
 * <p>Prefunded debits count as unsettled beyond the closing, until they are settled.
 */
public final class Windows {
    private static final List<AccountKind> EARNED =
            List.of(AccountKind.OPERATOR_FEE, AccountKind.OPERATOR_ROUNDING);

    private final Groups groups;
    private final Members members;
    private final Ledger ledger;
    private final Journal journal;

    public Windows(Groups groups, Members members, Ledger ledger, Journal journal) {
        this.groups = groups;
        this.members = members;
        this.ledger = ledger;
        this.journal = journal;
    }

    /** Closes a group's open window, or reports again how the last one was closed. */
    public Outcome close(Command.CloseWindow command) {
        if (!groups.knows(command.groupId())) {
            return new Outcome.Refused(Rejection.GROUP_UNKNOWN);
        }
        Group group = groups.of(command.groupId());
        long closing = command.windowNumber();
        if (group.openWindowNumber() == closing) {
            return closeOpen(group);
        }
        boolean isLast =
                group.lastReport().isPresent()
                        && group.lastReport().get().windowNumber() == closing;
        if (isLast) {
            return group.lastReport().get();
        }
        return new Outcome.Refused(
                closing < group.openWindowNumber()
                        ? Rejection.WINDOW_REPORT_GONE
                        : Rejection.WINDOW_NOT_OPEN);
    }

    private Outcome closeOpen(Group group) {
        long closing = group.openWindowNumber();
        group.openNextWindow();
        journal.say(new Event.WindowClosed(group.id(), closing, group.openWindowNumber()));

        List<Outcome.Net> nets = new ArrayList<>();
        for (int place = 0; place < group.memberCount(); place++) {
            int number = group.member(place);
            Member member = members.at(number);
            long netMinor = book(closing, member.position(), member.obligation());
            if (number == group.operator()) {
                for (AccountKind kind : EARNED) {
                    netMinor += book(closing, group.own(kind), member.obligation());
                }
            }
            if (netMinor != 0) {
                nets.add(new Outcome.Net(member.participantId(), netMinor));
            }
        }

        Outcome.WindowReport report =
                new Outcome.WindowReport(group.id(), closing, group.openWindowNumber(), nets);
        group.setLastReport(report);
        return report;
    }

    /** Moves an account's balance to an obligation and says how much it was, credit positive. */
    private long book(long closing, int account, int obligation) {
        long balanceMinor = ledger.balanceMinor(account);
        if (balanceMinor == 0) {
            return 0;
        }
        int debit = balanceMinor < 0 ? obligation : account;
        int credit = balanceMinor < 0 ? account : obligation;
        long amountMinor = Math.abs(balanceMinor);
        ledger.move(debit, credit, amountMinor);
        journal.say(
                new Event.ObligationBooked(
                        closing,
                        new Transfer(
                                TransferPurpose.WINDOW_CLOSE,
                                ledger.id(debit),
                                ledger.id(credit),
                                amountMinor)));
        return balanceMinor;
    }
}
