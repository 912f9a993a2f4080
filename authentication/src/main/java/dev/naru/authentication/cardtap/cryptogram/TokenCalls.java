// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import dev.naru.authentication.cardtap.cryptogram.KeysUnavailableException.Reason;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls into a token's library, on a few threads of the operating system that are theirs alone. A
 * call cannot be interrupted and holds its thread however long the token takes. Virtual threads
 * have a few of those between them, so that one token that hangs could hold every request; here it
 * holds these, and whoever asked waits as long as a limit says. For any number of threads.
 */
final class TokenCalls {
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /** A call into the library. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws KeysUnavailableException;
    }

    /**
     * Calls.
     *
     * @param name of the threads, for who looks at them
     * @param most that are made at once
     * @param mostWaiting for one of those to end
     */
    TokenCalls(String name, int most, int mostWaiting) {
        threads =
                new ThreadPoolExecutor(
                        most,
                        most,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(mostWaiting),
                        Thread.ofPlatform().name(name, 1).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Makes a call and waits for it. One that is too late goes on, and nobody hears what it said.
     *
     * @throws KeysUnavailableException of the call; or SILENT when it takes longer, or BUSY when
     *     too many wait
     */
    <T> T within(Duration limit, Call<T> call) throws KeysUnavailableException {
        FutureTask<T> begun = begin(call);
        try {
            return await(limit, begun);
        } finally {
            // One that still waits need not be made any more.
            begun.cancel(false);
            threads.remove(begun);
        }
    }

    /**
     * Has a call made, however long it takes.
     *
     * @throws KeysUnavailableException BUSY when too many wait
     */
    <T> FutureTask<T> begin(Call<T> call) throws KeysUnavailableException {
        FutureTask<T> task = new FutureTask<>(call::make);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException full) {
            throw new KeysUnavailableException(Reason.BUSY, "too many wait for the token", full);
        }
        return task;
    }

    /**
     * Waits for what was begun.
     *
     * @throws KeysUnavailableException as {@link #within}
     */
    static <T> T await(Duration limit, FutureTask<T> begun) throws KeysUnavailableException {
        try {
            return begun.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new KeysUnavailableException(
                    Reason.SILENT, "the token has not answered in time", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KeysUnavailableException(
                    Reason.BUSY, "nobody waits for the token any more", stopped);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case KeysUnavailableException unavailable -> throw unavailable;
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default ->
                        throw new IllegalStateException("a call throws nothing else", failed);
            }
        }
    }

    /** Whether no thread is free. */
    boolean isFull() {
        return threads.getActiveCount() >= threads.getMaximumPoolSize();
    }

    /** Takes no more; what was begun goes on, and holds up no end of the process. */
    void end() {
        threads.shutdown();
    }
}
