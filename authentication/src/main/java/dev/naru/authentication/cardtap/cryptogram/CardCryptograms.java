// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.BiFunction;

/**
 * From an issuer's master key to a card's cryptogram. The issuer's key is only asked to encrypt;
 * the card's and the session's are in this process for the length of one computation and are zeroed
 * after it.
 */
final class CardCryptograms {
    private static final int CRYPTOGRAM_BYTES = 8;
    private static final int SHORT_RESPONSE_BYTES = 4;

    /** Making the JDK's ciphers costs more than using them. More than so many are not kept. */
    private static final int IDLE_CIPHERS = 64;

    private final ArrayBlockingQueue<BlockCiphers> idle = new ArrayBlockingQueue<>(IDLE_CIPHERS);
    private final MasterKey master;

    /** The issuer's master key, wherever it is. */
    @FunctionalInterface
    interface MasterKey {
        /**
         * Encrypts 16 bytes, block by block.
         *
         * @param ciphers for whoever has the key in this process
         */
        byte[] encrypt(BlockCiphers ciphers, byte[] sixteen) throws KeysUnavailableException;
    }

    CardCryptograms(MasterKey master) {
        this.master = master;
    }

    IssuerKeys.Comparison compare(CardTransaction transaction, byte[] covered, byte[] cryptogram)
            throws KeysUnavailableException {
        return MessageDigest.isEqual(compute(transaction, covered), cryptogram)
                ? IssuerKeys.Comparison.SAME
                : IssuerKeys.Comparison.DIFFERENT;
    }

    /** What the card would compute over these data: 8 bytes. */
    byte[] compute(CardTransaction transaction, byte[] covered) throws KeysUnavailableException {
        MacMethod mac = transaction.version().mac();
        return withSessionKey(
                transaction,
                transaction.version().session(),
                (ciphers, key) -> mac.compute(ciphers, key, covered, CRYPTOGRAM_BYTES));
    }

    byte[] respond(CardTransaction transaction, byte[] cryptogram, IssuerDecision decision)
            throws KeysUnavailableException {
        CryptogramVersion version = transaction.version();
        return withSessionKey(
                transaction,
                version.responseSession(),
                (ciphers, key) ->
                        switch (version.responseMethod()) {
                            case ONE ->
                                    ciphers.encryptBlock(
                                            key, coded(cryptogram, decision.responseCode()));
                            case TWO ->
                                    version.mac()
                                            .compute(
                                                    ciphers,
                                                    key,
                                                    answered(cryptogram, decision),
                                                    SHORT_RESPONSE_BYTES);
                        });
    }

    private static byte[] coded(byte[] cryptogram, byte[] responseCode) {
        byte[] coded = cryptogram.clone();
        for (int i = 0; i < responseCode.length; i++) {
            coded[i] ^= responseCode[i];
        }
        return coded;
    }

    private static byte[] answered(byte[] cryptogram, IssuerDecision decision) {
        return new IssuerAnswer.IssuerAuthentication(
                        cryptogram, decision.statusUpdate(), decision.proprietary())
                .value();
    }

    private byte[] withSessionKey(
            CardTransaction transaction,
            SessionKeyDerivation derivation,
            BiFunction<BlockCiphers, byte[], byte[]> work)
            throws KeysUnavailableException {
        BlockCiphers borrowed = idle.poll();
        BlockCiphers ciphers = borrowed == null ? new BlockCiphers() : borrowed;
        byte[] input = transaction.option().diversification(transaction.card());
        byte[] cardKey = new byte[0];
        byte[] key = cardKey;
        try {
            cardKey = master.encrypt(ciphers, input);
            key = sessionKey(transaction, derivation, ciphers, cardKey);
            return work.apply(ciphers, key);
        } finally {
            Arrays.fill(input, (byte) 0);
            Arrays.fill(cardKey, (byte) 0);
            Arrays.fill(key, (byte) 0);
            ciphers.forget();
            idle.offer(ciphers);
        }
    }

    private static byte[] sessionKey(
            CardTransaction transaction,
            SessionKeyDerivation derivation,
            BlockCiphers ciphers,
            byte[] cardKey) {
        KeyAlgorithm algorithm = transaction.version().algorithm();
        return switch (derivation) {
            case NONE -> cardKey;
            case COMMON, MCHIP ->
                    ciphers.encrypt(
                            algorithm,
                            cardKey,
                            derivation.diversification(
                                    algorithm, transaction.counter(), transaction.unpredictable()));
        };
    }
}
