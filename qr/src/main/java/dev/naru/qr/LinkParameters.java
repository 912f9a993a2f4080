// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a link in their order; a key that is there twice, in any case, is refused. */
final class LinkParameters {
    /** The most that a link may have. */
    static final int MAX = 100;

    private final List<LinkParameter> all = new ArrayList<>();
    private Optional<QrError> error = Optional.empty();

    /** Reads from {@code from} to the end of {@code text}; empty parts are passed over. */
    static LinkParameters of(String text, int from) {
        LinkParameters parameters = new LinkParameters();
        int at = from;
        while (at < text.length() && parameters.error.isEmpty()) {
            int end = text.indexOf('&', at);
            end = end < 0 ? text.length() : end;
            if (end > at) {
                parameters.add(text, at, end);
            }
            at = end + 1;
        }
        return parameters;
    }

    private void add(String text, int from, int end) {
        int equal = text.indexOf('=', from);
        boolean valued = equal >= 0 && equal < end;
        String key = text.substring(from, valued ? equal : end);
        if (all.size() == MAX) {
            error = Optional.of(new QrError(QrErrorCode.TOO_MANY_OBJECTS, from, ""));
        } else if (find(key).isPresent()) {
            error = Optional.of(new QrError(QrErrorCode.DUPLICATE_TAG, from, shortened(key)));
        } else {
            String value = valued ? text.substring(equal + 1, end) : "";
            all.add(new LinkParameter(key, value, from));
        }
    }

    /** A key names a field in an error, and is nobody's place for a novel. */
    private static String shortened(String key) {
        return key.length() <= 16 ? key : "";
    }

    List<LinkParameter> all() {
        return List.copyOf(all);
    }

    /** The first thing that is wrong. */
    Optional<QrError> error() {
        return error;
    }

    Optional<LinkParameter> find(String key) {
        return find(all, key);
    }

    static Optional<LinkParameter> find(List<LinkParameter> parameters, String key) {
        for (LinkParameter parameter : parameters) {
            if (Ascii.isSame(parameter.key(), key)) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    /** The parameter, unless it is missing or empty, which issuers use alike. */
    static Optional<LinkParameter> findFilled(List<LinkParameter> parameters, String key) {
        return find(parameters, key).filter(parameter -> !parameter.value().isEmpty());
    }
}
