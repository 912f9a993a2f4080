// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.core.snapshot.Section;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.core.story.StoredSnapshot;
import dev.naru.protocol.Invariant;
import org.junit.jupiter.api.Test;

class KeyedQueueTest {
    private static final int OWN_BYTES = 16;
    private static final int FIELD = 8;
    private static final KeyedQueue.Order ONE_LANE = KeyedQueue.Order.single(new KeyHash(1));

    @Test
    void recordsGoInTheOrderInWhichTheyCame() {
        KeyedQueue queue = new KeyedQueue(OWN_BYTES, 100, ONE_LANE);
        for (int i = 0; i < 5_000; i++) {
            if (queue.isFull()) {
                long oldest = queue.oldest(0);
                assertThat(queue.getLong(oldest, FIELD)).isEqualTo((i - 100) * 3L);
                queue.removeOldest(0);
            }
            long number = queue.add(i % 7, i, ~i);
            assertThat(queue.getLong(number, FIELD)).isZero();
            queue.putLong(number, FIELD, i * 3L);
        }
        for (int i = 4_800; i < 5_000; i++) {
            long number = queue.find(i % 7, i, ~i);
            assertThat(number == KeyedQueue.MISSING).isEqualTo(i < 4_900);
            assertThat(queue.find(i % 7 + 1, i, ~i)).isEqualTo(KeyedQueue.MISSING);
        }
        while (!queue.isEmpty(0)) {
            queue.removeOldest(0);
        }
        assertThat(queue.find(4_999 % 7, 4_999, ~4_999)).isEqualTo(KeyedQueue.MISSING);
    }

    @Test
    void holdsNoMoreThanItsLimit() {
        KeyedQueue queue = new KeyedQueue(OWN_BYTES, 1, ONE_LANE);
        queue.add(0, 1, 1);
        assertThat(queue.isFull()).isTrue();
        assertThatThrownBy(() -> queue.add(0, 2, 2)).isInstanceOf(Invariant.Broken.class);
    }

    @Test
    void comesBackFromASnapshotAsItWas() {
        KeyedQueue queue = new KeyedQueue(OWN_BYTES, 10, ONE_LANE);
        for (int i = 0; i < 15; i++) {
            if (queue.isFull()) {
                queue.removeOldest(0);
            }
            queue.putLong(queue.add(1, i, i), FIELD, i);
        }
        StoredSnapshot stored = new StoredSnapshot();
        SnapshotWriter out = new SnapshotWriter(stored::write);
        out.begin(Section.PAYERS);
        queue.write(out);
        out.end();

        KeyedQueue restored = new KeyedQueue(OWN_BYTES, 10, ONE_LANE);
        SnapshotReader in = new SnapshotReader(stored.source()::read);
        in.begin(Section.PAYERS);
        restored.read(in);
        in.end();
        assertThat(restored.isFull()).isTrue();
        assertThat(restored.oldest(0)).isEqualTo(queue.oldest(0));
        for (int i = 5; i < 15; i++) {
            long number = restored.find(1, i, i);
            assertThat(number).isEqualTo(queue.find(1, i, i));
            assertThat(restored.getLong(number, FIELD)).isEqualTo(i);
        }
    }
}
