// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.AndroidKeyAttestationStatement;
import com.webauthn4j.data.attestation.statement.AttestationStatement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.CertificateBaseAttestationStatement;
import com.webauthn4j.data.attestation.statement.PackedAttestationStatement;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.attestation.statement.androidkey.AndroidKeyAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.apple.AppleAnonymousAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import dev.naru.authentication.devicekey.RegisteredDevice.Backup;
import dev.naru.formats.emv.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a new device key may be registered. Safe for many threads. */
public final class DeviceRegistration {
    private static final boolean REQUIRED = true;
    private static final List<PublicKeyCredentialParameters> ES256 =
            List.of(
                    new PublicKeyCredentialParameters(
                            PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256));

    private final Expectation expectation;
    private final AttestationPolicy policy;

    /** Registers keys for this one, for which somebody vouches whom the policy names. */
    public DeviceRegistration(RelyingParty party, AttestationPolicy policy) {
        this.expectation = new Expectation(party);
        this.policy = policy;
    }

    /**
     * Checks a new key (Web Authentication, 7.1): that it is for this very hash, for us and made
     * before a page or app of ours, that the user was present and verified, that it signs with
     * ES256, and that who vouches for it does so for this key. Whether the credential id is known
     * already only the caller can tell.
     *
     * @param hash of the transaction by which a device is added, 32 bytes
     * @param now by the hub's clock, at which certificates must be in force
     */
    public DeviceVerdict<RegisteredDevice> check(ByteString hash, NewDeviceKey key, Instant now) {
        RegistrationParameters expected =
                new RegistrationParameters(expectation.of(hash), ES256, REQUIRED, REQUIRED);
        if (key.isTooLarge()) {
            return refused(DeviceRefusal.TOO_LARGE);
        }
        RootsByKind roots = new RootsByKind(policy, now);
        WebAuthnRegistrationManager library = library(roots);
        RegistrationData read = read(library, key);
        AttestationObject attestation = read == null ? null : read.getAttestationObject();
        if (read == null || attestation == null || attestation.getAttestationStatement() == null) {
            return refused(DeviceRefusal.MALFORMED);
        }
        AttestationStatement statement = attestation.getAttestationStatement();
        Optional<AttestationKind> kind =
                AttestationKind.of(statement).filter(policy.taken()::containsKey);
        if (kind.isEmpty()) {
            return refused(DeviceRefusal.ATTESTATION_KIND);
        }
        if (!isES256(statement)) {
            return refused(DeviceRefusal.ALGORITHM);
        }
        // Before the library looks into a certificate, that is known to be a maker's: it makes room
        // for whatever an extension says to be its length.
        Optional<DeviceRefusal> untrusted = untrusted(statement, roots);
        if (untrusted.isPresent()) {
            return refused(untrusted.get());
        }
        try {
            library.verify(read, expected);
        } catch (WebAuthnException fault) {
            return refused(Expectation.refusal(fault));
        } catch (RuntimeException hostile) {
            // The library takes what certificates say at their word and may stumble over it.
            return refused(DeviceRefusal.ATTESTATION);
        }
        Optional<DeviceRefusal> inexact = expectation.inexact(key.clientDataJson(), hash);
        if (inexact.isPresent()) {
            return refused(inexact.get());
        }
        return registered(attestation.getAuthenticatorData(), kind.get());
    }

    private static DeviceVerdict<RegisteredDevice> registered(
            AuthenticatorData<?> said, AttestationKind kind) {
        AttestedCredentialData credential = said.getAttestedCredentialData();
        if (credential == null || credential.getCredentialId().length == 0) {
            return refused(DeviceRefusal.MALFORMED);
        }
        Optional<CoseKey> point =
                credential.getCOSEKey() instanceof EC2COSEKey written
                        ? CoseKey.of(written)
                        : Optional.empty();
        return point.<DeviceVerdict<RegisteredDevice>>map(
                        key ->
                                new DeviceVerdict.Holds<>(
                                        new RegisteredDevice(
                                                ByteString.of(credential.getCredentialId()),
                                                key.kept(),
                                                kind,
                                                Backup.of(said.isFlagBE(), said.isFlagBS()),
                                                said.getSignCount())))
                .orElseGet(() -> refused(DeviceRefusal.KEY));
    }

    /** Null when it is none: a library's reader may throw whatever it likes at hostile bytes. */
    private static @Nullable RegistrationData read(
            WebAuthnRegistrationManager library, NewDeviceKey key) {
        try {
            return library.parse(
                    new RegistrationRequest(
                            key.attestationObject().toByteArray(),
                            key.clientDataJson().toByteArray()));
        } catch (RuntimeException malformed) {
            return null;
        }
    }

    /** The library would also take what a certificate signed with RSA and SHA-1. */
    private static boolean isES256(AttestationStatement statement) {
        return switch (statement) {
            case PackedAttestationStatement packed ->
                    COSEAlgorithmIdentifier.ES256.equals(packed.getAlg());
            case AndroidKeyAttestationStatement android ->
                    COSEAlgorithmIdentifier.ES256.equals(android.getAlg());
            default -> true;
        };
    }

    private Optional<DeviceRefusal> untrusted(AttestationStatement statement, RootsByKind roots) {
        if (!(statement instanceof CertificateBaseAttestationStatement certified)
                || certified.getX5c() == null) {
            return Optional.empty();
        }
        try {
            roots.verify(AAGUID.ZERO, certified, roots.now());
        } catch (RuntimeException noChain) {
            return Optional.of(DeviceRefusal.ATTESTATION_CHAIN);
        }
        return certified.getX5c().stream()
                        .anyMatch(
                                certificate ->
                                        policy.revoked().contains(certificate.getSerialNumber()))
                ? Optional.of(DeviceRefusal.REVOKED)
                : Optional.empty();
    }

    private static WebAuthnRegistrationManager library(RootsByKind roots) {
        return new WebAuthnRegistrationManager(
                List.of(
                        new NoneAttestationStatementVerifier(),
                        new PackedAttestationStatementVerifier(),
                        new AndroidKeyAttestationStatementVerifier(),
                        new AppleAnonymousAttestationStatementVerifier()),
                roots,
                new DefaultSelfAttestationTrustworthinessVerifier(),
                Expectation.READER);
    }

    private static <T> DeviceVerdict<T> refused(DeviceRefusal why) {
        return new DeviceVerdict.Refused<>(why);
    }
}
