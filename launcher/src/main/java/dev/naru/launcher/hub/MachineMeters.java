// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import dev.naru.launcher.hub.MachineSight.Sample;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The machine's figures as metrics. A figure that the machine did not give is not a number; it is
 * never the one from before.
 */
final class MachineMeters {
    private final MeterRegistry registry;
    private final MachineSight sight;
    private final MultiGauge uses;
    private final MultiGauge readers;
    private volatile Optional<Sample> seen = Optional.empty();

    /**
     * What the machine may hold at most, as it was configured.
     *
     * @param rememberedPayments with those that have ended
     */
    record Room(long openQuotes, long openPayments, long rememberedPayments) {}

    MachineMeters(MeterRegistry registry, MachineSight sight, Room room) {
        this.registry = registry;
        this.sight = sight;
        this.uses =
                MultiGauge.builder("naru.headroom.used.ratio")
                        .description("The part of a participant's headroom that is used")
                        .register(registry);
        this.readers =
                MultiGauge.builder("naru.event.reader.lag")
                        .description("Events that a reader has not acknowledged: it keeps them")
                        .register(registry);
        figure("naru.machine.event.number", "The machine's last event", f -> f.eventNumber());
        figure(
                "naru.machine.time.seconds",
                "The machine's time, since 1970",
                f -> f.timeNs() / 1e9);
        figure(
                "naru.machine.time.offset.seconds",
                "How far a sandbox's time was moved",
                f -> f.timeOffsetNs() / 1e9);
        for (PaymentState state : PaymentState.values()) {
            Gauge.builder(
                            "naru.payments",
                            this,
                            it -> it.value(f -> f.byState().get(state.ordinal())))
                    .description("Payments that are or ended in a state, since the beginning")
                    .tag("state", state.name())
                    .register(registry);
        }
        room("remembered_payments", f -> f.rememberedPayments(), room.rememberedPayments());
        room("open_payments", f -> f.openPayments(), room.openPayments());
        room("open_quotes", f -> f.openQuotes(), room.openQuotes());
        room("recovery_items", f -> f.openRecoveryItems(), Limits.OPEN_RECOVERY_ITEMS);
        room("accounts", f -> f.accounts(), Limits.ACCOUNTS);
        room("participants", f -> f.participants(), Limits.PARTICIPANTS);
    }

    /** Asks the machine, so that what is scraped next is of now. */
    void refresh() {
        seen = sight.look();
        uses.register(
                seen.map(Sample::uses).orElse(List.of()).stream()
                        .map(use -> MultiGauge.Row.of(tags(use), use.ratio()))
                        .toList(),
                true);
        readers.register(seen.map(MachineMeters::lags).orElse(List.of()), true);
    }

    /** Who was asked about later may have come further than the machine was before. */
    private static List<MultiGauge.Row<Number>> lags(Sample sample) {
        long last = sample.figures().eventNumber();
        return sample.readers().stream()
                .<MultiGauge.Row<Number>>map(
                        reader ->
                                MultiGauge.Row.of(
                                        Tags.of("reader", reader.readerName()),
                                        Math.max(0, last - reader.number())))
                .toList();
    }

    private static Tags tags(MachineSight.Use use) {
        return Tags.of("participant", Integer.toString(use.participantId()), "group", use.group());
    }

    private void room(String what, ToDoubleFunction<Outcome.Figures> used, long limit) {
        Gauge.builder("naru.machine.room.used", this, it -> it.value(used))
                .description("What the machine holds, of what it has room for")
                .tag("what", what)
                .register(registry);
        Gauge.builder("naru.machine.room.limit", () -> limit)
                .description("What the machine has room for")
                .tag("what", what)
                .register(registry);
    }

    private void figure(String name, String says, ToDoubleFunction<Outcome.Figures> figure) {
        Gauge.builder(name, this, it -> it.value(figure)).description(says).register(registry);
    }

    private double value(ToDoubleFunction<Outcome.Figures> figure) {
        return seen.map(Sample::figures)
                .map(figures -> figure.applyAsDouble(figures))
                .orElse(Double.NaN);
    }
}
