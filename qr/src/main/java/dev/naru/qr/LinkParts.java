// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * Where the parts of a link stand (RFC 3986, 3): scheme, authority, path and the rest. Nothing is
 * decoded or made regular.
 */
record LinkParts(String text, String scheme, int authorityFrom, int pathFrom, int pathEnd) {
    private static final String SEPARATOR = "://";

    /** The longest scheme that anything here has is far shorter. */
    private static final int MAX_SCHEME = 16;

    /** The parts of {@code text}, if it is a link with an authority. */
    static Optional<LinkParts> of(String text) {
        int colon = 0;
        while (colon < text.length() && colon <= MAX_SCHEME && isOfScheme(text.charAt(colon))) {
            colon++;
        }
        if (colon == 0 || !Ascii.isLetter(text.charAt(0)) || !text.startsWith(SEPARATOR, colon)) {
            return Optional.empty();
        }
        StringBuilder scheme = new StringBuilder(colon);
        for (int i = 0; i < colon; i++) {
            scheme.append(Ascii.lower(text.charAt(i)));
        }
        int authority = colon + SEPARATOR.length();
        int path = authority;
        while (path < text.length()
                && !isEndOfPath(text.charAt(path))
                && text.charAt(path) != '/') {
            path++;
        }
        int end = path;
        while (end < text.length() && !isEndOfPath(text.charAt(end))) {
            end++;
        }
        return Optional.of(new LinkParts(text, scheme.toString(), authority, path, end));
    }

    String authority() {
        return text.substring(authorityFrom, pathFrom);
    }

    /** Empty, or from its slash on. */
    String path() {
        return text.substring(pathFrom, pathEnd);
    }

    /** Just past the path's last slash. */
    int lastSegmentFrom() {
        return Math.max(pathFrom, text.lastIndexOf('/', pathEnd - 1) + 1);
    }

    boolean hasQuery() {
        return pathEnd < text.length() && text.charAt(pathEnd) == '?';
    }

    /** Whether what stands in the place of the host is made to be read as another one. */
    boolean isDisguised() {
        for (int i = authorityFrom; i < pathFrom; i++) {
            char c = text.charAt(i);
            if (c == '@' || c == '\\' || c == '%' || c <= ' ' || c == '\u007F') {
                return true;
            }
        }
        return false;
    }

    private static boolean isEndOfPath(char c) {
        return c == '?' || c == '#';
    }

    private static boolean isOfScheme(char c) {
        return Ascii.isLetter(c) || Ascii.isDigit(c) || c == '+' || c == '-' || c == '.';
    }
}
