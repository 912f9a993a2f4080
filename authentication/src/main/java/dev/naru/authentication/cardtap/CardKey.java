// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;

/**
 * A card's own key, once its certificates were followed.
 *
 * @param key the key
 */
record CardKey(RsaKey key) {
    /**
     * SHA-256 of modulus and exponent. It is remembered at enrolment, and every later tap must have
     * the same: a certificate that somebody forged for another key is of no use then.
     */
    ByteString thumbprint() {
        return Digests.sha256(key.modulusBytes(), key.exponentBytes());
    }
}
