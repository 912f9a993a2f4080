// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a message is signed with (Standard Webhooks 1.0, "Signature scheme"). Signed are the
 * message's id, the time of sending in epoch seconds and the body, with full stops between.
 */
public sealed interface SigningSecret {
    /** How messages can be signed. */
    enum Kind {
        /** HMAC-SHA256 with a key that both sides know, {@code v1}. */
        HMAC,
        /** Ed25519 with a key that only the hub knows, {@code v1a}. */
        ED25519
    }

    /** Which of them it is. */
    Kind kind();

    /** One entry of the header {@code webhook-signature}. */
    String sign(String id, long atSeconds, byte[] body);

    /** What the receiver checks signatures with: the shared key, or the public one. */
    String shown();

    /** The whole of it as text, from which {@link #parse} makes it again. */
    String text();

    /** One that nobody has seen. */
    static SigningSecret fresh(Kind kind) {
        return switch (kind) {
            case HMAC -> Hmac.fresh();
            case ED25519 -> Ed25519.fresh();
        };
    }

    /**
     * The one that this is the text of.
     *
     * @throws IllegalArgumentException when it is the text of none
     */
    static SigningSecret parse(String text) {
        if (text.startsWith(Hmac.PREFIX)) {
            return new Hmac(decode(text, Hmac.PREFIX, Hmac.KEY_BYTES));
        }
        if (text.startsWith(Ed25519.PREFIX)) {
            return new Ed25519(decode(text, Ed25519.PREFIX, 2 * Ed25519.KEY_BYTES));
        }
        throw new IllegalArgumentException("not the text of a signing secret");
    }

    private static byte[] decode(String text, String prefix, int length) {
        byte[] bytes = Base64.getDecoder().decode(text.substring(prefix.length()));
        if (bytes.length != length) {
            throw new IllegalArgumentException("a signing secret has another length");
        }
        return bytes;
    }

    private static byte[] signed(String id, long atSeconds, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 64);
        bytes.writeBytes((id + "." + atSeconds + ".").getBytes(US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A shared key of 32 bytes; as text {@code whsec_} and base64. */
    final class Hmac implements SigningSecret {
        private static final String PREFIX = "whsec_";
        private static final int KEY_BYTES = 32;
        private static final String ALGORITHM = "HmacSHA256";

        private final byte[] key;

        private Hmac(byte[] key) {
            this.key = key;
        }

        private static Hmac fresh() {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            return new Hmac(key);
        }

        @Override
        public Kind kind() {
            return Kind.HMAC;
        }

        @Override
        public String sign(String id, long atSeconds, byte[] body) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
                return "v1," + base64(mac.doFinal(signed(id, atSeconds, body)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
            }
        }

        @Override
        public String shown() {
            return text();
        }

        @Override
        public String text() {
            return PREFIX + base64(key);
        }

        @Override
        public String toString() {
            return "Hmac";
        }
    }

    /**
     * A key pair. As text {@code whsk_} and base64 of the private key's 32 bytes (RFC 8032, 5.1.5)
     * and the public key's 32; shown is {@code whpk_} and base64 of the public key alone.
     */
    final class Ed25519 implements SigningSecret {
        private static final String PREFIX = "whsk_";
        private static final String PUBLIC_PREFIX = "whpk_";
        private static final int KEY_BYTES = 32;
        private static final String ALGORITHM = "Ed25519";

        private final byte[] keys;

        private Ed25519(byte[] keys) {
            this.keys = keys;
        }

        private static Ed25519 fresh() {
            try {
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                byte[] keys = new byte[2 * KEY_BYTES];
                byte[] seed =
                        ((EdECPrivateKey) pair.getPrivate())
                                .getBytes()
                                .orElseThrow(() -> new IllegalStateException("a key has no bytes"));
                System.arraycopy(seed, 0, keys, 0, KEY_BYTES);
                System.arraycopy(
                        encoded((EdECPublicKey) pair.getPublic()), 0, keys, KEY_BYTES, KEY_BYTES);
                return new Ed25519(keys);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
            }
        }

        /** RFC 8032, 5.1.2: the y coordinate, little-endian, the sign of x in the highest bit. */
        private static byte[] encoded(EdECPublicKey key) {
            byte[] big = key.getPoint().getY().toByteArray();
            byte[] little = new byte[KEY_BYTES];
            for (int i = 0; i < Math.min(big.length, KEY_BYTES); i++) {
                little[i] = big[big.length - 1 - i];
            }
            if (key.getPoint().isXOdd()) {
                little[KEY_BYTES - 1] |= (byte) 0x80;
            }
            return little;
        }

        @Override
        public Kind kind() {
            return Kind.ED25519;
        }

        @Override
        public String sign(String id, long atSeconds, byte[] body) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(privateKey());
                signature.update(signed(id, atSeconds, body));
                return "v1a," + base64(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
            }
        }

        private PrivateKey privateKey() throws GeneralSecurityException {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(
                            new EdECPrivateKeySpec(
                                    NamedParameterSpec.ED25519, Arrays.copyOf(keys, KEY_BYTES)));
        }

        @Override
        public String shown() {
            return PUBLIC_PREFIX + base64(Arrays.copyOfRange(keys, KEY_BYTES, 2 * KEY_BYTES));
        }

        @Override
        public String text() {
            return PREFIX + base64(keys);
        }

        @Override
        public String toString() {
            return "Ed25519";
        }
    }
}
