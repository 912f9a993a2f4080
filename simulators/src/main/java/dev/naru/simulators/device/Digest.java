// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.formats.emv.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). */
final class Digest {
    private Digest() {}

    static ByteString sha256(ByteString bytes) {
        try {
            return ByteString.of(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static ByteString sha256(String text) {
        return sha256(ByteString.of(text.getBytes(UTF_8)));
    }
}
