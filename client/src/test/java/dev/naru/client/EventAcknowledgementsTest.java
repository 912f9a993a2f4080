// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static dev.naru.client.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What readers have for good is told to the machine, whatever it answers. */
@Timeout(60)
final class EventAcknowledgementsTest {
    private final Queue<Command> told = new ConcurrentLinkedQueue<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final Hub hub =
            command -> {
                told.add(command);
                Reply next = replies.poll();
                return CompletableFuture.completedFuture(
                        next == null ? answered(new Outcome.Done()) : next);
            };

    private static Reply answered(Outcome outcome) {
        return new Reply.Answered(outcome, 1, 1);
    }

    private EventAcknowledgements start(String... names) {
        return EventAcknowledgements.start(hub, List.of(names), Duration.ofMillis(1));
    }

    /** One that is further would else speak for those that have not come up. */
    @Test
    void everyReaderIsKnownBeforeTheFirstPositionIsTold() {
        replies.addAll(
                List.of(
                        answered(new Outcome.Done()),
                        new Reply.Unknown("no leader"),
                        new Reply.Busy(),
                        answered(new Outcome.Refused(Rejection.LIMIT_EVENT_READERS))));
        try (EventAcknowledgements all = start("LINK-20", "PROJECTION")) {
            all.add("LINK-20", () -> 9);
            eventually().until(() -> told.contains(new Command.AcknowledgeEvents("LINK-20", 9)));
        }
        assertThat(told)
                .startsWith(
                        new Command.AcknowledgeEvents("LINK-20", 0),
                        new Command.AcknowledgeEvents("PROJECTION", 0),
                        new Command.AcknowledgeEvents("PROJECTION", 0),
                        new Command.AcknowledgeEvents("PROJECTION", 0),
                        new Command.AcknowledgeEvents("PROJECTION", 0),
                        new Command.AcknowledgeEvents("LINK-20", 9));
    }

    @Test
    void whoIsRefusedIsNamedUntilItIsTaken() {
        Reply full = answered(new Outcome.Refused(Rejection.LIMIT_EVENT_READERS));
        CompletableFuture<Reply> second = new CompletableFuture<>();
        Queue<CompletableFuture<Reply>> answers =
                new ConcurrentLinkedQueue<>(
                        List.of(CompletableFuture.completedFuture(full), second));
        Hub crowded =
                command -> {
                    CompletableFuture<Reply> next = answers.poll();
                    return next == null
                            ? CompletableFuture.completedFuture(answered(new Outcome.Done()))
                            : next;
                };
        try (EventAcknowledgements all =
                EventAcknowledgements.start(crowded, List.of("LINK-20-4"), Duration.ofMillis(1))) {
            eventually().until(() -> all.complaint().isPresent());
            assertThat(all.complaint().orElseThrow())
                    .contains("LINK-20-4 cannot be made known: LIMIT_EVENT_READERS");
            second.complete(answered(new Outcome.Done()));
            eventually().until(() -> all.complaint().isEmpty());
        }
    }

    @Test
    void aReaderIsToldOfAtOnceAndThenWhenItHasComeFurther() {
        AtomicLong number = new AtomicLong();
        try (EventAcknowledgements all = start()) {
            all.add("A", number::get);
            eventually().until(() -> !told.isEmpty());
            number.set(7);
            eventually().until(() -> told.size() == 2);
            // Another reader's word shows that rounds have gone by.
            all.add("B", () -> 3);
            eventually().until(() -> told.size() == 3);
        }
        assertThat(told)
                .containsExactly(
                        new Command.AcknowledgeEvents("A", 0),
                        new Command.AcknowledgeEvents("A", 7),
                        new Command.AcknowledgeEvents("B", 3));
    }

    @Test
    void whatTheMachineDidNotTakeIsToldAgain() {
        replies.addAll(
                List.of(
                        new Reply.Busy(),
                        new Reply.Unknown("no leader"),
                        answered(new Outcome.Refused(Rejection.EVENT_NOT_YET))));
        try (EventAcknowledgements all = start()) {
            all.add("A", () -> 5);
            eventually().until(() -> told.size() == 4);
        }
        assertThat(told).allMatch(new Command.AcknowledgeEvents("A", 5)::equals);
    }

    @Test
    void aReaderThatDoesNotKnowHowFarItIsKeepsNobodyElseFromTelling() {
        AtomicLong number = new AtomicLong(-1);
        try (EventAcknowledgements all = start()) {
            all.add(
                    "A",
                    () -> {
                        if (number.get() < 0) {
                            throw new IllegalStateException("the disk is full");
                        }
                        return number.get();
                    });
            all.add("B", () -> 1);
            eventually().until(() -> told.contains(new Command.AcknowledgeEvents("B", 1)));
            number.set(4);
            eventually().until(() -> told.contains(new Command.AcknowledgeEvents("A", 4)));
        }
    }

    /** As usual once a minute is told, nobody need complain a minute of what is over. */
    @Test
    void whoDidNotKnowHowFarItIsIsAskedAgainInAMoment() {
        AtomicLong asked = new AtomicLong();
        try (EventAcknowledgements all =
                EventAcknowledgements.start(hub, List.of(), Duration.ofDays(1))) {
            all.add(
                    "A",
                    () -> {
                        if (asked.incrementAndGet() == 1) {
                            throw new IllegalStateException("its tables are not there yet");
                        }
                        return 6;
                    });
            eventually().until(() -> told.contains(new Command.AcknowledgeEvents("A", 6)));
            eventually().until(() -> all.complaint().isEmpty());
        }
        assertThat(asked).hasValue(2);
    }
}
