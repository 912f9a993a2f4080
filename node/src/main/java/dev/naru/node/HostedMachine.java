// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.core.EventSink;
import dev.naru.core.Machine;
import dev.naru.node.eventlog.EventLog;
import dev.naru.protocol.Command;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.Malformed;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.codec.Batch;
import dev.naru.protocol.codec.CommandCodec;
import dev.naru.protocol.codec.EventCodec;
import io.aeron.ExclusivePublication;
import java.security.SecureRandom;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The machine with its event log: bytes of commands go in, outcomes come out, events are written
 * down on the way. For the service thread alone.
 */
final class HostedMachine implements AutoCloseable {
    private static final Outcome MALFORMED = new Outcome.Refused(Rejection.MALFORMED_COMMAND);

    private final Machine machine;
    private final EventLog events;
    private final NodeCounters counters;
    private final Batch.Reader batch = new Batch.Reader();
    private final CommandCodec commands = new CommandCodec();

    private HostedMachine(Machine machine, EventLog events, NodeCounters counters) {
        this.machine = machine;
        this.events = events;
        this.counters = counters;
        counters.onEvents(machine.lastEventNumber());
        counters.onTime(machine.nowNs());
        counters.onAcknowledged(machine.acknowledgedByAll());
    }

    /** Begins with an empty machine or with the snapshot's, and the event log that fits it. */
    static HostedMachine open(
            MachineSettings settings,
            NodeCounters counters,
            Optional<SnapshotReader> snapshot,
            EventLogOpener opener) {
        long number = snapshot.map(SnapshotReader::eventNumber).orElse(0L);
        int crc = snapshot.map(SnapshotReader::eventCrc).orElse(0);
        EventLog events = opener.open(number, crc);
        try {
            EventSink sink = sinkInto(events);
            Machine machine =
                    snapshot.map(reader -> restore(settings, sink, reader))
                            .orElseGet(() -> new Machine(settings, sink, secret()));
            Invariant.check(
                    machine.lastEventNumber() == number,
                    "a snapshot names the last event of its state");
            return new HostedMachine(machine, events, counters);
        } catch (RuntimeException | Error unusable) {
            events.close();
            throw unusable;
        }
    }

    /** Judges every command of one message and hands its outcome over. */
    void apply(long timeNs, DirectBuffer buffer, int offset, int length, OutcomeSink outcomes) {
        int count = 0;
        batch.wrap(buffer, offset, length);
        while (batch.next()) {
            Outcome outcome = judge(timeNs);
            outcomes.add(
                    batch.correlationId(), machine.lastEventNumber(), machine.nowNs(), outcome);
            count++;
        }
        if (batch.isBroken()) {
            counters.onMalformed();
        }
        counters.onCommands(count);
        counters.onEvents(machine.lastEventNumber());
        counters.onTime(machine.nowNs());
        counters.onAcknowledged(machine.acknowledgedByAll());
    }

    /** Lets deadlines happen that are due. */
    void tick(long timeNs) {
        machine.tick(timeNs);
        counters.onEvents(machine.lastEventNumber());
        counters.onTime(machine.nowNs());
        counters.onAcknowledged(machine.acknowledgedByAll());
    }

    /** Cluster time at which {@link #tick} has something to do; Long.MAX_VALUE for never. */
    long nextDeadlineNs() {
        return machine.nextDeadlineNs();
    }

    /** Lets readers see the events so far. */
    void flush() {
        events.flush();
    }

    /**
     * No snapshot names an event that is not synced: first the events, then the state.
     *
     * @return the bytes of state
     */
    long writeSnapshot(ExclusivePublication publication, IdleStrategy idle) {
        events.sync();
        Invariant.check(
                events.lastNumber() == machine.lastEventNumber(),
                "every event of the machine is in the event log");
        SnapshotWriter writer = new SnapshotWriter(publication, idle);
        writer.header(events.lastNumber(), events.lastCrc());
        machine.writeSnapshot(writer);
        return writer.trailer();
    }

    /** The event log that belongs to this machine. */
    EventLog events() {
        return events;
    }

    @Override
    public void close() {
        events.close();
    }

    /** Closes without writing what is still in memory: it may be half of a command. */
    void abandon() {
        events.abandon();
    }

    private static EventSink sinkInto(EventLog events) {
        EventCodec codec = new EventCodec();
        UnsafeBuffer encoded = new UnsafeBuffer(new byte[EventCodec.MOST_BYTES]);
        return (number, timeNs, event) -> {
            int length = codec.encode(event, encoded, 0);
            events.append(number, timeNs, encoded, 0, length);
        };
    }

    private static Machine restore(
            MachineSettings settings, EventSink sink, SnapshotReader snapshot) {
        Machine machine = Machine.restore(settings, sink, secret(), snapshot);
        snapshot.trailer();
        return machine;
    }

    /** This start's own: another member, or the next start, has another. */
    private static long secret() {
        return new SecureRandom().nextLong();
    }

    private Outcome judge(long timeNs) {
        return switch (commands.decode(
                batch.buffer(), batch.payloadOffset(), batch.payloadLength())) {
            case Command command -> machine.apply(timeNs, command);
            case Malformed _ -> {
                counters.onMalformed();
                yield MALFORMED;
            }
        };
    }
}
