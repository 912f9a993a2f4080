// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import io.aeron.Aeron;
import io.aeron.CncFileDescriptor;
import io.aeron.CommonContext;
import io.aeron.RethrowingErrorHandler;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.logbuffer.Header;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A session with the cluster's leader that opens itself again whenever it is lost, a little later
 * each time. For the client's thread alone, but for the figures.
 */
final class ClusterLink implements AutoCloseable, EgressListener {
    private static final System.Logger LOG = System.getLogger(ClusterLink.class.getName());
    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LEAST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long MOST_PAUSE_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long CONNECT_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long NEW_LEADER_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long DRIVER_MS = 5_000;

    /** A driver that lives says so every second. */
    private static final long FRESH_MS = 2_500;

    private static final int POLLS = 16;
    private static final Object NO_DRIVER = new Object();

    /** Who hears of what comes over the link. */
    interface Listener {
        /** A message of outcomes. */
        void onOutcomes(DirectBuffer buffer, int offset, int length);

        /** Whatever was sent and is not answered will not be. */
        void onLost(String reason);
    }

    private final Channels channels;
    private final Listener listener;
    private @Nullable Aeron aeron;
    private AeronCluster.@Nullable AsyncConnect opening;
    private @Nullable AeronCluster session;
    private long pauseNs = LEAST_PAUSE_NS;
    private long openAtNs;
    private long keepAliveAtNs;
    private Object driverKey = NO_DRIVER;
    private final AtomicLong opened = new AtomicLong();
    private volatile boolean open;

    ClusterLink(Channels channels, Listener listener, long nowNs) {
        this.channels = channels;
        this.listener = listener;
        this.openAtNs = nowNs;
    }

    /** Whether a session is open. For any thread. */
    boolean isOpen() {
        return open;
    }

    /** How often a session was opened. For any thread. */
    long opened() {
        return opened.get();
    }

    /** Does what there is to do, and says how much that was. */
    int work(long nowNs) {
        try {
            if (session != null) {
                return workOpen(session, nowNs);
            }
            if (opening != null) {
                return workOpening(opening, nowNs);
            }
            if (nowNs - openAtNs >= 0) {
                begin();
                return 1;
            }
            return 0;
        } catch (RuntimeException failed) {
            lose(String.valueOf(failed.getMessage()), nowNs);
            return 1;
        }
    }

    /** Sends a message; false when it has to be tried again later. */
    boolean offer(DirectBuffer buffer, int length) {
        return session != null && session.offer(buffer, 0, length) > 0;
    }

    @Override
    public void onMessage(
            long clusterSessionId,
            long timestamp,
            DirectBuffer buffer,
            int offset,
            int length,
            Header header) {
        listener.onOutcomes(buffer, offset, length);
    }

    /** What the old leader had not answered, the new one will not: it tells nobody about it. */
    @Override
    public void onNewLeader(
            long clusterSessionId, long leadershipTermId, int leaderMemberId, String endpoints) {
        listener.onLost("the leader changed");
    }

    @Override
    public void close() {
        open = false;
        CloseHelper.quietCloseAll(session, opening, aeron);
        session = null;
        opening = null;
        aeron = null;
    }

    private int workOpen(AeronCluster current, long nowNs) {
        int work = runConductor();
        for (int i = 0; i < POLLS; i++) {
            int polled = current.pollEgress();
            work += polled;
            if (polled == 0) {
                break;
            }
        }
        if (current.isClosed()) {
            lose("the session was closed", nowNs);
        } else if (nowNs - keepAliveAtNs >= 0) {
            keepAliveAtNs = nowNs + KEEP_ALIVE_NS;
            keepAlive(current, nowNs);
        }
        return work;
    }

    /** A member that was killed and started again has another driver in the same directory. */
    private void keepAlive(AeronCluster current, long nowNs) {
        if (driverKey().equals(driverKey)) {
            current.sendKeepAlive();
        } else {
            lose("the media driver is another one", nowNs);
        }
    }

    private int workOpening(AeronCluster.AsyncConnect current, long nowNs) {
        AeronCluster made = current.poll();
        if (made == null) {
            return 0;
        }
        opening = null;
        session = made;
        pauseNs = LEAST_PAUSE_NS;
        keepAliveAtNs = nowNs + KEEP_ALIVE_NS;
        opened.incrementAndGet();
        open = true;
        return 1;
    }

    private void begin() {
        driverKey = driverKey();
        // Aeron would wait for the driver, and who waits for a reply here would wait with it.
        if (driverKey == NO_DRIVER || !isDriverActive()) {
            throw new IllegalStateException("no media driver in " + channels.aeronDirectory());
        }
        aeron =
                Aeron.connect(
                        new Aeron.Context()
                                .aeronDirectoryName(channels.aeronDirectory())
                                .driverTimeoutMs(DRIVER_MS)
                                .useConductorAgentInvoker(true)
                                .errorHandler(ClusterLink::note)
                                .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE));
        opening =
                AeronCluster.asyncConnect(
                        new AeronCluster.Context()
                                .aeron(aeron)
                                .ownsAeronClient(true)
                                .ingressChannel(channels.ingress())
                                .ingressEndpoints(channels.ingressEndpoints())
                                .egressChannel(channels.egress())
                                .egressStreamId(Channels.egressStream())
                                .egressListener(this)
                                .messageTimeoutNs(CONNECT_NS)
                                .newLeaderTimeoutNs(NEW_LEADER_NS)
                                .idleStrategy(new BackoffIdleStrategy(1, 10, 1_000, 100_000))
                                .errorHandler(
                                        error -> LOG.log(System.Logger.Level.WARNING, error)));
    }

    private boolean isDriverActive() {
        return CommonContext.isDriverActive(
                new File(channels.aeronDirectory()), FRESH_MS, ignored -> {});
    }

    private Object driverKey() {
        Path file = Path.of(channels.aeronDirectory(), CncFileDescriptor.CNC_FILE);
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key;
        } catch (IOException notThere) {
            return NO_DRIVER;
        }
    }

    private int runConductor() {
        return aeron == null ? 0 : aeron.conductorAgentInvoker().invoke();
    }

    private static void note(Throwable error) {
        boolean ending = error instanceof AgentTerminationException;
        LOG.log(
                ending ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                () -> "the session with the cluster: " + error.getMessage());
    }

    private void lose(String reason, long nowNs) {
        LOG.log(System.Logger.Level.DEBUG, "no session with the cluster: {0}", reason);
        close();
        openAtNs = nowNs + pauseNs;
        pauseNs = Math.min(2 * pauseNs, MOST_PAUSE_NS);
        listener.onLost(reason);
    }
}
