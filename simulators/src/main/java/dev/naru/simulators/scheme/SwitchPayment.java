// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import java.util.UUID;

/**
 * A payment in the switch's own book, where each stands once however often it was received.
 *
 * @param endToEndId the hub's name for it
 * @param pan whom it pays
 * @param amountMinor what the hub owes for it when it is accepted, hundredths of a rupiah
 * @param status ACCC, RJCT or BLCK
 * @param reason ISO reason, empty for ACCC
 * @param timesReceived how often a pacs.008 with this UETR came in
 * @param answersDelivered how many of our answers the hub took
 */
public record SwitchPayment(
        UUID uetr,
        String endToEndId,
        String pan,
        long amountMinor,
        String status,
        String reason,
        int timesReceived,
        int answersDelivered) {
    /** Whether the payee has the money or it is kept frozen here. */
    public boolean isOwed() {
        return !status.equals("RJCT");
    }
}
