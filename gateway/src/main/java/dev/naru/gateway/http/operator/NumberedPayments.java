// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.Showing;
import dev.naru.gateway.http.view.PaymentView;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.SortableText;
import java.util.Optional;
import java.util.Set;

/** What the operator asks of one payment, which it names by the hub's own number. */
final class NumberedPayments {
    private final HubDoor door;
    private final Showing showing;

    NumberedPayments(HubDoor door, Showing showing) {
        this.door = door;
        this.showing = showing;
    }

    /** The payment's number in the path. */
    static long number(Call call) {
        return call.pathParsed(
                "payment_number",
                text ->
                        Optional.of(SortableText.read(PaymentView.NUMBER_PREFIX, text))
                                .filter(found -> found > 0),
                "must be pmt_ and 13 characters");
    }

    /** The payment with this number. */
    Optional<Payment> find(long number) {
        return door
                .ask(new Command.ReadPayments(number, ReadOrder.RISING, 1), Outcome.Payments.class)
                .rows()
                .stream()
                .filter(payment -> payment.number() == number)
                .findFirst();
    }

    /**
     * Has something done with a payment. After the machine has done it nothing is refused: what is
     * needed to show it is asked for before.
     *
     * @param before the payment as it was found
     */
    Answer ask(Optional<Payment> before, Command command) {
        Optional<CorridorCurrencies> currencies =
                before.flatMap(Payment::priced).map(priced -> showing.currencies(priced.route()));
        Payment now =
                door.ask(command, Outcome.PaymentIs.class, Set.of(Rejection.PAYMENT_UNKNOWN))
                        .payment();
        return Answer.ok(
                currencies
                        .map(known -> showing.acknowledged(now, known))
                        .orElseGet(() -> showing.payment(now)));
    }
}
