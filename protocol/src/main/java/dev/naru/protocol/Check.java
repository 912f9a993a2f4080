// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.List;

/**
 * Range checks of record constructors. What fails here is malformed: it is refused at the edge and
 * never reaches the machine.
 */
final class Check {
    private Check() {}

    static long range(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    field + " must be from " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    static void positive(String field, long value) {
        range(field, value, 1, Long.MAX_VALUE);
    }

    static void notNegative(String field, long value) {
        range(field, value, 0, Long.MAX_VALUE);
    }

    static void code(String field, String value) {
        boolean fits = !value.isEmpty() && value.length() <= Limits.CODE_LENGTH;
        for (int i = 0; fits && i < value.length(); i++) {
            char c = value.charAt(i);
            fits = isUpperOrDigit(c) || c == '-';
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    field + " must be 1 to " + Limits.CODE_LENGTH + " of A-Z, 0-9 and -");
        }
    }

    static void isoReason(String field, String value) {
        boolean fits = value.isEmpty() || value.length() == 4;
        for (int i = 0; fits && i < value.length(); i++) {
            char c = value.charAt(i);
            fits = isUpperOrDigit(c);
        }
        if (!fits) {
            throw new IllegalArgumentException(field + " must be empty or 4 of A-Z and 0-9");
        }
    }

    static void named(String field, Digest digest) {
        if (digest.equals(Digest.NONE)) {
            throw new IllegalArgumentException(field + " must not be all zero");
        }
    }

    static void named(String field, RequestId id) {
        if (id.equals(RequestId.NONE)) {
            throw new IllegalArgumentException(field + " must not be all zero");
        }
    }

    static void participant(String field, long value) {
        range(field, value, 1, Limits.PARTICIPANTS);
    }

    static void group(String field, long value) {
        range(field, value, 1, Limits.GROUPS);
    }

    static void corridor(String field, long value) {
        range(field, value, 1, Limits.CORRIDORS);
    }

    static void size(String field, int size, int most) {
        if (size > most) {
            throw new IllegalArgumentException(
                    field + " has " + size + " bytes or elements, more than " + most);
        }
    }

    static void notEmpty(String field, List<?> list) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException(field + " must not be empty");
        }
    }

    private static boolean isUpperOrDigit(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
