// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.authentication.cardtap.Digests;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.machine.CanonicalDigest;

/**
 * Names for what must be recognised and not found out: HMAC-SHA-256, under a secret of the hub's,
 * of the canonical form that {@link CanonicalDigest} describes. An account number has so few
 * possible values that whoever sees a plain hash of it can try them all.
 */
public final class Pseudonyms {
    /** Bytes of the key. */
    static final int KEY_BYTES = 32;

    private final ByteString key;

    Pseudonyms(ByteString key) {
        this.key = key;
    }

    /** The payer's account, or that none was told: what cards and devices sign, 32 bytes. */
    public ByteString payerAccount(int participantId, String payerReference, String account) {
        return of("payer account 1", Integer.toString(participantId), payerReference, account);
    }

    /**
     * Where a withdrawal goes: the account, together with whom the payer is shown; what cards and
     * devices sign, 32 bytes.
     */
    public ByteString withdrawalAccount(int participantId, String payeeName, String account) {
        return of("withdrawal account 1", Integer.toString(participantId), payeeName, account);
    }

    /**
     * A request for a challenge, by which a repeat is told from another one, 32 bytes.
     *
     * @param canonical the request in its one form
     */
    public ByteString challengeRequest(String canonical) {
        return of("challenge request 1", canonical);
    }

    private ByteString of(String... texts) {
        return Digests.hmacSha256(
                key, ByteString.of(CanonicalDigest.canonical(texts).getBytes(UTF_8)));
    }
}
