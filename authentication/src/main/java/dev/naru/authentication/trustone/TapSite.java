// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.formats.emv.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where taps are asked for, as cards are told.
 *
 * @param country ISO 3166 numeric, 1 to 999
 * @param applications what a telephone selects, in its order, until a card has one: names of 5 to
 *     16 bytes, 1 to 8 of them
 */
public record TapSite(int country, List<ByteString> applications) {
    /** The directory in which payment cards name their applications (EMV Book B, section 3.3). */
    public static final ByteString PAYMENT_DIRECTORY =
            ByteString.of("2PAY.SYS.DDF01".getBytes(StandardCharsets.US_ASCII));

    private static final int MOST_COUNTRY = 999;

    /** Copies the list, and refuses what no card could be told. */
    public TapSite {
        applications = List.copyOf(applications);
        if (country < 1 || country > MOST_COUNTRY) {
            throw new IllegalArgumentException("country must be 1 to 999");
        }
        if (!CardChallenge.areApplications(applications)) {
            throw new IllegalArgumentException(
                    "applications must be 1 to 8 names of 5 to 16 bytes, none twice");
        }
    }
}
