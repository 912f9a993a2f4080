// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cluster;

import dev.naru.benchmarks.market.Market;
import dev.naru.client.Reply;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Sets a market up at a hub, with many commands under way, step after step. */
public final class MarketSetup {
    private static final int UNDER_WAY = 4_000;

    private final Sender sender;
    private final Semaphore turns = new Semaphore(UNDER_WAY);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private MarketSetup(Sender sender) {
        this.sender = sender;
    }

    /**
     * Returns when everything is there.
     *
     * @throws IllegalStateException when anything was refused
     */
    public static void send(Market market, Sender sender) {
        MarketSetup setup = new MarketSetup(sender);
        for (Consumer<Consumer<Command>> step : market.setup()) {
            step.accept(setup::send);
            setup.turns.acquireUninterruptibly(UNDER_WAY);
            setup.turns.release(UNDER_WAY);
        }
        if (!setup.failures.isEmpty()) {
            throw new IllegalStateException(setup.failures.element());
        }
    }

    private void send(Command command) {
        turns.acquireUninterruptibly();
        sender.send(command, reply -> take(command, reply));
    }

    private void take(Command command, Reply reply) {
        if (!(reply instanceof Reply.Answered answered)
                || !(answered.outcome() instanceof Outcome.Done)) {
            failures.add(command + " was answered " + reply);
        }
        turns.release();
    }
}
