// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cluster;

import dev.naru.client.Reply;
import dev.naru.protocol.Command;
import java.util.function.Consumer;

/** Sends a command on its way; exactly one reply comes, on any thread. */
@FunctionalInterface
public interface Sender {
    /** Sends it. {@code to} is quick and never waits. */
    void send(Command command, Consumer<Reply> to);
}
