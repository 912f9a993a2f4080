// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.EventHandler;
import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Price;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rate;
import dev.naru.protocol.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldPaymentsTest {
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final List<Event> log = new ArrayList<>();
    private final List<Long> opened = new ArrayList<>();
    private long nowNs;
    private final HeldPayments held = new HeldPayments(new Slow(), LONGEST, () -> nowNs);

    @Test
    void aSearchGoesOnWhereTheOneBeforeEnded() throws InterruptedException {
        fill(7);
        log.add(hold(42));
        assertThat(held.particulars(42)).isEmpty();
        assertThat(held.particulars(42)).isEmpty();
        assertThat(held.particulars(42)).contains(carriedBy(42));
        assertThat(opened).containsExactly(0L, 3L, 6L);
    }

    @Test
    void aHoldThatWasPassedIsFoundAtOnce() throws InterruptedException {
        log.add(hold(41));
        log.add(hold(42));
        assertThat(held.particulars(42)).contains(carriedBy(42));
        fill(10);
        assertThat(held.particulars(41)).contains(carriedBy(41));
        assertThat(held.particulars(42)).contains(carriedBy(42));
        assertThat(opened).containsExactly(0L, 0L, 1L);
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            log.add(new Event.TimeMoved(i + 1));
        }
    }

    private static Event hold(long number) {
        return new Event.PaymentHeld(
                number,
                PaymentId.parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").orElseThrow(),
                new QuoteId(7),
                new Route(5, PaymentKind.REMITTANCE, 10, 1, 30, 20, 2),
                new Price(
                        Rate.parse("0.0895").orElseThrow(),
                        8_950,
                        8_950,
                        50,
                        10_000_000,
                        10_000_000,
                        0),
                new Digest(1, 2),
                600,
                1,
                carriedBy(number));
    }

    private static Bytes carriedBy(long number) {
        return Bytes.copyOf(new byte[] {(byte) number});
    }

    /** One event for each second of waiting. */
    private final class Slow implements EventSource {
        @Override
        public EventStream openAfter(EventPosition position) {
            opened.add(position.number());
            return new SlowStream(position.number());
        }

        @Override
        public EventStream openAtHead() {
            throw new UnsupportedOperationException();
        }
    }

    private final class SlowStream implements EventStream {
        private long number;

        SlowStream(long number) {
            this.number = number;
        }

        @Override
        public int poll(EventHandler handler, Duration wait) {
            nowNs += Duration.ofSeconds(1).toNanos();
            if (number == log.size()) {
                return 0;
            }
            Event event = log.get((int) number);
            number++;
            handler.onEvent(position(), number, event);
            return 1;
        }

        @Override
        public EventPosition position() {
            return new EventPosition(number, 0);
        }

        @Override
        public long lag() {
            return log.size() - number;
        }

        @Override
        public EventHearing hearing() {
            return new EventHearing(EventHearing.Standing.STREAMING, lag(), System.nanoTime());
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
