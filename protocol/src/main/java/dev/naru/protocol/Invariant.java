// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What must be true whatever anybody sends. A broken invariant is a bug of ours and stops the node
 * before it can lie.
 */
public final class Invariant {
    private Invariant() {}

    /**
     * Halts the caller when the condition is false.
     *
     * @throws Broken always on, when {@code condition} is false
     */
    public static void check(boolean condition, String sentence) {
        if (!condition) {
            throw new Broken(sentence);
        }
    }

    /**
     * The value, which must be there.
     *
     * @throws Broken always on, when there is none
     */
    public static <T> T present(@Nullable T value, String sentence) {
        if (value == null) {
            throw new Broken(sentence);
        }
        return value;
    }

    /** What to throw where no condition can be named. */
    public static Broken broken(String sentence) {
        return new Broken(sentence);
    }

    /** A bug, never an answer: nobody catches this to go on. */
    public static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String sentence) {
            super(sentence);
        }
    }
}
