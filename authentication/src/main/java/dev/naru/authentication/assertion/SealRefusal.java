// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

/** Why a sealed transcript was not opened, in the order in which it is looked at. */
public enum SealRefusal {
    /** More than {@link SealedTranscripts#MAX_LENGTH}. */
    TOO_LARGE,
    /** Not five parts of base64url of their right sizes, or no JSON in the first. */
    MALFORMED,
    /** The key is agreed in another way than ECDH-ES or ECDH-ES+A256KW. */
    ALGORITHM,
    /** The content is under another cipher than A256GCM. */
    ENCRYPTION,
    /** The content is compressed. */
    COMPRESSED,
    /** Something must be understood that is not. */
    CRITICAL,
    /** The sender's key of the moment is missing or is no point of P-256. */
    EPHEMERAL_KEY,
    /** For no key of ours that is still good, or for none by name. */
    KEY,
    /** For another key than it says, or changed on its way. */
    UNDECIPHERABLE
}
