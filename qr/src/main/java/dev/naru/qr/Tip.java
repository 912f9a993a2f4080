// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** What a code says of a tip or convenience fee (fields 55 to 57), on top of the amount. */
public sealed interface Tip {
    /** The value of 55 for {@link Prompted}. */
    String PROMPT = "01";

    /** The value of 55 for {@link Fixed}. */
    String FIXED = "02";

    /** The value of 55 for {@link Percentage}. */
    String PERCENT = "03";

    /** No tip. */
    record None() implements Tip {}

    /** The payer is asked for one. */
    record Prompted() implements Tip {}

    /**
     * A fixed one.
     *
     * @param amount in the code's currency
     */
    record Fixed(QrAmount amount) implements Tip {}

    /**
     * A part of the amount.
     *
     * @param percent of the amount, below 100
     */
    record Percentage(QrAmount percent) implements Tip {}
}
