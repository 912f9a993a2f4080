// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

/** Why an assertion is not believed, in the order in which it is looked at. */
public enum AssertionRefusal {
    /** More than {@link AssertionVerifier#MAX_LENGTH}. */
    TOO_LARGE,
    /** Not three parts of base64url, or no JSON in the first. */
    MALFORMED,
    /** Signed in another way than ES256, or not at all. */
    ALGORITHM,
    /** A token for something else. */
    TYPE,
    /** Something must be understood that is not. */
    CRITICAL,
    /** With none of the issuer's keys. */
    KEY,
    /** Not by the key that it names, or changed since. */
    SIGNATURE,
    /** Genuine, and not what an assertion must say. */
    CLAIMS,
    /** By another issuer. */
    ISSUER,
    /** For another relying party. */
    AUDIENCE,
    /** Issued later than now. */
    FUTURE,
    /** Its time is over. */
    EXPIRED,
    /** For another transaction than the one that is to be done. */
    TRANSACTION
}
