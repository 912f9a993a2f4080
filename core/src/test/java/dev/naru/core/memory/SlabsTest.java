// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlabsTest {
    private static final long SEED = 13;
    private static final int BYTES = 16;

    @Test
    void recordsKeepTheirOwnWhileNumbersRiseAndOldOnesClose() {
        Slabs slabs = new Slabs(BYTES, 100);
        List<Long> open = new ArrayList<>();
        Random random = new Random(SEED);
        for (long number = 5; number < 20_000; number++) {
            slabs.open(number);
            assertThat(get(slabs, number)).isZero();
            put(slabs, number, number * 31);
            open.add(number);
            while (open.size() > 200) {
                // Mostly the oldest, and now and then one that stays behind for long.
                int place = random.nextInt(50) == 0 ? random.nextInt(open.size()) : 0;
                slabs.close(open.remove(place));
            }
            long one = open.get(random.nextInt(open.size()));
            assertThat(get(slabs, one)).isEqualTo(one * 31);
        }
        for (long number : open) {
            assertThat(slabs.hasRoomOf(number)).isTrue();
            assertThat(get(slabs, number)).isEqualTo(number * 31);
        }
        assertThat(slabs.firstNumber()).isLessThanOrEqualTo(open.getFirst());
        assertThat(slabs.hasRoomOf(5)).isFalse();
        open.forEach(slabs::close);
        assertThat(slabs.firstNumber()).isZero();
    }

    @Test
    void slabThatComesBackIsClean() {
        Slabs slabs = new Slabs(BYTES, 1);
        slabs.open(0);
        put(slabs, 0, 77);
        slabs.close(0);
        assertThat(slabs.hasRoomOf(0)).isFalse();
        slabs.open(1_000_000_000_000L);
        assertThat(get(slabs, 1_000_000_000_000L)).isZero();
        assertThat(slabs.firstNumber()).isEqualTo(1_000_000_000_000L / 64 * 64);
    }

    @Test
    void numbersRise() {
        Slabs slabs = new Slabs(BYTES, 1);
        slabs.open(1_000);
        assertThatThrownBy(() -> slabs.open(1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long get(Slabs slabs, long number) {
        return slabs.buffer(number).getLong(slabs.offset(number), Slabs.ORDER);
    }

    private static void put(Slabs slabs, long number, long value) {
        slabs.buffer(number).putLong(slabs.offset(number), value, Slabs.ORDER);
    }
}
