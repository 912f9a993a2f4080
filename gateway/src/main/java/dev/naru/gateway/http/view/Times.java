// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as callers see them: RFC 3339, UTC, always nine decimals, so that text sorts as time. */
public final class Times {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Times() {}

    /** This time, epoch nanoseconds. */
    public static String text(long epochNs) {
        return FORM.format(
                Instant.ofEpochSecond(
                        Math.floorDiv(epochNs, SECOND_NS), Math.floorMod(epochNs, SECOND_NS)));
    }
}
