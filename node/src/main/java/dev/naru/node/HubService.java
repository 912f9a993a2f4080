// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.node.eventlog.EventLog;
import dev.naru.node.eventlog.EventServer;
import dev.naru.node.eventlog.EventServerSettings;
import dev.naru.node.eventlog.Opening;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
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
    private static final System.Logger LOG = System.getLogger(HubService.class.getName());
    private static final long DEADLINE_TIMER = 1;

    private final NodeSettings settings;
    private final NodeCounters counters;
    private final Faults faults;
    private final EventLogOpener opener;
    private final ReplyBatch replies;
    private volatile @Nullable Running running;
    private volatile @Nullable EventServer eventServer;
    private volatile @Nullable EventRetention retention;
    private volatile long termId = -1;
    private volatile Written written = new Written(0, 0, 0);
    private volatile long snapshotBytes;
    private long armedNs = Long.MAX_VALUE;
    private volatile boolean faulted;
    private volatile List<String> cuts = List.of();

    private record Running(Cluster cluster, HostedMachine machine) {
        boolean isLeader() {
            return cluster.role() == Cluster.Role.LEADER;
        }
    }

    HubService(NodeSettings settings, NodeCounters counters, Faults faults, EventLogOpener opener) {
        this.settings = settings;
        this.opener = opener;
        this.counters = counters;
        this.faults = faults;
        this.replies = new ReplyBatch(counters);
    }

    /** The last term whose beginning came out of the log here, -1 before the first. */
    long termId() {
        return termId;
    }

    /**
     * The snapshots that were written here. The last one is of use to a start only when the
     * consensus module has recorded it, which comes later.
     *
     * @param count since the start
     * @param logPosition how far the log goes into the last one, or without one into that from
     *     which the start was made; 0 without any
     * @param earlierLogPosition the same of the one before
     */
    record Written(long count, long logPosition, long earlierLogPosition) {}

    /** What was written until now. */
    Written written() {
        return written;
    }

    /** The bytes of state in that snapshot. */
    long snapshotBytes() {
        return snapshotBytes;
    }

    /**
     * Lets readers of events in, and old events go. After the first election.
     *
     * @param hasLeader whether this member leads or follows now
     * @param snapshotNeed how much room the next snapshot may need
     */
    void serveEvents(BooleanSupplier hasLeader, LongSupplier snapshotNeed) {
        EventLog events = running().machine.events();
        eventServer =
                EventServer.start(
                        events, EventServerSettings.of(settings.eventAddress()), hasLeader);
        EventRetention started =
                new EventRetention(settings, counters, events, faults, snapshotNeed);
        retention = started;
        started.start();
    }

    /** Sends the readers of events away. */
    void stopServingEvents() {
        CloseHelper.closeAll(retention, eventServer);
    }

    /** The older of the kept snapshots names this event; 0 where there are no two. */
    void keepEventsFrom(long eventNumber) {
        EventRetention here = retention;
        if (here != null) {
            here.keepFrom(eventNumber);
        }
    }

    /** Which events are here. */
    KeptEvents keptEvents() {
        EventRetention here = retention;
        return here == null ? KeptEvents.NONE : here.figures();
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

    /** Before the start: what was cut off the log, in sentences. */
    void logWasCut(List<String> where) {
        cuts = List.copyOf(where);
    }

    /** What was found of the event files at the start. */
    Opening eventFiles() {
        Running here = running;
        return here == null ? Opening.NOTHING : here.machine.events().opening();
    }

    @Override
    public void onStart(Cluster cluster, @Nullable Image snapshotImage) {
        guarded(
                () -> {
                    Optional<SnapshotReader> snapshot =
                            Optional.ofNullable(snapshotImage)
                                    .map(
                                            i ->
                                                    new SnapshotReader(
                                                            i, cluster.idleStrategy(), counters));
                    HostedMachine machine =
                            HostedMachine.open(
                                    settings.machine(),
                                    counters,
                                    snapshot,
                                    opener.elsewhere(cluster.idleStrategy()));
                    snapshotBytes = snapshot.map(SnapshotReader::stateBytes).orElse(0L);
                    written = new Written(0, cluster.logPosition(), cluster.logPosition());
                    running = new Running(cluster, machine);
                    report(machine.events().opening());
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
                    snapshotBytes =
                            here.machine.writeSnapshot(
                                    snapshotPublication, here.cluster.idleStrategy());
                    Written before = written;
                    written =
                            new Written(
                                    before.count + 1,
                                    here.cluster.logPosition(),
                                    before.logPosition);
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

    /**
     * Who leads has replayed the whole log. Where it still lacks events that the files hold, what
     * they were made of was acknowledged and is gone: a damaged byte near the log's end looks like
     * a write that a power cut left in part ({@link TornTails}), and this tells them apart.
     */
    @Override
    public void onRoleChange(Cluster.Role newRole) {
        if (newRole == Cluster.Role.LEADER) {
            guarded(
                    () -> {
                        EventLog events = running().machine.events();
                        if (events.keptNumber() > events.lastNumber()) {
                            throw new IllegalStateException(lacking(events));
                        }
                    });
        }
    }

    private String lacking(EventLog events) {
        return "the log of commands is damaged: what made the events %d to %d, which are in %s, is not in it%s: bring the folder back from a copy, or, of several members, begin with an empty one"
                .formatted(
                        events.lastNumber() + 1,
                        events.keptNumber(),
                        settings.eventFolder(),
                        cuts.isEmpty() ? "" : " (" + String.join("; ", cuts) + ")");
    }

    @Override
    public void onTerminate(Cluster cluster) {}

    /**
     * Closes the event log; after a fault without what is not written yet. After the service's
     * thread has ended.
     */
    @Override
    public void close() {
        Running here = running;
        if (here == null) {
            return;
        }
        if (faulted) {
            here.machine.abandon();
        } else {
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

    private void report(Opening opening) {
        if (!opening.findings().isEmpty() || opening.cutBytes() > 0) {
            LOG.log(
                    opening.needsAttention() ? System.Logger.Level.ERROR : System.Logger.Level.INFO,
                    "the event files in {0}: {1}, {2} bytes cut off behind event {3}; {4}",
                    settings.eventFolder(),
                    opening.standing(),
                    opening.cutBytes(),
                    opening.lastNumber(),
                    String.join("; ", opening.findings()));
        }
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
