// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The JSON of this package's own shapes: objects, arrays, texts and integers. Never: numbers with a
 * fraction or an exponent, {@code true}, {@code false}, {@code null}.
 */
sealed interface Json {
    /** The greatest integer that every reader of JSON takes for itself (RFC 7493, section 2.2). */
    long MOST = (1L << 53) - 1;

    /** A text without half surrogate pairs. */
    record Text(String value) implements Json {
        /** Refuses what no UTF-8 can say. */
        public Text {
            for (int i = 0; i < value.length(); i++) {
                if (Character.isSurrogate(value.charAt(i))) {
                    if (i + 1 == value.length()
                            || !Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1))) {
                        throw new IllegalArgumentException("half of a surrogate pair");
                    }
                    i++;
                }
            }
        }
    }

    /** An integer. */
    record Whole(long value) implements Json {
        /** Refuses what some readers would round. */
        public Whole {
            if (value < -MOST || value > MOST) {
                throw new IllegalArgumentException("integers must be within 2^53 - 1");
            }
        }
    }

    /** An object. */
    record Members(SortedMap<String, Json> members) implements Json {
        public Members {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        }

        /** Of members in any order. */
        static Members of(Map<String, Json> members) {
            return new Members(new TreeMap<>(members));
        }
    }

    /** An array. */
    record Items(List<Json> items) implements Json {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * The one way to write it (RFC 8785): no blanks, members by the UTF-16 units of their names,
     * and nothing escaped that need not be.
     */
    default String canonical() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        switch (this) {
            case Text(String value) -> quote(value, out);
            case Whole(long value) -> out.append(value);
            case Members(SortedMap<String, Json> members) -> {
                String before = "{";
                // A string compares by its UTF-16 units, which is RFC 8785's order (section 3.2.3).
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    quote(member.getKey(), out.append(before));
                    member.getValue().write(out.append(':'));
                    before = ",";
                }
                out.append(members.isEmpty() ? "{}" : "}");
            }
            case Items(List<Json> items) -> {
                String before = "[";
                for (Json item : items) {
                    item.write(out.append(before));
                    before = ",";
                }
                out.append(items.isEmpty() ? "[]" : "]");
            }
        }
    }

    /** RFC 8785, section 3.2.2.2. */
    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"', '\\' -> out.append('\\').append(unit);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (unit < ' ') {
                        out.append("\\u00").append(Character.forDigit(unit >> 4, 16));
                        out.append(Character.forDigit(unit & 0xF, 16));
                    } else {
                        out.append(unit);
                    }
                }
            }
        }
        out.append('"');
    }
}
