// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.apikey;

/** What became of a key that was to be registered. */
public enum Registration {
    /** It is accepted from now on, also after a restart. */
    REGISTERED,
    /** The same key was registered under the same id before and is accepted. */
    ALREADY_REGISTERED,
    /** The id names another key, or one that was revoked. */
    KEY_ID_TAKEN,
    /** The same key has another id or another owner. */
    KEY_TAKEN,
    /** The ring holds as many keys as it can. */
    FULL
}
