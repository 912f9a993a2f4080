// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes, and comparing them without telling by the time how far they agree. */
public final class Digests {
    private Digests() {}

    /** The one that EMV signs; old, which is why a card's key is remembered at its enrolment. */
    static ByteString sha1(ByteString... parts) {
        return digest("SHA-1", parts);
    }

    /** SHA-256 of the parts, one behind the other. */
    public static ByteString sha256(ByteString... parts) {
        return digest("SHA-256", parts);
    }

    /** HMAC-SHA-256 of a text under a key that is a secret (RFC 2104). */
    public static ByteString hmacSha256(ByteString key, ByteString text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.toByteArray(), "HmacSHA256"));
            return ByteString.of(mac.doFinal(text.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
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
