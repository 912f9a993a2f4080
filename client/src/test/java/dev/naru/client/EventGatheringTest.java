// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Event;
import dev.naru.protocol.PaymentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a reader that writes down what it reads takes its events. */
final class EventGatheringTest {
    private static final Duration A_LITTLE = Duration.ofMillis(5);

    private final List<Long> taken = new ArrayList<>();

    /** Else it would be woken by each. */
    @Test
    void whatComesAfterAllThatWasHeardOfIsTakenTogether() throws InterruptedException {
        Arriving events = new Arriving(1, 3);
        assertThat(gather(events)).isEqualTo(4);
        assertThat(taken).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events.polls).isEqualTo(2);
    }

    @Test
    void nothingIsWaitedForWhereNothingCame() throws InterruptedException {
        Arriving events = new Arriving(0, 5);
        assertThat(gather(events)).isZero();
        assertThat(events.polls).isOne();
    }

    private int gather(EventStream events) throws InterruptedException {
        return events.gather(
                (position, timeNs, event) -> taken.add(position.number()), A_LITTLE, A_LITTLE);
    }

    /** So many come with the first look, and so many more with each that follows. */
    private static final class Arriving implements EventStream {
        private final int first;
        private final int later;
        private int polls;
        private long number;

        Arriving(int first, int later) {
            this.first = first;
            this.later = later;
        }

        @Override
        public int poll(EventHandler handler, Duration wait) {
            int come = polls++ == 0 ? first : later;
            for (int i = 0; i < come; i++) {
                number++;
                handler.onEvent(
                        position(),
                        1,
                        new Event.PaymentExpired(number, new PaymentId(0x4000, 1L << 63), 1));
            }
            return come;
        }

        @Override
        public EventPosition position() {
            return new EventPosition(number, 0);
        }

        @Override
        public long lag() {
            return 0;
        }

        @Override
        public EventHearing hearing() {
            return new EventHearing(EventHearing.Standing.STREAMING, lag(), 0);
        }

        @Override
        public void close() {}
    }
}
