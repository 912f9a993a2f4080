// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/** Why an application cryptogram is not accepted, in the order in which it is found out. */
public enum CryptogramRefusal {
    /** A tag that the cryptogram covers, or that says whose it is, is not there. */
    TAG_MISSING,
    /** A tag has another length than it must have. */
    TAG_LENGTH,
    /** Card number or sequence number are not digits, or too few or too many. */
    CARD_NUMBER_MALFORMED,
    /** 9F10 has no shape, length and version that are known. */
    VERSION_UNKNOWN,
    /** No issuer here has cards with such a number. */
    CARD_OF_ANOTHER_ISSUER,
    /** The issuer has no cards of this version. */
    VERSION_NOT_ISSUED,
    /** The issuer has no key of this index for this version. */
    KEY_INDEX_UNKNOWN,
    /** The issuer has cards of two versions that 9F10 can be of. */
    VERSION_AMBIGUOUS,
    /** Whoever holds the key cannot be asked now. The same tap can be verified later. */
    KEYS_UNAVAILABLE,
    /** It was not computed by this card over these values. */
    CRYPTOGRAM_WRONG
}
