// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.SortableText;
import dev.naru.protocol.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it stands.
 *
 * @param price its members stand among the payment's own; null, not empty, because Jackson unwraps
 *     no Optional
 */
public record PaymentView(
        String paymentId,
        String paymentNumber,
        int participantId,
        String state,
        boolean isFinal,
        List<Reached> states,
        Optional<Reason> reason,
        Optional<Route> route,
        @JsonUnwrapped @Nullable PriceView price) {

    /** What a payment's number begins with in text. */
    public static final String NUMBER_PREFIX = "pmt_";

    public PaymentView {
        states = List.copyOf(states);
    }

    /** A state and when the payment reached it. */
    public record Reached(String state, String at) {}

    /** Why a payment did not complete. */
    public record Reason(
            String by,
            Optional<String> code,
            String isoReason,
            Optional<String> titleEn,
            Optional<String> titleKo) {

        static Optional<Reason> of(Payment payment, Function<Rejection, String> code) {
            if (payment.rejection().isPresent()) {
                Rejection rejection = payment.rejection().get();
                return Optional.of(
                        new Reason(
                                "HUB",
                                Optional.of(code.apply(rejection)),
                                rejection.isoReason(),
                                Optional.of(rejection.english()),
                                Optional.of(rejection.korean())));
            }
            return payment.isoReason().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Reason(
                                    "PAYEE_SIDE",
                                    Optional.empty(),
                                    payment.isoReason(),
                                    Optional.empty(),
                                    Optional.empty()));
        }
    }

    /** Between whom. */
    public record Route(
            String corridor, String kind, Optional<String> fxProvider, String destination) {}

    /**
     * This payment, where it goes and what it costs as far as that was ever known.
     *
     * @param code what the reader is told of a rejection
     */
    public static PaymentView of(
            Payment payment,
            Function<Rejection, String> code,
            Optional<Route> route,
            Optional<PriceView> price) {
        return new PaymentView(
                payment.id().toString(),
                SortableText.write(NUMBER_PREFIX, payment.number()),
                payment.participantId(),
                payment.state().name(),
                payment.state().isFinal(),
                reached(payment),
                Reason.of(payment, code),
                route,
                price.orElse(null));
    }

    private static List<Reached> reached(Payment payment) {
        Timeline times = payment.times();
        List<Reached> reached = new ArrayList<>();
        add(reached, "INITIATED", times.initiatedAtNs());
        heldOrReserved(payment)
                .ifPresent(state -> add(reached, state.name(), times.initiatedAtNs()));
        add(reached, "DISPATCHED", times.dispatchedAtNs());
        add(reached, "IN_DOUBT", times.inDoubtAtNs());
        if (payment.state().isFinal()) {
            add(reached, payment.state().name(), times.endedAtNs());
        }
        return reached;
    }

    /**
     * What the payment became in the moment in which it was asked for. When one that may have been
     * held was reserved, the machine does not keep.
     */
    private static Optional<PaymentState> heldOrReserved(Payment payment) {
        if (payment.state() == PaymentState.HELD) {
            return Optional.of(PaymentState.HELD);
        }
        boolean reservedAtOnce =
                payment.rejection().isEmpty()
                        && payment.priced()
                                .filter(priced -> !canBeHeld(priced.route().kind()))
                                .isPresent();
        return reservedAtOnce ? Optional.of(PaymentState.RESERVED) : Optional.empty();
    }

    private static boolean canBeHeld(PaymentKind kind) {
        return switch (kind) {
            case QR_PURCHASE -> false;
            case REMITTANCE -> true;
        };
    }

    private static void add(List<Reached> reached, String state, long atNs) {
        if (atNs > 0) {
            reached.add(new Reached(state, Times.text(atNs)));
        }
    }
}
