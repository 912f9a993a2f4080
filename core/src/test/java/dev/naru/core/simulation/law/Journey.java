// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Digest;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Price;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.Route;
import dev.naru.protocol.Timeline;
import dev.naru.protocol.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One payment as events tell it. */
public final class Journey {
    private static final long MILLISECOND_NS = 1_000_000;

    private final long number;
    private final PaymentId id;
    private final int participantId;
    private final long initiatedAtNs;
    PaymentState state;
    Optional<Rejection> rejection = Optional.empty();
    String isoReason = "";
    Optional<Terms> terms = Optional.empty();
    List<Transfer> chain = List.of();
    Optional<Digest> payer = Optional.empty();
    boolean released;
    long heldUntilNs;
    long dispatchByNs;
    long dispatchedAtNs;
    long answerDueAtNs;
    long executeByNs;
    long inDoubtAtNs;
    long endedAtNs;
    final List<Long> enquiriesAtNs = new ArrayList<>();

    /** What was agreed on. */
    public record Terms(QuoteId quoteId, Route route, Price price) {}

    Journey(long number, PaymentId id, int participantId, PaymentState state, long initiatedAtNs) {
        this.number = number;
        this.id = id;
        this.participantId = participantId;
        this.state = state;
        this.initiatedAtNs = initiatedAtNs;
    }

    /** The machine's number for it. */
    public long number() {
        return number;
    }

    /** The sender's id for it. */
    public PaymentId id() {
        return id;
    }

    /** Who sent it. */
    public int participantId() {
        return participantId;
    }

    /** Where it is. */
    public PaymentState state() {
        return state;
    }

    /** Why the hub refused it. */
    public Optional<Rejection> rejection() {
        return rejection;
    }

    /** The other side's reason, empty for none. */
    public String isoReason() {
        return isoReason;
    }

    /** Empty when it was refused at once. */
    public Optional<Terms> terms() {
        return terms;
    }

    /** Who pays; empty when it was refused at once. */
    public Optional<Digest> payer() {
        return payer;
    }

    /** What was reserved for it, empty when nothing was. */
    public List<Transfer> chain() {
        return chain;
    }

    /** Whether compliance let it go on, and nothing was reserved for it yet. */
    public boolean isReleased() {
        return released;
    }

    /** Whether money is set aside for it. */
    public boolean isReserved() {
        return switch (state) {
            case RESERVED, DISPATCHED, IN_DOUBT -> true;
            case HELD, COMPLETED, REJECTED, BLOCKED, EXPIRED -> false;
        };
    }

    /** Whether the right to send it was granted. */
    public boolean wasDispatched() {
        return dispatchedAtNs != 0;
    }

    /** Whether it was sent and nothing final is known. */
    public boolean awaitsAnswer() {
        return state == PaymentState.DISPATCHED || state == PaymentState.IN_DOUBT;
    }

    /** When it was asked for. */
    public long initiatedAtNs() {
        return initiatedAtNs;
    }

    /** When a hold ends. */
    public long heldUntilNs() {
        return heldUntilNs;
    }

    /** When a reservation ends. */
    public long dispatchByNs() {
        return dispatchByNs;
    }

    /** When it was dispatched, 0 for never. */
    public long dispatchedAtNs() {
        return dispatchedAtNs;
    }

    /** When its answer is late. */
    public long answerDueAtNs() {
        return answerDueAtNs;
    }

    /** When the other side may not execute it any more. */
    public long executeByNs() {
        return executeByNs;
    }

    /** When it came in doubt, 0 for never. */
    public long inDoubtAtNs() {
        return inDoubtAtNs;
    }

    /** When it ended, 0 for not yet. */
    public long endedAtNs() {
        return endedAtNs;
    }

    /** When each status enquiry fell due, in their order. */
    public List<Long> enquiriesAtNs() {
        return enquiriesAtNs;
    }

    /**
     * Whether the machine shows it as it is. What was quoted for a payment that was refused at once
     * is in no event, so there the machine's word stands.
     */
    public boolean isShownAs(Payment shown) {
        Optional<Payment.Priced> priced =
                terms.isEmpty() && rejection.isPresent()
                        ? shown.priced()
                        : terms.map(agreed -> new Payment.Priced(agreed.route(), agreed.price()));
        return shown.equals(payment(priced));
    }

    private Payment payment(Optional<Payment.Priced> priced) {
        return new Payment(
                number,
                id,
                participantId,
                state,
                rejection,
                isoReason,
                priced,
                new Timeline(
                        toMillisecond(initiatedAtNs),
                        toMillisecond(dispatchedAtNs),
                        toMillisecond(inDoubtAtNs),
                        toMillisecond(endedAtNs)));
    }

    private static long toMillisecond(long timeNs) {
        return timeNs - timeNs % MILLISECOND_NS;
    }
}
