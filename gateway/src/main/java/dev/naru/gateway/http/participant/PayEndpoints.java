// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.InFlight;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.PaymentWaits;
import dev.naru.gateway.http.machine.Showing;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Pays what was quoted and waits for the end; reads what became of a payment. */
final class PayEndpoints {
    /** Looks at the payment this often while waiting, in case the events lag behind. */
    private static final long LOOK_AGAIN_NS = Duration.ofSeconds(3).toNanos();

    private static final long MOST_EXACT = (1L << 53) - 1;

    private final HubDoor door;
    private final Directory directory;
    private final Showing showing;
    private final Resolutions resolutions;
    private final PaymentWaits waits;
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
            PaymentWaits waits,
            Duration longestWait) {}

    PayEndpoints(Parts parts) {
        this.door = parts.door();
        this.directory = parts.directory();
        this.showing = new Showing(parts.directory(), Showing.Reader.PARTICIPANT);
        this.resolutions = parts.resolutions();
        this.waits = parts.waits();
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
                        CanonicalDigest.of(
                                "payer 1", Integer.toString(participantId), payer.reference()),
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
        Command.InitiatePayment command = order.command();
        long deadline = System.nanoTime() + wait.toNanos();
        int participantId = command.participantId();
        Payment payment;
        // The wait begins before the machine is asked: an end that comes at once is not missed.
        try (PaymentWaits.Wait first = waits.begin(participantId, command.paymentId())) {
            payment = door.pay(command);
            awaitUnlessDone(first, payment, deadline);
        }
        while (isWorthWaiting(payment) && System.nanoTime() < deadline && !waits.isClosed()) {
            try (PaymentWaits.Wait again = waits.begin(participantId, command.paymentId())) {
                payment = look(command, payment);
                awaitUnlessDone(again, payment, deadline);
            }
        }
        return answer(
                isWorthWaiting(payment) ? look(command, payment) : payment, order.currencies());
    }

    private static void awaitUnlessDone(PaymentWaits.Wait wait, Payment payment, long deadline) {
        if (!isWorthWaiting(payment)) {
            return;
        }
        try {
            wait.await(Math.min(LOOK_AGAIN_NS, deadline - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is held waits for people, not for seconds. */
    private static boolean isWorthWaiting(Payment payment) {
        return !payment.state().isFinal() && payment.state() != PaymentState.HELD;
    }

    /** The payment as it stands now; as it last stood when the machine cannot be asked. */
    private Payment look(Command.InitiatePayment command, Payment last) {
        try {
            return door.ask(
                            new Command.ReadPayment(command.participantId(), command.paymentId()),
                            Outcome.PaymentIs.class)
                    .payment();
        } catch (RefusedException unreachable) {
            // The payment was acknowledged: whatever fails now, the caller hears of it.
            return last;
        }
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
