// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.cardtap.CardProof;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.KeyPolicy;
import dev.naru.authentication.cardtap.RecordingCard;
import dev.naru.authentication.cardtap.Terminal;
import dev.naru.authentication.cardtap.TerminalObjects;
import dev.naru.authentication.devicekey.AttestationKind;
import dev.naru.authentication.devicekey.AttestationPolicy;
import dev.naru.authentication.devicekey.DeviceRefusal;
import dev.naru.authentication.devicekey.DeviceRegistration;
import dev.naru.authentication.devicekey.DeviceVerdict;
import dev.naru.authentication.devicekey.NewDeviceKey;
import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.trustone.TrustOneSettings;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.configuration.ConfigurationException;
import dev.naru.simulators.card.PaymentIssuer;
import dev.naru.simulators.card.SimulatedPaymentCard;
import dev.naru.simulators.device.Attestor;
import dev.naru.simulators.device.SimulatedDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code world} decides: which cards' keys count, and whose word for a device. */
class WorldOfTapsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final ByteString HASH = ByteString.ofHex("5A".repeat(32));
    private static final PaymentIssuer CARDS = new PaymentIssuer(1, 0xF1, "54133300", "1230");
    private static final TerminalObjects TOLD =
            new TerminalObjects(
                    Map.of(
                            TerminalObjects.UNPREDICTABLE_NUMBER, ByteString.ofHex("01020304"),
                            TerminalObjects.AMOUNT, ByteString.ofHex("000000005000"),
                            TerminalObjects.CURRENCY, ByteString.ofHex("0410")));

    /** Google's would stand there in earnest. */
    private static final String ATTESTATION =
            "  attestation: [{kind: android_key, certificates: DIR/roots}]\n";

    @TempDir private Path folder;

    @BeforeEach
    void writeFiles() throws Exception {
        Files.writeString(folder.resolve("TEST"), CARDS.authorityLine());
        // The same key, as if it were a real one: the kind is the line's first word.
        Files.writeString(
                folder.resolve("LIVE"), CARDS.authorityLine().replaceFirst("^TEST ", "LIVE "));
        Files.writeString(folder.resolve("roots"), KeytoolRoot.pem(folder));
    }

    /**
     * A hub of this world.
     *
     * @param kind of the payment system's key that it is given
     */
    private Configuration configuration(String world, String kind, String attestation) {
        String text =
                """
                world: %s
                links: []
                trustone:
                  relying_party: pay.example.kr
                  origins: [https://pay.example.kr]
                  issuer: https://hub.example.kr/trustone
                  authority_keys: DIR/%s
                """
                                .formatted(world, kind)
                        + attestation;
        return Configuration.parse(text.replace("DIR", folder.toString()));
    }

    private TrustOneSettings settings(String world, String kind, String attestation) {
        return new TrustOneRules(configuration(world, kind, attestation))
                .read(folder, Optional.empty());
    }

    private Checked<CardProof> tapped(String world, String kind) {
        SimulatedPaymentCard card = CARDS.issue("1234567");
        RecordingCard recording = new RecordingCard(command -> Optional.of(card.transmit(command)));
        assertThat(new Terminal(TOLD).meet(recording)).isEmpty();
        return settings(world, kind, ATTESTATION)
                .paymentCards()
                .verify(recording.transcript(), TOLD, TODAY);
    }

    @Test
    void eachWorldTakesTheKeysOfItsOwnKind() {
        assertThat(tapped("sandbox", "TEST")).isInstanceOf(Checked.Holds.class);
        assertThat(tapped("live", "LIVE")).isInstanceOf(Checked.Holds.class);
        Checked<CardProof> refused = Checked.refused(Stage.AUTHORITY, Fault.KIND);
        assertThat(tapped("sandbox", "LIVE")).isEqualTo(refused);
        assertThat(tapped("live", "TEST")).isEqualTo(refused);
    }

    @Test
    void eachWorldHasItsOwnSizesOfKeys() {
        assertThat(new TrustOneRules(configuration("sandbox", "TEST", "")).keyPolicy())
                .isEqualTo(KeyPolicy.TEST);
        assertThat(new TrustOneRules(configuration("live", "LIVE", ATTESTATION)).keyPolicy())
                .isEqualTo(KeyPolicy.LIVE);
    }

    /** A new key of a telephone for which nobody vouches, or it alone. */
    private static DeviceVerdict<RegisteredDevice> registered(
            TrustOneSettings settings, Attestor attestor) {
        SimulatedDevice device =
                new SimulatedDevice(
                        "pay.example.kr", "https://pay.example.kr", SimulatedDevice.Kind.BOUND);
        SimulatedDevice.NewKey key = device.register(device.creation(HASH), attestor);
        return new DeviceRegistration(settings.relyingParty(), settings.attestationPolicy())
                .check(
                        HASH,
                        new NewDeviceKey(key.attestationObject(), key.clientDataJson()),
                        TODAY.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    @Test
    void aLiveHubAsksWhoVouchesForADevice() {
        assertThatThrownBy(() -> configuration("live", "LIVE", ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "trustone.attestation must name who vouches for devices where world is"
                                + " live");
        TrustOneSettings live = settings("live", "LIVE", ATTESTATION);
        assertThat(live.attestationPolicy().taken())
                .containsOnlyKeys(AttestationKind.ANDROID_KEY)
                .allSatisfy((_, roots) -> assertThat(roots).hasSize(1));
        for (Attestor nobody : new Attestor[] {Attestor.NONE, Attestor.SELF}) {
            assertThat(registered(live, nobody))
                    .isEqualTo(new DeviceVerdict.Refused<>(DeviceRefusal.ATTESTATION_KIND));
        }
    }

    @Test
    void aSandboxTakesWhatNobodyVouchesForUntilItNamesSomebody() {
        TrustOneSettings sandbox = settings("sandbox", "TEST", "");
        assertThat(sandbox.attestationPolicy()).isEqualTo(AttestationPolicy.sandbox());
        for (Attestor nobody : new Attestor[] {Attestor.NONE, Attestor.SELF}) {
            assertThat(registered(sandbox, nobody)).isInstanceOf(DeviceVerdict.Holds.class);
            assertThat(registered(settings("sandbox", "TEST", ATTESTATION), nobody))
                    .isEqualTo(new DeviceVerdict.Refused<>(DeviceRefusal.ATTESTATION_KIND));
        }
    }
}
