// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.InFlight;
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
import java.util.List;
import java.util.Map;

/** Every participant's payments, and the machine's own figures. */
final class PaymentEndpoints {
    private final HubDoor door;
    private final Showing showing;
    private final NumberedPayments payments;
    private final InFlight inFlight = new InFlight();

    PaymentEndpoints(HubDoor door, Showing showing, NumberedPayments payments) {
        this.door = door;
        this.showing = showing;
        this.payments = payments;
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
        return Listing.longPage(
                call,
                (from, limit) -> read(from, ReadOrder.RISING, limit),
                (from, limit) -> read(from, ReadOrder.FALLING, limit),
                Payment::number,
                showing::payment);
    }

    private List<Payment> read(long from, ReadOrder order, int limit) {
        return door.ask(new Command.ReadPayments(from, order, limit), Outcome.Payments.class)
                .rows();
    }

    Answer askAgain(Call call) {
        call.noQuery();
        call.noBody();
        long number = NumberedPayments.number(call);
        long person = call.personId();
        return inFlight.once(
                "enquiry",
                call.idempotencyKey(),
                () -> payments.ask(payments.find(number), new Command.AskAgain(number, person)));
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
