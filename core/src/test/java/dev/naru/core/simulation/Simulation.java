// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.Journey;
import dev.naru.core.simulation.law.Laws;
import dev.naru.core.simulation.law.SnapshotEqualsReplay;
import dev.naru.core.simulation.law.Step;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One seed: a hub, its people and their commands, judged by the laws as they go. Somewhere on the
 * way a second machine starts from a snapshot and must say the same as the first from then on; at
 * the end a third one hears everything from the beginning, and all three must be in the same state,
 * though each scatters ids by a secret of its own.
 */
final class Simulation {
    private static final long BEGINS_AT_NS = 1_780_000_000L * Scene.SECOND_NS;
    private static final int STEPS_BETWEEN_AUDITS = 500;
    private static final int STEPS_BETWEEN_HASHES = 100;
    private static final int MOST_TICKS_TO_SETTLE = 10_000;

    private final Dice dice;
    private final Scene scene;
    private final Heard machine;
    private final Laws laws;
    private final Traffic traffic;
    private final Saboteur saboteur;
    private final Coverage coverage;
    private final SnapshotEqualsReplay replay = new SnapshotEqualsReplay();
    private final List<Moment> log = new ArrayList<>();
    private Optional<Heard> twin = Optional.empty();
    private long clockNs = BEGINS_AT_NS;

    /** One entry of the log that all machines of a cluster share. */
    private record Moment(long clusterTimeNs, Step step) {}

    Simulation(long seed, Saboteur saboteur, Coverage coverage) {
        dice = new Dice(seed);
        scene = new Scene(dice.apart());
        machine = Heard.fresh(scene.settings(), /* secret= */ 1);
        laws = new Laws(scene.settings());
        traffic = new Traffic(dice.apart(), scene, laws.books());
        this.saboteur = saboteur;
        this.coverage = coverage;
    }

    /**
     * Plays this many commands, then gives everything the time and the answers to come to its end.
     *
     * @throws dev.naru.core.simulation.law.LawBroken when the machine said what cannot be, or two
     *     machines disagree
     */
    void run(int commands) {
        int snapshotAt = dice.below(commands);
        for (int i = 0; i < commands; i++) {
            if (i == snapshotAt) {
                startTwin();
            }
            if (i < scene.opening().size()) {
                play(new Step.Send(scene.opening().get(i)));
            } else {
                goOn(i);
            }
        }
        audit();
        settle();
        audit();
        laws.judgeEnd();
        replay();
    }

    private void goOn(int i) {
        clockNs += traffic.pause();
        if (i % STEPS_BETWEEN_HASHES == 0) {
            play(new Step.Tick());
            hear(machine.playHashed(clockNs, traffic.next(laws.books().nowNs())));
        } else {
            play(traffic.next(laws.books().nowNs()));
        }
        if (i % STEPS_BETWEEN_AUDITS == 0) {
            audit();
        }
    }

    private Optional<Outcome> play(Step step) {
        Exchange exchange = machine.play(clockNs, step);
        hear(exchange);
        return exchange.outcome();
    }

    private void hear(Exchange honest) {
        log.add(new Moment(honest.clusterTimeNs(), honest.step()));
        twin.ifPresent(other -> replay.compare(honest, replayed(honest, other)));
        Exchange told = saboteur.tell(honest, laws.books());
        coverage.hear(told, laws.books());
        laws.judge(told);
        traffic.hear(honest);
    }

    private Exchange replayed(Exchange honest, Heard other) {
        return other.play(honest.clusterTimeNs(), saboteur.replay(honest.step()));
    }

    private void audit() {
        Auditor auditor = new Auditor(command -> play(new Step.Send(command)).orElseThrow());
        laws.judge(saboteur.show(auditor.audit()));
    }

    /** Lets all deadlines pass, then has every link answer. */
    private void settle() {
        int ticks = 0;
        for (long due = nextDueNs(); due != Long.MAX_VALUE; due = nextDueNs()) {
            clockNs = Math.max(clockNs, due);
            play(new Step.Tick());
            closeItems();
            ticks++;
            if (ticks > MOST_TICKS_TO_SETTLE) {
                throw new AssertionError("something is due again and again at " + due);
            }
        }
        for (Journey journey : List.copyOf(laws.books().payments())) {
            if (journey.awaitsAnswer()) {
                AnswerStatus status = dice.oneIn(2) ? AnswerStatus.ACCEPTED : AnswerStatus.REJECTED;
                play(new Step.Send(answer(journey, status)));
            }
        }
    }

    /** Two people look at everything, so that there is room for what nobody answers. */
    private void closeItems() {
        for (Books.Item item : List.copyOf(laws.books().items())) {
            if (item.secondPersonId() == 0) {
                long number = item.opened().itemNumber();
                play(new Step.Send(new Command.CloseRecoveryItem(number, 101)));
                play(new Step.Send(new Command.CloseRecoveryItem(number, 102)));
            }
        }
    }

    private long nextDueNs() {
        return machine.nextDeadlineNs();
    }

    private static Command answer(Journey journey, AnswerStatus status) {
        Route route = journey.terms().orElseThrow().route();
        return new Command.RecordAnswer(
                journey.number(),
                journey.id(),
                route.destinationParticipantId(),
                0,
                status,
                Command.RecordAnswer.NO_AMOUNT,
                Scene.group(route.destinationGroupId()).currency(),
                "",
                Bytes.EMPTY);
    }

    private void startTwin() {
        SnapshotEqualsReplay.State before = machine.state();
        byte[] snapshot = saboteur.snapshot(machine.snapshot());
        replay.compare(before, machine.state());
        Heard restored = Heard.restored(scene.settings(), /* secret= */ 2, snapshot);
        replay.compare(before, restored.state());
        twin = Optional.of(restored);
    }

    /** Snapshot and the rest of the log give what the whole log gave; so does the log alone. */
    private void replay() {
        twin.ifPresent(other -> replay.compare(machine.state(), other.state()));
        Heard third = Heard.fresh(scene.settings(), /* secret= */ 3);
        for (Moment moment : log) {
            third.play(moment.clusterTimeNs, moment.step);
        }
        replay.compare(machine.state(), third.state());
    }

    /** The machine's whole state, as it is now. */
    byte[] snapshot() {
        return machine.snapshot();
    }

    /** How the machine is set up. */
    MachineSettings settings() {
        return scene.settings();
    }
}
