// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How the client's thread waits: briefly while somebody waits for a reply, longer while there is no
 * session, and until it is woken when nobody waits for anything. It never spins for long.
 */
final class AgentIdle implements IdleStrategy {
    private static final long WITHOUT_SESSION_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long RESTING_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ClientAgent agent;
    private final IdleStrategy backoff =
            new BackoffIdleStrategy(
                    1, 10, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MICROSECONDS.toNanos(100));
    private volatile @Nullable Thread resting;

    AgentIdle(ClientAgent agent) {
        this.agent = agent;
    }

    /** Ends a rest, from any thread. */
    void wake() {
        Thread thread = resting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            backoff.reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        if (!agent.link().isOpen()) {
            LockSupport.parkNanos(this, WITHOUT_SESSION_NS);
        } else if (agent.isResting()) {
            rest();
        } else {
            backoff.idle();
        }
    }

    @Override
    public void reset() {
        backoff.reset();
    }

    /** First says that it rests, then looks once more: so no command is put unseen in between. */
    private void rest() {
        resting = Thread.currentThread();
        if (agent.isResting()) {
            LockSupport.parkNanos(this, RESTING_NS);
        }
        resting = null;
    }
}
