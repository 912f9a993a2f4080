// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.corridor.Corridors;
import dev.naru.core.journal.Journal;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All payments: what is remembered, what is open, and how many are where. Every change of a state
 * goes through here, so that the three agree.
 */
final class PaymentBook {
    private static final int STATES = PaymentState.values().length;

    private final PaymentMemory memory;
    private final OpenPayments open;
    private final Corridors corridors;
    private final Journal journal;
    private final long[] countByState = new long[STATES];

    PaymentBook(PaymentMemory memory, OpenPayments open, Corridors corridors, Journal journal) {
        this.memory = memory;
        this.open = open;
        this.corridors = corridors;
        this.journal = journal;
    }

    PaymentMemory memory() {
        return memory;
    }

    OpenPayments open() {
        return open;
    }

    /** What is remembered of a payment; the view is good until the next one is looked at. */
    PaymentRecord at(long number) {
        return memory.at(number);
    }

    /** What is kept of an open payment; the view is good until the next one is looked at. */
    OpenPayment openAt(long number) {
        return open.at(slotOf(number));
    }

    /** The corridor of a payment that has one. */
    Corridor corridorOf(long number) {
        return corridors.of(at(number).corridorId());
    }

    /** Begins a payment that will be open, in this state. */
    long begin(PaymentId id, int participantId, long fingerprint, PaymentState state) {
        long number = memory.add(id, participantId, fingerprint, journal.nowNs());
        memory.at(number).setLink(open.open(number));
        arrive(number, state);
        return number;
    }

    /** Begins a payment that has ended already, since the hub refuses it. */
    long beginRefused(PaymentId id, int participantId, long fingerprint, Rejection rejection) {
        long number = memory.add(id, participantId, fingerprint, journal.nowNs());
        arrive(number, PaymentState.REJECTED);
        memory.at(number).setRejection(rejection);
        memory.at(number).setEndedAt(journal.nowNs());
        memory.end(number);
        return number;
    }

    /** Moves an open payment to another state in which it is open. */
    void move(long number, PaymentState state) {
        countByState[at(number).state().ordinal()]--;
        arrive(number, state);
    }

    /** Ends an open payment. */
    void end(long number, PaymentState state) {
        open.close(slotOf(number));
        move(number, state);
        memory.at(number).setEndedAt(journal.nowNs());
        memory.end(number);
    }

    /** Sets when something is due with an open payment, in place of what was due before. */
    void setDeadline(long number, long dueNs) {
        open.deadlines().set(slotOf(number), dueNs, number);
    }

    /** Nothing is due with an open payment any more. */
    void clearDeadline(long number) {
        open.deadlines().clear(slotOf(number));
    }

    /** When something is due with an open payment, Long.MAX_VALUE for never. */
    long deadlineNs(long number) {
        return open.deadlines().dueNs(slotOf(number));
    }

    /** A payment as it is told. */
    Payment describe(long number) {
        PaymentRecord record = memory.at(number);
        return new Payment(
                number,
                record.id(),
                record.participantId(),
                record.state(),
                record.rejection(),
                record.isoReason(),
                priced(record),
                record.timeline());
    }

    /** How many payments are or ended in each state, in the order of the states. */
    List<Long> countByState() {
        List<Long> counts = new ArrayList<>(STATES);
        for (long count : countByState) {
            counts.add(count);
        }
        return counts;
    }

    /** Counts of a snapshot, in place. */
    long[] countsForSnapshot() {
        return countByState;
    }

    private Optional<Payment.Priced> priced(PaymentRecord record) {
        if (!record.isPriced()) {
            return Optional.empty();
        }
        Corridor corridor = corridors.of(record.corridorId());
        return Optional.of(
                new Payment.Priced(
                        corridor.route(record.kind(), record.participantId(), record.providerId()),
                        record.price()));
    }

    private void arrive(long number, PaymentState state) {
        at(number).setState(state);
        countByState[state.ordinal()]++;
    }

    private int slotOf(long number) {
        return (int) at(number).link();
    }
}
