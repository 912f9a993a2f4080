// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/**
 * The JDK's DES, triple DES and AES, and the two message authentication codes that it lacks. For
 * one thread at a time. Keeps no key: {@link #forget} overwrites the key schedules inside the JDK's
 * ciphers too, since nothing else does.
 */
// The modes are those of the cards: single blocks and chains from a zero block.
@SuppressWarnings("InsecureCryptoUsage")
final class BlockCiphers {
    static final int KEY_BYTES = 16;

    private static final int DES_BLOCK = 8;
    private static final int AES_BLOCK = 16;
    private static final byte[] NO_KEY = new byte[KEY_BYTES];
    private static final IvParameterSpec DES_ZEROS = new IvParameterSpec(new byte[DES_BLOCK]);
    private static final IvParameterSpec AES_ZEROS = new IvParameterSpec(new byte[AES_BLOCK]);

    /** What doubling in the field of 2^128 elements folds back (RFC 4493, section 2.3). */
    private static final int CMAC_FOLD = 0x87;

    private static final byte ONE_BIT = (byte) 0x80;

    private final Cipher tripleDes = cipher("DESede/ECB/NoPadding");
    private final Cipher desChain = cipher("DES/CBC/NoPadding");
    private final Cipher aesChain = cipher("AES/CBC/NoPadding");
    private boolean tripleDesKnows;
    private boolean desKnows;
    private boolean aesKnows;

    private static Cipher cipher(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + transformation, e);
        }
    }

    /**
     * Each block by itself.
     *
     * @param key 16 bytes
     * @param sixteen bytes: two blocks of DES, one of AES
     */
    byte[] encrypt(KeyAlgorithm algorithm, byte[] key, byte[] sixteen) {
        if (sixteen.length != KEY_BYTES) {
            throw new IllegalArgumentException("16 bytes are needed, not " + sixteen.length);
        }
        try {
            return switch (algorithm) {
                case TDES -> {
                    initTripleDes(key);
                    yield tripleDes.doFinal(sixteen);
                }
                case AES -> {
                    initAes(key);
                    yield aesChain.doFinal(sixteen);
                }
            };
        } catch (GeneralSecurityException e) {
            throw neverHappens(e);
        }
    }

    /** One block of 8 bytes under triple DES. */
    byte[] encryptBlock(byte[] key, byte[] block) {
        try {
            initTripleDes(key);
            return tripleDes.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw neverHappens(e);
        }
    }

    /**
     * ISO/IEC 9797-1 MAC algorithm 3 with DES: a chain under the left half of the key whose last
     * block is encrypted under both, which is triple DES.
     *
     * @param key 16 bytes
     * @param filled one block of 8 bytes or several
     * @return 8 bytes
     */
    byte[] iso9797Algorithm3(byte[] key, byte[] filled) {
        try {
            int last = filled.length - DES_BLOCK;
            byte[] block = Arrays.copyOfRange(filled, last, filled.length);
            if (last > 0) {
                try (PassingKey left = new PassingKey("DES", Arrays.copyOf(key, DES_BLOCK))) {
                    desChain.init(Cipher.ENCRYPT_MODE, left, DES_ZEROS);
                    desKnows = true;
                }
                byte[] chain = desChain.doFinal(filled, 0, last);
                for (int i = 0; i < DES_BLOCK; i++) {
                    block[i] ^= chain[last - DES_BLOCK + i];
                }
            }
            initTripleDes(key);
            return tripleDes.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw neverHappens(e);
        }
    }

    /**
     * AES-CMAC (RFC 4493).
     *
     * @param key 16 bytes
     * @return 16 bytes
     */
    byte[] cmac(byte[] key, byte[] message) {
        try {
            initAes(key);
            byte[] subkey = doubled(aesChain.doFinal(new byte[AES_BLOCK]));
            int blocks = Math.max(1, (message.length + AES_BLOCK - 1) / AES_BLOCK);
            byte[] filled = Arrays.copyOf(message, blocks * AES_BLOCK);
            if (message.length < filled.length) {
                filled[message.length] = ONE_BIT;
                subkey = doubled(subkey);
            }
            int last = filled.length - AES_BLOCK;
            for (int i = 0; i < AES_BLOCK; i++) {
                filled[last + i] ^= subkey[i];
            }
            byte[] chain = aesChain.doFinal(filled);
            return Arrays.copyOfRange(chain, last, chain.length);
        } catch (GeneralSecurityException e) {
            throw neverHappens(e);
        }
    }

    /** Twice in the field, without a branch on a secret bit; zeroes what it is given. */
    private static byte[] doubled(byte[] element) {
        byte[] twice = new byte[AES_BLOCK];
        for (int i = 0; i < AES_BLOCK; i++) {
            int carry = i + 1 < AES_BLOCK ? (element[i + 1] & 0xFF) >> 7 : 0;
            twice[i] = (byte) ((element[i] << 1) | carry);
        }
        twice[AES_BLOCK - 1] ^= (byte) (CMAC_FOLD & -((element[0] & 0xFF) >> 7));
        Arrays.fill(element, (byte) 0);
        return twice;
    }

    /** Overwrites every key schedule that was used. */
    void forget() {
        try {
            if (tripleDesKnows) {
                initTripleDes(NO_KEY);
                tripleDesKnows = false;
            }
            if (desKnows) {
                try (PassingKey none = new PassingKey("DES", new byte[DES_BLOCK])) {
                    desChain.init(Cipher.ENCRYPT_MODE, none, DES_ZEROS);
                }
                desKnows = false;
            }
            if (aesKnows) {
                initAes(NO_KEY);
                aesKnows = false;
            }
        } catch (GeneralSecurityException e) {
            throw neverHappens(e);
        }
    }

    private void initTripleDes(byte[] key) throws GeneralSecurityException {
        byte[] three = Arrays.copyOf(key, KEY_BYTES + DES_BLOCK);
        System.arraycopy(key, 0, three, KEY_BYTES, DES_BLOCK);
        try (PassingKey passing = new PassingKey("DESede", three)) {
            tripleDes.init(Cipher.ENCRYPT_MODE, passing);
            tripleDesKnows = true;
        }
    }

    private void initAes(byte[] key) throws GeneralSecurityException {
        try (PassingKey passing = new PassingKey("AES", key.clone())) {
            aesChain.init(Cipher.ENCRYPT_MODE, passing, AES_ZEROS);
            aesKnows = true;
        }
    }

    /** The cause's text is left out: nobody promised that it names no key. */
    private static IllegalStateException neverHappens(GeneralSecurityException e) {
        return new IllegalStateException(
                "a block cipher of the JDK refused its input: " + e.getClass().getName());
    }

    /** A key whose bytes go when it is closed, which those of the JDK's SecretKeySpec do not. */
    private static final class PassingKey implements SecretKey, AutoCloseable {
        private static final long serialVersionUID = 1;

        private final String algorithm;
        private final transient byte[] bytes;

        PassingKey(String algorithm, byte[] bytes) {
            this.algorithm = algorithm;
            this.bytes = bytes;
        }

        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        /** A copy, which the JDK's ciphers zero. */
        @Override
        public byte[] getEncoded() {
            return bytes.clone();
        }

        @Override
        public void close() {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
