// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.devicekey.DeviceRefusal;
import dev.naru.authentication.devicekey.DeviceRegistration;
import dev.naru.authentication.devicekey.DeviceVerdict;
import dev.naru.authentication.devicekey.NewDeviceKey;
import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.trustone.RegistrationSeal.Registration;
import dev.naru.protocol.Digest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers keys of payers' devices. A key that is registered can do nothing yet: a card of the
 * payer lets it in, by a tap that the new key signs as well.
 */
public final class DeviceKeys {
    /** How long a key can be made for a registration. */
    public static final Duration VALID = Duration.ofMinutes(5);

    /** How many a payer has at the most. */
    public static final int MOST_OF_A_PAYER = 32;

    private static final Logger LOG = LoggerFactory.getLogger(DeviceKeys.class);

    private final DeviceKeyStore store;
    private final DeviceRegistration registration;
    private final RegistrationSeal seal;
    private final HubDoor door;
    private final String relyingPartyId;
    private final SecureRandom random = new SecureRandom();

    DeviceKeys(
            DeviceKeyStore store,
            DeviceRegistration registration,
            RegistrationSeal seal,
            HubDoor door,
            String relyingPartyId) {
        this.store = store;
        this.registration = registration;
        this.seal = seal;
        this.door = door;
        this.relyingPartyId = relyingPartyId;
    }

    /**
     * What a device is to make a key for.
     *
     * @param registration to come back unchanged with the key
     * @param challenge what the device signs, 32 bytes
     * @param expiresAtNs until when, hub's time, epoch nanoseconds
     */
    public record Invitation(
            ByteString registration,
            ByteString challenge,
            String relyingPartyId,
            long expiresAtNs) {}

    /** What came of a registration. */
    public sealed interface Registered {
        /** The key is kept, now or since an earlier registration. */
        record Kept(RegisteredDevice device) implements Registered {}

        /** Nobody here gave this registration to this participant, or it is too old. */
        record NotInvited() implements Registered {}

        /** The key is none that is taken; the reason is in the log. */
        record KeyRefused() implements Registered {}

        /** The payer has as many as one may. */
        record TooMany() implements Registered {}
    }

    /** Invites a payer's device to make a key. Nothing is kept of it. */
    public Invitation invite(int participantId, Digest payer) {
        byte[] challenge = new byte[Names.WHOLE];
        random.nextBytes(challenge);
        long expiresAtNs = door.nowNs() + VALID.toNanos();
        Registration made =
                new Registration(participantId, payer, ByteString.of(challenge), expiresAtNs);
        return new Invitation(seal.seal(made), made.challenge(), relyingPartyId, expiresAtNs);
    }

    /** Keeps a new key, if it is one. Sent twice it changes nothing. */
    public Registered register(int participantId, ByteString sealed, NewDeviceKey key) {
        long nowNs = door.nowNs();
        Optional<Registration> invited =
                seal.open(sealed)
                        .filter(found -> found.participantId() == participantId)
                        .filter(found -> nowNs < found.expiresAtNs());
        if (invited.isEmpty()) {
            return new Registered.NotInvited();
        }
        return switch (registration.check(
                invited.get().challenge(), key, Instant.ofEpochSecond(0, nowNs))) {
            case DeviceVerdict.Refused<RegisteredDevice>(DeviceRefusal why) -> {
                LOG.info("a device key of participant {} was refused: {}", participantId, why);
                yield new Registered.KeyRefused();
            }
            case DeviceVerdict.Holds<RegisteredDevice>(RegisteredDevice device) ->
                    store.keep(participantId, invited.get().payer(), device, nowNs)
                            .<Registered>map(Registered.Kept::new)
                            .orElseGet(Registered.TooMany::new);
        };
    }

    /**
     * Forgets a key, so that no challenge can ask for it any more.
     *
     * @param device the machine's name of it
     * @return whether there was one
     */
    public boolean forget(int participantId, Digest device) {
        return store.forget(participantId, device);
    }
}
