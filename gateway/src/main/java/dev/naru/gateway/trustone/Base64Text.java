// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.formats.emv.ByteString;
import java.util.Base64;
import java.util.Optional;

/** Bytes in base64url without padding (RFC 4648, section 5), in the one way to write them. */
public final class Base64Text {
    private Base64Text() {}

    /** These bytes as text. */
    public static String of(ByteString bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /** The bytes that a text is; empty when it is none. */
    public static Optional<ByteString> read(String text) {
        try {
            ByteString bytes = ByteString.of(Base64.getUrlDecoder().decode(text));
            return of(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
