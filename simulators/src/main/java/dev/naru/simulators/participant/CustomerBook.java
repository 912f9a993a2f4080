// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.participant;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the member took from its customers for payments, in whole won. A payment debits once and is
 * given back at most once, whatever is told how often. Safe for many threads.
 */
public final class CustomerBook {
    private final Map<UUID, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Long> balances = new HashMap<>();

    /** How a debit stands. */
    public enum Standing {
        /** Taken; the hub has not told the end yet. */
        OPEN,
        /** Taken for good. */
        KEPT,
        /** Given back. */
        RETURNED
    }

    /** One payment's debit, in whole won. */
    public record Entry(UUID paymentId, String account, long amountWon, Standing standing) {}

    /** A customer pays in. */
    public synchronized void deposit(String account, long amountWon) {
        balances.merge(account, amountWon, Math::addExact);
    }

    /** Takes the money for a payment; whether there was enough, or it was taken before. */
    public synchronized boolean debit(String account, UUID paymentId, long amountWon) {
        if (entries.containsKey(paymentId)) {
            return true;
        }
        if (balance(account) < amountWon) {
            return false;
        }
        balances.merge(account, -amountWon, Math::addExact);
        entries.put(paymentId, new Entry(paymentId, account, amountWon, Standing.OPEN));
        return true;
    }

    /** The payment was completed: the debit stands. */
    public synchronized void keep(UUID paymentId) {
        entries.computeIfPresent(
                paymentId,
                (id, entry) ->
                        entry.standing() == Standing.OPEN ? with(entry, Standing.KEPT) : entry);
    }

    /** The payment did not happen: the customer is whole again. */
    public synchronized void giveBack(UUID paymentId) {
        Entry entry = entries.get(paymentId);
        if (entry != null && entry.standing() == Standing.OPEN) {
            balances.merge(entry.account(), entry.amountWon(), Math::addExact);
            entries.put(paymentId, with(entry, Standing.RETURNED));
        }
    }

    /** What a customer has, in whole won. */
    public synchronized long balance(String account) {
        return balances.getOrDefault(account, 0L);
    }

    /** The sum of all debits that stand like this, in whole won. */
    public synchronized long sum(Standing standing) {
        return entries.values().stream()
                .filter(entry -> entry.standing() == standing)
                .mapToLong(Entry::amountWon)
                .sum();
    }

    /** All debits in their order. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    private static Entry with(Entry entry, Standing standing) {
        return new Entry(entry.paymentId(), entry.account(), entry.amountWon(), standing);
    }
}
