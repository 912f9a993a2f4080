// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.memory.Deadlines;
import dev.naru.core.memory.Slabs;
import java.util.Arrays;

/**
 * What is kept of payments only while they are open, and when something is due with them. Slots are
 * taken again in any order: nothing outside can see them.
 */
final class OpenPayments {
    private final int limit;
    private final Slabs slots;
    private final Deadlines deadlines = new Deadlines();
    private final OpenPayment view = new OpenPayment();
    private int[] freeSlots = new int[16];
    private int freeCount;
    private int takenSlots;

    OpenPayments(int limit) {
        this.limit = limit;
        slots = new Slabs(OpenPayment.BYTES, limit);
    }

    /** Whether another payment can be open. */
    boolean hasRoom() {
        return count() < limit;
    }

    /** How many are open. */
    int count() {
        return takenSlots - freeCount;
    }

    /** Takes a slot for a payment. */
    int open(long number) {
        int slot = freeCount == 0 ? takeFresh() : freeSlots[--freeCount];
        at(slot).clear(number);
        return slot;
    }

    /** Gives a slot back, and takes its deadline away. */
    void close(int slot) {
        deadlines.clear(slot);
        if (freeCount == freeSlots.length) {
            freeSlots = Arrays.copyOf(freeSlots, freeCount * 2);
        }
        freeSlots[freeCount] = slot;
        freeCount++;
    }

    /** The payment in a slot; the view is good until the next call. */
    OpenPayment at(int slot) {
        return view.view(slots.buffer(slot), slots.offset(slot));
    }

    /** When something is due, and at one moment the lower number first. */
    Deadlines deadlines() {
        return deadlines;
    }

    /** The bytes of a slot. */
    Slabs slots() {
        return slots;
    }

    private int takeFresh() {
        int slot = takenSlots;
        takenSlots++;
        slots.open(slot);
        return slot;
    }
}
