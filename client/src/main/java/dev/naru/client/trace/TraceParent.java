// SPDX-License-Identifier: Apache-2.0
package dev.naru.client.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A caller's own span, as W3C's Trace Context (level 1, section 3.2) writes it in {@code
 * traceparent}.
 *
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId 16 hexadecimal digits, not all zero
 */
public record TraceParent(String traceId, String spanId) {
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");

    /** Reads a header; empty when it is not one, and then the caller's trace is not linked. */
    public static Optional<TraceParent> read(String header) {
        if (header.length() > 256) {
            return Optional.empty();
        }
        Matcher found = FORM.matcher(header);
        boolean isOne =
                found.matches()
                        && !(header.startsWith("00") && found.group(3) != null)
                        && !found.group(1).matches("0+")
                        && !found.group(2).matches("0+");
        return isOne
                ? Optional.of(new TraceParent(found.group(1), found.group(2)))
                : Optional.empty();
    }
}
