// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.InFlight;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.Paying;
import dev.naru.gateway.http.machine.Showing;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Pays what was quoted and waits for the end; reads what became of a payment. */
final class PayEndpoints {
    private static final long MOST_EXACT = (1L << 53) - 1;

    private final HubDoor door;
    private final Directory directory;
    private final Showing showing;
    private final Resolutions resolutions;
    private final Paying paying;
    private final Duration longestWait;
    private final InFlight inFlight = new InFlight();

    /**
     * What paying needs.
     *
     * @param longestWait how long a caller waits for the payment's end at the most
     */
    record Parts(
            HubDoor door,
            Directory directory,
            Resolutions resolutions,
            Paying paying,
            Duration longestWait) {}

    PayEndpoints(Parts parts) {
        this.door = parts.door();
        this.directory = parts.directory();
        this.showing = new Showing(parts.directory(), Showing.Reader.PARTICIPANT);
        this.resolutions = parts.resolutions();
        this.paying = parts.paying();
        this.longestWait = parts.longestWait();
    }

    Answer pay(Call call) {
        call.noQuery();
        PaymentId id = call.paymentIdKey();
        Duration wait = wait(call);
        Order order = order(call, id);
        return inFlight.once(
                Integer.toString(call.participantId()), id.toString(), () -> pay(order, wait));
    }

    Answer read(Call call) {
        call.noQuery();
        PaymentId id = call.pathPaymentId("payment_id");
        Outcome.PaymentIs outcome =
                door.ask(
                        new Command.ReadPayment(call.participantId(), id),
                        Outcome.PaymentIs.class,
                        Set.of(Rejection.PAYMENT_UNKNOWN));
        return Answer.ok(showing.payment(outcome.payment()));
    }

    /** What is to be paid, and in what; known before the machine is asked. */
    private record Order(Command.InitiatePayment command, CorridorCurrencies currencies) {}

    private Order order(Call call, PaymentId id) {
        int participantId = call.participantId();
        Fields body =
                call.body(
                        List.of(
                                "quote_id",
                                "debit_amount",
                                "destination_amount",
                                "payer",
                                "resolution"),
                        List.of("screening_score", "evidence_reference", "purpose"));
        Resolution resolution = resolutions.given(body, participantId);
        CorridorCurrencies currencies = CorridorCurrencies.of(directory, resolution.corridorId());
        PayerFields payer = PayerFields.read(body);
        Command.InitiatePayment command =
                new Command.InitiatePayment(
                        id,
                        participantId,
                        body.parsed("quote_id", QuoteId::parse, QuoteEndpoints.QUOTE_ID_RULE),
                        minor(body, "debit_amount", currencies.source()),
                        minor(body, "destination_amount", currencies.destination()),
                        resolution.payeeDigest(),
                        CanonicalDigest.payer(participantId, payer.reference()),
                        payer.suppliedItems(),
                        body.optionalInteger("evidence_reference", 1, MOST_EXACT).orElse(0),
                        (int)
                                body.optionalInteger(
                                                "screening_score", 0, CorridorDemands.MOST_SCORE)
                                        .orElse(0),
                        payer.particulars(resolution));
        return new Order(command, currencies);
    }

    private Answer pay(Order order, Duration wait) {
        return answer(paying.pay(order.command(), wait), order.currencies());
    }

    private Answer answer(Payment payment, CorridorCurrencies currencies) {
        String where = "/v1/payments/" + payment.id();
        if (payment.rejection().isPresent()) {
            throw Showing.refusal(payment.rejection().get())
                    .with("payment_id", payment.id().toString())
                    .withHeader("Location", where)
                    .thrown();
        }
        return Answer.json(
                        payment.state().isFinal() ? 201 : 202,
                        showing.acknowledged(payment, currencies))
                .with("Location", where);
    }

    /** {@code Prefer: wait=3} (RFC 7240) waits less than the longest. */
    private Duration wait(Call call) {
        return call.header("Prefer")
                .filter(preference -> preference.matches("wait=[0-9]{1,3}"))
                .map(preference -> preference.substring("wait=".length()))
                .map(seconds -> Duration.ofSeconds(Integer.parseInt(seconds)))
                .filter(wanted -> wanted.compareTo(longestWait) < 0)
                .orElse(longestWait);
    }

    private static long minor(Fields body, String name, Currency currency) {
        Money amount = body.money(name);
        CorridorCurrencies.check(name, amount, currency);
        if (amount.minor() < 1) {
            throw body.invalid(name, "must be more than zero");
        }
        return amount.minor();
    }
}
