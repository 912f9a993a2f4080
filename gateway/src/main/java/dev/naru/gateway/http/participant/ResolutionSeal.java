// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.protocol.Particulars;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a {@link Resolution} with HMAC-SHA256, so that it can be kept by the caller and any gateway
 * with the same key knows it again. Sealed, not hidden: the caller knows all that is in it.
 */
final class ResolutionSeal {
    /** Bytes of the key. */
    static final int KEY_BYTES = 32;

    /** The longest sealed text that is looked at. */
    static final int MOST_LENGTH = 8_192;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final byte VERSION = 1;
    private static final long NOT_FIXED = -1;

    private final SecretKeySpec key;

    ResolutionSeal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    String seal(Resolution resolution) {
        byte[] content = write(resolution);
        byte[] sealed = Arrays.copyOf(content, content.length + MAC_BYTES);
        System.arraycopy(mac(content), 0, sealed, content.length, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** What was sealed, empty when the text was not sealed with this key. */
    Optional<Resolution> open(String text) {
        if (text.length() > MOST_LENGTH) {
            return Optional.empty();
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (sealed.length <= MAC_BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(sealed, sealed.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(sealed, content.length, sealed.length);
        return MessageDigest.isEqual(mac, mac(content)) ? read(content) : Optional.empty();
    }

    private byte[] mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] write(Resolution resolution) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(resolution.participantId());
            out.writeInt(resolution.corridorId());
            out.writeLong(resolution.expiresAtNs());
            out.writeLong(resolution.fixedMinor().orElse(NOT_FIXED));
            out.writeUTF(resolution.scheme());
            Particulars.Payee payee = resolution.payee();
            out.writeUTF(payee.name());
            out.writeUTF(payee.city());
            out.writeUTF(payee.account());
            out.writeUTF(payee.category());
            out.writeUTF(payee.merchantId());
            Particulars.Scan scan = resolution.scan();
            out.writeUTF(scan.qrText());
            out.writeUTF(scan.qrReference());
            out.writeUTF(scan.lookUpReference());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Only what this class sealed comes here; another version's form is no resolution any more. */
    private static Optional<Resolution> read(byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            int participantId = in.readInt();
            int corridorId = in.readInt();
            long expiresAtNs = in.readLong();
            long fixedMinor = in.readLong();
            String scheme = in.readUTF();
            Particulars.Payee payee =
                    new Particulars.Payee(
                            in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
            Particulars.Scan scan = new Particulars.Scan(in.readUTF(), in.readUTF(), in.readUTF());
            return Optional.of(
                    new Resolution(
                            participantId,
                            corridorId,
                            scheme,
                            payee,
                            scan,
                            fixedMinor == NOT_FIXED
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(fixedMinor),
                            expiresAtNs));
        } catch (IOException e) {
            throw new UncheckedIOException("what we sealed ourselves cannot be read", e);
        }
    }
}
