// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.Command;
import java.util.concurrent.CompletableFuture;

/** Where every room asks the machine. Safe for use by many threads. */
public interface Hub {
    /**
     * Sends a command. When too much is in flight, the caller waits a bounded time here, and then
     * hears {@link Reply.Busy}; memory does not grow.
     *
     * @return completes, never exceptionally, with exactly one reply within the hub's time-out
     */
    CompletableFuture<Reply> send(Command command);

    /** Sends a command and waits for its reply. For virtual threads. */
    default Reply ask(Command command) {
        return send(command).join();
    }
}
