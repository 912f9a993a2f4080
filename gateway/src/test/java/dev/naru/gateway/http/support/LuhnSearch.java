// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for what could be a card's number: 13 to 19 digits whose check digit is right. */
public final class LuhnSearch {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{13,19}");

    private LuhnSearch() {}

    /** Every run of digits in a text that could be one. */
    public static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        Matcher runs = DIGITS.matcher(text);
        while (runs.find()) {
            int sum = 0;
            String run = runs.group();
            for (int i = 0; i < run.length(); i++) {
                int digit = run.charAt(run.length() - 1 - i) - '0';
                int twice = 2 * digit;
                sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
            }
            if (sum % 10 == 0) {
                found.add(run);
            }
        }
        return found;
    }
}
