// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.Machine;
import dev.naru.core.SnapshotSource;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.Fact;
import dev.naru.core.simulation.law.SnapshotEqualsReplay;
import dev.naru.core.simulation.law.Step;
import dev.naru.protocol.Event;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine and somebody who listens to it. */
final class Heard {
    private final List<Fact> facts = new ArrayList<>();
    private final Machine machine;

    private Heard(MachineSettings settings, long secret, Optional<byte[]> snapshot) {
        machine =
                snapshot.isPresent()
                        ? Machine.restore(settings, this::note, secret, sourceOf(snapshot.get()))
                        : new Machine(settings, this::note, secret);
        if (!facts.isEmpty()) {
            throw new AssertionError("a machine that starts says nothing, and not " + facts);
        }
    }

    /** A machine that knows nothing yet. */
    static Heard fresh(MachineSettings settings, long secret) {
        return new Heard(settings, secret, Optional.empty());
    }

    /** A machine that goes on where another was when this snapshot was taken. */
    static Heard restored(MachineSettings settings, long secret, byte[] snapshot) {
        return new Heard(settings, secret, Optional.of(snapshot));
    }

    private void note(long number, long timeNs, Event event) {
        facts.add(new Fact(number, timeNs, event));
    }

    private static SnapshotSource sourceOf(byte[] snapshot) {
        int[] position = {0};
        return (into, offset, length) -> {
            if (length > snapshot.length - position[0]) {
                throw new IllegalStateException("the snapshot ends early");
            }
            into.putBytes(offset, snapshot, position[0], length);
            position[0] += length;
        };
    }

    /** Does one step, and says all that came of it. */
    Exchange play(long clusterTimeNs, Step step) {
        facts.clear();
        Optional<Outcome> outcome = apply(clusterTimeNs, step);
        return new Exchange(clusterTimeNs, step, facts, outcome, Optional.empty());
    }

    /** The same, with the state's hash taken before and after. Nothing may be due. */
    Exchange playHashed(long clusterTimeNs, Step step) {
        facts.clear();
        long before = machine.stateHash();
        Optional<Outcome> outcome = apply(clusterTimeNs, step);
        Exchange.Hashes hashes = new Exchange.Hashes(before, machine.stateHash());
        return new Exchange(clusterTimeNs, step, facts, outcome, Optional.of(hashes));
    }

    private Optional<Outcome> apply(long clusterTimeNs, Step step) {
        return switch (step) {
            case Step.Send(var command) -> Optional.of(machine.apply(clusterTimeNs, command));
            case Step.Tick() -> {
                machine.tick(clusterTimeNs);
                yield Optional.empty();
            }
        };
    }

    /** What can be seen of its state. */
    SnapshotEqualsReplay.State state() {
        return new SnapshotEqualsReplay.State(
                machine.stateHash(),
                machine.lastEventNumber(),
                machine.nowNs(),
                machine.nextDeadlineNs());
    }

    /** When something is due, in the cluster's time; Long.MAX_VALUE for never. */
    long nextDeadlineNs() {
        return machine.nextDeadlineNs();
    }

    /** All of its state as bytes. */
    byte[] snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        machine.writeSnapshot(
                (buffer, offset, length) -> {
                    byte[] chunk = new byte[length];
                    buffer.getBytes(offset, chunk);
                    bytes.writeBytes(chunk);
                });
        return bytes.toByteArray();
    }
}
