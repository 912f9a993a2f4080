// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How fast each caller may ask: a bucket of tokens per caller that fills steadily. There are never
 * more buckets than callers with keys.
 */
public final class TokenBuckets {
    private static final long SECOND_NS = 1_000_000_000L;

    /**
     * How fast one caller may ask.
     *
     * @param perSecond requests a second for ever, 1 to 1,000,000
     * @param burst requests at once after a pause, 1 to 1,000,000
     */
    public record Pace(int perSecond, int burst) {
        private static final int MOST = 1_000_000;

        public Pace {
            if (perSecond < 1 || perSecond > MOST || burst < 1 || burst > MOST) {
                throw new IllegalArgumentException("pace must be 1 to " + MOST);
            }
        }
    }

    private static final class Bucket {
        private long filledAtNs;
        private long tokensNs;
    }

    private final Pace pace;
    private final long tokenNs;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    TokenBuckets(Pace pace, LongSupplier nanoTime) {
        this.pace = pace;
        this.tokenNs = SECOND_NS / pace.perSecond();
        this.nanoTime = nanoTime;
    }

    /** Takes a token; when there is none, says after how many seconds there will be one. */
    OptionalInt take(String caller) {
        long now = nanoTime.getAsLong();
        long most = tokenNs * pace.burst();
        Bucket bucket =
                buckets.computeIfAbsent(
                        caller,
                        absent -> {
                            Bucket full = new Bucket();
                            full.filledAtNs = now;
                            full.tokensNs = most;
                            return full;
                        });
        synchronized (bucket) {
            long grown = bucket.tokensNs + Math.max(0, now - bucket.filledAtNs);
            bucket.tokensNs = Math.min(most, grown);
            bucket.filledAtNs = now;
            if (bucket.tokensNs >= tokenNs) {
                bucket.tokensNs -= tokenNs;
                return OptionalInt.empty();
            }
            long waitNs = tokenNs - bucket.tokensNs;
            return OptionalInt.of((int) ((waitNs + SECOND_NS - 1) / SECOND_NS));
        }
    }
}
