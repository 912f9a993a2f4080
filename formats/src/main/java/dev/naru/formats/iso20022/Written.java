// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.nio.charset.StandardCharsets;

/** A message as XML. The same record always gives the same bytes. */
public final class Written implements Writing {
    private final byte[] bytes;

    Written(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The document in UTF-8; a new array at each call, the caller's to keep. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The document as text; it holds personal data, so it does not belong in a log. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
