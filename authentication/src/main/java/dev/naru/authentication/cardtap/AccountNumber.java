// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.util.Optional;
import java.util.regex.Pattern;

/** A card's number while a tap is looked at. It is in no text, no log and no table. */
public final class AccountNumber {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 19;
    private static final char FILLER = 'F';
    private static final int PACKED = 10;
    private static final int FIRST = 6;
    private static final int LAST = 4;
    private static final int UNKNOWN = 5;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{12,19}");

    private final String digits;

    private AccountNumber(String digits) {
        this.digits = digits;
    }

    /** Of two digits a byte, then F to the end; empty when it is none of 12 to 19 digits. */
    public static Optional<AccountNumber> of(ByteString bytes) {
        return digits(bytes)
                .filter(digits -> digits.length() >= SHORTEST && digits.length() <= LONGEST)
                .map(AccountNumber::new);
    }

    /** Of a second track: the number stands before its D (tag 57). */
    static Optional<AccountNumber> ofTrack2(ByteString track) {
        String hex = track.hex();
        int end = hex.indexOf('D');
        return Optional.of(hex.substring(0, Math.max(0, end)))
                .filter(digits -> NUMBER.matcher(digits).matches())
                .map(AccountNumber::new);
    }

    /**
     * Whether the number begins with one from {@code first} to {@code last}, as many digits each.
     */
    boolean isBetween(String first, String last) {
        String start = digits.substring(0, first.length());
        return start.compareTo(first) >= 0 && start.compareTo(last) <= 0;
    }

    /** Whether the number begins with the digits that stand here, two a byte, then F to the end. */
    boolean beginsWith(ByteString identifier) {
        return digits(identifier)
                .filter(start -> start.length() >= 3 && start.length() <= 8)
                .filter(digits::startsWith)
                .isPresent();
    }

    /** Two digits a byte, F to the end of ten bytes, as certificates have it. */
    ByteString packed() {
        return ByteString.ofHex(digits + "F".repeat(2 * PACKED - digits.length()));
    }

    /** The first six digits, which say the issuer. */
    String firstDigits() {
        return digits.substring(0, FIRST);
    }

    /** The last four digits; of a short number fewer, so that five of it stay unknown. */
    String lastDigits() {
        return digits.substring(Math.max(digits.length() - LAST, FIRST + UNKNOWN));
    }

    private static Optional<String> digits(ByteString bytes) {
        String hex = bytes.hex();
        int end = 0;
        while (end < hex.length() && hex.charAt(end) >= '0' && hex.charAt(end) <= '9') {
            end++;
        }
        for (int i = end; i < hex.length(); i++) {
            if (hex.charAt(i) != FILLER) {
                return Optional.empty();
            }
        }
        return Optional.of(hex.substring(0, end));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountNumber that && digits.equals(that.digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    /** Nothing of the number. */
    @Override
    public String toString() {
        return "AccountNumber";
    }
}
