// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.logging;

import java.util.Set;

/**
 * The last net under everybody's own care: a run of 11 or more digits that could be a card or
 * account number (blanks and hyphens between digits do not break it) keeps its last four and loses
 * the rest. UUIDs, digests and times keep their shape because letters, colons and points break a
 * run; so do the hub's own ids. Names cannot be told from other words here: they are kept out of
 * messages where messages are written.
 */
final class Masking {
    private static final int SHORTEST = 11;
    private static final int KEPT = 4;
    private static final int ID_LENGTH = 13;
    private static final int PREFIX_LENGTH = 4;

    /** What the hub's own ids begin with; see {@link dev.naru.protocol.SortableText}. */
    private static final Set<String> ID_PREFIXES = Set.of("pmt_", "qte_", "cur_", "req_");

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
     * A digit run inside a hexadecimal word (a UUID's last group, a digest) or in one of the hub's
     * own ids is no account number. A word with any other letter may well be a label that stands
     * before one.
     */
    private static boolean isPartOfWord(String text, int start, int end) {
        int from = start;
        while (from > 0 && isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        int to = end;
        while (to < text.length() && isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        if (to - from == ID_LENGTH && ID_PREFIXES.contains(prefix(text, from))) {
            return true;
        }
        boolean hexadecimal =
                text.substring(from, start).chars().allMatch(Masking::isHexadecimal)
                        && text.substring(end, to).chars().allMatch(Masking::isHexadecimal);
        return hexadecimal && (from < start || to > end);
    }

    /** The four characters before, as far as there are so many. */
    private static String prefix(String text, int from) {
        return text.substring(Math.max(0, from - PREFIX_LENGTH), from);
    }

    private static boolean isLetterOrDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isHexadecimal(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
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
