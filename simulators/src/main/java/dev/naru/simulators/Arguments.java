// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A command line of {@code --name value} pairs, for the simulators' main classes. */
public final class Arguments {
    private static final int LAST_PORT = 65_535;

    private final Map<String, String> values;

    /** What is wrong with a command line, in a sentence for whoever typed it. */
    public static final class WrongException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public WrongException(String sentence) {
            super(sentence);
        }
    }

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the pairs.
     *
     * @param known the names that may occur, without the dashes
     * @throws WrongException here and below, where something cannot be what it is to be
     */
    public static Arguments read(String[] line, Set<String> known) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < line.length; i += 2) {
            String name = line[i].startsWith("--") ? line[i].substring(2) : "";
            if (!known.contains(name)) {
                throw new WrongException("Unknown argument " + line[i] + "; known are " + known);
            }
            if (i + 1 == line.length) {
                throw new WrongException("--" + name + " needs a value");
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
            throw new WrongException("--" + name + " is missing");
        }
        return value;
    }

    /** The whole number of a name, or this one. */
    public int number(String name, int otherwise) {
        String value = values.get(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new WrongException("--" + name + " must be a whole number");
        }
    }

    /** The decimal number of a name, or this one: digits and at most one point. */
    public String decimal(String name, String otherwise) {
        String value = text(name, otherwise);
        if (!value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw new WrongException("--" + name + " must be a number such as " + otherwise);
        }
        return value;
    }

    /** The port of a name, or this one; 0 for any that is free. */
    public int port(String name, int otherwise) {
        int port = number(name, otherwise);
        if (port < 0 || port > LAST_PORT) {
            throw new WrongException("--" + name + " must be from 0 to " + LAST_PORT);
        }
        return port;
    }

    /** The address of a name, or this one, with its scheme and host. */
    public URI address(String name, String otherwise) {
        try {
            URI address = URI.create(text(name, otherwise));
            if (address.getScheme() != null && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // It is told below.
        }
        throw new WrongException("--" + name + " must be an address such as " + otherwise);
    }

    /**
     * What stands in the file of a name that cannot be left out: a command line is for everybody on
     * the machine to read.
     */
    public String secret(String name) {
        String file = required(name);
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new WrongException("--" + name + " " + file + " cannot be read");
        }
    }
}
