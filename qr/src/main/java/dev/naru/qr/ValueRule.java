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

    private static final ValueRule ANY_VALUE = of(Characters.ANY, 1, 99);

    /** Copies the list. */
    public ValueRule {
        oneOf = List.copyOf(oneOf);
    }

    /** Any value at all. */
    public static ValueRule any() {
        return ANY_VALUE;
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
        if (start == end || isAny()) {
            return null;
        }
        int length = text.codePointCount(start, end);
        if (length > maxLength) {
            return QrErrorCode.FIELD_TOO_LONG;
        }
        if (length < minLength
                || !beginsRight(text, start, end)
                || !holdsInfix(text, start, end)
                || !isListed(text, start, end)
                || !hasRightCharacters(text, start + prefix.length(), end)) {
            return QrErrorCode.FIELD_FORMAT;
        }
        return checkDigit == CheckDigit.NONE || passesCheck(text, start, end)
                ? null
                : QrErrorCode.CHECK_DIGIT;
    }

    /** The rule that nothing breaks, as no field is longer; one that equals it is only slower. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isAny() {
        return this == ANY_VALUE;
    }

    private boolean beginsRight(String text, int start, int end) {
        return prefix.isEmpty()
                || (end - start >= prefix.length() && text.startsWith(prefix, start));
    }

    private boolean holdsInfix(String text, int start, int end) {
        if (infix.isEmpty()) {
            return true;
        }
        int at = text.indexOf(infix, start + 1);
        return at >= 0 && at + infix.length() < end;
    }

    private boolean isListed(String text, int start, int end) {
        for (int i = 0; i < oneOf.size(); i++) {
            String value = oneOf.get(i);
            if (value.length() == end - start && text.startsWith(value, start)) {
                return true;
            }
        }
        return oneOf.isEmpty();
    }

    /** A prefix is as it is; the characters are asked of what follows it. */
    private boolean hasRightCharacters(String text, int from, int end) {
        return switch (characters) {
            case ANY -> true;
            case ANY_BUT_BAR -> text.indexOf('|', from, end) < 0;
            case DIGITS -> areBetween('0', '9', text, from, end);
            case CAPITALS -> areBetween('A', 'Z', text, from, end);
            case LETTERS_AND_DIGITS -> areLettersAndDigits(text, from, end);
        };
    }

    private static boolean areBetween(char first, char last, String text, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c < first || c > last) {
                return false;
            }
        }
        return true;
    }

    private static boolean areLettersAndDigits(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (!Ascii.isDigit(c) && !Ascii.isLetter(c)) {
                return false;
            }
        }
        return true;
    }

    private boolean passesCheck(String text, int start, int end) {
        return switch (checkDigit) {
            case NONE -> true;
            case LUHN -> Luhn.passes(text, start, end);
            case LUHN_AT_16 -> end - start != 16 || Luhn.passes(text, start, end);
            case LUHN_AT_19 -> end - start != 19 || Luhn.passes(text, start, end);
            case CALENDAR -> CalendarText.parse(text.substring(start, end)).isPresent();
        };
    }
}
