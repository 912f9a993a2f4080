// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.Showing;
import dev.naru.gateway.http.view.Times;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.ReadOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every participant's payments, and the machine's own figures. */
final class PaymentEndpoints {
    private final HubDoor door;
    private final Showing showing;

    PaymentEndpoints(HubDoor door, Showing showing) {
        this.door = door;
        this.showing = showing;
    }

    /** The machine's own figures, all at one moment. */
    record FiguresView(
            long eventNumber,
            String time,
            long timeOffsetSeconds,
            int participants,
            int accounts,
            int openQuotes,
            int openPayments,
            long rememberedPayments,
            long lastPaymentNumber,
            int openRecoveryItems,
            Map<String, Long> paymentsByState) {}

    Answer list(Call call) {
        return Listing.page(
                call,
                (from, limit) ->
                        door.ask(
                                        new Command.ReadPayments(from, ReadOrder.RISING, limit),
                                        Outcome.Payments.class)
                                .rows(),
                Payment::number,
                showing::payment);
    }

    Answer figures(Call call) {
        call.noQuery();
        Outcome.Figures figures = door.ask(new Command.ReadFigures(), Outcome.Figures.class);
        Map<String, Long> byState = new LinkedHashMap<>();
        for (PaymentState state : PaymentState.values()) {
            byState.put(state.name(), figures.byState().get(state.ordinal()));
        }
        return Answer.ok(
                new FiguresView(
                        figures.eventNumber(),
                        Times.text(figures.timeNs()),
                        figures.timeOffsetNs() / 1_000_000_000L,
                        figures.participants(),
                        figures.accounts(),
                        figures.openQuotes(),
                        figures.openPayments(),
                        figures.rememberedPayments(),
                        figures.lastPaymentNumber(),
                        figures.openRecoveryItems(),
                        byState));
    }
}
