// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.protocol.PaymentState;
import java.util.Arrays;
import java.util.Optional;

/** What a message can be about. Callers choose by these texts; they never change. */
public enum MessageType {
    /** The hub refused the payment; nothing was set aside, or not any more. */
    PAYMENT_REFUSED("payment.refused", PaymentState.REJECTED),
    /** The payment waits for compliance. */
    PAYMENT_HELD("payment.held", PaymentState.HELD),
    /** The money is set aside. */
    PAYMENT_RESERVED("payment.reserved", PaymentState.RESERVED),
    /** No answer came in time: do not release, do not pay again. */
    PAYMENT_IN_DOUBT("payment.in_doubt", PaymentState.IN_DOUBT),
    /** The money has moved. */
    PAYMENT_COMPLETED("payment.completed", PaymentState.COMPLETED),
    /** The money has moved, and the other side holds it frozen. */
    PAYMENT_BLOCKED("payment.blocked", PaymentState.BLOCKED),
    /** The other side rejected; nothing has moved. */
    PAYMENT_REJECTED("payment.rejected", PaymentState.REJECTED),
    /** It was not sent in time; nothing has moved. */
    PAYMENT_EXPIRED("payment.expired", PaymentState.EXPIRED);

    private final String text;
    private final PaymentState state;

    MessageType(String text, PaymentState state) {
        this.text = text;
        this.state = state;
    }

    /** How it is called in messages and in the interface. */
    public String text() {
        return text;
    }

    /** The state that the payment has reached. */
    PaymentState state() {
        return state;
    }

    /**
     * Whether the FX provider and the payee's side hear of it as well as the payer's side: they do
     * when their money has moved.
     */
    boolean isForAll() {
        return state.isPosted();
    }

    /** Whether nothing more comes about the payment. */
    boolean isFinal() {
        return state.isFinal();
    }

    /** The type with this text. */
    public static Optional<MessageType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }
}
