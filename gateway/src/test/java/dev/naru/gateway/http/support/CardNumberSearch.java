// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.naru.qr.Luhn;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for payment cards' numbers: 13 to 19 digits with a right check digit, at any place of a run
 * of digits, which may have single blanks or dashes in it.
 *
 * <p>One in ten runs of random digits has a right check digit, and digests, ids and signatures are
 * full of such runs: a search among them for every brand's numbers would find some by chance in
 * each run of the tests, and one that leaves them out would not look where a number may be. So
 * there are two. {@link #in} looks everywhere, in whatever form, and for numbers of the issuers
 * whose cards these tests tap: eight digits that nothing has by chance. {@link #ofAnybodyIn} looks
 * for all numbers, and is for texts whose digits are no chance.
 */
public final class CardNumberSearch {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    /** A text in base64 in a text in hexadecimal digits, or the other way round. */
    private static final int WRAPPINGS = 2;

    /** Of 13 digits in ASCII. */
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{26,}");

    /** Of 13 digits, two in a byte, wherever in a group of four they begin. */
    private static final Pattern BASE_64 = Pattern.compile("[A-Za-z0-9+/_-]{10,}");

    private CardNumberSearch() {}

    /**
     * Numbers of the tests' issuers in a text: its own digits, which are those of bytes in
     * hexadecimal too, and what is written in it in base64 or as hexadecimal digits of a text.
     */
    public static Set<String> in(String text) {
        Set<String> found = new TreeSet<>();
        unwrap(text, WRAPPINGS, found);
        return found;
    }

    /** The same in bytes: texts in them, and numbers with two digits in a byte. */
    public static Set<String> in(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        unwrap(bytes, WRAPPINGS, found);
        return found;
    }

    /** Everybody's numbers among a text's own digits. */
    public static Set<String> ofAnybodyIn(String text) {
        Set<String> found = new TreeSet<>();
        digits(text, number -> true, found);
        return found;
    }

    private static void unwrap(byte[] bytes, int wrappings, Set<String> found) {
        digits(HexFormat.of().formatHex(bytes), CardNumberSearch::isOfTheTests, found);
        unwrap(new String(bytes, ISO_8859_1), wrappings, found);
    }

    private static void unwrap(String text, int wrappings, Set<String> found) {
        digits(text, CardNumberSearch::isOfTheTests, found);
        if (wrappings == 0) {
            return;
        }
        for (Matcher runs = HEXADECIMAL.matcher(text); runs.find(); ) {
            for (int from = 0; from < 2; from++) {
                String run = runs.group().substring(from);
                unwrap(
                        HexFormat.of().parseHex(run.substring(0, run.length() / 2 * 2)),
                        wrappings - 1,
                        found);
            }
        }
        for (Matcher runs = BASE_64.matcher(text); runs.find(); ) {
            String run = runs.group().replace('-', '+').replace('_', '/');
            for (int from = 0; from < 4; from++) {
                // One character alone holds no byte.
                int to = (run.length() - from) % 4 == 1 ? run.length() - 1 : run.length();
                unwrap(Base64.getDecoder().decode(run.substring(from, to)), wrappings - 1, found);
            }
        }
    }

    private static boolean isOfTheTests(String number) {
        return Taps.PREFIXES.stream().anyMatch(number::startsWith);
    }

    private static void digits(String text, Predicate<String> wanted, Set<String> found) {
        StringBuilder run = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (isDigit(text, at)) {
                run.append(text.charAt(at));
            } else if (!isGap(text, at)) {
                windows(run, wanted, found);
                run.setLength(0);
            }
        }
        windows(run, wanted, found);
    }

    private static void windows(StringBuilder run, Predicate<String> wanted, Set<String> found) {
        for (int from = 0; from + SHORTEST <= run.length(); from++) {
            int most = Math.min(LONGEST, run.length() - from);
            for (int length = SHORTEST; length <= most; length++) {
                String number = run.substring(from, from + length);
                if (wanted.test(number) && Luhn.passes(number)) {
                    found.add(number);
                }
            }
        }
    }

    private static boolean isGap(String text, int at) {
        return (text.charAt(at) == ' ' || text.charAt(at) == '-')
                && isDigit(text, at - 1)
                && isDigit(text, at + 1);
    }

    private static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
