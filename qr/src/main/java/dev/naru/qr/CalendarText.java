// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Optional;

/** A day or a moment as digits: {@code 20381231}, {@code 20381231235959}. */
final class CalendarText {
    private static final int DAY = 8;
    private static final int MOMENT = 14;

    private CalendarText() {}

    /** The moment, for a day its last second; empty when the text is neither. */
    static Optional<LocalDateTime> parse(String text) {
        if (text.length() != DAY && text.length() != MOMENT) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return Optional.empty();
            }
        }
        String whole = text.length() == DAY ? text + "235959" : text;
        int year = number(whole, 0, 4);
        int month = number(whole, 4, 6);
        int day = number(whole, 6, 8);
        int hour = number(whole, 8, 10);
        int minute = number(whole, 10, 12);
        int second = number(whole, 12, 14);
        boolean real =
                month >= 1
                        && month <= 12
                        && day >= 1
                        && day <= YearMonth.of(year, month).lengthOfMonth()
                        && hour <= 23
                        && minute <= 59
                        && second <= 59;
        return real
                ? Optional.of(LocalDateTime.of(year, month, day, hour, minute, second))
                : Optional.empty();
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
