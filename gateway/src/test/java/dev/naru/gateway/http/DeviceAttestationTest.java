// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.assertion.Assertion;
import dev.naru.authentication.assertion.AssertionVerifier;
import dev.naru.authentication.assertion.AssertionVerifier.Verdict;
import dev.naru.authentication.assertion.PublishedKeys;
import dev.naru.authentication.devicekey.AttestationKind;
import dev.naru.authentication.devicekey.AttestationPolicy;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.DeviceMaker;
import dev.naru.gateway.http.support.Payer;
import dev.naru.gateway.http.support.Taps;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.gateway.trustone.TrustOneSettings;
import dev.naru.simulators.device.Attestor;
import dev.naru.simulators.device.SimulatedDevice;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** New devices before a service that takes the word of makers it knows, as a live one does. */
class DeviceAttestationTest {
    private static final String KRW = ", \"currency\": \"KRW\"";
    private static final BigInteger RECALLED = BigInteger.valueOf(4711);

    private final DeviceMaker maker = new DeviceMaker(BigInteger.TWO);
    private final DeviceMaker makerWithRecall = new DeviceMaker(RECALLED);
    private final TestWorld world = TestWorld.telling(this::takingMakersAlone);

    @AfterEach
    void close() {
        world.close();
    }

    private TrustOneSettings takingMakersAlone(TrustOneSettings sandbox) {
        return new TrustOneSettings(
                sandbox.secretsFolder(),
                sandbox.relyingParty(),
                sandbox.site(),
                sandbox.tapPolicy(),
                AttestationPolicy.live(
                        Map.of(
                                AttestationKind.PACKED_CERTIFIED,
                                Set.of(maker.root(), makerWithRecall.root())),
                        Set.of(RECALLED)),
                sandbox.paymentCards(),
                sandbox.dedicatedCards(),
                sandbox.issuerCheck(),
                sandbox.issuer());
    }

    private static Payer payer(TestWorld world) {
        return new Payer(world.member(), "cust-771", Taps.paymentCard("1234567"))
                .withCardEnrolled();
    }

    @Test
    void aKeyForWhichNoKnownMakerVouchesIsRefusedAndNotKept() throws SQLException {
        Payer payer = payer(world);
        for (Attestor attestor :
                List.of(
                        Attestor.NONE,
                        Attestor.SELF,
                        new DeviceMaker(BigInteger.TWO),
                        makerWithRecall)) {
            payer.withDevice(Taps.device(), attestor).register().refused(422, "DEVICE_KEY_REFUSED");
        }
        // What one device has a maker's word for is no word for another.
        Attestor ofAnother =
                (key, said, hash) ->
                        maker.vouch(key, ByteString.ofHex("00".repeat(said.length())), hash);
        payer.withDevice(Taps.device(), ofAnother).register().refused(422, "DEVICE_KEY_REFUSED");
        assertThat(keptKeys()).isZero();
    }

    private int keptKeys() throws SQLException {
        try (Connection connection = world.database().source().getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select count(*) from trustone.device_key")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void aKeyForWhichAKnownMakerVouchesIsSaidToBeInItsDevice() throws SQLException {
        Payer payer = payer(world).withDevice(Taps.device(), maker);
        assertThat(payer.register().is(201).at("standing")).isEqualTo("ATTESTED");
        payer.withDeviceEnrolled();
        assertThat(keptKeys()).isEqualTo(1);
        JsonNode claims = claimsOfALogin(world, payer, Assertion.Standing.ATTESTED);
        assertThat(claims.at("/dev/attested").asBoolean()).isTrue();
        assertThat(claims.at("/amr").toString()).isEqualTo("[\"card\",\"hwk\",\"user\"]");
        assertThat(claims.at("/acr").asString()).isEqualTo("trustone.card+device");
    }

    @Test
    void aKeyThatIsCopiedToOtherDevicesIsInNoneWhoeverVouches() {
        SimulatedDevice synced =
                new SimulatedDevice(Taps.PARTY, Taps.ORIGIN, SimulatedDevice.Kind.SYNCED);
        isOnlyClaimed(world, payer(world).withDevice(synced, maker));
    }

    @Test
    void aSandboxTakesAKeyForWhichNobodyVouchesAndSaysSo() {
        try (TestWorld sandbox = TestWorld.telling()) {
            Payer payer = payer(sandbox);
            isOnlyClaimed(sandbox, payer);
            payer.withDevice(Taps.device(), maker).register().refused(422, "DEVICE_KEY_REFUSED");
        }
    }

    private static void isOnlyClaimed(TestWorld world, Payer payer) {
        assertThat(payer.register().is(201).at("standing")).isEqualTo("CLAIMED");
        payer.withDeviceEnrolled();
        JsonNode claims = claimsOfALogin(world, payer, Assertion.Standing.CLAIMED);
        assertThat(claims.at("/dev/attested").isBoolean()).isTrue();
        assertThat(claims.at("/dev/attested").asBoolean()).isFalse();
        assertThat(claims.at("/amr").toString()).isEqualTo("[\"card\",\"swk\",\"user\"]");
    }

    /** What the assertion says in its own words, after a relying party has read it so. */
    private static JsonNode claimsOfALogin(
            TestWorld world, Payer payer, Assertion.Standing expected) {
        Api.Answer asked = payer.ask("LOGIN", KRW);
        String assertion = payer.answer(asked).is(200).at("assertion");
        PublishedKeys keys =
                PublishedKeys.parse(world.anonymous().get("/v1/trustone/jwks.json").text())
                        .orElseThrow();
        Verdict verdict =
                new AssertionVerifier(keys, Taps.ISSUER, "participant-10")
                        .check(
                                assertion,
                                ByteString.ofHex(asked.at("t")),
                                Instant.ofEpochSecond(0, world.hub().nowNs()));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Believed.class,
                        believed -> {
                            Assertion.Device device = believed.assertion().device().orElseThrow();
                            assertThat(device.standing()).isEqualTo(expected);
                            assertThat(device.id()).isEqualTo(payer.deviceKey());
                        });
        return new ObjectMapper()
                .readTree(
                        new String(
                                Base64.getUrlDecoder().decode(assertion.split("\\.")[1]), UTF_8));
    }
}
