// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Compares the heap with a sorted set. */
class DeadlinesTest {
    private static final long SEED = 11;

    private record Due(long dueNs, long rank, int slot) {}

    @Test
    void earliestIsFirstWhateverIsSetMovedAndCleared() {
        Deadlines deadlines = new Deadlines();
        TreeSet<Due> expected =
                new TreeSet<>(Comparator.comparingLong(Due::dueNs).thenComparingLong(Due::rank));
        Map<Integer, Due> bySlot = new HashMap<>();
        Random random = new Random(SEED);
        for (long rank = 0; rank < 50_000; rank++) {
            int slot = random.nextInt(300);
            Due before = bySlot.remove(slot);
            if (before != null) {
                expected.remove(before);
            }
            if (random.nextInt(3) == 0) {
                deadlines.clear(slot);
            } else {
                Due due = new Due(random.nextInt(50), rank, slot);
                deadlines.set(slot, due.dueNs(), rank);
                expected.add(due);
                bySlot.put(slot, due);
            }
            assertThat(deadlines.size()).isEqualTo(expected.size());
            if (expected.isEmpty()) {
                assertThat(deadlines.firstDueNs()).isEqualTo(Long.MAX_VALUE);
            } else {
                assertThat(deadlines.first()).isEqualTo(expected.first().slot());
                assertThat(deadlines.firstDueNs()).isEqualTo(expected.first().dueNs());
            }
        }
        while (!expected.isEmpty()) {
            Due first = expected.removeFirst();
            assertThat(deadlines.first()).isEqualTo(first.slot());
            assertThat(deadlines.dueNs(first.slot())).isEqualTo(first.dueNs());
            deadlines.clear(first.slot());
            assertThat(deadlines.dueNs(first.slot())).isEqualTo(Long.MAX_VALUE);
        }
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void slotThatHasNoDeadlineCanBeCleared() {
        Deadlines deadlines = new Deadlines();
        deadlines.clear(3);
        deadlines.clear(1_000_000);
        assertThat(deadlines.dueNs(1_000_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(deadlines.size()).isZero();
    }
}
