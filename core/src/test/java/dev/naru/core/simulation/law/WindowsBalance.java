// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A window closes once, and the next is open. Every position becomes an obligation of the same
 * amount, what the operator earned becomes the operator's where it is a member, and nothing is
 * lost: the group's obligations sum to zero with the accounts that the operator keeps. Nothing is
 * posted into a window that is not open.
 */
public final class WindowsBalance implements Law {
    private static final List<AccountKind> EARNED =
            List.of(AccountKind.OPERATOR_FEE, AccountKind.OPERATOR_ROUNDING);

    private Optional<Event.WindowClosed> closed = Optional.empty();
    private final List<Transfer> due = new ArrayList<>();
    private final List<Transfer> booked = new ArrayList<>();

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        Event event = fact.event();
        if (event instanceof Event.WindowClosed e) {
            close(e, books);
        } else if (event instanceof Event.ObligationBooked e) {
            book(e);
        } else if (event instanceof Event.PaymentCompleted e) {
            posts(e.paymentNumber(), e.sourceWindowNumber(), e.destinationWindowNumber(), books);
        } else if (event instanceof Event.PaymentBlocked e) {
            posts(e.paymentNumber(), e.sourceWindowNumber(), e.destinationWindowNumber(), books);
        }
    }

    private void posts(long number, long sourceWindow, long destinationWindow, Books books) {
        Journey.Terms terms = books.payment(number).flatMap(Journey::terms).orElseThrow();
        long source = openWindow(terms.route().sourceGroupId(), books);
        long destination = openWindow(terms.route().destinationGroupId(), books);
        if (sourceWindow != source || destinationWindow != destination) {
            throw broken(
                    "payment "
                            + number
                            + " is posted into windows "
                            + sourceWindow
                            + " and "
                            + destinationWindow
                            + ", and open are "
                            + source
                            + " and "
                            + destination);
        }
    }

    private void close(Event.WindowClosed event, Books books) {
        long open = openWindow(event.groupId(), books);
        if (event.windowNumber() != open || event.nextWindowNumber() != open + 1) {
            throw broken(event + " closes, and open is " + open);
        }
        closed = Optional.of(event);
        for (Ledger.Member member : books.ledger().members()) {
            if (member.setting().groupId() == event.groupId()) {
                owe(member.setting().participantId(), event.groupId(), books);
            }
        }
    }

    private void owe(int participantId, int groupId, Books books) {
        AccountId obligation = new AccountId(AccountKind.OBLIGATION, participantId, groupId);
        owe(new AccountId(AccountKind.POSITION, participantId, groupId), obligation, books);
        if (isOperator(participantId, books)) {
            for (AccountKind kind : EARNED) {
                owe(new AccountId(kind, 0, groupId), obligation, books);
            }
        }
    }

    /** A debtor's obligation is debited, a creditor's is credited. */
    private void owe(AccountId account, AccountId obligation, Books books) {
        long netMinor = books.ledger().of(account).netMinor();
        if (netMinor < 0) {
            due.add(new Transfer(TransferPurpose.WINDOW_CLOSE, obligation, account, -netMinor));
        } else if (netMinor > 0) {
            due.add(new Transfer(TransferPurpose.WINDOW_CLOSE, account, obligation, netMinor));
        }
    }

    private void book(Event.ObligationBooked event) {
        boolean isOfWindow =
                closed.filter(e -> e.windowNumber() == event.windowNumber()).isPresent();
        if (!isOfWindow || !due.remove(event.transfer())) {
            throw broken(event + " is booked, and due are " + due);
        }
        booked.add(event.transfer());
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        if (closed.isEmpty()) {
            return;
        }
        if (!due.isEmpty()) {
            throw broken("nobody booked " + due);
        }
        balanced(closed.get().groupId(), books);
        if (!(exchange.outcome().orElse(null) instanceof Outcome.WindowReport report)
                || !report.nets().equals(nets())) {
            throw broken(exchange.outcome() + " was answered, and booked was " + booked);
        }
        closed = Optional.empty();
        booked.clear();
    }

    private void balanced(int groupId, Books books) {
        long owedMinor = 0;
        long keptMinor = 0;
        for (Balance account : books.ledger().all()) {
            if (account.id().groupId() == groupId) {
                switch (account.id().kind()) {
                    case POSITION -> {
                        if (account.netMinor() != 0) {
                            throw broken("the new window begins with " + account.netMinor());
                        }
                    }
                    case OBLIGATION -> owedMinor += account.netMinor();
                    case OPERATOR_FEE,
                            OPERATOR_ROUNDING,
                            OPERATOR_SUSPENSE,
                            OPERATOR_FROZEN,
                            OPERATOR_LOSS ->
                            keptMinor += account.netMinor();
                    case LIQUIDITY, SETTLEMENT_BANK -> {}
                }
            }
        }
        if (owedMinor + keptMinor != 0) {
            throw broken("obligations sum to " + owedMinor + ", and kept is " + keptMinor);
        }
    }

    /** What was booked for each participant, those with nothing left out. */
    private List<Outcome.Net> nets() {
        Map<Integer, Long> minors = new TreeMap<>();
        for (Transfer transfer : booked) {
            boolean isOwed = transfer.credit().kind() == AccountKind.OBLIGATION;
            AccountId obligation = isOwed ? transfer.credit() : transfer.debit();
            long minor = isOwed ? transfer.amountMinor() : -transfer.amountMinor();
            minors.merge(obligation.participantId(), minor, Long::sum);
        }
        List<Outcome.Net> nets = new ArrayList<>();
        minors.forEach(
                (participantId, minor) -> {
                    if (minor != 0) {
                        nets.add(new Outcome.Net(participantId, minor));
                    }
                });
        return nets;
    }

    private static boolean isOperator(int participantId, Books books) {
        return books.participant(participantId)
                .filter(known -> known.definition().kind() == ParticipantKind.OPERATOR)
                .isPresent();
    }

    private static long openWindow(int groupId, Books books) {
        return books.group(groupId).map(Books.Group::openWindowNumber).orElse(0L);
    }
}
