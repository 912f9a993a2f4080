// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The compact form of JOSE (RFC 7515, 7.1; RFC 7516, 7.1), read strictly: every part is base64url
 * in the one way that it can be written, so that no character of it can be changed unnoticed.
 */
final class CompactText {
    private final List<Base64URL> parts;
    private final Map<String, Object> header;

    private CompactText(List<Base64URL> parts, Map<String, Object> header) {
        this.parts = parts;
        this.header = header;
    }

    /**
     * Reads it; empty when it has not so many parts, or one is no base64url, or the first no JSON.
     */
    static Optional<CompactText> read(String text, int count) {
        String[] split = text.split("\\.", -1);
        if (split.length != count) {
            return Optional.empty();
        }
        List<Base64URL> parts = new ArrayList<>(count);
        for (String part : split) {
            Optional<Part> decoded = Part.read(part);
            if (decoded.isEmpty()) {
                return Optional.empty();
            }
            parts.add(decoded.get());
        }
        try {
            return Optional.of(new CompactText(List.copyOf(parts), json(parts.get(0).decode())));
        } catch (ParseException noObject) {
            return Optional.empty();
        }
    }

    /**
     * The members of a JSON object, none of them twice.
     *
     * @throws ParseException when it is none; the library would also take a list of pairs
     */
    static Map<String, Object> json(byte[] utf8) throws ParseException {
        String text = new String(utf8, UTF_8);
        if (!text.startsWith("{")) {
            throw new ParseException("no object", 0);
        }
        return JSONObjectUtils.parse(text);
    }

    /** The part at this place; the header is at 0. */
    Base64URL part(int index) {
        return parts.get(index);
    }

    /** What the header says, its JSON. */
    Map<String, Object> header() {
        return header;
    }

    /** Whether the header has this member, of whatever kind. */
    boolean says(String name) {
        return header.containsKey(name);
    }

    /** The header's text of this name, empty when there is none or it is something else. */
    Optional<String> text(String name) {
        return header.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
    }

    /** A part that is decoded already, since the library takes twenty times as long for it. */
    private static final class Part extends Base64URL {
        private static final long serialVersionUID = 1;

        private final byte[] bytes;

        private Part(String text, byte[] bytes) {
            super(text);
            this.bytes = bytes;
        }

        /** Reads it; empty when it is no base64url, or could be written in another way. */
        static Optional<Part> read(String text) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)
                        ? Optional.of(new Part(text, bytes))
                        : Optional.empty();
            } catch (IllegalArgumentException noBase64) {
                return Optional.empty();
            }
        }

        @Override
        public byte[] decode() {
            return bytes.clone();
        }
    }
}
