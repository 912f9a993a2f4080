// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.rebuild;

import dev.naru.client.EventHandler;
import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import java.time.Duration;

/** The events of a source up to one number: those behind it are not there. */
record EventsUntil(EventSource source, long lastNumber) implements EventSource {

    @Override
    public EventStream openAfter(EventPosition position) {
        return new Stream(source.openAfter(position));
    }

    @Override
    public EventStream openAtHead() {
        return new Stream(source.openAtHead());
    }

    private final class Stream implements EventStream {
        private final EventStream all;

        Stream(EventStream all) {
            this.all = all;
        }

        @Override
        public int poll(EventHandler handler, Duration wait) throws InterruptedException {
            return all.poll(
                    (position, timeNs, event) -> {
                        if (position.number() <= lastNumber) {
                            handler.onEvent(position, timeNs, event);
                        }
                    },
                    wait);
        }

        @Override
        public EventPosition position() {
            return all.position();
        }

        @Override
        public long lag() {
            return all.lag();
        }

        @Override
        public EventHearing hearing() {
            return all.hearing();
        }

        @Override
        public void close() {
            all.close();
        }
    }
}
