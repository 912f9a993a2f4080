// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.qr.BarcodeTable;
import dev.naru.qr.QrClassifier;
import dev.naru.qr.QrReader;
import dev.naru.qr.Scheme;
import dev.naru.qr.SchemeProfile;
import java.util.List;
import java.util.Optional;

/**
 * The codes that this gateway knows: the public ones, and those that its operator configured.
 *
 * @param profiles in the order in which they are asked
 * @param reader reads merchants' codes by them
 * @param classifier tells whatever was scanned
 */
public record KnownCodes(List<SchemeProfile> profiles, QrReader reader, QrClassifier classifier) {
    public KnownCodes {
        profiles = List.copyOf(profiles);
    }

    /** By these profiles. */
    public static KnownCodes of(List<SchemeProfile> profiles) {
        QrReader reader = new QrReader(profiles);
        return new KnownCodes(profiles, reader, new QrClassifier(reader, BarcodeTable.standard()));
    }

    /** The profile of a scheme, where it is known. */
    public Optional<SchemeProfile> profile(Scheme scheme) {
        return profiles.stream().filter(profile -> profile.scheme() == scheme).findFirst();
    }
}
