// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * All amounts of one payment. Where the partner converts, both sides are one currency, the rate is
 * one and there is no FX provider.
 *
 * @param rate the price that the payer sees and accepts
 * @param sourceMinor what the payer's side pays for the payment itself, before fees
 * @param providerSourceMinor what the FX provider gets of it; the difference is rounding
 * @param payerFeeMinor on top of sourceMinor, source currency
 * @param destinationMinor what the payee's side is sent, before the payee's fee
 * @param providerDestinationMinor what the FX provider gives for it; the difference is rounding
 * @param payeeFeeMinor taken from destinationMinor, destination currency; less than
 *     destinationMinor
 */
public record Price(
        Rate rate,
        long sourceMinor,
        long providerSourceMinor,
        long payerFeeMinor,
        long destinationMinor,
        long providerDestinationMinor,
        long payeeFeeMinor) {
    public Price {
        Check.positive("price.sourceMinor", sourceMinor);
        Check.notNegative("price.providerSourceMinor", providerSourceMinor);
        Check.notNegative("price.payerFeeMinor", payerFeeMinor);
        Check.positive("price.destinationMinor", destinationMinor);
        Check.notNegative("price.providerDestinationMinor", providerDestinationMinor);
        Check.range("price.payeeFeeMinor", payeeFeeMinor, 0, destinationMinor - 1);
    }

    /** Exactly what the payer's side is debited, fee included. */
    public long debitMinor() {
        return Math.addExact(sourceMinor, payerFeeMinor);
    }

    /** Exactly what the payee's side is credited, fee deducted. */
    public long creditMinor() {
        return destinationMinor - payeeFeeMinor;
    }
}
