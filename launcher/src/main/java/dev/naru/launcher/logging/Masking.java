// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.logging;

/**
 * The last net under everybody's own care: a run of 11 or more digits that could be a card or
 * account number (blanks and hyphens between digits do not break it) keeps its last four and loses
 * the rest. UUIDs and times keep their shape because letters, colons and points break a run; ids of
 * the hub are base 32 and mostly do, too.
 */
final class Masking {
    private static final int SHORTEST = 11;
    private static final int KEPT = 4;

    private Masking() {}

    static String mask(String text) {
        StringBuilder masked = null;
        int i = 0;
        while (i < text.length()) {
            if (!isDigit(text.charAt(i))) {
                i++;
                continue;
            }
            int end = i;
            int digits = 0;
            for (int j = i; j < text.length() && (isDigit(text.charAt(j)) || isGap(text, j)); j++) {
                if (isDigit(text.charAt(j))) {
                    digits++;
                    end = j + 1;
                }
            }
            if (digits >= SHORTEST && !isPartOfWord(text, i, end)) {
                masked = masked == null ? new StringBuilder(text) : masked;
                int hidden = digits - KEPT;
                for (int j = i; j < end && hidden > 0; j++) {
                    if (isDigit(text.charAt(j))) {
                        masked.setCharAt(j, '*');
                        hidden--;
                    }
                }
            }
            i = end;
        }
        return masked == null ? text : masked.toString();
    }

    /**
     * A digit run inside an identifier of letters and digits (a UUID's last group, a base 32
     * number) is no account number.
     */
    private static boolean isPartOfWord(String text, int start, int end) {
        return (start > 0 && isWordCharacter(text.charAt(start - 1)))
                || (end < text.length() && isWordCharacter(text.charAt(end)));
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    }

    private static boolean isGap(String text, int at) {
        char c = text.charAt(at);
        return (c == ' ' || c == '-')
                && at + 1 < text.length()
                && isDigit(text.charAt(at + 1))
                && isDigit(text.charAt(at - 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
