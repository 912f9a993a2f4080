// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes, and comparing them without telling by the time how far they agree. */
final class Digests {
    private Digests() {}

    /** The one that EMV signs; old, which is why a card's key is remembered at its enrolment. */
    static ByteString sha1(ByteString... parts) {
        return digest("SHA-1", parts);
    }

    static ByteString sha256(ByteString... parts) {
        return digest("SHA-256", parts);
    }

    static boolean areEqual(ByteString one, ByteString other) {
        return MessageDigest.isEqual(one.toByteArray(), other.toByteArray());
    }

    private static ByteString digest(String algorithm, ByteString... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (ByteString part : parts) {
                digest.update(part.toByteArray());
            }
            return ByteString.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
