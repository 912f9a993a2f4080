// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * Looks for what may be a payment card's number (ISO/IEC 7812-1): 13 to 19 digits, single spaces or
 * hyphens between them, that begin as the numbers of card schemes do (2 to 6) and have the right
 * check digit. Where a gap follows, the number may end there and other digits begin. Merchant PANs
 * of national schemes begin with 9.
 */
final class CardNumbers {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    private CardNumbers() {}

    /** Whether there is one at any place of a text. */
    static boolean mayBeIn(byte[] text) {
        for (int at = 0; at < text.length; at++) {
            boolean begins = isDigit(text, at) && !isDigit(text, at - 1);
            if (begins && text[at] >= '2' && text[at] <= '6' && isNumberAt(text, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumberAt(byte[] text, int start) {
        int[] digits = new int[LONGEST];
        int count = 0;
        for (int at = start; count < LONGEST; at++) {
            if (isDigit(text, at)) {
                digits[count++] = text[at] - '0';
                boolean mayEnd = count >= SHORTEST && !isDigit(text, at + 1);
                if (mayEnd && hasCheckDigit(digits, count)) {
                    return true;
                }
            } else if (!isGap(text, at)) {
                return false;
            }
        }
        return false;
    }

    private static boolean hasCheckDigit(int[] digits, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            boolean isDoubled = (count - i) % 2 == 0;
            int value = isDoubled ? digits[i] * 2 : digits[i];
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    private static boolean isGap(byte[] text, int at) {
        return at < text.length
                && (text[at] == ' ' || text[at] == '-')
                && isDigit(text, at - 1)
                && isDigit(text, at + 1);
    }

    private static boolean isDigit(byte[] text, int at) {
        return at >= 0 && at < text.length && text[at] >= '0' && text[at] <= '9';
    }
}
