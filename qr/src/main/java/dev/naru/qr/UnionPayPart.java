// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

import java.util.Optional;

/**
 * UnionPay's account in field 15 or 16: 8 characters, 8 characters, 15 characters.
 *
 * @param acquirerIin the acquirer's identification number
 * @param forwardingIin the forwarder's
 * @param merchantId the merchant's id, letters and digits
 */
public record UnionPayPart(String acquirerIin, String forwardingIin, String merchantId) {
    static final int LENGTH = 31;
    private static final int IIN_LENGTH = 8;

    /** The three parts of a value, or empty when it has not 31 characters. */
    public static Optional<UnionPayPart> of(String value) {
        if (value.length() != LENGTH) {
            return Optional.empty();
        }
        return Optional.of(
                new UnionPayPart(
                        value.substring(0, IIN_LENGTH),
                        value.substring(IIN_LENGTH, 2 * IIN_LENGTH),
                        value.substring(2 * IIN_LENGTH)));
    }

    /** The value of the field. */
    public String value() {
        return acquirerIin + forwardingIin + merchantId;
    }
}
