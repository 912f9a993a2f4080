// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for what could be a card number: 13 to 19 digits with a right check digit. */
final class LuhnSearch {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{13,}");

    private LuhnSearch() {}

    /** All of them in a text, also inside longer runs; hexadecimal digits are text. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        Matcher runs = DIGITS.matcher(text);
        while (runs.find()) {
            String run = runs.group();
            for (int from = 0; from < run.length(); from++) {
                for (int length = 13; length <= 19 && from + length <= run.length(); length++) {
                    if (isValid(run.substring(from, from + length))) {
                        found.add(run.substring(from, from + length));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isValid(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = 2 * digit;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }
}
