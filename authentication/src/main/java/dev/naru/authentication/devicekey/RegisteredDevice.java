// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

import dev.naru.formats.emv.ByteString;

/**
 * A device key as it is to be kept.
 *
 * @param credentialId by which the device finds it, 1 to 1,023 bytes
 * @param publicKey as COSE has it, 77 bytes
 * @param attestation who vouches for it
 * @param backup whether it may be, or is, on other devices too
 * @param counter of its signatures when it was registered, 0 to 4,294,967,295; 0 where it has none
 */
public record RegisteredDevice(
        ByteString credentialId,
        ByteString publicKey,
        AttestationKind attestation,
        Backup backup,
        long counter) {
    /** The longest credential id, in bytes. */
    static final int MAX_CREDENTIAL_ID = 1023;

    /**
     * Checks what was kept.
     *
     * @throws IllegalArgumentException when it is no such key
     */
    public RegisteredDevice {
        if (credentialId.isEmpty() || credentialId.length() > MAX_CREDENTIAL_ID) {
            throw new IllegalArgumentException("credentialId must have 1 to 1,023 bytes");
        }
        if (CoseKey.of(publicKey).isEmpty()) {
            throw new IllegalArgumentException("publicKey must be a COSE key on P-256");
        }
        if (counter < 0 || counter > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("counter must have 32 bits");
        }
    }

    /** Where a key may be, by the device's own word. */
    public enum Backup {
        /** In this device only, for good. */
        NEVER,
        /** In this device only, so far. */
        POSSIBLE,
        /** In other devices of its owner too, as passkeys are that a platform synchronises. */
        DONE;

        static Backup of(boolean eligible, boolean done) {
            if (!eligible) {
                return NEVER;
            }
            return done ? DONE : POSSIBLE;
        }
    }

    /** SHA-256 of the public key (RFC 9679), 32 bytes: the same wherever this key is named. */
    public ByteString thumbprint() {
        return key().thumbprint();
    }

    /**
     * Whether whoever signs with it has this device: the key cannot be copied, and its maker says
     * so. A key that could be copied, and one for which nobody vouches, proves less.
     */
    public boolean isDeviceBound() {
        return backup == Backup.NEVER && attestation.isCertified();
    }

    /** Whether it is on other devices too. */
    public boolean isBackedUp() {
        return backup == Backup.DONE;
    }

    CoseKey key() {
        return CoseKey.of(publicKey)
                .orElseThrow(() -> new IllegalStateException("checked when it was made"));
    }
}
