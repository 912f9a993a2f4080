// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.node.eventlog.EventLogSettings;
import dev.naru.node.eventlog.EventServer;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;

/**
 * What the replicated log calls, on the service's thread, in the log's order.
 *
 * <p>Aeron reports an exception of a callback and goes on with the next message, which would skip a
 * command in silence. So whatever is thrown here is a fault, and after a fault nothing is done any
 * more.
 */
final class HubService implements ClusteredService, AutoCloseable {
    private static final long DEADLINE_TIMER = 1;

    private final NodeSettings settings;
    private final NodeCounters counters;
    private final Faults faults;
    private final ReplyBatch replies;
    private volatile @Nullable Running running;
    private volatile @Nullable EventServer eventServer;
    private volatile long termId = -1;
    private long armedNs = Long.MAX_VALUE;
    private boolean faulted;

    private record Running(Cluster cluster, HostedMachine machine) {
        boolean isLeader() {
            return cluster.role() == Cluster.Role.LEADER;
        }
    }

    HubService(NodeSettings settings, NodeCounters counters, Faults faults) {
        this.settings = settings;
        this.counters = counters;
        this.faults = faults;
        this.replies = new ReplyBatch(counters);
    }

    /** The last term whose beginning came out of the log here, -1 before the first. */
    long termId() {
        return termId;
    }

    /** Lets readers of events in. After the first election. */
    void serveEvents() {
        eventServer = EventServer.start(running().machine.events(), settings.eventAddress());
    }

    /** Sends the readers of events away. */
    void stopServingEvents() {
        CloseHelper.close(eventServer);
    }

    /** Where the event server listens. */
    int eventPort() {
        EventServer server = eventServer;
        if (server == null) {
            throw new IllegalStateException("not serving events");
        }
        return server.port();
    }

    /** The last event that is on disk for certain, 0 before the start. */
    long syncedEventNumber() {
        Running here = running;
        return here == null ? 0 : here.machine.events().syncedNumber();
    }

    @Override
    public void onStart(Cluster cluster, @Nullable Image snapshotImage) {
        guarded(
                () -> {
                    Optional<SnapshotReader> snapshot =
                            Optional.ofNullable(snapshotImage)
                                    .map(i -> new SnapshotReader(i, cluster.idleStrategy()));
                    EventLogSettings events =
                            EventLogSettings.of(settings.eventFolder()).withOnFault(faults::raise);
                    HostedMachine machine =
                            HostedMachine.open(settings.machine(), events, counters, snapshot);
                    running = new Running(cluster, machine);
                });
    }

    @Override
    public void onSessionMessage(
            @Nullable ClientSession session,
            long timestamp,
            DirectBuffer buffer,
            int offset,
            int length,
            Header header) {
        guarded(
                () -> {
                    Running here = running();
                    if (session != null && here.isLeader()) {
                        replies.begin(session, here.cluster.idleStrategy());
                        here.machine.apply(timestamp, buffer, offset, length, replies);
                        replies.end();
                    } else {
                        here.machine.apply(timestamp, buffer, offset, length, OutcomeSink.NOBODY);
                    }
                    armTimer(here);
                });
    }

    @Override
    public void onTimerEvent(long correlationId, long timestamp) {
        guarded(
                () -> {
                    Running here = running();
                    here.machine.tick(timestamp);
                    armedNs = Long.MAX_VALUE;
                    armTimer(here);
                });
    }

    @Override
    public void onTakeSnapshot(ExclusivePublication snapshotPublication) {
        guarded(
                () -> {
                    Running here = running();
                    here.machine.writeSnapshot(snapshotPublication, here.cluster.idleStrategy());
                });
    }

    /**
     * A new term arms the timer anew: after a restart nobody knows here what the consensus module
     * has kept of it.
     */
    @Override
    public void onNewLeadershipTermEvent(
            long leadershipTermId,
            long logPosition,
            long timestamp,
            long termBaseLogPosition,
            int leaderMemberId,
            int logSessionId,
            TimeUnit timeUnit,
            int appVersion) {
        guarded(
                () -> {
                    if (timeUnit != TimeUnit.NANOSECONDS) {
                        throw new IllegalStateException("the cluster's time is in " + timeUnit);
                    }
                    armedNs = Long.MAX_VALUE;
                    armTimer(running());
                    termId = leadershipTermId;
                });
    }

    @Override
    public int doBackgroundWork(long nowNs) {
        Running here = running;
        if (here != null && !faulted) {
            guarded(here.machine::flush);
        }
        return 0;
    }

    @Override
    public void onSessionOpen(ClientSession session, long timestamp) {}

    @Override
    public void onSessionClose(ClientSession session, long timestamp, CloseReason closeReason) {
        replies.forget(session.id());
    }

    @Override
    public void onRoleChange(Cluster.Role newRole) {}

    @Override
    public void onTerminate(Cluster cluster) {}

    /** Closes the event log. After the service's thread has ended. */
    @Override
    public void close() {
        Running here = running;
        if (here != null) {
            here.machine.close();
        }
    }

    /**
     * Only an earlier deadline is worth a message to the consensus module: a timer that fires too
     * early finds nothing to do and is armed again, and most deadlines never come.
     */
    private void armTimer(Running here) {
        long deadlineNs = here.machine.nextDeadlineNs();
        if (deadlineNs >= armedNs) {
            return;
        }
        here.cluster.idleStrategy().reset();
        while (!here.cluster.scheduleTimer(DEADLINE_TIMER, deadlineNs)) {
            here.cluster.idleStrategy().idle();
        }
        armedNs = deadlineNs;
    }

    private void guarded(Runnable work) {
        if (faulted) {
            throw new AgentTerminationException("after a fault");
        }
        try {
            work.run();
        } catch (AgentTerminationException ending) {
            throw ending;
        } catch (Throwable fault) {
            faulted = true;
            faults.raise(fault);
            throw new AgentTerminationException(fault);
        }
    }

    private Running running() {
        Running here = running;
        if (here == null) {
            throw new IllegalStateException("not started");
        }
        return here;
    }
}
