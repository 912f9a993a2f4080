// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

import java.util.Arrays;

/**
 * At most one deadline for each slot, the earliest first; of two at the same moment the one with
 * the lower rank. Ranks are unique, so the order depends on nothing else. It is a binary heap that
 * knows where each slot is.
 */
public final class Deadlines {
    private static final int NOWHERE = -1;

    private long[] dueNs = new long[16];
    private long[] rank = new long[16];

    /** Where in the heap each slot is. */
    private int[] place = newPlaces(16);

    private int[] heap = new int[16];
    private int size;

    /** Sets a slot's deadline, in place of its earlier one. */
    public void set(int slot, long slotDueNs, long slotRank) {
        ensure(slot);
        dueNs[slot] = slotDueNs;
        rank[slot] = slotRank;
        int at = place[slot];
        if (at == NOWHERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            at = size;
            size++;
        }
        settle(at, slot);
    }

    /** Takes a slot's deadline away, if it has one. */
    public void clear(int slot) {
        int at = slot < place.length ? place[slot] : NOWHERE;
        if (at == NOWHERE) {
            return;
        }
        place[slot] = NOWHERE;
        size--;
        int last = heap[size];
        if (last != slot) {
            settle(at, last);
        }
    }

    /** How many slots have a deadline. */
    public int size() {
        return size;
    }

    /** The slot that is due first. Only when {@link #size} is not 0. */
    public int first() {
        return heap[0];
    }

    /** When the first is due; Long.MAX_VALUE when there is none. */
    public long firstDueNs() {
        return size == 0 ? Long.MAX_VALUE : dueNs[heap[0]];
    }

    /** A slot's deadline; Long.MAX_VALUE when it has none. */
    public long dueNs(int slot) {
        return slot < place.length && place[slot] != NOWHERE ? dueNs[slot] : Long.MAX_VALUE;
    }

    /** Finds the place of a slot, beginning at one that is free or its own. */
    private void settle(int from, int slot) {
        int at = from;
        while (at > 0 && isBefore(slot, heap[(at - 1) / 2])) {
            put(at, heap[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        while (true) {
            int child = 2 * at + 1;
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (child >= size || !isBefore(heap[child], slot)) {
                break;
            }
            put(at, heap[child]);
            at = child;
        }
        put(at, slot);
    }

    private void put(int at, int slot) {
        heap[at] = slot;
        place[slot] = at;
    }

    private boolean isBefore(int slot, int other) {
        return dueNs[slot] != dueNs[other] ? dueNs[slot] < dueNs[other] : rank[slot] < rank[other];
    }

    private void ensure(int slot) {
        int before = place.length;
        if (slot >= before) {
            int length = Math.max(slot + 1, before * 2);
            dueNs = Arrays.copyOf(dueNs, length);
            rank = Arrays.copyOf(rank, length);
            place = Arrays.copyOf(place, length);
            Arrays.fill(place, before, length, NOWHERE);
        }
    }

    private static int[] newPlaces(int length) {
        int[] places = new int[length];
        Arrays.fill(places, NOWHERE);
        return places;
    }
}
