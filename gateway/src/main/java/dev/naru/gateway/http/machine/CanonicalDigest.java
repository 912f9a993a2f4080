// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.Digest;
import dev.naru.protocol.RequestId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What the machine compares instead of names: the first 16 bytes of SHA-256, big-endian, over the
 * canonical form of a list of texts. The form is, for each text, its length in UTF-8 bytes as a
 * decimal number, a colon, the text, and a line feed; so no two lists have one form. The first text
 * says what is named.
 *
 * <pre>
 * "payee 1"    scheme, corridor id, merchant id in the code, account as the scheme names it,
 *              SHA-256 of the code's text in lower-case hexadecimal
 * "payer 1"    participant id, the participant's own reference of the payer
 * "request 1"  operation, participant id (0 for the operator), idempotency key
 *
 * all 32 bytes, since cards and devices sign them:
 *
 * "withdrawal 1"     whom the payer is shown, where the withdrawal names no account
 *
 * and by HMAC under a secret of the hub's, see dev.naru.gateway.trustone.Pseudonyms:
 *
 * "payer account 1"      participant id, the participant's own reference of the payer, the account
 *                        or an empty text
 * "withdrawal account 1" participant id, whom the payer is shown, the account
 * "challenge request 1"  the request's JSON, members sorted
 * </pre>
 */
public final class CanonicalDigest {
    private CanonicalDigest() {}

    /** The digest of these texts. */
    public static Digest of(String... texts) {
        ByteBuffer hash = hash(texts);
        return new Digest(hash.getLong(), hash.getLong());
    }

    /** The whole SHA-256 of the same form, of which {@link #of} is the beginning. */
    public static Bytes whole(String... texts) {
        return Bytes.copyOf(hash(texts).array());
    }

    /**
     * The machine's name of a payer, or none.
     *
     * @param participantId whose payer it is
     * @param reference the participant's own; empty for nobody
     */
    public static Digest payer(int participantId, String reference) {
        return reference.isEmpty()
                ? Digest.NONE
                : of("payer 1", Integer.toString(participantId), reference);
    }

    /**
     * The machine's id of a request that is not a payment.
     *
     * @param participantId whose key it is, 0 for the operator's
     */
    public static RequestId request(String operation, int participantId, String idempotencyKey) {
        ByteBuffer hash =
                hash("request 1", operation, Integer.toString(participantId), idempotencyKey);
        return new RequestId(hash.getLong(), hash.getLong());
    }

    /** The whole SHA-256 of a text's UTF-8 bytes. */
    public static Bytes sha256(String text) {
        return Bytes.copyOf(sha256(text.getBytes(UTF_8)));
    }

    /** The canonical form of these texts. */
    public static String canonical(String... texts) {
        StringBuilder form = new StringBuilder();
        for (String text : texts) {
            form.append(text.getBytes(UTF_8).length).append(':').append(text).append('\n');
        }
        return form.toString();
    }

    private static ByteBuffer hash(String... texts) {
        return ByteBuffer.wrap(sha256(canonical(texts).getBytes(UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
