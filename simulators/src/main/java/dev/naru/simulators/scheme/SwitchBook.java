// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Every payment that the switch knows, and the bills that its merchants have open. */
final class SwitchBook {
    private final Map<UUID, Entry> entries = new LinkedHashMap<>();
    private final Map<Bill, Long> bills = new HashMap<>();
    private final Set<Bill> paidBills = new HashSet<>();

    /** What an enquiry hears. */
    enum Visibility {
        /** What stands in the book. */
        TRUTH,
        /** That it is being worked on. */
        PENDING,
        /** That it is not known here. */
        DENIED
    }

    /**
     * What is booked.
     *
     * @param statedMinor the amount that answers state, which a script may falsify
     * @param scheme the switch's own reference
     */
    record Entry(
            Order order,
            String status,
            String reason,
            long statedMinor,
            String scheme,
            Visibility visibility,
            int timesReceived,
            int answersDelivered) {
        Entry seenAs(Visibility other) {
            return new Entry(
                    order,
                    status,
                    reason,
                    statedMinor,
                    scheme,
                    other,
                    timesReceived,
                    answersDelivered);
        }

        Entry counting(int received, int delivered) {
            return new Entry(
                    order,
                    status,
                    reason,
                    statedMinor,
                    scheme,
                    visibility,
                    timesReceived + received,
                    answersDelivered + delivered);
        }
    }

    private record Bill(String pan, String reference) {}

    /** A dynamic code was asked about: its bill can be paid once, with this amount. */
    synchronized void openBill(String pan, String reference, long amountMinor) {
        bills.putIfAbsent(new Bill(pan, reference), amountMinor);
    }

    /** The ISO reason why this order cannot pay its bill; empty when it can, or has none. */
    synchronized Optional<String> billRefusal(Order order) {
        if (order.reference().isEmpty()) {
            return Optional.empty();
        }
        Bill bill = new Bill(order.pan(), order.reference().get());
        if (paidBills.contains(bill)) {
            return Optional.of("AM05");
        }
        Long amountMinor = bills.get(bill);
        return amountMinor == null || amountMinor == order.billMinor()
                ? Optional.empty()
                : Optional.of("AM09");
    }

    /** Books it unless it is booked already. */
    synchronized Entry book(Entry entry) {
        Entry before = entries.putIfAbsent(entry.order().uetr(), entry);
        if (before == null && !entry.status().equals("RJCT")) {
            entry.order()
                    .reference()
                    .map(reference -> new Bill(entry.order().pan(), reference))
                    .filter(bills::containsKey)
                    .ifPresent(paidBills::add);
        }
        return before == null ? entry : before;
    }

    synchronized Optional<Entry> find(UUID uetr) {
        return Optional.ofNullable(entries.get(uetr));
    }

    synchronized void countReceived(UUID uetr) {
        entries.computeIfPresent(uetr, (id, entry) -> entry.counting(1, 0));
    }

    synchronized void countDelivered(UUID uetr) {
        entries.computeIfPresent(uetr, (id, entry) -> entry.counting(0, 1));
    }

    /** Makes all held payments visible, and returns them. */
    synchronized List<Entry> release() {
        List<Entry> held = new ArrayList<>();
        entries.replaceAll(
                (uetr, entry) -> {
                    if (entry.visibility() == Visibility.TRUTH) {
                        return entry;
                    }
                    held.add(entry.seenAs(Visibility.TRUTH));
                    return entry.seenAs(Visibility.TRUTH);
                });
        return held;
    }

    synchronized List<SwitchPayment> payments() {
        return entries.values().stream()
                .map(
                        entry ->
                                new SwitchPayment(
                                        entry.order().uetr(),
                                        entry.order().endToEndId(),
                                        entry.order().pan(),
                                        entry.order().amountMinor(),
                                        entry.status(),
                                        entry.reason(),
                                        entry.timesReceived(),
                                        entry.answersDelivered()))
                .toList();
    }

    synchronized void clear() {
        entries.clear();
        bills.clear();
        paidBills.clear();
    }
}
