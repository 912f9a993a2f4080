// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

import com.webauthn4j.WebAuthnAuthenticationManager;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.util.exception.WebAuthnException;
import dev.naru.authentication.devicekey.RegisteredDevice.Backup;
import dev.naru.formats.emv.ByteString;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a registered device has signed a transaction. Safe for many threads. */
public final class DeviceAssertion {
    private static final boolean REQUIRED = true;

    private final WebAuthnAuthenticationManager library =
            new WebAuthnAuthenticationManager(List.of(), Expectation.READER);
    private final Expectation expectation;

    /** Asks for signatures for this one. */
    public DeviceAssertion(RelyingParty party) {
        this.expectation = new Expectation(party);
    }

    /**
     * A device that has signed.
     *
     * @param counter of its signatures, to be the last one at the next; 0 where it has none
     * @param backup what has become of the key since, to be kept
     */
    public record Proof(long counter, Backup backup) {}

    /**
     * Checks a signature (Web Authentication, 7.2): that it is by this key over this very hash, for
     * us and before a page or app of ours, that the user was present and verified, and that the
     * counter has risen, where the device has one.
     *
     * @param hash of the transaction, 32 bytes
     * @param lastCounter of the last proof, or of the registration when there was none
     */
    public DeviceVerdict<Proof> check(
            RegisteredDevice device, ByteString hash, DeviceSignature signature, long lastCounter) {
        AuthenticationParameters expected =
                new AuthenticationParameters(
                        expectation.of(hash),
                        record(device, lastCounter),
                        null,
                        REQUIRED,
                        REQUIRED);
        if (signature.isTooLarge()) {
            return new DeviceVerdict.Refused<>(DeviceRefusal.TOO_LARGE);
        }
        AuthenticationData read = read(device, signature);
        if (read == null) {
            return new DeviceVerdict.Refused<>(DeviceRefusal.MALFORMED);
        }
        try {
            library.verify(read, expected);
        } catch (WebAuthnException fault) {
            return new DeviceVerdict.Refused<>(Expectation.refusal(fault));
        } catch (RuntimeException hostile) {
            return new DeviceVerdict.Refused<>(DeviceRefusal.MALFORMED);
        }
        Optional<DeviceRefusal> inexact = expectation.inexact(signature.clientDataJson(), hash);
        if (inexact.isPresent()) {
            return new DeviceVerdict.Refused<>(inexact.get());
        }
        AuthenticatorData<?> said = read.getAuthenticatorData();
        return said == null
                ? new DeviceVerdict.Refused<>(DeviceRefusal.MALFORMED)
                : new DeviceVerdict.Holds<>(
                        new Proof(
                                said.getSignCount(), Backup.of(said.isFlagBE(), said.isFlagBS())));
    }

    /** Null when it is none: a library's reader may throw whatever it likes at hostile bytes. */
    private @Nullable AuthenticationData read(RegisteredDevice device, DeviceSignature signature) {
        try {
            return library.parse(
                    new AuthenticationRequest(
                            device.credentialId().toByteArray(),
                            signature.authenticatorData().toByteArray(),
                            signature.clientDataJson().toByteArray(),
                            signature.signature().toByteArray()));
        } catch (RuntimeException hostile) {
            return null;
        }
    }

    private static CredentialRecordImpl record(RegisteredDevice device, long lastCounter) {
        return new CredentialRecordImpl(
                null,
                null,
                device.backup() != Backup.NEVER,
                null,
                lastCounter,
                new AttestedCredentialData(
                        AAGUID.ZERO,
                        device.credentialId().toByteArray(),
                        device.key().forLibrary()),
                null,
                null,
                null,
                null);
    }
}
