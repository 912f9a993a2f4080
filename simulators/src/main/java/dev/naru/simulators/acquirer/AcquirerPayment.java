// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.acquirer;

import java.util.UUID;

/**
 * A payment in the acquirer's own book, where each stands once however often it was asked for.
 *
 * @param number the hub's number of it
 * @param shop whom it pays; empty when it was cancelled before it came
 * @param amountWon what the customer pays, whole won
 * @param settledWon what the acquirer gets for it, whole won
 * @param state PAID, REFUSED, CANCELLED, FROZEN or WAITING
 * @param approval the acquirer's own name for it; empty when it was cancelled before it came
 * @param reason ISO reason; empty where none is given
 * @param resultsDelivered how many of our results the hub took
 */
public record AcquirerPayment(
        UUID id,
        String number,
        String shop,
        long amountWon,
        long settledWon,
        String state,
        String approval,
        String reason,
        int resultsDelivered) {
    /** Whether the shop has the money, or will have it. */
    public boolean isOwed() {
        return state.equals("PAID") || state.equals("FROZEN");
    }

    AcquirerPayment in(String newState, String newReason) {
        return new AcquirerPayment(
                id,
                number,
                shop,
                amountWon,
                settledWon,
                newState,
                approval,
                newReason,
                resultsDelivered);
    }

    AcquirerPayment deliveredOnceMore() {
        return new AcquirerPayment(
                id,
                number,
                shop,
                amountWon,
                settledWon,
                state,
                approval,
                reason,
                resultsDelivered + 1);
    }
}
