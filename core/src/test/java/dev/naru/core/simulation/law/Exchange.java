// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step and everything that the machine said about it.
 *
 * @param clusterTimeNs what the machine was told the time is, epoch nanoseconds
 * @param facts its events, in order
 * @param outcome its answer; empty for a tick
 * @param hashes of its state around this step, where they were taken
 */
public record Exchange(
        long clusterTimeNs,
        Step step,
        List<Fact> facts,
        Optional<Outcome> outcome,
        Optional<Hashes> hashes) {
    public Exchange {
        facts = List.copyOf(facts);
    }

    /** The machine's state before and after, nothing being due in between. */
    public record Hashes(long before, long after) {}

    /** The command, empty for a tick. */
    public Optional<Command> command() {
        return step instanceof Step.Send send ? Optional.of(send.command()) : Optional.empty();
    }

    /** The facts that are this command's doing. */
    public List<Fact> ownFacts() {
        List<Fact> own = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            if (!fact.isDeadline()) {
                own.add(fact);
            }
        }
        return own;
    }

    /** Whether the command changed anything that can be seen. */
    public boolean changedSomething() {
        for (Fact fact : facts) {
            if (!fact.isDeadline()) {
                return true;
            }
        }
        return hashes.isPresent() && hashes.get().before() != hashes.get().after();
    }

    /** The same answered to another command. */
    public Exchange withCommand(Command other) {
        return new Exchange(clusterTimeNs, new Step.Send(other), facts, outcome, hashes);
    }

    /** The same with other facts. */
    public Exchange withFacts(List<Fact> other) {
        return new Exchange(clusterTimeNs, step, other, outcome, hashes);
    }

    /** The same with another outcome. */
    public Exchange withOutcome(Outcome other) {
        return new Exchange(clusterTimeNs, step, facts, Optional.of(other), hashes);
    }
}
