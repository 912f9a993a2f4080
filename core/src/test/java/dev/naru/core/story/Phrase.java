// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One line of a story taken apart: a verb, its words, and its {@code key=value} options. */
final class Phrase {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();

    private Phrase(String text) {
        this.text = text;
    }

    static Phrase of(String text) {
        Phrase phrase = new Phrase(text);
        for (String part : text.strip().split("\\s+")) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                phrase.words.add(part);
            } else {
                phrase.options.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return phrase;
    }

    String verb() {
        return words.getFirst();
    }

    String word(int place) {
        if (place >= words.size()) {
            throw new IllegalArgumentException("\"" + text + "\" is too short");
        }
        return words.get(place);
    }

    boolean has(String key) {
        return options.containsKey(key);
    }

    String option(String key, String otherwise) {
        return options.getOrDefault(key, otherwise);
    }

    long number(String key, long otherwise) {
        return has(key) ? Long.parseLong(option(key, "").replace("_", "")) : otherwise;
    }

    /** Refuses options that nobody reads, so that a slip of the pen fails a test. */
    Phrase allowing(String... keys) {
        Set<String> allowed = Set.of(keys);
        for (String key : options.keySet()) {
            if (!allowed.contains(key)) {
                throw new IllegalArgumentException("\"" + text + "\" has an unknown " + key);
            }
        }
        return this;
    }
}
