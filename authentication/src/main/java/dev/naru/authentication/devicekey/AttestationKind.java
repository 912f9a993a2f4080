// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

import com.webauthn4j.data.attestation.statement.AndroidKeyAttestationStatement;
import com.webauthn4j.data.attestation.statement.AppleAnonymousAttestationStatement;
import com.webauthn4j.data.attestation.statement.AttestationStatement;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.attestation.statement.PackedAttestationStatement;
import java.util.Optional;

/** Who vouches for a device key (Web Authentication, 8). */
public enum AttestationKind {
    /** Nobody. */
    NONE,
    /** The key itself, which proves no more than that the device has it. */
    SELF,
    /** The maker of a security key or telephone, by a certificate. */
    PACKED_CERTIFIED,
    /** Android's keystore: the key was made in hardware and signs there only. */
    ANDROID_KEY,
    /** Apple, without saying which device. */
    APPLE;

    /** Whether a certificate says so. */
    public boolean isCertified() {
        return switch (this) {
            case NONE, SELF -> false;
            case PACKED_CERTIFIED, ANDROID_KEY, APPLE -> true;
        };
    }

    static Optional<AttestationKind> of(AttestationStatement statement) {
        return switch (statement) {
            case NoneAttestationStatement _ -> Optional.of(NONE);
            case PackedAttestationStatement packed ->
                    Optional.of(packed.getX5c() == null ? SELF : PACKED_CERTIFIED);
            case AndroidKeyAttestationStatement _ -> Optional.of(ANDROID_KEY);
            case AppleAnonymousAttestationStatement _ -> Optional.of(APPLE);
            default -> Optional.empty();
        };
    }
}
