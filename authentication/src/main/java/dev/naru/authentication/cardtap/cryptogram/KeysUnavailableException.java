// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/** Whoever holds an issuer's key cannot be asked. Says no key, number or cryptogram. */
public final class KeysUnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    /** With a sentence for the operator. */
    public KeysUnavailableException(String sentence) {
        super(sentence);
    }

    /** With a sentence for the operator, and what the token or the link said. */
    public KeysUnavailableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
