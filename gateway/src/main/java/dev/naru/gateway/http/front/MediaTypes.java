// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import java.util.Arrays;
import java.util.Locale;

/** What of media type negotiation this interface needs (RFC 9110, 8.3.1 and 12.5.1). */
final class MediaTypes {
    private MediaTypes() {}

    /** Whether a Content-Type is this type in UTF-8. */
    static boolean isOf(String type, String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        boolean utf8 =
                Arrays.stream(parts)
                        .skip(1)
                        .map(part -> part.strip().replace("\"", ""))
                        .filter(part -> part.startsWith("charset="))
                        .allMatch("charset=utf-8"::equals);
        return parts[0].strip().equals(type) && utf8;
    }

    /** Whether an Accept header lets this type through. */
    static boolean accepts(String accept, String type) {
        String family = type.substring(0, type.indexOf('/')) + "/*";
        boolean accepted = false;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            String name = parts[0].strip();
            boolean refused =
                    Arrays.stream(parts)
                            .skip(1)
                            .anyMatch(part -> part.strip().matches("q=0(\\.0{0,3})?"));
            if (name.equals(type) && refused) {
                return false;
            }
            boolean fits = name.equals(type) || name.equals(family) || name.equals("*/*");
            accepted |= fits && !refused;
        }
        return accepted;
    }
}
