// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks names up on threads of its own. A look-up cannot be interrupted and holds a thread of the
 * operating system however long a participant's name server takes. Virtual threads have 256 of
 * those between them, so that slow name servers could hold every request; here there are fewer,
 * each name has one, and each participant a few. Safe for many threads.
 */
final class NameLookups {
    private static final Logger LOG = LoggerFactory.getLogger(NameLookups.class);

    /** Names of one participant that are looked up at once. */
    static final int OF_ONE = 4;

    private static final int OF_ALL = 64;

    private final Resolver resolver;
    private final long longestNs;
    private final Map<String, LookUp> underWay = new HashMap<>();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().name("webhook-name-", 1).daemon().factory());

    /** Who knows names. */
    interface Resolver {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    private record LookUp(int participantId, CompletableFuture<List<InetAddress>> answer) {}

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
     * @param participantId whose endpoint it is
     * @throws UnknownHostException when there are none, or none is known in time; its message is
     *     for the participant
     */
    List<InetAddress> all(String host, int participantId) throws UnknownHostException {
        if (isLiteral(host)) {
            return List.of(resolver.all(host));
        }
        try {
            return ask(host, participantId).get(longestNs, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw new UnknownHostException("the host has no address");
        } catch (TimeoutException late) {
            throw new UnknownHostException("the host was not looked up in time");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("nobody waits for the host any more");
        }
    }

    /** What nobody has to be asked about. */
    private static boolean isLiteral(String host) {
        boolean isFour = host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        return isFour || host.indexOf(':') >= 0;
    }

    private synchronized CompletableFuture<List<InetAddress>> ask(String host, int participantId)
            throws UnknownHostException {
        LookUp begun = underWay.get(host);
        if (begun != null) {
            return begun.answer;
        }
        if (underWay.size() >= OF_ALL) {
            LOG.warn("{} names are being looked up, and no more are", OF_ALL);
            throw new UnknownHostException("the hub is looking up too many names");
        }
        long own =
                underWay.values().stream()
                        .filter(one -> one.participantId == participantId)
                        .count();
        if (own >= OF_ONE) {
            throw new UnknownHostException("too many names of this participant are looked up");
        }
        LookUp lookUp = new LookUp(participantId, new CompletableFuture<>());
        underWay.put(host, lookUp);
        threads.execute(() -> lookUp(host, lookUp.answer));
        return lookUp.answer;
    }

    private void lookUp(String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            answer.complete(List.of(resolver.all(host)));
        } catch (UnknownHostException | RuntimeException failed) {
            answer.completeExceptionally(failed);
        } finally {
            synchronized (this) {
                underWay.remove(host);
            }
        }
    }
}
