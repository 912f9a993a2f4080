// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/**
 * What the magnetic stripe of the payer's card would say (EMV Book 3, annex A, tag 57): personal
 * data, neither to be stored nor logged.
 *
 * @param cardNumber the card's number
 * @param expiryYymm the last month in which the card holds, year first, four digits
 * @param serviceCode three digits
 * @param discretionary what the issuer added: digits, perhaps none
 */
public record Track2(
        CardNumber cardNumber, String expiryYymm, String serviceCode, String discretionary) {
    private static final int EXPIRY = 4;
    private static final int SERVICE = 3;

    /** Of a value whose form is right ({@link ConsumerField#TRACK_2}). */
    static Track2 of(Octets value) {
        String hex = value.hex();
        int separator = hex.indexOf('D');
        int end = hex.endsWith("F") ? hex.length() - 1 : hex.length();
        int service = separator + 1 + EXPIRY;
        return new Track2(
                new CardNumber(hex.substring(0, separator)),
                hex.substring(separator + 1, service),
                hex.substring(service, service + SERVICE),
                hex.substring(service + SERVICE, end));
    }

    /** How many digits the number has, and nothing else. */
    @Override
    public String toString() {
        return "Track2[" + cardNumber + "]";
    }
}
