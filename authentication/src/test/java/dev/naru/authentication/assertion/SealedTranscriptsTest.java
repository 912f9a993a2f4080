// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.naru.authentication.assertion.SealedTranscripts.Opening;
import dev.naru.authentication.assertion.ServiceKeys.Use;
import dev.naru.formats.emv.ByteString;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedTranscriptsTest {
    private static final String CONTENT = "{\"transcript\":[\"00A40400\"],\"timingsUs\":[812]}";

    @TempDir Path folder;
    private ServiceKeys keys;
    private SealedTranscripts transcripts;

    @BeforeEach
    void start() {
        keys = new ServiceKeys(folder, Use.OPENING);
        transcripts = new SealedTranscripts(keys);
    }

    @Test
    void whatWasSealedForTheServiceIsOpened() {
        for (JWEAlgorithm algorithm : List.of(JWEAlgorithm.ECDH_ES, JWEAlgorithm.ECDH_ES_A256KW)) {
            assertThat(open(sealed(header(algorithm)))).isEqualTo(opened());
            assertThat(
                            open(
                                    sealed(
                                            header(algorithm)
                                                    .agreementPartyUInfo(
                                                            com.nimbusds.jose.util.Base64URL.encode(
                                                                    "phone")))))
                    .isEqualTo(opened());
        }
    }

    @Test
    void whatWasSealedByHandIsOpened() throws GeneralSecurityException, JOSEException {
        ECKey mine = new ECKeyGenerator(Curve.P_256).generate();
        String header =
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\"%s\",\"epk\":%s}"
                        .formatted(keys.currentKid(), mine.toPublicJWK().toJSONString());
        assertThat(
                        open(
                                HandSeal.direct(
                                        header,
                                        mine.toECPrivateKey(),
                                        key().toECPublicKey(),
                                        CONTENT.getBytes(UTF_8))))
                .isEqualTo(opened());
    }

    /** RFC 7518, appendix C, so that what was sealed by hand was sealed as it says. */
    @Test
    void theKeyOfRfc7518IsAgreed() throws GeneralSecurityException, JOSEException, ParseException {
        ECKey alice =
                ECKey.parse(
                        "{\"kty\":\"EC\",\"crv\":\"P-256\","
                                + "\"x\":\"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0\","
                                + "\"y\":\"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps\","
                                + "\"d\":\"0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo\"}");
        ECKey bob =
                ECKey.parse(
                        "{\"kty\":\"EC\",\"crv\":\"P-256\","
                                + "\"x\":\"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ\","
                                + "\"y\":\"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck\","
                                + "\"d\":\"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw\"}");
        for (ECKey[] pair : new ECKey[][] {{alice, bob}, {bob, alice}}) {
            assertThat(
                            Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(
                                            HandSeal.agreed(
                                                    pair[0].toECPrivateKey(),
                                                    pair[1].toECPublicKey(),
                                                    "A128GCM",
                                                    "Alice",
                                                    "Bob",
                                                    128)))
                    .isEqualTo("VqqN6vgjbSBcIijNcacQGg");
        }
    }

    @Test
    void everySingleBitCounts() {
        String sealed = sealed(header(JWEAlgorithm.ECDH_ES_A256KW));
        for (String changed : Samples.singleBits(sealed)) {
            assertThat(open(changed)).as(changed).isInstanceOf(Opening.Refused.class);
        }
        String direct = sealed(header(JWEAlgorithm.ECDH_ES));
        for (String changed : Samples.singleBits(direct)) {
            assertThat(open(changed)).as(changed).isInstanceOf(Opening.Refused.class);
        }
    }

    @Test
    void whatIsTooLongIsNotLookedAt() {
        assertThat(open("a".repeat(SealedTranscripts.MAX_LENGTH + 1)))
                .isEqualTo(refused(SealRefusal.TOO_LARGE));
        assertThat(open("a".repeat(SealedTranscripts.MAX_LENGTH)))
                .isEqualTo(refused(SealRefusal.MALFORMED));
    }

    @Test
    void whatIsNotOfTheFormIsRefused() {
        String sealed = sealed(header(JWEAlgorithm.ECDH_ES_A256KW));
        String[] parts = sealed.split("\\.");
        for (String malformed :
                List.of(
                        "",
                        "....",
                        sealed + ".",
                        sealed + "=",
                        parts[0] + "..." + parts[4],
                        with(parts, 0, base64("{\"alg\":")),
                        with(parts, 0, base64("{\"a\":".repeat(2500))),
                        // No key was sent, though one is needed; and one where none is.
                        with(parts, 1, ""),
                        with(sealed(header(JWEAlgorithm.ECDH_ES)).split("\\."), 1, parts[1]),
                        with(parts, 2, ""),
                        with(parts, 2, "AAAA"),
                        with(parts, 2, "A".repeat(32)),
                        with(parts, 4, ""),
                        with(parts, 4, parts[4].substring(0, 16)))) {
            assertThat(open(malformed)).as(malformed).isEqualTo(refused(SealRefusal.MALFORMED));
        }
    }

    @Test
    void otherAlgorithmsAreRefused() {
        // RFC 7516, A.1 to A.3, and whatever else a library knows.
        for (String algorithm :
                List.of(
                        "RSA-OAEP",
                        "RSA1_5",
                        "A128KW",
                        "dir",
                        "none",
                        "ECDH-ES+A128KW",
                        "ECDH-1PU",
                        "PBES2-HS256+A128KW",
                        "ecdh-es")) {
            assertThat(open(changed("ECDH-ES+A256KW", algorithm)))
                    .as(algorithm)
                    .isEqualTo(refused(SealRefusal.ALGORITHM));
        }
        for (String encryption :
                List.of("A128GCM", "A192GCM", "A128CBC-HS256", "A256CBC-HS512", "none", "")) {
            assertThat(open(changed("A256GCM", encryption)))
                    .as(encryption)
                    .isEqualTo(refused(SealRefusal.ENCRYPTION));
        }
    }

    @Test
    void whatIsCompressedIsRefused() {
        assertThat(
                        open(
                                sealed(
                                        header(JWEAlgorithm.ECDH_ES_A256KW)
                                                .compressionAlgorithm(CompressionAlgorithm.DEF))))
                .isEqualTo(refused(SealRefusal.COMPRESSED));
        assertThat(open(changed("\"enc\"", "\"zip\":null,\"enc\"")))
                .isEqualTo(refused(SealRefusal.COMPRESSED));
    }

    @Test
    void whatMustBeUnderstoodAndIsNotIsRefused() {
        assertThat(open(changed("\"enc\"", "\"crit\":[\"exp\"],\"exp\":1,\"enc\"")))
                .isEqualTo(refused(SealRefusal.CRITICAL));
    }

    @Test
    void aKeyOfTheMomentThatIsNoPointOfTheCurveIsRefused() {
        for (String[] change :
                new String[][] {
                    {"\"epk\":", "\"epq\":"},
                    {"\"crv\":\"P-256\"", "\"crv\":\"P-384\""},
                    {"\"kty\":\"EC\"", "\"kty\":\"RSA\""},
                    {"\"kty\":\"EC\"", "\"kty\":\"OKP\""},
                }) {
            assertThat(open(changed(change[0], change[1])))
                    .as(change[1])
                    .isEqualTo(refused(SealRefusal.EPHEMERAL_KEY));
        }
        // A point of another curve, for which the answers would tell our key bit by bit.
        String header =
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\"%s\",\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}}"
                        .formatted(keys.currentKid(), "A".repeat(42) + "E", "A".repeat(42) + "E");
        assertThat(open(with(sealed(header(JWEAlgorithm.ECDH_ES)).split("\\."), 0, base64(header))))
                .isEqualTo(refused(SealRefusal.EPHEMERAL_KEY));
    }

    @Test
    void onlyTheCurrentKeyAndTheEarlierOneOpen() {
        String early = sealed(header(JWEAlgorithm.ECDH_ES_A256KW));
        rotation().rotate(Instant.MAX);
        assertThat(open(early)).isEqualTo(opened());
        assertThat(open(sealed(header(JWEAlgorithm.ECDH_ES_A256KW)))).isEqualTo(opened());
        rotation().rotate(Instant.MAX);
        assertThat(open(early)).isEqualTo(refused(SealRefusal.KEY));
        assertThat(open(changed("\"kid\"", "\"kit\""))).isEqualTo(refused(SealRefusal.KEY));
        assertThat(open(changed("\"kid\":\"", "\"kid\":\"x"))).isEqualTo(refused(SealRefusal.KEY));
    }

    @Test
    void afterATheftNothingThatWasSealedBeforeOpens() {
        rotation().rotate(Instant.MAX);
        String early = sealed(header(JWEAlgorithm.ECDH_ES_A256KW));
        rotation().rotate(Instant.MAX);
        String late = sealed(header(JWEAlgorithm.ECDH_ES_A256KW));
        assertThat(open(early)).isEqualTo(opened());
        assertThat(open(late)).isEqualTo(opened());
        rotation().replace();
        assertThat(open(early)).isEqualTo(refused(SealRefusal.KEY));
        assertThat(open(late)).isEqualTo(refused(SealRefusal.KEY));
        assertThat(open(sealed(header(JWEAlgorithm.ECDH_ES_A256KW)))).isEqualTo(opened());
    }

    @Test
    void whatWasSealedForAnotherKeyStaysShut() throws JOSEException {
        ECKey other = new ECKeyGenerator(Curve.P_256).generate();
        for (JWEAlgorithm algorithm : List.of(JWEAlgorithm.ECDH_ES, JWEAlgorithm.ECDH_ES_A256KW)) {
            assertThat(open(sealed(header(algorithm), other)))
                    .isEqualTo(refused(SealRefusal.UNDECIPHERABLE));
        }
    }

    @Test
    void keysForSigningOpenNothing() {
        assertThatThrownBy(() -> new SealedTranscripts(new ServiceKeys(folder, Use.SIGNING)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private JWEHeader.Builder header(JWEAlgorithm algorithm) {
        return new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM).keyID(keys.currentKid());
    }

    private ECKey key() {
        try {
            return JWKSet.parse(ServiceKeys.jwks(keys)).getKeys().getFirst().toECKey();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sealed(JWEHeader.Builder header) {
        return sealed(header, key());
    }

    private static String sealed(JWEHeader.Builder header, ECKey key) {
        try {
            JWEObject object = new JWEObject(header.build(), new Payload(CONTENT));
            object.encrypt(new ECDHEncrypter(key));
            return object.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A sealed transcript whose header was changed afterwards. */
    private String changed(String from, String to) {
        String[] parts = sealed(header(JWEAlgorithm.ECDH_ES_A256KW)).split("\\.");
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
        assertThat(header).contains(from);
        return with(parts, 0, base64(header.replace(from, to)));
    }

    private static String with(String[] parts, int at, String other) {
        String[] copy = Arrays.copyOf(parts, parts.length);
        copy[at] = other;
        return String.join(".", copy);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private Opening open(String sealed) {
        return transcripts.open(sealed);
    }

    private KeyRotation rotation() {
        return KeyRotation.of(folder, Use.OPENING).orElseThrow();
    }

    private static Opening opened() {
        return new Opening.Opened(ByteString.of(CONTENT.getBytes(UTF_8)));
    }

    private static Opening refused(SealRefusal why) {
        return new Opening.Refused(why);
    }
}
