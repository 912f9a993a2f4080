// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals by hand as RFC 7516 and RFC 7518 (4.6) say, with the JDK's ciphers: a second opinion. */
final class HandSeal {
    private HandSeal() {}

    /** ECDH-ES, and the content under A256GCM. */
    static String direct(String header, PrivateKey ephemeral, PublicKey to, byte[] content)
            throws GeneralSecurityException {
        byte[] key = agreed(ephemeral, to, "A256GCM", "", "", 256);
        byte[] nonce = new byte[12];
        String first = base64(header.getBytes(UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, nonce));
        cipher.updateAAD(first.getBytes(US_ASCII));
        byte[] sealed = cipher.doFinal(content);
        int end = sealed.length - 16;
        return String.join(
                ".",
                first,
                "",
                base64(nonce),
                base64(Arrays.copyOf(sealed, end)),
                base64(Arrays.copyOfRange(sealed, end, sealed.length)));
    }

    /** The key of so many bits, at most 256, that is agreed for an algorithm. */
    static byte[] agreed(
            PrivateKey mine, PublicKey theirs, String algorithm, String apu, String apv, int bits)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(mine);
        agreement.doPhase(theirs, true);
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(number(1));
        input.writeBytes(agreement.generateSecret());
        for (String part : new String[] {algorithm, apu, apv}) {
            input.writeBytes(number(part.length()));
            input.writeBytes(part.getBytes(US_ASCII));
        }
        input.writeBytes(number(bits));
        return Arrays.copyOf(
                MessageDigest.getInstance("SHA-256").digest(input.toByteArray()), bits / 8);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
