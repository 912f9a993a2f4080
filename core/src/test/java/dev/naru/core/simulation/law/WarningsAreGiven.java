// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.Command.SetHeadroom;
import dev.naru.protocol.Event;
import dev.naru.protocol.Transfer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whoever comes to use four fifths of its limit, or nine tenths, is warned of each in that moment:
 * by what is reserved, or by a limit that comes down. Nobody else is.
 */
public final class WarningsAreGiven implements Law {
    private final List<Event> due = new ArrayList<>();
    private final List<Event> given = new ArrayList<>();

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (fact.event() instanceof Event.PaymentReserved reserved) {
            reserved(reserved, books.ledger());
        } else if (fact.event() instanceof Event.HeadroomSet(var setting)) {
            set(setting, books.ledger());
        } else if (fact.event() instanceof Event.HeadroomWarned) {
            given.add(fact.event());
        }
    }

    private void reserved(Event.PaymentReserved reserved, Ledger ledger) {
        Map<AccountId, Long> debits = new LinkedHashMap<>();
        for (Transfer leg : reserved.chain()) {
            debits.merge(leg.debit(), leg.amountMinor(), Math::addExact);
        }
        debits.forEach(
                (account, minor) ->
                        ledger.member(account.participantId(), account.groupId())
                                .map(Ledger.Member::setting)
                                .ifPresent(setting -> drawn(setting, minor, ledger)));
    }

    private void drawn(SetHeadroom setting, long minor, Ledger ledger) {
        long used = ledger.usedMinor(setting);
        long limit = ledger.limitMinor(setting);
        for (int tenths : List.of(8, 9)) {
            if (!isAt(tenths, used, limit) && isAt(tenths, used + minor, limit)) {
                isDue(setting, tenths);
            }
        }
    }

    private void set(SetHeadroom next, Ledger ledger) {
        for (int tenths : List.of(8, 9)) {
            boolean wasAt =
                    ledger.member(next.participantId(), next.groupId())
                            .map(Ledger.Member::setting)
                            .filter(last -> isAt(tenths, last, ledger))
                            .isPresent();
            if (!wasAt && isAt(tenths, next, ledger)) {
                isDue(next, tenths);
            }
        }
    }

    private static boolean isAt(int tenths, SetHeadroom setting, Ledger ledger) {
        return isAt(tenths, ledger.usedMinor(setting), ledger.limitMinor(setting));
    }

    private static boolean isAt(int tenths, long usedMinor, long limitMinor) {
        return usedMinor > 0 && usedMinor * 10 >= limitMinor * tenths;
    }

    private void isDue(SetHeadroom setting, int tenths) {
        due.add(new Event.HeadroomWarned(setting.participantId(), setting.groupId(), tenths * 10));
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        if (!given.equals(due)) {
            throw broken(exchange.step() + " had to warn with " + due + " and did with " + given);
        }
        given.clear();
        due.clear();
    }
}
