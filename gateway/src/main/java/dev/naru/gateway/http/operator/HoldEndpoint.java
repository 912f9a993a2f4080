// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.InFlight;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.HoldDecision;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentState;
import java.util.List;
import java.util.Optional;

/**
 * Compliance's decision about a held payment. To be released it needs its particulars again, which
 * the machine does not keep: they are looked for in the event log. A read side with an index will
 * take that over.
 */
final class HoldEndpoint {
    private final NumberedPayments payments;
    private final HeldPayments held;
    private final InFlight inFlight = new InFlight();

    HoldEndpoint(NumberedPayments payments, HeldPayments held) {
        this.payments = payments;
        this.held = held;
    }

    Answer decide(Call call) {
        call.noQuery();
        long number = NumberedPayments.number(call);
        long person = call.personId();
        Fields body = call.body(List.of("decision"), List.of());
        HoldDecision decision = body.choice("decision", HoldDecision.class);
        return inFlight.once("hold", call.idempotencyKey(), () -> decide(number, decision, person));
    }

    private Answer decide(long number, HoldDecision decision, long person) {
        Optional<Payment> before = payments.find(number);
        // Where there is nothing to release, the log is not searched for it.
        boolean isHeld = before.map(Payment::state).filter(PaymentState.HELD::equals).isPresent();
        Bytes particulars =
                switch (decision) {
                    case RELEASE -> isHeld ? particulars(number) : Bytes.EMPTY;
                    case REFUSE -> Bytes.EMPTY;
                };
        return payments.ask(before, new Command.DecideHold(number, decision, person, particulars));
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
