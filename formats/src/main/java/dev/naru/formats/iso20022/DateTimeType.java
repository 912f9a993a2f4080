// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * ISODateTime with an offset: {@code 2026-11-22T10:15:30.123+09:00} or {@code Z}. At most nine
 * digits of a second; no 24:00:00 and no leap second, which nobody reads alike.
 */
final class DateTimeType implements ValueType<OffsetDateTime> {
    private static final int MAX_OFFSET_HOURS = 14;

    /** {@code yyyy-mm-ddThh:mm:ss}, the part that is always there. */
    private static final int SECONDS_END = 19;

    @Override
    public Optional<OffsetDateTime> read(String text) {
        if (text.length() <= SECONDS_END
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return Optional.empty();
        }
        Optional<LocalDate> date = DateType.readStart(text);
        int hour = DateType.digits(text, 11, 13);
        int minute = DateType.digits(text, 14, 16);
        int second = DateType.digits(text, 17, SECONDS_END);
        int fractionEnd = fractionEnd(text);
        int nano = nano(text, fractionEnd);
        int offsetMinutes = offsetMinutes(text, fractionEnd);
        if (date.isEmpty()
                || !isWithin(hour, 23)
                || !isWithin(minute, 59)
                || !isWithin(second, 59)
                || nano < 0
                || offsetMinutes == Integer.MIN_VALUE) {
            return Optional.empty();
        }
        return Optional.of(
                OffsetDateTime.of(
                        date.get(),
                        LocalTime.of(hour, minute, second, nano),
                        ZoneOffset.ofTotalSeconds(offsetMinutes * 60)));
    }

    @Override
    public Optional<String> write(OffsetDateTime value) {
        int offsetSeconds = value.getOffset().getTotalSeconds();
        boolean writable =
                value.getYear() >= 1
                        && value.getYear() <= 9999
                        && offsetSeconds % 60 == 0
                        && Math.abs(offsetSeconds) <= MAX_OFFSET_HOURS * 3600;
        if (!writable) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(35);
        text.append(value.toLocalDate()).append('T');
        two(text, value.getHour()).append(':');
        two(text, value.getMinute()).append(':');
        two(text, value.getSecond());
        appendFraction(text, value.getNano());
        return Optional.of(text.append(value.getOffset()).toString());
    }

    @Override
    public String expectation() {
        return "a date and time with an offset, such as 2026-11-22T10:15:30+09:00";
    }

    private static boolean isWithin(int value, int max) {
        return value >= 0 && value <= max;
    }

    /** Where the digits of a fraction end; the end of the seconds when there is no point. */
    private static int fractionEnd(String text) {
        int end = SECONDS_END;
        if (text.charAt(end) == '.') {
            end++;
            while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static int nano(String text, int fractionEnd) {
        if (fractionEnd == SECONDS_END) {
            return 0;
        }
        int count = fractionEnd - SECONDS_END - 1;
        if (count < 1 || count > 9) {
            return -1;
        }
        int nano = DateType.digits(text, SECONDS_END + 1, fractionEnd);
        for (int i = count; i < 9; i++) {
            nano *= 10;
        }
        return nano;
    }

    /** Minutes east, or Integer.MIN_VALUE where there is no offset that XML Schema allows. */
    private static int offsetMinutes(String text, int at) {
        int length = text.length();
        if (length == at + 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        if (length != at + 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        char sign = text.charAt(at);
        int hours = DateType.digits(text, at + 1, at + 3);
        int minutes = DateType.digits(text, at + 4, at + 6);
        boolean allowed =
                (sign == '+' || sign == '-')
                        && isWithin(hours, MAX_OFFSET_HOURS)
                        && isWithin(minutes, hours == MAX_OFFSET_HOURS ? 0 : 59);
        if (!allowed) {
            return Integer.MIN_VALUE;
        }
        return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
    }

    private static StringBuilder two(StringBuilder text, int value) {
        return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    /** Milliseconds, microseconds or nanoseconds: the shortest that says it all. */
    private static void appendFraction(StringBuilder text, int nano) {
        if (nano == 0) {
            return;
        }
        int digits = nano % 1_000_000 == 0 ? 3 : nano % 1_000 == 0 ? 6 : 9;
        String all = Integer.toString(1_000_000_000 + nano);
        text.append('.').append(all, 1, 1 + digits);
    }
}
