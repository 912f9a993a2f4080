// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.InFlight;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.Showing;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.HoldDecision;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compliance's decision about a held payment. To be released it needs its particulars again, which
 * the machine does not keep: they are looked for in the event log. A read side with an index will
 * take that over.
 */
final class HoldEndpoint {
    private final HubDoor door;
    private final Showing showing;
    private final HeldPayments held;
    private final InFlight inFlight = new InFlight();

    HoldEndpoint(HubDoor door, Showing showing, HeldPayments held) {
        this.door = door;
        this.showing = showing;
        this.held = held;
    }

    Answer decide(Call call) {
        call.noQuery();
        long number = Numbers.payment(call);
        long person = call.personId();
        Fields body = call.body(List.of("decision"), List.of());
        HoldDecision decision = body.choice("decision", HoldDecision.class);
        return inFlight.once("hold", call.idempotencyKey(), () -> decide(number, decision, person));
    }

    private Answer decide(long number, HoldDecision decision, long person) {
        Optional<Payment> before =
                door
                        .ask(
                                new Command.ReadPayments(number, ReadOrder.RISING, 1),
                                Outcome.Payments.class)
                        .rows()
                        .stream()
                        .filter(payment -> payment.number() == number)
                        .findFirst();
        Optional<CorridorCurrencies> currencies =
                before.flatMap(Payment::priced).map(priced -> showing.currencies(priced.route()));
        // Where there is nothing to release, the log is not searched for it.
        boolean isHeld = before.map(Payment::state).filter(PaymentState.HELD::equals).isPresent();
        Bytes particulars =
                switch (decision) {
                    case RELEASE -> isHeld ? particulars(number) : Bytes.EMPTY;
                    case REFUSE -> Bytes.EMPTY;
                };
        Payment decided =
                door.ask(
                                new Command.DecideHold(number, decision, person, particulars),
                                Outcome.PaymentIs.class,
                                Set.of(Rejection.PAYMENT_UNKNOWN))
                        .payment();
        return Answer.ok(
                currencies
                        .map(known -> showing.acknowledged(decided, known))
                        .orElseGet(() -> showing.payment(decided)));
    }

    private Bytes particulars(long number) {
        try {
            return held.particulars(number).orElseThrow(HoldEndpoint::notFound);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notFound();
        }
    }

    private static RefusedException notFound() {
        return Refusal.of(
                        Problem.PARTICULARS_UNAVAILABLE,
                        "The event log did not show the payment's hold in time: ask again, and the"
                                + " search goes on.")
                .retryAfter(1)
                .thrown();
    }
}
