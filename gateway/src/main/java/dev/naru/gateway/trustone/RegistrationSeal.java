// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.cardtap.Digests;
import dev.naru.formats.emv.ByteString;
import dev.naru.protocol.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Seals what a device key is to be made for with HMAC-SHA-256, so that it can be kept by the caller
 * and any gateway with the same key knows it again.
 */
final class RegistrationSeal {
    /** Bytes of the key. */
    static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int CHALLENGE_BYTES = 32;
    private static final int MAC_BYTES = 32;
    private static final int CONTENT_BYTES = 1 + 4 + 16 + CHALLENGE_BYTES + 8;

    private final ByteString key;

    RegistrationSeal(ByteString key) {
        this.key = key;
    }

    /**
     * For whom a device key is to be made.
     *
     * @param challenge what the device signs, 32 bytes
     * @param expiresAtNs after this it is good no more, hub's time, epoch nanoseconds
     */
    record Registration(int participantId, Digest payer, ByteString challenge, long expiresAtNs) {}

    ByteString seal(Registration registration) {
        ByteString content =
                ByteString.of(
                        ByteBuffer.allocate(CONTENT_BYTES)
                                .put(VERSION)
                                .putInt(registration.participantId())
                                .putLong(registration.payer().high())
                                .putLong(registration.payer().low())
                                .put(registration.challenge().toByteArray())
                                .putLong(registration.expiresAtNs())
                                .array());
        return ByteString.concat(content, Digests.hmacSha256(key, content));
    }

    /** What was sealed; empty when it was not sealed with this key. */
    Optional<Registration> open(ByteString sealed) {
        if (sealed.length() != CONTENT_BYTES + MAC_BYTES) {
            return Optional.empty();
        }
        ByteString content = sealed.slice(0, CONTENT_BYTES);
        boolean isOurs =
                MessageDigest.isEqual(
                        sealed.slice(CONTENT_BYTES, sealed.length()).toByteArray(),
                        Digests.hmacSha256(key, content).toByteArray());
        ByteBuffer in = ByteBuffer.wrap(content.toByteArray());
        if (!isOurs || in.get() != VERSION) {
            return Optional.empty();
        }
        int participantId = in.getInt();
        Digest payer = new Digest(in.getLong(), in.getLong());
        byte[] challenge = new byte[CHALLENGE_BYTES];
        in.get(challenge);
        return Optional.of(
                new Registration(participantId, payer, ByteString.of(challenge), in.getLong()));
    }
}
