// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A command line of {@code --name value} pairs, for the simulators' main classes. */
public final class Arguments {
    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the pairs.
     *
     * @param known the names that may occur, without the dashes
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static Arguments read(String[] line, Set<String> known) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < line.length; i += 2) {
            String name = line[i].startsWith("--") ? line[i].substring(2) : "";
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "Unknown argument " + line[i] + "; known are " + known);
            }
            if (i + 1 == line.length) {
                throw new IllegalArgumentException("--" + name + " needs a value");
            }
            values.put(name, line[i + 1]);
        }
        return new Arguments(values);
    }

    /** The value of a name, or this one. */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** The value of a name that cannot be left out. */
    public String required(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    /** The whole number of a name, or this one. */
    public int number(String name, int otherwise) {
        String value = values.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a whole number", e);
        }
    }
}
