// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.util.Arrays;

/**
 * An issuer's master key in the memory of this process: for a sandbox and for tests. A live
 * issuer's key belongs into a token.
 */
public final class SoftwareIssuerKeys implements IssuerKeys {
    private final KeyAlgorithm algorithm;
    private final byte[] key;
    private final CardCryptograms cryptograms = new CardCryptograms(this::encrypt);
    private volatile boolean closed;

    /**
     * With a copy of this key.
     *
     * @param key 16 bytes
     * @throws IllegalArgumentException when it has another length, or is a triple DES key whose
     *     halves are the same (parity bits aside): then it is a single DES key, which anybody finds
     */
    public SoftwareIssuerKeys(KeyAlgorithm algorithm, byte[] key) {
        if (key.length != BlockCiphers.KEY_BYTES) {
            throw new IllegalArgumentException("an issuer's master key has 16 bytes");
        }
        switch (algorithm) {
            case TDES -> {
                int half = key.length / 2;
                if (DesKeys.same(key, 0, key, half, half)) {
                    throw new IllegalArgumentException(
                            "a triple DES key with two halves that are the same is a DES key");
                }
            }
            case AES -> {}
        }
        this.algorithm = algorithm;
        this.key = key.clone();
    }

    @Override
    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public Comparison compare(CardTransaction transaction, byte[] covered, byte[] cryptogram)
            throws KeysUnavailableException {
        return cryptograms.compare(transaction, covered, cryptogram);
    }

    @Override
    public byte[] respond(CardTransaction transaction, byte[] cryptogram, IssuerDecision decision)
            throws KeysUnavailableException {
        return cryptograms.respond(transaction, cryptogram, decision);
    }

    /** What the card would compute over these data, for tests that play the card. */
    byte[] compute(CardTransaction transaction, byte[] covered) throws KeysUnavailableException {
        return cryptograms.compute(transaction, covered);
    }

    private byte[] encrypt(BlockCiphers ciphers, byte[] sixteen) throws KeysUnavailableException {
        byte[] encrypted = ciphers.encrypt(algorithm, key, sixteen);
        // Looked at afterwards: a key that was zeroed meanwhile has encrypted nothing for anybody.
        if (closed) {
            throw new KeysUnavailableException("the issuer's key was let go");
        }
        return encrypted;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(key, (byte) 0);
    }

    /** Says only of which algorithm. */
    @Override
    public String toString() {
        return "SoftwareIssuerKeys[" + algorithm + "]";
    }
}
