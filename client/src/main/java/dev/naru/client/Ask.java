// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.Command;
import org.jspecify.annotations.Nullable;

/** One command under way, and who waits for its reply. Its links belong to {@link InFlight}. */
final class Ask {
    /** Where the reply is handed over. */
    enum Delivery {
        /** On the client's own thread. */
        HERE,
        /** On a thread that may wait. */
        ELSEWHERE
    }

    final Command command;
    final long deadlineNs;
    final ReplyHandler handler;
    final Delivery delivery;
    long correlationId;
    @Nullable Ask older;
    @Nullable Ask newer;

    /**
     * @param deadlineNs on {@link System#nanoTime}'s scale
     */
    Ask(Command command, long deadlineNs, ReplyHandler handler, Delivery delivery) {
        this.command = command;
        this.deadlineNs = deadlineNs;
        this.handler = handler;
        this.delivery = delivery;
    }

    boolean isOverdue(long nowNs) {
        return nowNs - deadlineNs >= 0;
    }
}
