// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.acquirer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the acquirer knows: payments, orders, and what each terminal shows. Safe for threads. */
final class AcquirerBook {
    /** ISO 20022 ExternalStatusReason1Code: order cancelled. */
    private static final String CANCELLED = "DS02";

    private final Map<UUID, AcquirerPayment> payments = new LinkedHashMap<>();
    private final Map<UUID, AcquirerConduct> heldBack = new LinkedHashMap<>();
    private final Map<UUID, Integer> received = new HashMap<>();
    private final Map<UUID, Integer> enquiries = new HashMap<>();
    private final Map<UUID, Integer> cancels = new HashMap<>();
    private final Map<String, Long> bills = new HashMap<>();
    private final Set<String> paid = new HashSet<>();
    private final Map<String, List<String>> screens = new HashMap<>();
    private long lastOrder;

    /** A new order of a shop, for a code that names no bill. */
    synchronized String newOrder() {
        lastOrder++;
        return "ORD%08d".formatted(lastOrder);
    }

    /** A bill that a code fixes the amount of. */
    synchronized void openBill(String shop, String reference, long amountWon) {
        bills.put(shop + " " + reference, amountWon);
    }

    /** Why a request must be refused for its bill: another amount (AM09), or paid before (AM05). */
    synchronized Optional<String> billRefusal(PayRequest request) {
        if (request.reference().isEmpty()) {
            return Optional.empty();
        }
        String bill = request.shop() + " " + request.reference();
        if (paid.contains(bill)) {
            return Optional.of("AM05");
        }
        Long amountWon = bills.get(bill);
        return amountWon == null || amountWon == request.amountWon()
                ? Optional.empty()
                : Optional.of("AM09");
    }

    /** Counts a request, whatever becomes of it. */
    synchronized void count(UUID id) {
        received.merge(id, 1, Integer::sum);
    }

    synchronized int timesReceived(UUID id) {
        return received.getOrDefault(id, 0);
    }

    synchronized void countEnquiry(UUID id) {
        enquiries.merge(id, 1, Integer::sum);
    }

    synchronized int enquiries(UUID id) {
        return enquiries.getOrDefault(id, 0);
    }

    synchronized int cancels(UUID id) {
        return cancels.getOrDefault(id, 0);
    }

    synchronized Optional<AcquirerPayment> find(UUID id) {
        return Optional.ofNullable(payments.get(id));
    }

    /** Whether it says nothing true of this payment until it is released. */
    synchronized Optional<AcquirerConduct> heldBack(UUID id) {
        return Optional.ofNullable(heldBack.get(id));
    }

    synchronized void holdBack(UUID id, AcquirerConduct conduct) {
        heldBack.put(id, conduct);
    }

    /** Writes a payment down, new or changed, and shows it to the shop. */
    synchronized void write(AcquirerPayment payment, String reference) {
        payments.put(payment.id(), payment);
        if (payment.isOwed() && !reference.isEmpty()) {
            paid.add(payment.shop() + " " + reference);
        }
        if (!payment.shop().isEmpty()) {
            screens.computeIfAbsent(payment.shop(), shop -> new ArrayList<>())
                    .add(
                            "%s %,d KRW %s"
                                    .formatted(
                                            payment.state(),
                                            payment.amountWon(),
                                            payment.approval()));
        }
    }

    /** Cancels what is not paid yet; what was never received must not be paid any more, either. */
    synchronized AcquirerPayment cancel(UUID id, String number) {
        cancels.merge(id, 1, Integer::sum);
        AcquirerPayment known = payments.get(id);
        if (known == null) {
            AcquirerPayment barred =
                    new AcquirerPayment(id, number, "", 0, 0, "CANCELLED", "", CANCELLED, 0);
            payments.put(id, barred);
            return barred;
        }
        AcquirerConduct held = heldBack.get(id);
        if (held == AcquirerConduct.LATE_AFTER_DENIAL) {
            return known.in("CANCELLED", CANCELLED);
        }
        if (!known.state().equals("WAITING") || held == AcquirerConduct.LATE) {
            return held == AcquirerConduct.LATE ? known.in("WAITING", "") : known;
        }
        write(known.in("CANCELLED", CANCELLED), "");
        return known.in("CANCELLED", CANCELLED);
    }

    synchronized void countDelivered(UUID id) {
        payments.computeIfPresent(id, (same, payment) -> payment.deliveredOnceMore());
    }

    /** Lets the truth about all that is held back be known, and gives it. */
    synchronized List<AcquirerPayment> release() {
        List<AcquirerPayment> released =
                heldBack.keySet().stream()
                        .map(payments::get)
                        .filter(payment -> payment != null)
                        .toList();
        heldBack.clear();
        return released;
    }

    synchronized List<AcquirerPayment> payments() {
        return List.copyOf(payments.values());
    }

    /** What a shop's terminal has shown, the newest last. */
    synchronized List<String> screen(String shop) {
        return List.copyOf(screens.getOrDefault(shop, List.of()));
    }
}
