// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One reading of issuer application data (tag 9F10). */
final class ApplicationDataReading {
    private final CryptogramVersion version;
    private final int keyIndex;
    private final byte[] appended;

    private ApplicationDataReading(CryptogramVersion version, int keyIndex, byte[] appended) {
        this.version = version;
        this.keyIndex = keyIndex;
        this.appended = appended;
    }

    /** Every version that a value can be of: none, one, and rarely two of different schemes. */
    static List<ApplicationDataReading> read(byte[] value) {
        List<ApplicationDataReading> readings = new ArrayList<>(1);
        for (CryptogramVersion version : CryptogramVersion.values()) {
            if (version.format().matches(value, version.code())) {
                appended(version, value)
                        .ifPresent(
                                bytes ->
                                        readings.add(
                                                new ApplicationDataReading(
                                                        version,
                                                        version.format().keyIndex(value),
                                                        bytes)));
            }
        }
        return readings;
    }

    private static Optional<byte[]> appended(CryptogramVersion version, byte[] value) {
        ApplicationDataFormat format = version.format();
        return switch (version.appended()) {
            case VERIFICATION_RESULTS -> Optional.of(format.results(value));
            case RESULTS_AND_COUNTERS ->
                    format.counters(value).map(counters -> joined(format.results(value), counters));
            case EVERYTHING -> Optional.of(value);
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** What the card speaks. */
    CryptogramVersion version() {
        return version;
    }

    /** Which of the issuer's keys, 0 to 255. */
    int keyIndex() {
        return keyIndex;
    }

    /** What the version takes from it into the data that the cryptogram covers. */
    byte[] appended() {
        return appended;
    }
}
