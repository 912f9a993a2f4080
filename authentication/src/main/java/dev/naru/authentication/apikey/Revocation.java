// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.apikey;

/** What became of a key that was to be revoked. */
public enum Revocation {
    /** It is not accepted any more, also after a restart. */
    REVOKED,
    /** It was revoked before. */
    ALREADY_REVOKED,
    /** No key of this owner has this id. */
    UNKNOWN,
    /** Without it nobody could run the hub any more; it is still accepted. */
    LAST_OPERATOR_KEY
}
