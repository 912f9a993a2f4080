// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.time.YearMonth;

/**
 * A public key of a payment system, by which the certificates of its issuers are checked (EMV 4.4,
 * Book 2, section 5.1).
 *
 * @param provider the registered application provider identifier, 5 bytes
 * @param index which of the provider's keys, 0 to 255
 * @param kind what it may be used for
 * @param key the key
 * @param lastMonth until the end of which it is in force
 */
public record AuthorityKey(
        ByteString provider, int index, Kind kind, RsaKey key, YearMonth lastMonth) {
    /** Keys of the two kinds never mix. */
    public enum Kind {
        /** Of test cards: whoever has the tools can make more of them. */
        TEST,
        /** Of real cards. */
        LIVE
    }

    /**
     * SHA-1 of provider, index, modulus and exponent, by which payment systems publish their keys.
     */
    public ByteString checkSum() {
        return Digests.sha1(
                provider, ByteString.of((byte) index), key.modulusBytes(), key.exponentBytes());
    }
}
