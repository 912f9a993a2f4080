// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.device;

import dev.naru.formats.emv.ByteString;

/**
 * What a browser and a device say of one ceremony before the device signs it. Honest ones come from
 * {@link SimulatedDevice}; a test changes what it wants to be wrong.
 *
 * @param clientData the browser's JSON
 * @param relyingPartyId for whom the device signs
 * @param flags what the device says of user and key: {@link #USER_PRESENT} and its like
 * @param counter the device's signature counter, 0 to 4,294,967,295; 0 where it has none
 */
public record Ceremony(String clientData, String relyingPartyId, int flags, long counter) {
    /** Somebody touched the device. */
    public static final int USER_PRESENT = 0x01;

    /** The device knows who: by finger, face or number. */
    public static final int USER_VERIFIED = 0x04;

    /** The key may be copied to other devices of its owner. */
    public static final int BACKUP_ELIGIBLE = 0x08;

    /** The key has been copied. */
    public static final int BACKED_UP = 0x10;

    static final int KEY_INCLUDED = 0x40;

    /** The same with other client data. */
    public Ceremony withClientData(String other) {
        return new Ceremony(other, relyingPartyId, flags, counter);
    }

    /** The same for somebody else. */
    public Ceremony withRelyingPartyId(String other) {
        return new Ceremony(clientData, other, flags, counter);
    }

    /** The same with other flags. */
    public Ceremony withFlags(int other) {
        return new Ceremony(clientData, relyingPartyId, other, counter);
    }

    /** The same with another counter. */
    public Ceremony withCounter(long other) {
        return new Ceremony(clientData, relyingPartyId, flags, other);
    }

    /**
     * What an authenticator signs of it (6.1 Authenticator Data), without extensions.
     *
     * @param key the attested credential, empty at an assertion
     */
    ByteString authenticatorData(ByteString key) {
        int said = key.isEmpty() ? flags : flags | KEY_INCLUDED;
        return ByteString.concat(
                Digest.sha256(relyingPartyId),
                ByteString.of(
                        (byte) said,
                        (byte) (counter >> 24),
                        (byte) (counter >> 16),
                        (byte) (counter >> 8),
                        (byte) counter),
                key);
    }
}
