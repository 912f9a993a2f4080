// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up on threads of its own. A look-up cannot be interrupted and holds a thread of the
 * operating system however long a participant's name server takes. Virtual threads have 256 of
 * those between them, so that one participant's endpoints could hold every request; here there are
 * fewer, and each name has one. Safe for many threads.
 */
final class NameLookups {
    private static final int MOST_AT_ONCE = 64;

    private final Resolver resolver;
    private final long longestNs;
    private final Map<String, CompletableFuture<List<InetAddress>>> underWay =
            new ConcurrentHashMap<>();
    private final ExecutorService threads =
            new ThreadPoolExecutor(
                    0,
                    MOST_AT_ONCE,
                    10,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().name("webhook-name-", 1).daemon().factory());

    /** Who knows names. */
    interface Resolver {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /**
     * Look-ups.
     *
     * @param longest how long anybody waits for one
     */
    NameLookups(Resolver resolver, Duration longest) {
        this.resolver = resolver;
        this.longestNs = longest.toNanos();
    }

    /**
     * The addresses of a host. Who asks for one that is being looked up waits for that answer.
     *
     * @throws UnknownHostException when there are none, or none is known in time
     */
    List<InetAddress> all(String host) throws UnknownHostException {
        CompletableFuture<List<InetAddress>> answer = underWay.computeIfAbsent(host, this::begin);
        try {
            return answer.get(longestNs, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw new UnknownHostException("the host has no address");
        } catch (TimeoutException late) {
            throw new UnknownHostException("the host was not looked up in time");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("nobody waits for the host any more");
        } finally {
            if (answer.isDone()) {
                underWay.remove(host, answer);
            }
        }
    }

    private CompletableFuture<List<InetAddress>> begin(String host) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        try {
            threads.execute(
                    () -> {
                        try {
                            answer.complete(List.of(resolver.all(host)));
                        } catch (UnknownHostException | RuntimeException failed) {
                            answer.completeExceptionally(failed);
                        }
                        underWay.remove(host, answer);
                    });
        } catch (RejectedExecutionException full) {
            answer.completeExceptionally(full);
        }
        return answer;
    }
}
