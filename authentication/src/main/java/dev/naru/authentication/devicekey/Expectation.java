// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.devicekey;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadAttestationStatementException;
import com.webauthn4j.verifier.exception.BadBackupEligibleFlagException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CertificateException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.IllegalBackupStateException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.MissingChallengeException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.PublicKeyMismatchException;
import com.webauthn4j.verifier.exception.TrustAnchorNotFoundException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import dev.naru.formats.emv.ByteString;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/** What is expected of every ceremony, in the library's words, and its refusals in ours. */
final class Expectation {
    private static final int HASH = 32;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** The library's reader, which takes no name twice. */
    static final ObjectConverter READER =
            new ObjectConverter(
                    JSON,
                    CBORMapper.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build());

    private final RelyingParty party;
    private final Set<Origin> origins;

    Expectation(RelyingParty party) {
        this.party = party;
        this.origins =
                party.origins().stream()
                        .map(Origin::create)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * With this hash as the challenge, and no page of others around ours.
     *
     * @throws IllegalArgumentException when it has not 32 bytes
     */
    ServerProperty of(ByteString hash) {
        if (hash.length() != HASH) {
            throw new IllegalArgumentException("hash must have 32 bytes, not " + hash.length());
        }
        return ServerProperty.builder()
                .origins(origins)
                .rpId(party.id())
                .challenge(new DefaultChallenge(hash.toByteArray()))
                .build();
    }

    /**
     * What the browser says otherwise than to the letter. The library reads challenges and origins
     * before it compares them, and takes whatever means the same.
     *
     * @param clientData that the library has read
     */
    Optional<DeviceRefusal> inexact(ByteString clientData, ByteString hash) {
        JsonNode said;
        try {
            said = JSON.readTree(clientData.toByteArray());
        } catch (JacksonException unread) {
            // The library passes over what it does not look for, without reading it.
            return Optional.of(DeviceRefusal.MALFORMED);
        }
        String challenge =
                Base64.getUrlEncoder().withoutPadding().encodeToString(hash.toByteArray());
        if (!challenge.equals(said.path("challenge").asString(""))) {
            return Optional.of(DeviceRefusal.CHALLENGE);
        }
        return party.origins().contains(said.path("origin").asString(""))
                ? Optional.empty()
                : Optional.of(DeviceRefusal.ORIGIN);
    }

    static DeviceRefusal refusal(WebAuthnException fault) {
        return switch (fault) {
            case InconsistentClientDataTypeException _ -> DeviceRefusal.TYPE;
            case BadChallengeException _ -> DeviceRefusal.CHALLENGE;
            case MissingChallengeException _ -> DeviceRefusal.CHALLENGE;
            case BadOriginException _ -> DeviceRefusal.ORIGIN;
            case BadTopOriginException _ -> DeviceRefusal.CROSS_ORIGIN;
            case CrossOriginException _ -> DeviceRefusal.CROSS_ORIGIN;
            case BadRpIdException _ -> DeviceRefusal.RELYING_PARTY;
            case UserNotPresentException _ -> DeviceRefusal.USER_NOT_PRESENT;
            case UserNotVerifiedException _ -> DeviceRefusal.USER_NOT_VERIFIED;
            case BadBackupEligibleFlagException _ -> DeviceRefusal.BACKUP;
            case IllegalBackupStateException _ -> DeviceRefusal.BACKUP;
            case BadAlgorithmException _ -> DeviceRefusal.ALGORITHM;
            case NotAllowedAlgorithmException _ -> DeviceRefusal.ALGORITHM;
            case BadAttestationStatementException _ -> DeviceRefusal.ATTESTATION;
            case PublicKeyMismatchException _ -> DeviceRefusal.ATTESTATION;
            case CertificateException _ -> DeviceRefusal.ATTESTATION_CHAIN;
            case TrustAnchorNotFoundException _ -> DeviceRefusal.ATTESTATION_CHAIN;
            case BadSignatureException _ -> DeviceRefusal.SIGNATURE;
            case MaliciousCounterValueException _ -> DeviceRefusal.COUNTER;
            default -> DeviceRefusal.MALFORMED;
        };
    }
}
