// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cluster;

import dev.naru.benchmarks.market.Market;
import dev.naru.client.Reply;
import dev.naru.protocol.Command;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Quote;
import dev.naru.protocol.Rejection;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One payment under way. It is used again for another when it has ended. For the load's thread;
 * only the reply comes from elsewhere, and is handed over through a queue.
 */
final class Flight implements Consumer<Reply> {
    /** What was sent last. */
    enum Step {
        QUOTE,
        INITIATE,
        DISPATCH,
        ANSWER,
        /** It ended with everything posted. */
        COMPLETED,
        /** It came too late after an interruption: nothing is posted. */
        EXPIRED
    }

    private final Queue<Flight> landed;
    private @Nullable Reply reply;
    private @Nullable Quote quote;
    private Payment.@Nullable Priced priced;
    private int index;
    private long number;
    private Step step = Step.QUOTE;

    /** Whether the last command may have been carried out before. */
    private boolean isRepeated;

    /** Whether the hub was away at some step, so that the payment may expire before the next. */
    private boolean wasInterrupted;

    /** When the payment should have begun, on {@link System#nanoTime}'s scale. */
    long intendedNs;

    /** When the last command was sent. */
    long sentNs;

    /**
     * A flight without a payment yet.
     *
     * @param landed where it goes when a reply has come
     */
    Flight(Queue<Flight> landed) {
        this.landed = landed;
    }

    void begin(int paymentIndex, long intendedAtNs) {
        index = paymentIndex;
        intendedNs = intendedAtNs;
        step = Step.QUOTE;
        isRepeated = false;
        wasInterrupted = false;
    }

    @Override
    public void accept(Reply arrived) {
        reply = arrived;
        landed.add(this);
    }

    Step step() {
        return step;
    }

    int index() {
        return index;
    }

    /** The reply that it landed with. */
    Reply reply() {
        return Invariant.present(reply, "a landed flight has a reply");
    }

    /** What the completed payment moved. */
    Payment.Priced priced() {
        return Invariant.present(priced, "a completed payment has a price");
    }

    /** What is to be sent now. */
    Command command(Market market) {
        return switch (step) {
            case QUOTE -> market.quote(index);
            case INITIATE ->
                    market.initiate(
                            index,
                            known().id().value(),
                            known().price().debitMinor(),
                            known().price().destinationMinor());
            case DISPATCH -> market.dispatch(index, number);
            case ANSWER -> market.accepted(index, number, known().price().creditMinor());
            case COMPLETED, EXPIRED -> throw unexpected("has ended");
        };
    }

    /** The last command has to be sent again: it may have been carried out. */
    void repeat() {
        isRepeated = true;
        wasInterrupted = true;
    }

    /** The hub was away, and whoever sends too: the payment may have expired meanwhile. */
    void interrupt() {
        wasInterrupted = true;
    }

    /** Goes on to the next step. */
    void advance(Outcome outcome) {
        step =
                switch (step) {
                    case QUOTE -> quoted(outcome);
                    case INITIATE -> initiated(outcome);
                    case DISPATCH -> dispatched(outcome);
                    case ANSWER -> answered(outcome);
                    case COMPLETED, EXPIRED -> throw unexpected("has ended");
                };
        isRepeated = false;
    }

    private Step quoted(Outcome outcome) {
        if (!(outcome instanceof Outcome.QuoteGiven given)) {
            throw unexpected("has no quote but " + outcome);
        }
        quote = given.quote();
        return Step.INITIATE;
    }

    private Step initiated(Outcome outcome) {
        if (!(outcome instanceof Outcome.PaymentIs is)) {
            throw unexpected("is not reserved but " + outcome);
        }
        number = is.payment().number();
        priced = is.payment().priced().orElse(null);
        if (isRepeated && is.payment().state() == PaymentState.EXPIRED) {
            return Step.EXPIRED;
        }
        if (is.payment().state() != PaymentState.RESERVED) {
            throw unexpected("is not reserved but " + is.payment());
        }
        return Step.DISPATCH;
    }

    private Step dispatched(Outcome outcome) {
        if (outcome instanceof Outcome.DispatchGranted) {
            return Step.ANSWER;
        }
        if (isRepeated && outcome.equals(new Outcome.Refused(Rejection.ALREADY_DISPATCHED))) {
            return Step.ANSWER;
        }
        if (wasInterrupted && outcome.equals(new Outcome.Refused(Rejection.PAYMENT_ENDED))) {
            return Step.EXPIRED;
        }
        throw unexpected("is not dispatched but " + outcome);
    }

    private Step answered(Outcome outcome) {
        if (outcome instanceof Outcome.AnswerTaken taken
                && taken.state() == PaymentState.COMPLETED) {
            switch (taken.effect()) {
                case APPLIED -> {
                    return Step.COMPLETED;
                }
                case REPEATED -> {
                    if (isRepeated) {
                        return Step.COMPLETED;
                    }
                }
                case NOTED, SET_ASIDE -> {}
            }
        }
        throw unexpected("is not completed but " + outcome);
    }

    private Quote known() {
        return Invariant.present(quote, "a payment is initiated with its quote");
    }

    private IllegalStateException unexpected(String what) {
        return new IllegalStateException("payment " + index + " " + what);
    }
}
