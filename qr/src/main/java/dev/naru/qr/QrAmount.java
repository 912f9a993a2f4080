// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An amount or a percentage exactly as a code states it: {@code unscaled} times ten to the minus
 * {@code scale}. Never a floating-point number.
 *
 * @param text as it stands in the code, {@code 39000.00}
 * @param unscaled its digits as a number, {@code 3900000}
 * @param scale how many of them follow the point, {@code 2}
 * @param offset where it stands in the code's text (UTF-16 units)
 */
public record QrAmount(String text, long unscaled, int scale, int offset) {
    private static final int MAX_LENGTH = 13;

    /** What {@link #decimals} answers for a text that is no amount. */
    static final int NO_AMOUNT = -1;

    /** So that ten to the power of any accepted exponent fits a long. */
    private static final int MAX_EXPONENT = 18;

    /**
     * The amount in the currency's smallest units.
     *
     * @param exponent the currency's decimals as whoever keeps the books counts them, 0 to 18
     */
    public MinorAmount toMinor(int exponent) {
        if (exponent < 0 || exponent > MAX_EXPONENT) {
            throw new IllegalArgumentException("exponent must be 0 to 18, not " + exponent);
        }
        long minor = unscaled;
        for (int i = exponent; i < scale; i++) {
            if (minor % 10 != 0) {
                return refused(QrErrorCode.AMOUNT_DECIMALS);
            }
            minor /= 10;
        }
        for (int i = scale; i < exponent; i++) {
            if (minor > Long.MAX_VALUE / 10) {
                return refused(QrErrorCode.AMOUNT_OUT_OF_RANGE);
            }
            minor *= 10;
        }
        return new MinorAmount.Exact(minor);
    }

    /** The same number as programs write it: {@code 98} for {@code 98.}. */
    public String plain() {
        return BigDecimal.valueOf(unscaled, scale).toPlainString();
    }

    private MinorAmount refused(QrErrorCode code) {
        return new MinorAmount.NotExact(new QrError(code, offset, ""));
    }

    boolean isBelow(int whole) {
        long limit = whole;
        for (int i = 0; i < scale; i++) {
            limit *= 10;
        }
        return unscaled < limit;
    }

    static Optional<QrAmount> parse(String text, int offset) {
        int scale = decimals(text, 0, text.length());
        if (scale == NO_AMOUNT) {
            return Optional.empty();
        }
        long unscaled = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.') {
                unscaled = unscaled * 10 + (c - '0');
            }
        }
        return Optional.of(new QrAmount(text, unscaled, scale, offset));
    }

    /**
     * How many decimals the amount from {@code start} to {@code end} (exclusive) has, or {@link
     * #NO_AMOUNT}. An amount is ASCII digits with at most one point among or after them, at most 13
     * characters: {@code 98.73}, {@code 98}, {@code 98.} (EMVCo merchant-presented specification
     * 1.0, 4.7.4).
     */
    static int decimals(String text, int start, int end) {
        int point = -1;
        if (start == end || end - start > MAX_LENGTH) {
            return NO_AMOUNT;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > start) {
                point = i;
            } else if (c < '0' || c > '9') {
                return NO_AMOUNT;
            }
        }
        return point < 0 ? 0 : end - 1 - point;
    }

    /** Whether the amount there, which is one, is zero. */
    static boolean isZero(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) >= '1') {
                return false;
            }
        }
        return true;
    }
}
