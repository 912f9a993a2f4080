// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, so that it can be stopped in the opposite order, all of it, whatever fails. */
final class Parts implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Parts.class.getName());

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /** Remembers a part, and gives it back. */
    <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception failed) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "closing " + part.getClass().getName(),
                        failed);
            }
        }
    }
}
