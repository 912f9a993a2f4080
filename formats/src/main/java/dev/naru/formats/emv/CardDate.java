// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.emv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/** Dates as cards have them: two digits a byte, of this century. */
public final class CardDate {
    private static final int CENTURY = 2000;
    private static final Pattern MONTH = Pattern.compile("(0[1-9]|1[0-2])[0-9]{2}");
    private static final Pattern DAY = Pattern.compile("[0-9]{6}");

    private CardDate() {}

    /** MMYY, as in certificates (EMV 4.4, Book 2); empty when it is none. */
    public static Optional<YearMonth> month(ByteString digits) {
        String text = digits.hex();
        return MONTH.matcher(text).matches()
                ? Optional.of(
                        YearMonth.of(
                                CENTURY + Integer.parseInt(text, 2, 4, 10),
                                Integer.parseInt(text, 0, 2, 10)))
                : Optional.empty();
    }

    /** YYMMDD, as in 5F24 (EMV 4.4, Book 3); empty when it is none. */
    public static Optional<LocalDate> day(ByteString digits) {
        String text = digits.hex();
        if (!DAY.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(
                            CENTURY + Integer.parseInt(text, 0, 2, 10),
                            Integer.parseInt(text, 2, 4, 10),
                            Integer.parseInt(text, 4, 6, 10)));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }
}
