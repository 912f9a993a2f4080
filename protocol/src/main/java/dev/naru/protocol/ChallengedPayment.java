// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * The payment that a challenge is for.
 *
 * @param paymentId the id that the payment will have
 * @param sourceGroupId the settlement group in whose currency the payer is debited
 * @param debitMinor what the payer saw, fee included, minor units of that currency
 * @param payee whom the payer saw
 */
public record ChallengedPayment(
        PaymentId paymentId, int sourceGroupId, long debitMinor, Digest payee) {
    public ChallengedPayment {
        Check.group("sourceGroupId", sourceGroupId);
        Check.positive("debitMinor", debitMinor);
    }
}
