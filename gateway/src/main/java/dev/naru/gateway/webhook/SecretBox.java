// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes signing secrets before they go into the database (AES-256-GCM, NIST SP 800-38D), so that a
 * copy of the database alone signs nothing. What it closes is a 12-byte nonce and the cipher text;
 * the owner's name is authenticated, so a secret cannot be moved to another owner.
 */
final class SecretBox {
    /** Bytes of the key. */
    static final int KEY_BYTES = 32;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    SecretBox(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    byte[] close(String owner, SigningSecret secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, owner, secret.text().getBytes(UTF_8));
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    }

    /**
     * What was closed.
     *
     * @throws IllegalStateException when it was closed with another key or for another owner
     */
    SigningSecret open(String owner, byte[] closed) {
        ByteBuffer bytes = ByteBuffer.wrap(closed);
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] sealed = new byte[bytes.remaining()];
        bytes.get(sealed);
        return SigningSecret.parse(
                new String(run(Cipher.DECRYPT_MODE, nonce, owner, sealed), UTF_8));
    }

    private byte[] run(int mode, byte[] nonce, String owner, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the secret of " + owner + " is not of this gateway's key", e);
        }
    }
}
