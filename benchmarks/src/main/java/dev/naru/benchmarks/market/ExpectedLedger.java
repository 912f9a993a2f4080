// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.market;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.Price;
import dev.naru.protocol.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What every account must hold, by what a client was told and by the postings that were agreed: a
 * second reading of them, that shares no code with the machine. For one thread.
 */
public final class ExpectedLedger {
    private static final int ROWS = 100;
    private static final int MOST_DIFFERENCES = 10;

    private final Map<AccountId, Sums> accounts = new HashMap<>();
    private long payments;

    private static final class Sums {
        long debitsMinor;
        long creditsMinor;
    }

    /** What the market was funded with. */
    public void add(Command.RecordFunding funding) {
        book(
                new AccountId(AccountKind.SETTLEMENT_BANK, 0, funding.groupId()),
                new AccountId(AccountKind.LIQUIDITY, funding.participantId(), funding.groupId()),
                funding.amountMinor());
    }

    /** A payment that completed at what the hub said it costs; converted, destination fixed. */
    public void add(Payment.Priced completed) {
        Route route = completed.route();
        Price price = completed.price();
        int source = route.sourceGroupId();
        int destination = route.destinationGroupId();
        AccountId payer = position(route.sourceParticipantId(), source);
        AccountId seller = position(route.fxProviderId(), destination);
        book(payer, position(route.fxProviderId(), source), price.providerSourceMinor());
        book(
                payer,
                operator(AccountKind.OPERATOR_ROUNDING, source),
                price.sourceMinor() - price.providerSourceMinor());
        book(payer, operator(AccountKind.OPERATOR_FEE, source), price.payerFeeMinor());
        book(
                seller,
                position(route.destinationParticipantId(), destination),
                price.destinationMinor() - price.payeeFeeMinor());
        book(seller, operator(AccountKind.OPERATOR_FEE, destination), price.payeeFeeMinor());
        payments++;
    }

    /** How many payments were added. */
    public long payments() {
        return payments;
    }

    /**
     * Compares with all accounts of the ledger.
     *
     * @return what differs, as sentences, the first ten; empty when nothing does
     */
    public List<String> differences(Iterable<Outcome.Account> ledger) {
        Map<AccountId, Sums> missing = new HashMap<>(accounts);
        List<String> differences = new ArrayList<>();
        for (Outcome.Account account : ledger) {
            Sums known = missing.remove(account.id());
            Sums expected = known == null ? new Sums() : known;
            if (account.debitsPostedMinor() != expected.debitsMinor
                    || account.creditsPostedMinor() != expected.creditsMinor
                    || account.debitsPendingMinor() != 0
                    || account.creditsPendingMinor() != 0) {
                differences.add(
                        "%s, expected debits %d and credits %d, nothing pending"
                                .formatted(account, expected.debitsMinor, expected.creditsMinor));
            }
        }
        missing.keySet().stream()
                .sorted(Comparator.comparingInt(AccountId::packed))
                .forEach(id -> differences.add(id + " is not in the ledger"));
        return differences.subList(0, Math.min(MOST_DIFFERENCES, differences.size()));
    }

    /** All accounts of a group, page by page. */
    public static List<Outcome.Account> accountsOf(int group, Function<Command, Outcome> machine) {
        List<Outcome.Account> all = new ArrayList<>();
        int from = 0;
        while (true) {
            Outcome outcome = machine.apply(new Command.ReadAccounts(group, from, ROWS));
            if (!(outcome instanceof Outcome.Accounts page)) {
                throw new IllegalStateException(
                        "accounts were asked for, the answer is " + outcome);
            }
            all.addAll(page.rows());
            if (page.rows().size() < ROWS) {
                return all;
            }
            from = page.rows().getLast().id().packed() + 1;
        }
    }

    private void book(AccountId debit, AccountId credit, long amountMinor) {
        if (amountMinor != 0) {
            sums(debit).debitsMinor += amountMinor;
            sums(credit).creditsMinor += amountMinor;
        }
    }

    private Sums sums(AccountId id) {
        return accounts.computeIfAbsent(id, unknown -> new Sums());
    }

    private static AccountId position(int participant, int group) {
        return new AccountId(AccountKind.POSITION, participant, group);
    }

    private static AccountId operator(AccountKind kind, int group) {
        return new AccountId(kind, 0, group);
    }
}
