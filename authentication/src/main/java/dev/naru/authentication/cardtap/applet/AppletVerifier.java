// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.applet;

import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.formats.emv.ByteString;
import java.security.PublicKey;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a genuine dedicated card made a tap. Safe for many threads. */
public final class AppletVerifier {
    private final Map<ByteString, PublicKey> issuers;
    private final Set<ByteString> revoked;

    /**
     * A verifier that knows these issuers.
     *
     * @param issuers the point of each one's key (65 bytes) by its number (4 bytes)
     * @param revoked cards that count no more, each its issuer's number and its own, 12 bytes
     * @throws IllegalArgumentException when a point is none of the curve
     */
    public AppletVerifier(Map<ByteString, ByteString> issuers, Set<ByteString> revoked) {
        Map<ByteString, PublicKey> keys = new HashMap<>();
        issuers.forEach(
                (issuer, point) ->
                        keys.put(
                                issuer,
                                P256.key(point)
                                        .orElseThrow(
                                                () ->
                                                        new IllegalArgumentException(
                                                                "no point of P-256"))));
        this.issuers = Map.copyOf(keys);
        this.revoked = Set.copyOf(revoked);
    }

    /**
     * A card that is genuine and has signed.
     *
     * @param issuer who gave it out, 4 bytes
     * @param card its number at its issuer, 8 bytes
     * @param point its key, to be remembered at enrolment and to be the same at every tap
     * @param counter how often it has signed; it must have risen since the last tap
     */
    public record Proof(ByteString issuer, ByteString card, ByteString point, long counter) {}

    /**
     * Checks everything but whether the counter has risen, which only whoever remembers it can.
     *
     * @param today by the hub's clock, never by the telephone's
     */
    public Checked<Proof> check(AppletTap tap, LocalDate today) {
        AppletCertificate certificate = tap.certificate();
        PublicKey issuer = issuers.get(certificate.issuer());
        if (issuer == null) {
            return Checked.refused(Stage.ISSUER, Fault.UNKNOWN);
        }
        if (!P256.isPlainSignature(issuer, certificate.signed(), certificate.signature())) {
            return Checked.refused(Stage.CARD, Fault.HASH);
        }
        if (certificate.isExpired(today)) {
            return Checked.refused(Stage.CARD, Fault.EXPIRED);
        }
        if (revoked.contains(ByteString.concat(certificate.issuer(), certificate.card()))) {
            return Checked.refused(Stage.CARD, Fault.REVOKED);
        }
        Optional<PublicKey> key = P256.key(certificate.point());
        if (key.isEmpty()) {
            return Checked.refused(Stage.CARD, Fault.KEY_SIZE);
        }
        return P256.isDerSignature(key.get(), tap.signed(), tap.signature())
                ? new Checked.Holds<>(
                        new Proof(
                                certificate.issuer(),
                                certificate.card(),
                                certificate.point(),
                                tap.counter()))
                : Checked.refused(Stage.SIGNATURE, Fault.HASH);
    }
}
