// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.nio.charset.StandardCharsets;

/** A message as XML. The same record always gives the same bytes. */
public final class Written implements Writing {
    private final String xml;

    Written(String xml) {
        this.xml = xml;
    }

    /** The document in UTF-8; a new array at each call, the caller's to keep. */
    public byte[] bytes() {
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return xml;
    }
}
