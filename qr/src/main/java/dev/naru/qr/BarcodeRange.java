// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * Numbers that a wallet shows as barcodes: those of a length, that begin like one number, like
 * another, or like one between.
 *
 * @param wallet whose numbers they are
 * @param firstPrefix the lowest beginning, digits
 * @param lastPrefix the highest beginning, as many digits
 * @param minDigits the least number of digits in all
 * @param maxDigits the greatest
 */
public record BarcodeRange(
        Wallet wallet, String firstPrefix, String lastPrefix, int minDigits, int maxDigits) {
    /** Refuses a range that is none. */
    public BarcodeRange {
        if (!Ascii.areDigits(firstPrefix)
                || !Ascii.areDigits(lastPrefix)
                || firstPrefix.length() != lastPrefix.length()
                || firstPrefix.compareTo(lastPrefix) > 0
                || minDigits < firstPrefix.length()
                || minDigits > maxDigits) {
            throw new IllegalArgumentException("no range of numbers");
        }
    }

    /** Whether these digits are such a number. */
    boolean holds(String digits) {
        if (digits.length() < minDigits || digits.length() > maxDigits) {
            return false;
        }
        String start = digits.substring(0, firstPrefix.length());
        return start.compareTo(firstPrefix) >= 0 && start.compareTo(lastPrefix) <= 0;
    }

    /**
     * Whether this one says more of a number than {@code other}: by its beginning, or its length.
     */
    boolean isMoreParticularThan(BarcodeRange other) {
        int byPrefix = firstPrefix.length() - other.firstPrefix.length();
        return byPrefix != 0
                ? byPrefix > 0
                : maxDigits - minDigits < other.maxDigits - other.minDigits;
    }
}
