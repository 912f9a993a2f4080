// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** An amount in smallest units, or why it has none. */
public sealed interface MinorAmount {
    /**
     * The amount exactly.
     *
     * @param amountMinor in the currency's smallest units, at least 0
     */
    record Exact(long amountMinor) implements MinorAmount {}

    /**
     * The amount is finer than the smallest unit, or too large.
     *
     * @param error {@link QrErrorCode#AMOUNT_DECIMALS} or {@link QrErrorCode#AMOUNT_OUT_OF_RANGE}
     */
    record NotExact(QrError error) implements MinorAmount {}
}
