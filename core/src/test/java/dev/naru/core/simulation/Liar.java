// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.simulation.law.Audit;
import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.Fact;
import dev.naru.core.simulation.law.Step;
import dev.naru.protocol.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A saboteur that waits for its occasion, and then lies once or from then on. */
final class Liar implements Saboteur {
    private final Lie lie;
    private final AuditLie auditLie;
    private final Function<Step, Optional<Step>> replayLie;
    private final Function<byte[], Optional<byte[]>> snapshotLie;
    private final boolean isStubborn;
    private boolean hasLied;

    /** What to say instead of this, empty when this is not the occasion. */
    interface Lie {
        Optional<Exchange> about(Exchange honest, Books books);
    }

    /** What to show instead of this, empty when this is not the occasion. */
    interface AuditLie {
        Optional<Audit> about(Audit honest);
    }

    private Liar(
            Lie lie,
            AuditLie auditLie,
            Function<Step, Optional<Step>> replayLie,
            Function<byte[], Optional<byte[]>> snapshotLie,
            boolean isStubborn) {
        this.lie = lie;
        this.auditLie = auditLie;
        this.replayLie = replayLie;
        this.snapshotLie = snapshotLie;
        this.isStubborn = isStubborn;
    }

    /** Lies about one exchange. */
    static Liar once(Lie lie) {
        return new Liar(
                lie, _ -> Optional.empty(), _ -> Optional.empty(), _ -> Optional.empty(), false);
    }

    /** Lies whenever there is occasion. */
    static Liar always(Lie lie) {
        return new Liar(
                lie, _ -> Optional.empty(), _ -> Optional.empty(), _ -> Optional.empty(), true);
    }

    /** Shows one audit otherwise. */
    static Liar inAudit(AuditLie lie) {
        return new Liar(
                (_, _) -> Optional.empty(),
                lie,
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                false);
    }

    /** Lets the machine that started from a snapshot hear one step otherwise. */
    static Liar inReplay(Function<Step, Optional<Step>> lie) {
        return new Liar(
                (_, _) -> Optional.empty(),
                _ -> Optional.empty(),
                lie,
                _ -> Optional.empty(),
                false);
    }

    /** Lets a machine start from another snapshot. */
    static Liar inSnapshot(Function<byte[], Optional<byte[]>> lie) {
        return new Liar(
                (_, _) -> Optional.empty(),
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                lie,
                false);
    }

    /** Whether it had its occasion. */
    boolean hasLied() {
        return hasLied;
    }

    @Override
    public Exchange tell(Exchange honest, Books books) {
        return instead(honest, exchange -> lie.about(exchange, books));
    }

    @Override
    public Audit show(Audit honest) {
        return instead(honest, auditLie::about);
    }

    @Override
    public Step replay(Step honest) {
        return instead(honest, replayLie);
    }

    @Override
    public byte[] snapshot(byte[] honest) {
        return instead(honest, snapshotLie);
    }

    private <T> T instead(T honest, Function<T, Optional<T>> anyLie) {
        if (hasLied && !isStubborn) {
            return honest;
        }
        Optional<T> told = anyLie.apply(honest);
        hasLied |= told.isPresent();
        return told.orElse(honest);
    }

    /** The same exchange with one event more at its end. */
    static Exchange with(Exchange exchange, Event event, Books books) {
        List<Fact> facts = new ArrayList<>(exchange.facts());
        long number = facts.isEmpty() ? books.lastNumber() : facts.getLast().number();
        long nowNs = Math.max(books.nowNs(), exchange.clusterTimeNs() + books.timeOffsetNs());
        facts.add(new Fact(number + 1, nowNs, event));
        return exchange.withFacts(facts);
    }

    /** The same exchange without its last event. */
    static Exchange withoutLast(Exchange exchange) {
        return exchange.withFacts(exchange.facts().subList(0, exchange.facts().size() - 1));
    }

    /** The same exchange with each fact as this makes it. */
    static Exchange map(Exchange exchange, Function<Fact, Fact> change) {
        return exchange.withFacts(exchange.facts().stream().map(change).toList());
    }

    /** A lie about the first event of a kind: what this makes of it instead. */
    static <E extends Event> Lie event(Class<E> kind, Function<E, Event> change) {
        return eventIf(kind, (event, _) -> Optional.of(change.apply(event)));
    }

    /** What happened instead of an event, empty when it is not the occasion. */
    interface Change<E extends Event> {
        Optional<Event> of(E event, Books books);
    }

    /** A lie about the first event of a kind for which there is occasion. */
    static <E extends Event> Lie eventIf(Class<E> kind, Change<E> change) {
        return (honest, books) -> {
            List<Fact> facts = new ArrayList<>(honest.facts());
            for (int i = 0; i < facts.size(); i++) {
                Fact fact = facts.get(i);
                if (kind.isInstance(fact.event())) {
                    Optional<Event> other = change.of(kind.cast(fact.event()), books);
                    if (other.isPresent()) {
                        facts.set(i, new Fact(fact.number(), fact.timeNs(), other.get()));
                        return Optional.of(honest.withFacts(facts));
                    }
                }
            }
            return Optional.empty();
        };
    }
}
