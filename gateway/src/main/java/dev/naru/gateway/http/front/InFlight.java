// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Idempotency keys that are being worked on here. It spares a caller's impatient repeats their
 * waiting; that nothing happens twice is the machine's doing, so another gateway need not know.
 */
public final class InFlight {
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    /**
     * Does the work unless the same is being done.
     *
     * @param scope whose key for which operation
     * @throws RefusedException when it is
     */
    public Answer once(String scope, String key, Supplier<Answer> work) {
        String name = scope + " " + key;
        if (!keys.add(name)) {
            throw Refusal.of(
                            Problem.IDEMPOTENCY_KEY_IN_FLIGHT,
                            "The first request with this key has not been answered yet.")
                    .about("Idempotency-Key")
                    .retryAfter(1)
                    .thrown();
        }
        try {
            return work.get();
        } finally {
            keys.remove(name);
        }
    }
}
