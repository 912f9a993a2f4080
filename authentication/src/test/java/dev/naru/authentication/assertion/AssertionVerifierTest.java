// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import static dev.naru.authentication.assertion.Samples.ASSERTION;
import static dev.naru.authentication.assertion.Samples.AUDIENCE;
import static dev.naru.authentication.assertion.Samples.ISSUED;
import static dev.naru.authentication.assertion.Samples.ISSUER;
import static dev.naru.authentication.assertion.Samples.TRANSACTION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.naru.authentication.assertion.Assertion.Card;
import dev.naru.authentication.assertion.Assertion.Device;
import dev.naru.authentication.assertion.Assertion.Standing;
import dev.naru.authentication.assertion.Assertion.Transaction;
import dev.naru.authentication.assertion.AssertionVerifier.Verdict;
import dev.naru.authentication.assertion.ServiceKeys.Use;
import dev.naru.authentication.trustone.Purpose;
import dev.naru.formats.emv.ByteString;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssertionVerifierTest {
    private static final Instant NOW = ISSUED.plusSeconds(60);

    @TempDir Path folder;
    private ServiceKeys keys;
    private AssertionVerifier verifier;
    private String signed;

    @BeforeEach
    void signOne() {
        keys = new ServiceKeys(folder, Use.SIGNING);
        verifier = new AssertionVerifier(published(), ISSUER, AUDIENCE);
        signed = new AssertionSigner(keys, ISSUER).sign(ASSERTION);
    }

    @Test
    void whatWasSignedIsBelieved() {
        assertThat(check(signed)).isEqualTo(new Verdict.Believed(ASSERTION));
        Assertion other =
                new Assertion(
                        AUDIENCE,
                        "4712",
                        "고객 1",
                        Purpose.WITHDRAWAL,
                        ISSUED,
                        Optional.of(TRANSACTION),
                        ByteString.ofHex("5B".repeat(32)),
                        new Card(
                                "TRUSTONE",
                                Assertion.Method.DDA,
                                Assertion.Bind.WHOLE_HASH,
                                ByteString.ofHex("C5".repeat(32)),
                                OptionalLong.empty()),
                        Optional.of(new Device("dev_2", Standing.CLAIMED)),
                        Assertion.Timing.UNKNOWN);
        assertThat(check(new AssertionSigner(keys, ISSUER).sign(other)))
                .isEqualTo(new Verdict.Believed(other));
    }

    @Test
    void theClaimsAreTheOnesThatAreWrittenDown() {
        String[] parts = signed.split("\\.");
        assertThat(text(parts[0]))
                .isEqualTo(
                        "{\"kid\":\"%s\",\"typ\":\"trustone+jwt\",\"alg\":\"ES256\"}"
                                .formatted(keys.currentKid()));
        assertThat(text(parts[1]))
                .isEqualTo(
                        "{\"iss\":\"https://hub.example/trustone\",\"aud\":\"member-7\","
                            + "\"jti\":\"4711\",\"sub\":\"customer-1\",\"purpose\":\"PAYMENT\",\"iat\":1795939200,"
                            + "\"exp\":1795939320,\"txn\":{\"paymentId\":"
                            + "\"0b54ce4b-8d8f-4f0e-9f6a-0d3f6a1c2e11\",\"amount\":\"8951\","
                            + "\"currency\":\"KRW\",\"payeeHash\":"
                            + "\"oaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaGhoaE\"},"
                            + "\"T\":\"WlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo\","
                            + "\"amr\":[\"card\",\"hwk\",\"user\"],"
                            + "\"acr\":\"trustone.card+device\",\"card\":{\"scheme\":"
                            + "\"MASTERCARD\",\"method\":\"CDA\",\"bind\":\"160\",\"cardRef\":"
                            + "\"xMTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMQ\",\"atc\":17},"
                            + "\"dev\":{\"id\":\"dev_1\",\"attested\":true},"
                            + "\"risk\":{\"timing\":\"usual\"}}");
    }

    @Test
    void aKeyThatNobodyAttestsIsNotCalledHardware() {
        String claimed =
                new String(
                        Claims.of(ISSUER, withDevice(new Device("dev_1", Standing.CLAIMED))).json(),
                        UTF_8);
        assertThat(claimed).contains("\"amr\":[\"card\",\"swk\",\"user\"]");
        assertThat(check(signed(text(1).replace("hwk", "swk"))))
                .isEqualTo(refused(AssertionRefusal.CLAIMS));
    }

    @Test
    void everySingleBitCounts() {
        for (String changed : Samples.singleBits(signed)) {
            assertThat(check(changed)).as(changed).isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void whatIsTooLongIsNotLookedAt() {
        assertThat(check("a".repeat(AssertionVerifier.MAX_LENGTH + 1)))
                .isEqualTo(refused(AssertionRefusal.TOO_LARGE));
        assertThat(check("a".repeat(AssertionVerifier.MAX_LENGTH)))
                .isEqualTo(refused(AssertionRefusal.MALFORMED));
    }

    @Test
    void whatIsNoCompactTextIsRefused() {
        String[] parts = signed.split("\\.");
        for (String malformed :
                List.of(
                        "",
                        "..",
                        signed + ".",
                        "." + signed,
                        parts[0] + "." + parts[1],
                        signed + "=",
                        signed.replace('.', '/'),
                        "e30=." + parts[1] + "." + parts[2],
                        base64("[]") + "." + parts[1] + "." + parts[2],
                        base64("{\"alg\":\"ES256\"") + "." + parts[1] + "." + parts[2],
                        base64("{\"a\":".repeat(400)) + "." + parts[1] + "." + parts[2],
                        base64("{\"alg\":\"none\",\"alg\":\"ES256\"}") + "." + parts[1] + ".",
                        base64("[[\"alg\",\"ES256\"]]") + "." + parts[1] + "." + parts[2],
                        signed + "\n")) {
            assertThat(check(malformed))
                    .as(malformed)
                    .isEqualTo(refused(AssertionRefusal.MALFORMED));
        }
    }

    @Test
    void onlyES256IsAnAlgorithm() throws JOSEException, ParseException {
        String[] parts = signed.split("\\.");
        for (String algorithm : List.of("none", "HS256", "RS256", "ES384", "es256", "")) {
            String header = text(parts[0]).replace("ES256", algorithm);
            assertThat(check(base64(header) + "." + parts[1] + "." + parts[2]))
                    .as(algorithm)
                    .isEqualTo(refused(AssertionRefusal.ALGORITHM));
            assertThat(check(base64(header) + "." + parts[1] + "."))
                    .as(algorithm)
                    .isEqualTo(refused(AssertionRefusal.ALGORITHM));
        }
        assertThat(check(base64("{}") + "." + parts[1] + "." + parts[2]))
                .isEqualTo(refused(AssertionRefusal.ALGORITHM));
        assertThat(check(base64("{\"alg\":[\"ES256\"]}") + "." + parts[1] + "." + parts[2]))
                .isEqualTo(refused(AssertionRefusal.ALGORITHM));

        // The public key as the secret of a MAC, which a careless verifier would find genuine.
        ECKey key = JWKSet.parse(ServiceKeys.jwks(keys)).getKeys().getFirst().toECKey();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new com.nimbusds.jose.JOSEObjectType(AssertionSigner.TYPE))
                        .keyID(keys.currentKid())
                        .build();
        String input = header.toBase64URL() + "." + parts[1];
        Base64URL mac =
                new MACSigner(key.toECPublicKey().getEncoded()).sign(header, input.getBytes(UTF_8));
        assertThat(check(input + "." + mac)).isEqualTo(refused(AssertionRefusal.ALGORITHM));
    }

    @Test
    void aTokenForSomethingElseIsRefused() {
        for (String type : List.of("JWT", "trustone+JWT ", "application/trustone+jwt", "at+jwt")) {
            assertThat(check(signed(header().replace("trustone+jwt", type), text(1))))
                    .as(type)
                    .isEqualTo(refused(AssertionRefusal.TYPE));
        }
        assertThat(check(signed(header().replace("\"typ\":\"trustone+jwt\",", ""), text(1))))
                .isEqualTo(refused(AssertionRefusal.TYPE));
    }

    @Test
    void whatMustBeUnderstoodAndIsNotIsRefused() {
        for (String more :
                List.of(
                        "\"crit\":[\"exp\"],\"exp\":1",
                        "\"crit\":[\"b64\"],\"b64\":false",
                        "\"crit\":[]",
                        "\"crit\":null")) {
            assertThat(check(signed(header().replace("}", "," + more + "}"), text(1))))
                    .as(more)
                    .isEqualTo(refused(AssertionRefusal.CRITICAL));
        }
    }

    @Test
    void aKeyThatIsNotTheIssuersIsRefusedHoweverItComes() throws ParseException {
        ServiceKeys others = new ServiceKeys(folder.resolve("others"), Use.SIGNING);
        String foreign = new AssertionSigner(others, ISSUER).sign(ASSERTION);
        assertThat(check(foreign)).isEqualTo(refused(AssertionRefusal.KEY));
        // Under the name of a key of ours it is no better, nor with the key brought along.
        assertThat(check(signed(header(), text(1), others)))
                .isEqualTo(refused(AssertionRefusal.SIGNATURE));
        String brought = JWKSet.parse(ServiceKeys.jwks(others)).getKeys().getFirst().toJSONString();
        assertThat(
                        check(
                                signed(
                                        header().replace("}", ",\"jwk\":" + brought + "}"),
                                        text(1),
                                        others)))
                .isEqualTo(refused(AssertionRefusal.SIGNATURE));
        assertThat(check(signed("{\"typ\":\"trustone+jwt\",\"alg\":\"ES256\"}", text(1))))
                .isEqualTo(refused(AssertionRefusal.KEY));
    }

    @Test
    void aSignatureOfAnotherFormIsNone() {
        String input = signed.substring(0, signed.lastIndexOf('.') + 1);
        byte[] signature = new Base64URL(signed.substring(input.length())).decode();
        byte[] zero = new byte[64];
        for (byte[] other :
                List.of(
                        new byte[0],
                        zero,
                        Arrays.copyOf(signature, 63),
                        Arrays.copyOf(signature, 65),
                        Arrays.copyOf(signature, 96))) {
            assertThat(check(input + Base64URL.encode(other)))
                    .isEqualTo(refused(AssertionRefusal.SIGNATURE));
        }
    }

    @Test
    void theEarlierKeyIsGoodAndTheOneBeforeIsNot() {
        rotate();
        assertThat(
                        new AssertionVerifier(published(), ISSUER, AUDIENCE)
                                .check(signed, TRANSACTION, NOW))
                .isEqualTo(new Verdict.Believed(ASSERTION));
        // Relying parties that have not asked again know the new key already.
        assertThat(check(new AssertionSigner(keys, ISSUER).sign(ASSERTION)))
                .isEqualTo(new Verdict.Believed(ASSERTION));
        rotate();
        assertThat(
                        new AssertionVerifier(published(), ISSUER, AUDIENCE)
                                .check(signed, TRANSACTION, NOW))
                .isEqualTo(refused(AssertionRefusal.KEY));
    }

    /** A thief has every file, and each of them might be the one that signs. */
    @Test
    void afterATheftNothingThatAStolenKeySignsIsBelieved() {
        rotate();
        List<PrivateKeyFile> stolen =
                List.of(
                        keys.held().earlier().orElseThrow(),
                        keys.held().current(),
                        keys.held().next());
        List<String> forged = stolen.stream().map(this::signedBy).toList();
        verifier = new AssertionVerifier(published(), ISSUER, AUDIENCE);
        for (String one : forged) {
            assertThat(check(one)).isEqualTo(new Verdict.Believed(ASSERTION));
        }
        // However often they are rotated, the last one stays good too long.
        Optional<KeyRotation> rotation = KeyRotation.of(folder, Use.SIGNING);
        rotate();
        rotate();
        verifier = new AssertionVerifier(published(), ISSUER, AUDIENCE);
        assertThat(forged.stream().map(this::check))
                .containsExactly(
                        refused(AssertionRefusal.KEY),
                        refused(AssertionRefusal.KEY),
                        new Verdict.Believed(ASSERTION));

        rotation.orElseThrow().replace();
        verifier = new AssertionVerifier(published(), ISSUER, AUDIENCE);
        for (String one : forged) {
            assertThat(check(one)).isEqualTo(refused(AssertionRefusal.KEY));
        }
        assertThat(check(new AssertionSigner(keys, ISSUER).sign(ASSERTION)))
                .isEqualTo(new Verdict.Believed(ASSERTION));
    }

    @Test
    void whatAnAssertionMustSayAndDoesNotIsRefused() throws ParseException {
        Map<String, Object> whole = JSONObjectUtils.parse(text(1));
        for (String name : whole.keySet()) {
            Map<String, Object> less = JSONObjectUtils.parse(text(1));
            less.remove(name);
            assertThat(check(signed(JSONObjectUtils.toJSONString(less))))
                    .as("without " + name)
                    .isEqualTo(refused(AssertionRefusal.CLAIMS));
            less.put(name, 1.5);
            assertThat(check(signed(JSONObjectUtils.toJSONString(less))))
                    .as("with a fraction as " + name)
                    .isEqualTo(refused(AssertionRefusal.CLAIMS));
        }
        for (String[] change :
                new String[][] {
                    {"\"jti\":\"4711\"", "\"jti\":\"4711\",\"jti\":\"4712\""},
                    {"\"exp\":1795939320", "\"exp\":1795939321"},
                    {"\"exp\":1795939320", "\"exp\":99999999999999999999"},
                    {"\"iat\":1795939200", "\"iat\":\"1795939200\""},
                    {"\"aud\":\"member-7\"", "\"aud\":[\"member-7\",\"other\"]"},
                    {"\"8951\"", "8951"},
                    {"\"8951\"", "\"08951\""},
                    {"0b54ce4b", "0B54CE4B"},
                    {"0b54ce4b", "b54ce4b"},
                    {"\"currency\":\"KRW\"", "\"currency\":\"KRW\",\"to\":\"x\""},
                    {"\"160\"", "\"512\""},
                    {"\"CDA\"", "\"SDA\""},
                    {"\"usual\"", "\"Usual\""},
                    {"\"atc\":17", "\"atc\":-1"},
                    {"\"atc\":17", "\"atc\":4294967296"},
                    {"\"attested\":true", "\"attested\":\"true\""},
                    {"\"attested\":true", "\"attested\":false"},
                    {"trustone.card+device", "trustone.card"},
                    {"\"PAYMENT\"", "\"payment\""},
                    {"\"PAYMENT\"", "\"LOGIN\""},
                    {"WlpaWlo\"", "WlpaWlq\""},
                    {"WlpaWlo\"", "WlpaWlpa\""},
                }) {
            assertThat(text(1)).contains(change[0]);
            assertThat(check(signed(text(1).replace(change[0], change[1]))))
                    .as(change[1])
                    .isEqualTo(refused(AssertionRefusal.CLAIMS));
        }
        assertThat(check(signed("[]"))).isEqualTo(refused(AssertionRefusal.CLAIMS));
        assertThat(check(signed(""))).isEqualTo(refused(AssertionRefusal.CLAIMS));
    }

    @Test
    void claimsThatAreNotKnownHereArePassedOver() {
        assertThat(check(signed(text(1).replace("{\"iss\"", "{\"new\":{\"a\":1},\"iss\""))))
                .isEqualTo(new Verdict.Believed(ASSERTION));
    }

    @Test
    void anotherIssuerAudienceOrTimeIsRefused() {
        PublishedKeys published = published();
        assertThat(
                        new AssertionVerifier(published, ISSUER + "/", AUDIENCE)
                                .check(signed, TRANSACTION, NOW))
                .isEqualTo(refused(AssertionRefusal.ISSUER));
        assertThat(
                        new AssertionVerifier(published, ISSUER, "member-8")
                                .check(signed, TRANSACTION, NOW))
                .isEqualTo(refused(AssertionRefusal.AUDIENCE));
        assertThat(verifier.check(signed, TRANSACTION, ISSUED.minusSeconds(6)))
                .isEqualTo(refused(AssertionRefusal.FUTURE));
        assertThat(verifier.check(signed, TRANSACTION, ISSUED.minusSeconds(5)))
                .isEqualTo(new Verdict.Believed(ASSERTION));
        assertThat(verifier.check(signed, TRANSACTION, ISSUED.plusSeconds(120).minusNanos(1)))
                .isEqualTo(new Verdict.Believed(ASSERTION));
        assertThat(verifier.check(signed, TRANSACTION, ISSUED.plusSeconds(120)))
                .isEqualTo(refused(AssertionRefusal.EXPIRED));
    }

    @Test
    void anotherTransactionIsRefusedWhateverDiffers() {
        UUID id = TRANSACTION.paymentId();
        ByteString payee = TRANSACTION.payeeHash();
        for (Transaction other :
                List.of(
                        new Transaction(UUID.randomUUID(), "8951", "KRW", payee),
                        new Transaction(id, "8952", "KRW", payee),
                        new Transaction(id, "8951.0", "KRW", payee),
                        new Transaction(id, "8951", "JPY", payee),
                        new Transaction(id, "8951", "KRW", ByteString.ofHex("A2".repeat(32))))) {
            assertThat(verifier.check(signed, other, NOW))
                    .as(other.toString())
                    .isEqualTo(refused(AssertionRefusal.TRANSACTION));
        }
    }

    @Test
    void whatMovesNoMoneyIsKnownByItsHash() {
        ByteString hash = ByteString.ofHex("5C".repeat(32));
        Assertion enrolment =
                new Assertion(
                        AUDIENCE,
                        "4713",
                        "customer-1",
                        Purpose.CARD_ENROLMENT,
                        ISSUED,
                        Optional.empty(),
                        hash,
                        ASSERTION.card(),
                        Optional.empty(),
                        Assertion.Timing.USUAL);
        String enrolled = new AssertionSigner(keys, ISSUER).sign(enrolment);
        assertThat(text(enrolled.split("\\.")[1]))
                .contains("\"amr\":[\"card\"],\"acr\":\"trustone.card\"")
                .doesNotContain("\"txn\"", "\"dev\"");
        assertThat(verifier.check(enrolled, hash, NOW)).isEqualTo(new Verdict.Believed(enrolment));
        assertThat(verifier.check(signed, ASSERTION.hash(), NOW))
                .isEqualTo(new Verdict.Believed(ASSERTION));
        assertThat(verifier.check(enrolled, ASSERTION.hash(), NOW))
                .isEqualTo(refused(AssertionRefusal.TRANSACTION));
        assertThat(check(enrolled)).isEqualTo(refused(AssertionRefusal.TRANSACTION));
        assertThatThrownBy(
                        () ->
                                new Assertion(
                                        AUDIENCE,
                                        "4713",
                                        "customer-1",
                                        Purpose.LOGIN,
                                        ISSUED,
                                        Optional.empty(),
                                        hash,
                                        ASSERTION.card(),
                                        Optional.empty(),
                                        Assertion.Timing.USUAL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 7515, A.3: its key, its signature and one that is not. */
    @Test
    void theExampleOfRfc7515IsGenuine() throws JOSEException, ParseException {
        ECKey key =
                ECKey.parse(
                        "{\"kty\":\"EC\",\"crv\":\"P-256\","
                                + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                                + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");
        String example =
                "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leG"
                    + "FtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFC"
                    + "gfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        ECDSAVerifier verifies = new ECDSAVerifier(key);
        assertThat(AssertionVerifier.isSigned(CompactText.read(example, 3).orElseThrow(), verifies))
                .isTrue();
        for (String changed : Samples.singleBits(example)) {
            assertThat(
                            CompactText.read(changed, 3)
                                    .filter(text -> AssertionVerifier.isSigned(text, verifies)))
                    .as(changed)
                    .isEmpty();
        }
        // The same is no assertion: it has no type.
        assertThat(check(example)).isEqualTo(refused(AssertionRefusal.TYPE));
        // RFC 7515, A.5: a token that nobody signed.
        assertThat(
                        check(
                                "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQog"
                                    + "Imh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."))
                .isEqualTo(refused(AssertionRefusal.ALGORITHM));
    }

    @Test
    void keysAreReadFromADocumentThatHasNothingPrivate() throws ParseException {
        // RFC 7517, A.1: its key on P-256 is one for sealing, the other one is RSA's.
        String sets =
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\","
                        + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\","
                        + "\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\","
                        + "\"use\":\"enc\",\"kid\":\"1\"},{\"kty\":\"RSA\",\"n\":\"0vx7agoebGc\","
                        + "\"e\":\"AQAB\",\"alg\":\"RS256\",\"kid\":\"2011-04-29\"}]}";
        assertThat(PublishedKeys.parse(sets).orElseThrow().named("1")).isEmpty();
        assertThat(PublishedKeys.parse(sets.replace("\"enc\"", "\"sig\"")).orElseThrow().named("1"))
                .isPresent();
        assertThat(PublishedKeys.parse(sets.replace("\"enc\"", "\"sig\"").replace("4Etl", "4Etm")))
                .isEmpty();
        // RFC 7517, A.2: the same with its private half.
        assertThat(
                        PublishedKeys.parse(
                                sets.replace(
                                        "\"use\":\"enc\"",
                                        "\"use\":\"sig\","
                                            + "\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\"")))
                .isEmpty();
        String own = JWKSet.parse(ServiceKeys.jwks(keys)).getKeys().getFirst().toJSONString();
        assertThat(PublishedKeys.parse("{\"keys\":[" + own + "," + own + "]}")).isEmpty();
        assertThat(PublishedKeys.parse("{\"keys\":[" + own + "]}")).isPresent();
        for (String none :
                List.of(
                        "",
                        "[]",
                        "{}",
                        "{\"keys\":{}}",
                        "x".repeat(PublishedKeys.MAX_LENGTH + 1))) {
            assertThat(PublishedKeys.parse(none)).isEmpty();
        }
    }

    @Test
    void whatCannotBeSaidCannotBeMade() {
        UUID id = TRANSACTION.paymentId();
        ByteString hash = TRANSACTION.payeeHash();
        for (String amount :
                List.of("", "-1", "1,000", "1.", ".5", "01", "1e3", "1 ", "1".repeat(19))) {
            assertThatThrownBy(() -> new Transaction(id, amount, "KRW", hash))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Transaction(id, "1", "krw", hash))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Transaction(id, "1", "KRW", hash.slice(0, 31)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Device("a b", Standing.CLAIMED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AssertionSigner(new ServiceKeys(folder, Use.OPENING), ISSUER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Assertion withDevice(Device device) {
        return new Assertion(
                ASSERTION.audience(),
                ASSERTION.challenge(),
                ASSERTION.customer(),
                ASSERTION.purpose(),
                ASSERTION.issuedAt(),
                ASSERTION.transaction(),
                ASSERTION.hash(),
                ASSERTION.card(),
                Optional.of(device),
                ASSERTION.timing());
    }

    private PublishedKeys published() {
        return PublishedKeys.parse(ServiceKeys.jwks(keys)).orElseThrow();
    }

    private Verdict check(String assertion) {
        return verifier.check(assertion, TRANSACTION, NOW);
    }

    private static Verdict refused(AssertionRefusal why) {
        return new Verdict.Refused(why);
    }

    private String header() {
        return text(signed.substring(0, signed.indexOf('.')));
    }

    private String text(int part) {
        return text(signed.split("\\.")[part]);
    }

    private String signed(String claims) {
        return signed(header(), claims);
    }

    private String signed(String header, String claims) {
        return signed(header, claims, keys);
    }

    /** Any header and claims with a genuine signature. */
    private static String signed(String header, String claims, ServiceKeys by) {
        return signed(header, claims, by.held().current());
    }

    private static String signed(String header, String claims, PrivateKeyFile by) {
        String input = base64(header) + "." + base64(claims);
        try {
            return input
                    + "."
                    + by.signer().sign(new JWSHeader(JWSAlgorithm.ES256), input.getBytes(UTF_8));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What whoever has this key can make. */
    private String signedBy(PrivateKeyFile key) {
        return signed(
                "{\"kid\":\"%s\",\"typ\":\"trustone+jwt\",\"alg\":\"ES256\"}".formatted(key.kid()),
                text(1),
                key);
    }

    private void rotate() {
        KeyRotation.of(folder, Use.SIGNING).orElseThrow().rotate(Instant.MAX);
    }

    private static String text(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
