// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.front;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages of the sentences for people. */
enum Language {
    ENGLISH("en"),
    KOREAN("ko");

    private static final List<Locale> OFFERED = List.of(Locale.ENGLISH, Locale.KOREAN);

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    /** What an Accept-Language header prefers; English when it says nothing that we understand. */
    static Language of(Optional<String> acceptLanguage) {
        if (acceptLanguage.isEmpty()) {
            return ENGLISH;
        }
        try {
            Locale locale =
                    Locale.lookup(Locale.LanguageRange.parse(acceptLanguage.get()), OFFERED);
            return Locale.KOREAN.equals(locale) ? KOREAN : ENGLISH;
        } catch (IllegalArgumentException malformed) {
            return ENGLISH;
        }
    }
}
