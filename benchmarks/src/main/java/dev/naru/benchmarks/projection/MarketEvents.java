// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.projection;

import dev.naru.benchmarks.core.PaymentPipeline;
import dev.naru.benchmarks.market.Market;
import dev.naru.benchmarks.market.MarketSize;
import dev.naru.client.EventHandler;
import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.core.Machine;
import dev.naru.protocol.Event;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The events of so many payments, made by the machine while they are read, from the first on. */
final class MarketEvents implements EventSource {
    private static final int PAYMENTS_A_POLL = 2_000;

    private final MarketSize size;
    private final long payments;

    MarketEvents(MarketSize size, long payments) {
        this.size = size;
        this.payments = payments;
    }

    private record Made(long number, long timeNs, Event event) {}

    @Override
    public EventStream openAfter(EventPosition position) {
        if (!position.equals(EventPosition.START)) {
            throw new IllegalStateException("these events begin with the first");
        }
        return new Stream();
    }

    @Override
    public EventStream openAtHead() {
        throw new UnsupportedOperationException("these events begin with the first");
    }

    private final class Stream implements EventStream {
        private final List<Made> made = new ArrayList<>();
        private final PaymentPipeline pipeline;
        private long completed;
        private long number;
        private volatile boolean ended;

        Stream() {
            Market market = new Market(size);
            MachineSettings standard = MachineSettings.standard(World.LIVE);
            Machine machine =
                    new Machine(
                            standard.withMemory(payments, standard.rememberNs()),
                            (next, timeNs, event) -> made.add(new Made(next, timeNs, event)),
                            /* secret= */ 1);
            pipeline = new PaymentPipeline(machine, market, payments);
            pipeline.setUp();
        }

        @Override
        public int poll(EventHandler handler, Duration wait) {
            if (completed < payments) {
                completed = Math.min(payments, completed + PAYMENTS_A_POLL);
                pipeline.runUntil(completed);
            }
            for (Made one : made) {
                handler.onEvent(
                        new EventPosition(one.number, (int) one.number), one.timeNs, one.event);
                number = one.number;
            }
            int taken = made.size();
            made.clear();
            ended = completed == payments;
            return taken;
        }

        @Override
        public EventPosition position() {
            return new EventPosition(number, (int) number);
        }

        @Override
        public long lag() {
            return ended ? 0 : 1;
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
