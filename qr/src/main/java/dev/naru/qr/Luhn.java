// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** The check digit of card and merchant numbers (ISO/IEC 7812-1, annex B). */
public final class Luhn {
    private Luhn() {}

    /**
     * Whether the ASCII digits of {@code text}, other characters skipped, end in their check digit.
     */
    public static boolean passes(String text) {
        return passes(text, 0, text.length());
    }

    /** {@link #passes(String)} of the part from {@code start} to {@code end} (exclusive). */
    static boolean passes(String text, int start, int end) {
        return sum(text, start, end, 1) % 10 == 0;
    }

    /** {@code text} with the check digit of its ASCII digits appended. */
    public static String append(String text) {
        int digit = (10 - sum(text, 0, text.length(), 2) % 10) % 10;
        return text + digit;
    }

    private static int sum(String text, int start, int end, int lastWeight) {
        int sum = 0;
        int weight = lastWeight;
        for (int i = end - 1; i >= start; i--) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                int weighted = digit * weight;
                sum += weighted > 9 ? weighted - 9 : weighted;
                weight = 3 - weight;
            }
        }
        return sum;
    }
}
