// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.client.EventHandler;
import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.client.UnreadableEventException;
import dev.naru.gateway.database.Database;
import dev.naru.gateway.http.machine.HubClock;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.support.TestDatabase;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.Bytes;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that is older than its hub. */
class MessageFeedTest {
    private static final int MEMBER = 10;

    private final TestWorld world = TestWorld.seeded();
    private final TestDatabase server = TestDatabase.empty();
    private final MessageStore messages =
            new MessageStore(new Database(server.pool(), Webhooks.SCHEMA, Webhooks.MIGRATIONS));

    /** The last event of the second of three payments. */
    private long unreadable;

    @BeforeEach
    void pay() {
        world.pay(TestWorld.paymentId()).is(201);
        world.pay(TestWorld.paymentId()).is(201);
        unreadable = head();
        world.pay(TestWorld.paymentId()).is(201);
    }

    @AfterEach
    void close() {
        server.close();
        world.close();
    }

    @Test
    void whatCameBeforeAnUnreadableEventIsToldAndNothingBehindIt() {
        Older older = new Older();
        try (MessageFeed feed = follow(older)) {
            patiently().until(() -> feed.halted().isPresent());
            assertThat(feed.halted())
                    .contains(
                            "event %d cannot be dealt with: this version cannot read it"
                                    .formatted(unreadable));
            assertThat(feed.complaint()).isEqualTo(feed.halted());
            assertThat(messages.position().number()).isEqualTo(unreadable - 1);
            assertThat(told()).hasSize(3).allMatch(number -> number < unreadable);

            int before = older.tries();
            patiently().until(() -> older.tries() > before + 1);
            assertThat(feed.halted()).isPresent();
            assertThat(messages.position().number()).isEqualTo(unreadable - 1);
        }
    }

    @Test
    void aNewerGatewayLosesNothing() {
        try (MessageFeed feed = follow(new Older())) {
            patiently().until(() -> feed.halted().isPresent());
        }
        try (MessageFeed feed = follow(world.hub())) {
            patiently().until(() -> messages.position().number() == head());
            assertThat(feed.halted()).isEmpty();
        }
        assertThat(told()).hasSize(6).contains(unreadable).doesNotHaveDuplicates();
    }

    @Test
    void itIsTriedAgainUntilItCanBeRead() {
        Older older = new Older();
        try (MessageFeed feed = follow(older)) {
            patiently().until(() -> feed.halted().isPresent());
            older.learn();
            patiently().until(() -> feed.halted().isEmpty());
            patiently().until(() -> messages.position().number() == head());
        }
        assertThat(told()).hasSize(6).contains(unreadable).doesNotHaveDuplicates();
    }

    private MessageFeed follow(EventSource events) {
        HubClock clock = HubClock.ofWall();
        return new MessageFeed(
                new MessageFeed.Sight(events, new HubDoor(world.hub(), clock), clock),
                messages,
                () -> {});
    }

    private List<Long> told() {
        return messages.rising(MEMBER, 0, 100).stream()
                .map(MessageStore.Stored::eventNumber)
                .toList();
    }

    private long head() {
        try (EventStream all = world.hub().openAfter(EventPosition.START)) {
            return all.lag();
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1));
    }

    /** The hub's events, one of which cannot be decoded yet. */
    private final class Older implements EventSource {
        private int tries;
        private boolean hasLearned;

        synchronized int tries() {
            return tries;
        }

        synchronized void learn() {
            hasLearned = true;
        }

        private synchronized boolean isReadable(long number) {
            if (number != unreadable || hasLearned) {
                return true;
            }
            tries++;
            return false;
        }

        @Override
        public EventStream openAfter(EventPosition position) {
            return new Stream(world.hub().openAfter(position));
        }

        @Override
        public EventStream openAtHead() {
            return new Stream(world.hub().openAtHead());
        }

        private final class Stream implements EventStream {
            private final EventStream whole;

            Stream(EventStream whole) {
                this.whole = whole;
            }

            @Override
            public int poll(EventHandler handler, Duration wait) throws InterruptedException {
                return whole.poll(
                        (position, timeNs, event) -> {
                            if (!isReadable(position.number())) {
                                throw new UnreadableEventException(
                                        position.number(),
                                        Bytes.ofText("?"),
                                        new IllegalArgumentException("no such template"));
                            }
                            handler.onEvent(position, timeNs, event);
                        },
                        wait);
            }

            @Override
            public EventPosition position() {
                return whole.position();
            }

            @Override
            public long lag() {
                return whole.lag();
            }

            @Override
            public EventHearing hearing() {
                return whole.hearing();
            }

            @Override
            public void close() {
                whole.close();
            }
        }
    }
}
