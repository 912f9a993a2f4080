// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/** Whoever holds an issuer's key cannot be asked. Says no key, number or cryptogram. */
public final class KeysUnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** What it is, for whoever decides whether to wait for the key. */
    public enum Reason {
        /** The holder is not there, or fails: it may come back by itself. */
        AWAY,
        /** The holder was asked and has not answered in time. */
        SILENT,
        /** The holder was not asked, because too many wait for it. */
        BUSY,
        /** The token refused the PIN: with a few more tries it would shut itself for good. */
        PIN_REFUSED,
        /** The library is not there, or is none of PKCS#11. */
        LIBRARY,
        /** More than one token has the label. */
        LABEL,
        /** The token answers, and has no such key, or one that is not fit to be an issuer's. */
        KEY;

        /** Whether waiting may help, and nobody has to correct anything first. */
        public boolean isPassing() {
            return switch (this) {
                case AWAY, SILENT, BUSY -> true;
                case PIN_REFUSED, LIBRARY, LABEL, KEY -> false;
            };
        }
    }

    /** Of a holder that is away, with a sentence for the operator. */
    public KeysUnavailableException(String sentence) {
        this(Reason.AWAY, sentence);
    }

    /** With a sentence for the operator. */
    public KeysUnavailableException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    /** Of a holder that is away, with a sentence for the operator, and what was said. */
    public KeysUnavailableException(String sentence, Throwable cause) {
        this(Reason.AWAY, sentence, cause);
    }

    /** With a sentence for the operator, and what the token or the link said. */
    public KeysUnavailableException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** What it is. */
    public Reason reason() {
        return reason;
    }

    /** The sentence for the operator. */
    String sentence() {
        String sentence = getMessage();
        return sentence == null ? "the issuer's key cannot be asked" : sentence;
    }
}
