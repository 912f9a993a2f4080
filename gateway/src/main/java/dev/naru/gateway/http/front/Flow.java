// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import java.io.IOException;

/**
 * A body that is not held: each part of it goes out as it is written, until it ends. What it throws
 * cuts the connection, so that the caller does not take the part for the whole.
 */
public interface Flow extends AutoCloseable {
    /**
     * Writes all of it, on the caller's own thread.
     *
     * @throws IOException when the caller is gone, takes nothing for too long, or may not hear any
     *     more
     */
    void run(Line line) throws IOException, InterruptedException;

    /** It is over, whether or not it has begun. */
    @Override
    void close();

    /** The way to the caller. */
    @FunctionalInterface
    interface Line {
        /**
         * Sends a part at once.
         *
         * @throws IOException as {@link Flow#run}
         */
        void send(byte[] part) throws IOException;
    }
}
