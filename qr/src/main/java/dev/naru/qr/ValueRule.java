// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one value must look like; lengths count characters (code points). An empty value is judged
 * elsewhere ({@link Tolerance#EMPTY_VALUE}) and breaks no rule here.
 *
 * @param characters which characters it may have
 * @param minLength at least so many
 * @param maxLength at most so many
 * @param prefix what it begins with, or empty
 * @param infix what stands somewhere inside it, neither first nor last, or empty
 * @param oneOf the only values allowed, or none for any
 * @param checkDigit the check its digits pass
 */
public record ValueRule(
        Characters characters,
        int minLength,
        int maxLength,
        String prefix,
        String infix,
        List<String> oneOf,
        CheckDigit checkDigit) {
    /** A set of characters. */
    public enum Characters {
        /** Any. */
        ANY,
        /** Any but the vertical bar, which QRIS keeps for itself. */
        ANY_BUT_BAR,
        /** ASCII 0 to 9. */
        DIGITS,
        /** ASCII A to Z. */
        CAPITALS,
        /** ASCII letters and digits. */
        LETTERS_AND_DIGITS
    }

    /** Copies the list. */
    public ValueRule {
        oneOf = List.copyOf(oneOf);
    }

    /** Any value at all. */
    public static ValueRule any() {
        return of(Characters.ANY, 1, 99);
    }

    /** Values of these characters in this range of lengths. */
    public static ValueRule of(Characters characters, int minLength, int maxLength) {
        return new ValueRule(characters, minLength, maxLength, "", "", List.of(), CheckDigit.NONE);
    }

    /** Exactly one of these values. */
    public static ValueRule oneOf(String... values) {
        return new ValueRule(Characters.ANY, 1, 99, "", "", List.of(values), CheckDigit.NONE);
    }

    /** This rule for values that begin with {@code start}. */
    public ValueRule startingWith(String start) {
        return new ValueRule(characters, minLength, maxLength, start, infix, oneOf, checkDigit);
    }

    /** This rule for values with {@code middle} somewhere inside, neither first nor last. */
    public ValueRule containing(String middle) {
        return new ValueRule(characters, minLength, maxLength, prefix, middle, oneOf, checkDigit);
    }

    /** This rule for values whose digits pass {@code check}. */
    public ValueRule checkedBy(CheckDigit check) {
        return new ValueRule(characters, minLength, maxLength, prefix, infix, oneOf, check);
    }

    /** How the value from {@code start} to {@code end} (exclusive) breaks this rule, or null. */
    @Nullable QrErrorCode breach(String text, int start, int end) {
        if (start == end) {
            return null;
        }
        int length = text.codePointCount(start, end);
        if (length > maxLength) {
            return QrErrorCode.FIELD_TOO_LONG;
        }
        if (length < minLength
                || end - start < prefix.length()
                || !text.startsWith(prefix, start)
                || !holdsInfix(text, start, end)
                || !isListed(text, start, end)
                || !hasRightCharacters(text, start + prefix.length(), end)) {
            return QrErrorCode.FIELD_FORMAT;
        }
        boolean right = checkDigit == CheckDigit.NONE || passesCheck(text.substring(start, end));
        return right ? null : QrErrorCode.CHECK_DIGIT;
    }

    private boolean holdsInfix(String text, int start, int end) {
        if (infix.isEmpty()) {
            return true;
        }
        int at = text.indexOf(infix, start + 1);
        return at >= 0 && at + infix.length() < end;
    }

    private boolean isListed(String text, int start, int end) {
        for (String value : oneOf) {
            if (value.length() == end - start && text.startsWith(value, start)) {
                return true;
            }
        }
        return oneOf.isEmpty();
    }

    /** A prefix is as it is; the characters are asked of what follows it. */
    private boolean hasRightCharacters(String text, int from, int end) {
        if (characters == Characters.ANY) {
            return true;
        }
        for (int i = from; i < end; i++) {
            if (!isRight(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isRight(char c) {
        return switch (characters) {
            case ANY -> true;
            case ANY_BUT_BAR -> c != '|';
            case DIGITS -> isDigit(c);
            case CAPITALS -> isCapital(c);
            case LETTERS_AND_DIGITS -> isDigit(c) || isCapital(c) || (c >= 'a' && c <= 'z');
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private boolean passesCheck(String value) {
        return switch (checkDigit) {
            case NONE -> true;
            case LUHN -> Luhn.passes(value);
            case LUHN_AT_16 -> value.length() != 16 || Luhn.passes(value);
            case LUHN_AT_19 -> value.length() != 19 || Luhn.passes(value);
            case CALENDAR -> CalendarText.parse(value).isPresent();
        };
    }
}
