// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.device;

import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.attestation.AttestationTrustSource;
import com.yubico.webauthn.data.AuthenticatorAssertionResponse;
import com.yubico.webauthn.data.AuthenticatorAttestationResponse;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.ClientAssertionExtensionOutputs;
import com.yubico.webauthn.data.ClientRegistrationExtensionOutputs;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.PublicKeyCredentialParameters;
import com.yubico.webauthn.data.PublicKeyCredentialRequestOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import dev.naru.authentication.devicekey.DeviceSignature;
import dev.naru.authentication.devicekey.NewDeviceKey;
import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.formats.emv.ByteString;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Another implementation of Web Authentication, which never saw the first. */
final class SecondOpinion {
    private static final ByteArray USER = new ByteArray(new byte[] {1});
    private static final String NAME = "user";

    private final String relyingPartyId;
    private final String origin;
    private final Set<X509Certificate> roots;
    private final Instant now;

    /**
     * @param roots to one of which an attestation must lead; none where none is needed
     */
    SecondOpinion(String relyingPartyId, String origin, Set<X509Certificate> roots, Instant now) {
        this.relyingPartyId = relyingPartyId;
        this.origin = origin;
        this.roots = roots;
        this.now = now;
    }

    boolean registers(ByteString hash, ByteString credentialId, NewDeviceKey key) {
        try {
            relyingParty(Optional.empty(), 0)
                    .finishRegistration(
                            FinishRegistrationOptions.builder()
                                    .request(
                                            PublicKeyCredentialCreationOptions.builder()
                                                    .rp(identity())
                                                    .user(
                                                            UserIdentity.builder()
                                                                    .name(NAME)
                                                                    .displayName(NAME)
                                                                    .id(USER)
                                                                    .build())
                                                    .challenge(bytes(hash))
                                                    .pubKeyCredParams(
                                                            List.of(
                                                                    PublicKeyCredentialParameters
                                                                            .ES256))
                                                    .authenticatorSelection(
                                                            AuthenticatorSelectionCriteria.builder()
                                                                    .userVerification(
                                                                            UserVerificationRequirement
                                                                                    .REQUIRED)
                                                                    .build())
                                                    .build())
                                    .response(
                                            PublicKeyCredential
                                                    .<AuthenticatorAttestationResponse,
                                                            ClientRegistrationExtensionOutputs>
                                                            builder()
                                                    .id(bytes(credentialId))
                                                    .response(
                                                            AuthenticatorAttestationResponse
                                                                    .builder()
                                                                    .attestationObject(
                                                                            bytes(
                                                                                    key
                                                                                            .attestationObject()))
                                                                    .clientDataJSON(
                                                                            bytes(
                                                                                    key
                                                                                            .clientDataJson()))
                                                                    .build())
                                                    .clientExtensionResults(
                                                            ClientRegistrationExtensionOutputs
                                                                    .builder()
                                                                    .build())
                                                    .build())
                                    .build());
            return true;
        } catch (Exception refused) {
            return false;
        }
    }

    boolean believes(
            RegisteredDevice device, ByteString hash, DeviceSignature signature, long lastCounter) {
        try {
            ByteArray id = bytes(device.credentialId());
            return relyingParty(Optional.of(device), lastCounter)
                    .finishAssertion(
                            FinishAssertionOptions.builder()
                                    .request(
                                            AssertionRequest.builder()
                                                    .publicKeyCredentialRequestOptions(
                                                            PublicKeyCredentialRequestOptions
                                                                    .builder()
                                                                    .challenge(bytes(hash))
                                                                    .rpId(relyingPartyId)
                                                                    .allowCredentials(
                                                                            List.of(
                                                                                    PublicKeyCredentialDescriptor
                                                                                            .builder()
                                                                                            .id(id)
                                                                                            .build()))
                                                                    .userVerification(
                                                                            UserVerificationRequirement
                                                                                    .REQUIRED)
                                                                    .build())
                                                    .username(NAME)
                                                    .build())
                                    .response(
                                            PublicKeyCredential
                                                    .<AuthenticatorAssertionResponse,
                                                            ClientAssertionExtensionOutputs>
                                                            builder()
                                                    .id(id)
                                                    .response(
                                                            AuthenticatorAssertionResponse.builder()
                                                                    .authenticatorData(
                                                                            bytes(
                                                                                    signature
                                                                                            .authenticatorData()))
                                                                    .clientDataJSON(
                                                                            bytes(
                                                                                    signature
                                                                                            .clientDataJson()))
                                                                    .signature(
                                                                            bytes(
                                                                                    signature
                                                                                            .signature()))
                                                                    .build())
                                                    .clientExtensionResults(
                                                            ClientAssertionExtensionOutputs
                                                                    .builder()
                                                                    .build())
                                                    .build())
                                    .build())
                    .isSuccess();
        } catch (Exception refused) {
            return false;
        }
    }

    private RelyingPartyIdentity identity() {
        return RelyingPartyIdentity.builder().id(relyingPartyId).name("hub").build();
    }

    private RelyingParty relyingParty(Optional<RegisteredDevice> device, long lastCounter) {
        AttestationTrustSource source =
                (chain, model) ->
                        AttestationTrustSource.TrustRootsResult.builder()
                                .trustRoots(roots)
                                .enableRevocationChecking(false)
                                .build();
        return RelyingParty.builder()
                .identity(identity())
                .credentialRepository(new Known(device, lastCounter))
                .origins(Set.of(origin))
                .preferredPubkeyParams(List.of(PublicKeyCredentialParameters.ES256))
                .attestationTrustSource(source)
                .allowUntrustedAttestation(roots.isEmpty())
                .validateSignatureCounter(true)
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build();
    }

    private static ByteArray bytes(ByteString bytes) {
        return new ByteArray(bytes.toByteArray());
    }

    private record Known(Optional<RegisteredDevice> device, long lastCounter)
            implements CredentialRepository {
        @Override
        public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String name) {
            return Set.of();
        }

        @Override
        public Optional<ByteArray> getUserHandleForUsername(String name) {
            return Optional.of(USER);
        }

        @Override
        public Optional<String> getUsernameForUserHandle(ByteArray user) {
            return Optional.of(NAME);
        }

        @Override
        public Optional<RegisteredCredential> lookup(ByteArray id, ByteArray user) {
            return device.map(
                    known ->
                            RegisteredCredential.builder()
                                    .credentialId(bytes(known.credentialId()))
                                    .userHandle(USER)
                                    .publicKeyCose(bytes(known.publicKey()))
                                    .signatureCount(lastCounter)
                                    .build());
        }

        @Override
        public Set<RegisteredCredential> lookupAll(ByteArray id) {
            return Set.of();
        }
    }
}
