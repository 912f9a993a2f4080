// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

/**
 * Whoever holds an issuer's master key for application cryptograms: this process, a token behind
 * PKCS#11, or the issuer itself far away. It is asked whether a cryptogram is right and never what
 * it should have been, so that it serves nobody as a card.
 *
 * <p>For any number of threads.
 */
public interface IssuerKeys extends AutoCloseable {
    /** Whether a cryptogram is the one that the card would compute. */
    enum Comparison {
        /** It is, in all of its bytes. */
        SAME,
        /** It is not. */
        DIFFERENT
    }

    /** Of the key. */
    KeyAlgorithm algorithm();

    /**
     * Compares a cryptogram with the one that the card would compute, in a time that does not
     * depend on where they differ.
     *
     * @param covered the data that the cryptogram covers, not yet filled up to blocks
     * @param cryptogram 8 bytes
     * @throws KeysUnavailableException when whoever holds the key cannot be asked
     */
    Comparison compare(CardTransaction transaction, byte[] covered, byte[] cryptogram)
            throws KeysUnavailableException;

    /**
     * The response cryptogram to a cryptogram that was the same before.
     *
     * @param cryptogram the card's, 8 bytes
     * @return 8 bytes by method one, 4 by method two
     * @throws KeysUnavailableException when whoever holds the key cannot be asked
     */
    byte[] respond(CardTransaction transaction, byte[] cryptogram, IssuerDecision decision)
            throws KeysUnavailableException;

    /** Lets the key go; whoever asks afterwards hears that it is unavailable. */
    @Override
    void close();
}
