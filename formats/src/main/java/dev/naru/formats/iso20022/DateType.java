// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Optional;

/** ISODate without a zone: {@code 2026-11-22}, years 0001 to 9999. */
final class DateType implements ValueType<LocalDate> {
    static final int LENGTH = 10;

    @Override
    public Optional<LocalDate> read(String text) {
        return text.length() == LENGTH ? readStart(text) : Optional.empty();
    }

    @Override
    public Optional<String> write(LocalDate value) {
        return value.getYear() >= 1 && value.getYear() <= 9999
                ? Optional.of(value.toString())
                : Optional.empty();
    }

    @Override
    public String expectation() {
        return "a date such as 2026-11-22 without a zone";
    }

    /** The date in the first ten characters, if there is one. */
    static Optional<LocalDate> readStart(String text) {
        if (text.length() < LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        boolean possible = year >= 1 && month >= 1 && month <= 12 && day >= 1;
        return possible && day <= Month.of(month).length(Year.isLeap(year))
                ? Optional.of(LocalDate.of(year, month, day))
                : Optional.empty();
    }

    /** The number in a range of ASCII digits (at most nine of them), or -1. */
    static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!Ascii.isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
