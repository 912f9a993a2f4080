// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.formats.emv.ByteString;
import dev.naru.protocol.Digest;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is named by 32 bytes in what cards and devices sign, and by the first 16 in the machine. */
public final class Names {
    /** Bytes of a SHA-256. */
    public static final int WHOLE = 32;

    /** Which texts {@link #read} takes: completes the sentence "card ...". */
    public static final String RULE =
            "must be 64 small hexadecimal digits, of which the first 32 are not all zeros";

    private static final int SHORT = 16;
    private static final Pattern DIGITS = Pattern.compile("(?!0{32})[0-9a-f]{64}");

    private Names() {}

    /** The machine's name; none for none. */
    public static Digest digest(ByteString whole) {
        if (whole.isEmpty()) {
            return Digest.NONE;
        }
        ByteBuffer bytes = ByteBuffer.wrap(whole.slice(0, SHORT).toByteArray());
        return new Digest(bytes.getLong(), bytes.getLong());
    }

    /** All of it, in small hexadecimal digits. */
    public static String hex(ByteString whole) {
        return HexFormat.of().formatHex(whole.toByteArray());
    }

    /**
     * What these digits name; empty when they break {@link #RULE}. What begins with 16 bytes of
     * zeros would be no card and no device to the machine, whose name for none that is.
     */
    public static Optional<ByteString> read(String hex) {
        return DIGITS.matcher(hex).matches()
                ? Optional.of(ByteString.ofHex(hex))
                : Optional.empty();
    }

    static byte[] bytes(Digest digest) {
        return ByteBuffer.allocate(SHORT).putLong(digest.high()).putLong(digest.low()).array();
    }

    static Digest digest(byte[] bytes) {
        return digest(ByteString.of(bytes));
    }
}
