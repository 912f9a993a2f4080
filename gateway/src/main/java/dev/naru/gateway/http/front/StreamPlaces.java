// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import dev.naru.authentication.apikey.Caller;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How many streams and long files there may be at once, and that all streams end. Safe for many
 * threads.
 */
public final class StreamPlaces implements AutoCloseable {
    /** Streams of one caller at once. */
    public static final int OF_ONE = 4;

    /** Streams of all callers at once. */
    public static final int OF_ALL = 128;

    /**
     * Streams of the operator's people at once: each may be a reader at the hub's event servers.
     */
    public static final int OF_PEOPLE = 8;

    private final Map<String, Integer> taken = new HashMap<>();
    private int all;
    private int people;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Whose stream it is. */
    public record Who(Kind kind, long id) {
        /** Who calls. */
        public static Who of(Call call) {
            return switch (call.caller().orElseThrow()) {
                case Caller.Operator operator -> new Who(Kind.PERSON, operator.personId());
                case Caller.Participant participant ->
                        new Who(Kind.PARTICIPANT, participant.participantId());
            };
        }

        /** On which side of the hub. */
        public enum Kind {
            /** A participant. */
            PARTICIPANT,
            /** Somebody who runs the hub. */
            PERSON
        }
    }

    /** Room for one stream; given back once. */
    public final class Place implements AutoCloseable {
        private final Who who;
        private boolean isBack;

        private Place(Who who) {
            this.who = who;
        }

        @Override
        public void close() {
            synchronized (StreamPlaces.this) {
                if (!isBack) {
                    isBack = true;
                    count(who, -1);
                }
            }
        }
    }

    /**
     * Takes a place.
     *
     * @throws RefusedException when this caller, or all together, have as many as they may
     */
    public synchronized Place take(Who who) {
        if (taken.getOrDefault(who.toString(), 0) >= OF_ONE) {
            throw Refusal.of(
                            Problem.STREAMS_OF_CALLER_FULL,
                            "A caller has at most " + OF_ONE + " streams at once.")
                    .retryAfter(5)
                    .thrown();
        }
        boolean noRoom = who.kind() == Who.Kind.PERSON && people >= OF_PEOPLE;
        if (!isOpen() || all >= OF_ALL || noRoom) {
            throw Refusal.of(Problem.STREAMS_FULL, Problem.STREAMS_FULL.english())
                    .retryAfter(5)
                    .thrown();
        }
        count(who, 1);
        return new Place(who);
    }

    private void count(Who who, int more) {
        all += more;
        people += who.kind() == Who.Kind.PERSON ? more : 0;
        taken.merge(who.toString(), more, (was, by) -> was + by == 0 ? null : was + by);
    }

    /** How many streams there are. */
    public synchronized int size() {
        return all;
    }

    /** Whether streams may go on. */
    public boolean isOpen() {
        return closed.getCount() > 0;
    }

    /** Waits so long, or until streams are to end. */
    public void awaitEnd(Duration longest) throws InterruptedException {
        boolean _ = closed.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets every stream come to its end, and none begin. */
    @Override
    public void close() {
        closed.countDown();
    }
}
