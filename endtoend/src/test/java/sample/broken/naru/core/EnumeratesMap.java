// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.core;

import java.util.HashMap;
import java.util.Map;

/** Breaks: maps look up, they never enumerate. */
public final class EnumeratesMap {
    private final Map<Integer, Long> balances = new HashMap<>();

    /** A sum in whatever order. */
    public long sum() {
        long sum = 0;
        for (long balance : balances.values()) {
            sum += balance;
        }
        return sum;
    }
}
