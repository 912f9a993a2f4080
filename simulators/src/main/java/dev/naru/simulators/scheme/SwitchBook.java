// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import java.time.Duration;
import java.time.Instant;
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
    private final Map<UUID, List<Instant>> enquiries = new HashMap<>();
    private final Map<UUID, Integer> received = new HashMap<>();

    /** Ids of messages and of transactions, which name one payment each. */
    private final Map<String, UUID> names = new HashMap<>();

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
            int answersDelivered) {
        Entry seenAs(Visibility other) {
            return new Entry(order, status, reason, statedMinor, scheme, other, answersDelivered);
        }

        Entry deliveredOnceMore() {
            return new Entry(
                    order, status, reason, statedMinor, scheme, visibility, answersDelivered + 1);
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

    /** Books an order that is not booked yet. */
    synchronized void book(Entry entry) {
        Order order = entry.order();
        if (entries.putIfAbsent(order.uetr(), entry) != null) {
            throw new IllegalStateException("booked already: " + order.uetr());
        }
        names.put(order.messageId(), order.uetr());
        names.put(order.endToEndId(), order.uetr());
        if (!entry.status().equals("RJCT")) {
            order.reference()
                    .map(reference -> new Bill(order.pan(), reference))
                    .filter(bills::containsKey)
                    .ifPresent(paidBills::add);
        }
    }

    /** Whether a message or a transaction of this name belongs to another payment. */
    synchronized boolean isTaken(String name, UUID uetr) {
        UUID owner = names.get(name);
        return owner != null && !owner.equals(uetr);
    }

    synchronized Optional<Entry> find(UUID uetr) {
        return Optional.ofNullable(entries.get(uetr));
    }

    /** A pacs.008 with this UETR came in, whatever becomes of it. */
    synchronized void countReceived(UUID uetr) {
        received.merge(uetr, 1, Integer::sum);
    }

    synchronized int timesReceived(UUID uetr) {
        return received.getOrDefault(uetr, 0);
    }

    synchronized void countDelivered(UUID uetr) {
        entries.computeIfPresent(uetr, (id, entry) -> entry.deliveredOnceMore());
    }

    /** An enquiry about this payment came in; whether it is within what the link allows. */
    synchronized boolean countEnquiry(UUID uetr, Instant now) {
        List<Instant> times = enquiries.computeIfAbsent(uetr, id -> new ArrayList<>());
        times.add(now);
        Instant anHourAgo = now.minus(Duration.ofHours(1));
        return times.stream().filter(anHourAgo::isBefore).count() <= LinkRules.ENQUIRIES_AN_HOUR;
    }

    synchronized int enquiries(UUID uetr) {
        return enquiries.getOrDefault(uetr, List.of()).size();
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
                                        timesReceived(entry.order().uetr()),
                                        entry.answersDelivered()))
                .toList();
    }

    synchronized void clear() {
        entries.clear();
        bills.clear();
        paidBills.clear();
        enquiries.clear();
        received.clear();
        names.clear();
    }
}
