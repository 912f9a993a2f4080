// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.formats.emv.ByteString;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A telephone, or a security key, with one key on P-256 in it, and the browser in front of it. Its
 * owner always agrees. One ceremony at a time.
 */
public final class SimulatedDevice {
    /** ECDSA with SHA-256, as COSE calls it. */
    public static final int ES256 = -7;

    private static final int COORDINATE = 32;
    private static final ByteString NO_MODEL = ByteString.of(new byte[16]);

    private final String relyingPartyId;
    private final String origin;
    private final Kind kind;
    private final KeyPair key = newKey();
    private final ByteString credentialId = random(COORDINATE);
    private long counter;

    /**
     * A device with a new key.
     *
     * @param relyingPartyId for whom the key is: a domain
     * @param origin of the page or app before which its owner sits
     */
    public SimulatedDevice(String relyingPartyId, String origin, Kind kind) {
        this.relyingPartyId = relyingPartyId;
        this.origin = origin;
        this.kind = kind;
    }

    /** What becomes of a key after it is made. */
    public enum Kind {
        /** It never leaves the device, which counts its signatures. */
        BOUND(0),
        /** It is copied to the other devices of its owner, and nobody counts. */
        SYNCED(Ceremony.BACKUP_ELIGIBLE | Ceremony.BACKED_UP);

        private final int flags;

        Kind(int flags) {
            this.flags = flags;
        }
    }

    /**
     * What a browser gives back for a new key.
     *
     * @param attestationObject CBOR
     * @param clientDataJson JSON in UTF-8
     */
    public record NewKey(ByteString attestationObject, ByteString clientDataJson) {}

    /**
     * What a browser gives back for a signature.
     *
     * @param authenticatorData what the device says
     * @param clientDataJson JSON in UTF-8
     * @param signature over both, DER
     */
    public record Signed(
            ByteString authenticatorData, ByteString clientDataJson, ByteString signature) {}

    /** The id of the key, 32 bytes. */
    public ByteString credentialId() {
        return credentialId;
    }

    /** What an honest browser and device say when a key is made. */
    public Ceremony creation(ByteString challenge) {
        return ceremony("webauthn.create", challenge);
    }

    /** What an honest browser and device say when a key signs; the counter rises. */
    public Ceremony use(ByteString challenge) {
        return ceremony("webauthn.get", challenge);
    }

    private Ceremony ceremony(String type, ByteString challenge) {
        if (kind == Kind.BOUND) {
            counter++;
        }
        return new Ceremony(
                "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                        .formatted(
                                type,
                                Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(challenge.toByteArray()),
                                origin),
                relyingPartyId,
                Ceremony.USER_PRESENT | Ceremony.USER_VERIFIED | kind.flags,
                counter);
    }

    /** The key with somebody to vouch for it. */
    public NewKey register(Ceremony ceremony, Attestor attestor) {
        return register(ceremony, attestor, publicKey());
    }

    /**
     * Any key with somebody to vouch for it.
     *
     * @param coseKey CBOR
     */
    public NewKey register(Ceremony ceremony, Attestor attestor, ByteString coseKey) {
        ByteString clientData = utf8(ceremony.clientData());
        ByteString said =
                ceremony.authenticatorData(
                        ByteString.concat(
                                NO_MODEL,
                                ByteString.of((byte) 0, (byte) credentialId.length()),
                                credentialId,
                                coseKey));
        Attestor.Statement statement = attestor.vouch(key, said, Digest.sha256(clientData));
        return new NewKey(
                Cbor.map(
                        Cbor.text("fmt"),
                        Cbor.text(statement.format()),
                        Cbor.text("attStmt"),
                        statement.statement(),
                        Cbor.text("authData"),
                        Cbor.bytes(said)),
                clientData);
    }

    /** The key's signature. */
    public Signed sign(Ceremony ceremony) {
        ByteString clientData = utf8(ceremony.clientData());
        ByteString said = ceremony.authenticatorData(ByteString.EMPTY);
        return new Signed(
                said,
                clientData,
                signature(key.getPrivate(), ByteString.concat(said, Digest.sha256(clientData))));
    }

    /** The public key as COSE has it (RFC 9053, 7.1), 77 bytes. */
    public ByteString publicKey() {
        ECPublicKey point = (ECPublicKey) key.getPublic();
        return Cbor.map(
                Cbor.number(1),
                Cbor.number(2),
                Cbor.number(3),
                Cbor.number(ES256),
                Cbor.number(-1),
                Cbor.number(1),
                Cbor.number(-2),
                Cbor.bytes(coordinate(point.getW().getAffineX())),
                Cbor.number(-3),
                Cbor.bytes(coordinate(point.getW().getAffineY())));
    }

    static ByteString signature(PrivateKey key, ByteString text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(text.toByteArray());
            return ByteString.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has ECDSA over P-256", e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static ByteString coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] coordinate = new byte[COORDINATE];
        int size = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - size, coordinate, COORDINATE - size, size);
        return ByteString.of(coordinate);
    }

    private static ByteString random(int size) {
        byte[] bytes = new byte[size];
        new SecureRandom().nextBytes(bytes);
        return ByteString.of(bytes);
    }

    private static ByteString utf8(String text) {
        return ByteString.of(text.getBytes(UTF_8));
    }
}
