// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * What a payment costs. Each fee is the fixed part plus the share of the principal, the share
 * rounded half to even.
 *
 * @param payerFixedMinor minor units of the source currency, on top of what is converted
 * @param payerShareMillionths millionths of the source principal, 0 to 1,000,000
 * @param payeeFixedMinor minor units of the destination currency, taken from what the payee's side
 *     is sent
 * @param payeeShareMillionths millionths of the destination principal, 0 to 1,000,000
 */
public record CorridorFees(
        long payerFixedMinor,
        int payerShareMillionths,
        long payeeFixedMinor,
        int payeeShareMillionths) {
    /** Millionths in one. */
    public static final int MILLION = 1_000_000;

    /** Nothing is charged. */
    public static final CorridorFees NONE = new CorridorFees(0, 0, 0, 0);

    public CorridorFees {
        Check.notNegative("fees.payerFixedMinor", payerFixedMinor);
        Check.range("fees.payerShareMillionths", payerShareMillionths, 0, MILLION);
        Check.notNegative("fees.payeeFixedMinor", payeeFixedMinor);
        Check.range("fees.payeeShareMillionths", payeeShareMillionths, 0, MILLION);
    }
}
