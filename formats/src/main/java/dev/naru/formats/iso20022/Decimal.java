// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An exact decimal number that is not negative: {@code unscaled / 10^scale}. The scale is kept as
 * it was written, so 1.0 and 1.00 are different records; {@link #hasValueOf} compares numbers.
 *
 * @param unscaled 0 to 999,999,999,999,999,999
 * @param scale digits after the point, 0 to 17
 */
public record Decimal(long unscaled, int scale) {
    /** The most digits that any decimal of the schemas has. */
    public static final int MAX_DIGITS = 18;

    private static final long LIMIT = 1_000_000_000_000_000_000L;

    /** Throws IllegalArgumentException outside of the ranges above. */
    public Decimal {
        if (unscaled < 0 || unscaled >= LIMIT || scale < 0 || scale >= MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "A decimal has at most 18 digits and no sign: " + unscaled + "e-" + scale);
        }
    }

    /**
     * The number in units of {@code 10^-scale}, or nothing when it is not a whole number of them or
     * has more than 18 digits.
     *
     * @param wantedScale 0 to 17
     */
    public OptionalLong unscaledAt(int wantedScale) {
        long value = unscaled;
        for (int at = scale; at < wantedScale; at++) {
            if (value >= LIMIT / 10) {
                return OptionalLong.empty();
            }
            value *= 10;
        }
        for (int at = scale; at > wantedScale; at--) {
            if (value % 10 != 0) {
                return OptionalLong.empty();
            }
            value /= 10;
        }
        return OptionalLong.of(value);
    }

    /** Whether both are the same number, however many zeros follow the point. */
    public boolean hasValueOf(Decimal other) {
        return scale >= other.scale
                ? other.unscaledAt(scale).equals(OptionalLong.of(unscaled))
                : unscaledAt(other.scale).equals(OptionalLong.of(other.unscaled));
    }

    /**
     * Reads plain digits with at most one point between digits. Signs, exponents, spaces and bare
     * points are not numbers here, though XML Schema knows some of them.
     *
     * @param maxDigits most digits without leading zeros, 1 to 18
     * @param maxScale most digits after the point, 0 to 17
     */
    public static Optional<Decimal> parse(String text, int maxDigits, int maxScale) {
        long value = 0;
        int digits = 0;
        int point = -1;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Ascii.isDigit(c)) {
                value = value * 10 + (c - '0');
                digits += value == 0 ? 0 : 1;
                if (digits > maxDigits) {
                    return Optional.empty();
                }
            } else if (c == '.' && point < 0 && i > 0 && i < length - 1) {
                point = i;
            } else {
                return Optional.empty();
            }
        }
        int scale = point < 0 ? 0 : length - 1 - point;
        return length == 0 || scale > maxScale
                ? Optional.empty()
                : Optional.of(new Decimal(value, scale));
    }

    /** Plain digits, with exactly {@link #scale} of them after the point. */
    @Override
    public String toString() {
        String digits = Long.toString(unscaled);
        if (scale == 0) {
            return digits;
        }
        String padded = "0".repeat(Math.max(0, scale + 1 - digits.length())) + digits;
        int point = padded.length() - scale;
        return padded.substring(0, point) + "." + padded.substring(point);
    }
}
