// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * The number of a payer's card or account: personal data, neither to be stored nor logged.
 *
 * @param digits 8 to 19 digits
 */
public record CardNumber(String digits) {
    /** How many digits there are, and none of them. */
    @Override
    public String toString() {
        return "CardNumber[" + digits.length() + " digits]";
    }
}
