// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static java.time.temporal.ChronoField.YEAR;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a receiver wants to be left alone, by its header {@code Retry-After}: a number of
 * seconds or a date in one of HTTP's three forms (RFC 9110, 10.2.3 and 5.6.7).
 */
final class RetryAfter {
    /** The most that a receiver may ask for. */
    static final Duration MOST = Duration.ofHours(1);

    /** Longer numbers are more than the most, however much that is. */
    private static final int DIGITS = 6;

    /** A year of two digits that would be further ahead was in the century before. */
    private static final int YEARS_AHEAD = 50;

    private RetryAfter() {}

    /**
     * From no time to {@link #MOST}; none also where nobody can say what was meant.
     *
     * @param now by the wall's clock, which the receiver's date is of
     */
    static Duration asked(String header, Instant now) {
        String text = header.strip();
        if (text.matches("[0-9]+")) {
            String digits = text.replaceFirst("^0+(?=.)", "");
            return digits.length() > DIGITS
                    ? MOST
                    : bounded(Duration.ofSeconds(Long.parseLong(digits)));
        }
        return forms(now).stream()
                .flatMap(form -> date(text, form).stream())
                .findFirst()
                .map(then -> bounded(Duration.between(now, then)))
                .orElse(Duration.ZERO);
    }

    private static Optional<Instant> date(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(MOST) < 0 ? asked : MOST;
    }

    /** The one that is sent today, that of RFC 850, and that of C's {@code asctime}. */
    private static List<DateTimeFormatter> forms(Instant now) {
        int firstYear = now.atOffset(ZoneOffset.UTC).getYear() + YEARS_AHEAD - 99;
        return List.of(
                form("EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
                new DateTimeFormatterBuilder()
                        .appendPattern("EEEE, dd-MMM-")
                        .appendValueReduced(YEAR, 2, 2, firstYear)
                        .appendPattern(" HH:mm:ss 'GMT'")
                        .toFormatter(Locale.US),
                form("EEE MMM ppd HH:mm:ss uuuu"));
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }
}
