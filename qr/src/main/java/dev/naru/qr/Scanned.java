// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.EnumSet;
import java.util.Set;

/**
 * A text on its way through the classifier.
 *
 * @param text exactly what was scanned
 * @param lead how much of it stands before {@code inner}
 * @param inner the code itself
 * @param wrappings what was looked through
 */
record Scanned(String text, int lead, String inner, Set<Wrapping> wrappings) {
    /** Without a byte order mark before the code and blanks around it. */
    static Scanned of(String text) {
        int from = 0;
        int end = text.length();
        while (from < end && isBlank(text.charAt(from))) {
            from++;
        }
        while (end > from && isBlank(text.charAt(end - 1))) {
            end--;
        }
        String inner = text.substring(from, end);
        return new Scanned(
                text,
                from,
                inner,
                inner.length() == text.length() ? Set.of() : Set.of(Wrapping.BLANK_ENDS));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\uFEFF';
    }

    Set<Wrapping> with(Wrapping wrapping) {
        Set<Wrapping> all = EnumSet.of(wrapping);
        all.addAll(wrappings);
        return Set.copyOf(all);
    }

    /** The refusal, at an offset into {@link #inner}. */
    Presented.Refused refused(QrErrorCode code, int offset, String field) {
        return new Presented.Refused(text, new QrError(code, lead + offset, field));
    }
}
