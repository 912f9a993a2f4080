// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import dev.naru.client.Hub;
import dev.naru.client.Reply;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What the machine says of itself, asked anew whenever measurements are wanted, and once a second
 * at the most; positions, of which there may be thousands, once a minute at the most. A machine
 * that does not answer in time is not waited for: then nothing is known.
 */
final class MachineSight {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long FRESH_NS = Duration.ofSeconds(1).toNanos();
    private static final long USES_FRESH_NS = Duration.ofMinutes(1).toNanos();

    private final Hub hub;
    private final LongSupplier clockNs;
    private Optional<Sample> sample = Optional.empty();
    private Optional<List<Use>> uses = Optional.empty();
    private long askedAtNs;
    private long usesReadAtNs;

    MachineSight(Hub hub) {
        this(hub, System::nanoTime);
    }

    /** By this steady clock. */
    MachineSight(Hub hub, LongSupplier clockNs) {
        this.hub = hub;
        this.clockNs = clockNs;
        this.askedAtNs = clockNs.getAsLong() - FRESH_NS;
    }

    /**
     * How much of its headroom a participant uses in a group.
     *
     * @param usedMinor negative when more is owed to the participant than it owes
     * @param limitMinor cap and prefunding, as its rule counts them
     */
    record Use(int participantId, String group, long usedMinor, long limitMinor) {
        private static Use of(Outcome.Position row, Outcome.Group group) {
            long limit =
                    switch (row.rule()) {
                        case NET_CAP -> row.liquidityMinor() + row.capMinor();
                        case PREFUNDED -> row.liquidityMinor();
                    };
            return new Use(row.participantId(), group.code(), limit - row.headroomMinor(), limit);
        }

        /** The part of the limit that is used, 1 for all of it; 0 where nothing is used. */
        double ratio() {
            return usedMinor <= 0 ? 0 : limitMinor <= 0 ? 1 : (double) usedMinor / limitMinor;
        }
    }

    /** Figures and readers of events of now, and uses of the last minute. */
    record Sample(Outcome.Figures figures, List<Use> uses, List<Outcome.EventReader> readers) {
        Sample {
            uses = List.copyOf(uses);
            readers = List.copyOf(readers);
        }
    }

    /** What the machine says now; empty when it does not answer. */
    synchronized Optional<Sample> look() {
        if (clockNs.getAsLong() - askedAtNs >= FRESH_NS) {
            sample = ask();
            askedAtNs = clockNs.getAsLong();
        }
        return sample;
    }

    private Optional<Sample> ask() {
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        Optional<Outcome.Figures> figures =
                ask(new Command.ReadFigures(), Outcome.Figures.class, endNs);
        return figures.flatMap(
                there -> uses(endNs).map(known -> new Sample(there, known, readers(endNs))));
    }

    /** All readers of events; none where the machine does not say. */
    private List<Outcome.EventReader> readers(long endNs) {
        return ask(new Command.ReadEventReaders(), Outcome.EventReaders.class, endNs)
                .map(Outcome.EventReaders::rows)
                .orElse(List.of());
    }

    /** While nobody has a position the question is short, and the first is seen at once. */
    private Optional<List<Use>> uses(long endNs) {
        boolean isShort = uses.map(List::isEmpty).orElse(true);
        if (isShort || clockNs.getAsLong() - usesReadAtNs >= USES_FRESH_NS) {
            uses = readUses(endNs);
            usesReadAtNs = clockNs.getAsLong();
        }
        return uses;
    }

    private Optional<List<Use>> readUses(long endNs) {
        Optional<List<Outcome.Group>> groups =
                all(
                        from -> new Command.ReadGroups(from, Limits.PAGE_ROWS),
                        Outcome.Groups.class,
                        Outcome.Groups::rows,
                        Outcome.Group::groupId,
                        endNs);
        List<Use> read = new ArrayList<>();
        for (Outcome.Group group : groups.orElse(List.of())) {
            Optional<List<Outcome.Position>> rows =
                    all(
                            from ->
                                    new Command.ReadPositions(
                                            group.groupId(), from, Limits.PAGE_ROWS),
                            Outcome.Positions.class,
                            Outcome.Positions::rows,
                            Outcome.Position::participantId,
                            endNs);
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            rows.get().forEach(row -> read.add(Use.of(row, group)));
        }
        return groups.map(_ -> List.copyOf(read));
    }

    /** All rows, page by page; empty when a page did not come. */
    private <O extends Outcome, R> Optional<List<R>> all(
            Function<Integer, Command> page,
            Class<O> kind,
            Function<O, List<R>> rows,
            Function<R, Integer> id,
            long endNs) {
        List<R> all = new ArrayList<>();
        int from = 0;
        while (true) {
            Optional<List<R>> next = ask(page.apply(from), kind, endNs).map(rows);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(next.get());
            if (next.get().size() < Limits.PAGE_ROWS) {
                return Optional.of(all);
            }
            from = id.apply(next.get().getLast()) + 1;
        }
    }

    private <O extends Outcome> Optional<O> ask(Command command, Class<O> kind, long endNs) {
        CompletableFuture<Reply> reply = hub.send(command);
        try {
            long leftNs = Math.max(0, endNs - System.nanoTime());
            return reply.get(leftNs, TimeUnit.NANOSECONDS) instanceof Reply.Answered answered
                            && kind.isInstance(answered.outcome())
                    ? Optional.of(kind.cast(answered.outcome()))
                    : Optional.empty();
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
