// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.gateway.http.front.RefusedException;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentState;
import java.time.Duration;

/** Sends a payment to the machine and waits for its end. */
public final class Paying {
    /** Looks at the payment this often while waiting, in case the events lag behind. */
    private static final long LOOK_AGAIN_NS = Duration.ofSeconds(3).toNanos();

    private final HubDoor door;
    private final PaymentWaits waits;

    /** Through this door. */
    public Paying(HubDoor door, PaymentWaits waits) {
        this.door = door;
        this.waits = waits;
    }

    /**
     * The payment at its end, or as it stands when the wait is over.
     *
     * @throws RefusedException when the machine does not take it, did not answer, or was not
     *     reached
     */
    public Payment pay(Command.InitiatePayment command, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        int participantId = command.participantId();
        Payment payment;
        // The wait begins before the machine is asked: an end that comes at once is not missed.
        try (PaymentWaits.Wait first = waits.begin(participantId, command.paymentId())) {
            payment = door.pay(command);
            awaitUnlessDone(first, payment, deadline);
        }
        while (isWorthWaiting(payment)
                && System.nanoTime() < deadline
                && !waits.isClosed()
                && !Thread.currentThread().isInterrupted()) {
            try (PaymentWaits.Wait again = waits.begin(participantId, command.paymentId())) {
                payment = look(command, payment);
                awaitUnlessDone(again, payment, deadline);
            }
        }
        return isWorthWaiting(payment) ? look(command, payment) : payment;
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
}
