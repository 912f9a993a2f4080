// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.device;

import static dev.naru.simulators.device.Judgement.HASH;
import static dev.naru.simulators.device.Judgement.ID;
import static dev.naru.simulators.device.Judgement.OPINION;
import static dev.naru.simulators.device.Judgement.ORIGIN;
import static dev.naru.simulators.device.Judgement.OTHER_HASH;
import static dev.naru.simulators.device.Judgement.PARTY;
import static dev.naru.simulators.device.Judgement.check;
import static dev.naru.simulators.device.Judgement.read;
import static dev.naru.simulators.device.Judgement.refused;
import static dev.naru.simulators.device.Judgement.registered;
import static dev.naru.simulators.device.Judgement.singleBits;
import static dev.naru.simulators.device.Judgement.wrongs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.devicekey.AttestationPolicy;
import dev.naru.authentication.devicekey.DeviceAssertion;
import dev.naru.authentication.devicekey.DeviceAssertion.Proof;
import dev.naru.authentication.devicekey.DeviceRefusal;
import dev.naru.authentication.devicekey.DeviceSignature;
import dev.naru.authentication.devicekey.DeviceVerdict;
import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.authentication.devicekey.RegisteredDevice.Backup;
import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.device.SimulatedDevice.Kind;
import dev.naru.simulators.device.SimulatedDevice.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the hub says of signatures of devices, which were written by hand, with another library's
 * word beside it.
 */
class DeviceSignatureTest {
    private static final DeviceAssertion ASSERTION = new DeviceAssertion(PARTY);

    private final SimulatedDevice device = new SimulatedDevice(ID, ORIGIN, Kind.BOUND);

    @Test
    void aSignatureProvesTheTransactionAndTheCounterRises() {
        RegisteredDevice registered = newlyRegistered();
        long last = registered.counter();
        for (int i = 0; i < 3; i++) {
            DeviceSignature signature = read(device.sign(device.use(HASH)));
            DeviceVerdict<Proof> verdict = ASSERTION.check(registered, HASH, signature, last);
            assertThat(verdict)
                    .isEqualTo(new DeviceVerdict.Holds<>(new Proof(last + 1, Backup.NEVER)));
            assertThat(OPINION.believes(registered, HASH, signature, last)).isTrue();
            last++;
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongWithASignatureIsRefused() {
        RegisteredDevice registered = newlyRegistered();
        return wrongs("webauthn.get", "webauthn.create").stream()
                .map(
                        wrong ->
                                DynamicTest.dynamicTest(
                                        wrong.what(),
                                        () -> {
                                            DeviceSignature signature =
                                                    read(
                                                            device.sign(
                                                                    wrong.change()
                                                                            .apply(
                                                                                    device.use(
                                                                                            HASH))));
                                            assertThat(
                                                            ASSERTION.check(
                                                                    registered, HASH, signature, 0))
                                                    .isEqualTo(refused(wrong.why()));
                                            assertThat(
                                                            OPINION.believes(
                                                                    registered, HASH, signature, 0))
                                                    .isEqualTo(
                                                            wrong.also()
                                                                    == Judgement.Also.OUR_OWN_RULE);
                                        }));
    }

    @Test
    void aSignatureForAnotherTransactionOrByAnotherKeyIsRefused() {
        RegisteredDevice registered = newlyRegistered();
        DeviceSignature signature = read(device.sign(device.use(OTHER_HASH)));
        assertThat(ASSERTION.check(registered, HASH, signature, 0))
                .isEqualTo(refused(DeviceRefusal.CHALLENGE));
        assertThat(OPINION.believes(registered, HASH, signature, 0)).isFalse();

        SimulatedDevice other = new SimulatedDevice(ID, ORIGIN, Kind.BOUND);
        DeviceSignature foreign = read(other.sign(other.use(HASH)));
        assertThat(ASSERTION.check(registered, HASH, foreign, 0))
                .isEqualTo(refused(DeviceRefusal.SIGNATURE));
        assertThat(OPINION.believes(registered, HASH, foreign, 0)).isFalse();
    }

    @Test
    void aCounterThatHasNotRisenIsRefused() {
        RegisteredDevice registered = newlyRegistered();
        DeviceSignature signature = read(device.sign(device.use(HASH).withCounter(7)));
        assertThat(ASSERTION.check(registered, HASH, signature, 6))
                .isInstanceOf(DeviceVerdict.Holds.class);
        for (long last : new long[] {7, 8, 0xFFFF_FFFFL}) {
            assertThat(ASSERTION.check(registered, HASH, signature, last))
                    .isEqualTo(refused(DeviceRefusal.COUNTER));
            assertThat(OPINION.believes(registered, HASH, signature, last)).isFalse();
        }
        // One that has counted cannot stop, or a copy would only have to say that it does not
        // count.
        DeviceSignature stopped = read(device.sign(device.use(HASH).withCounter(0)));
        assertThat(ASSERTION.check(registered, HASH, stopped, 7))
                .isEqualTo(refused(DeviceRefusal.COUNTER));
        DeviceSignature last = read(device.sign(device.use(HASH).withCounter(0xFFFF_FFFFL)));
        assertThat(ASSERTION.check(registered, HASH, last, 7))
                .isEqualTo(new DeviceVerdict.Holds<>(new Proof(0xFFFF_FFFFL, Backup.NEVER)));
    }

    @Test
    void aSynchronisedKeyNeedsNoCounterAndCannotBecomeABoundOne() {
        SimulatedDevice synced = new SimulatedDevice(ID, ORIGIN, Kind.SYNCED);
        RegisteredDevice registered =
                registered(
                        check(
                                AttestationPolicy.sandbox(),
                                synced.register(synced.creation(HASH), Attestor.NONE)));
        DeviceSignature signature = read(synced.sign(synced.use(HASH)));
        assertThat(ASSERTION.check(registered, HASH, signature, 0))
                .isEqualTo(new DeviceVerdict.Holds<>(new Proof(0, Backup.DONE)));
        Ceremony bound = synced.use(HASH).withFlags(Ceremony.USER_PRESENT | Ceremony.USER_VERIFIED);
        assertThat(ASSERTION.check(registered, HASH, read(synced.sign(bound)), 0))
                .isEqualTo(refused(DeviceRefusal.BACKUP));
        Ceremony copyable =
                device.use(HASH)
                        .withFlags(
                                Ceremony.USER_PRESENT
                                        | Ceremony.USER_VERIFIED
                                        | Ceremony.BACKUP_ELIGIBLE);
        assertThat(ASSERTION.check(newlyRegistered(), HASH, read(device.sign(copyable)), 0))
                .isEqualTo(refused(DeviceRefusal.BACKUP));
    }

    @Test
    void everySingleBitOfASignatureCounts() {
        RegisteredDevice registered = newlyRegistered();
        Signed signed = device.sign(device.use(HASH));
        List<DeviceSignature> changes = new ArrayList<>();
        for (ByteString changed : singleBits(signed.authenticatorData())) {
            changes.add(new DeviceSignature(changed, signed.clientDataJson(), signed.signature()));
        }
        for (ByteString changed : singleBits(signed.clientDataJson())) {
            changes.add(
                    new DeviceSignature(signed.authenticatorData(), changed, signed.signature()));
        }
        for (ByteString changed : singleBits(signed.signature())) {
            changes.add(
                    new DeviceSignature(
                            signed.authenticatorData(), signed.clientDataJson(), changed));
        }
        for (DeviceSignature change : changes) {
            assertThat(ASSERTION.check(registered, HASH, change, 0))
                    .isInstanceOf(DeviceVerdict.Refused.class);
            assertThat(OPINION.believes(registered, HASH, change, 0)).isFalse();
        }
        for (ByteString hash : singleBits(HASH)) {
            assertThat(ASSERTION.check(registered, hash, read(signed), 0))
                    .isEqualTo(refused(DeviceRefusal.CHALLENGE));
        }
        for (ByteString key : singleBits(registered.publicKey())) {
            assertThatThrownBy(
                            () ->
                                    new RegisteredDevice(
                                            registered.credentialId(),
                                            key,
                                            registered.attestation(),
                                            registered.backup(),
                                            registered.counter()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nothingThatIsSentInsteadOfASignatureIsThrownBack() {
        RegisteredDevice registered = newlyRegistered();
        Signed signed = device.sign(device.use(HASH));
        Random random = new Random(4711);
        for (int size = 0; size < 80; size++) {
            byte[] rubbish = new byte[size];
            random.nextBytes(rubbish);
            ByteString hostile = ByteString.of(rubbish);
            for (DeviceSignature signature :
                    List.of(
                            new DeviceSignature(
                                    hostile, signed.clientDataJson(), signed.signature()),
                            new DeviceSignature(
                                    signed.authenticatorData(), hostile, signed.signature()),
                            new DeviceSignature(
                                    signed.authenticatorData(),
                                    signed.clientDataJson(),
                                    hostile))) {
                assertThat(ASSERTION.check(registered, HASH, signature, 0))
                        .isInstanceOf(DeviceVerdict.Refused.class);
            }
        }
        // Extensions that are announced, and then are none, or more follows them.
        for (String rest : List.of("", "A0", "A0A0", "A1", "FF", "BF", "9F", "C0".repeat(900))) {
            byte[] said =
                    ByteString.concat(signed.authenticatorData(), ByteString.ofHex(rest))
                            .toByteArray();
            said[32] |= (byte) 0x80;
            assertThat(
                            ASSERTION.check(
                                    registered,
                                    HASH,
                                    new DeviceSignature(
                                            ByteString.of(said),
                                            signed.clientDataJson(),
                                            signed.signature()),
                                    0))
                    .isInstanceOf(DeviceVerdict.Refused.class);
        }
        // What a registered device signs is hostile as well, and its signature holds.
        for (String more :
                List.of(
                        "1".repeat(1500),
                        "1e" + "9".repeat(600),
                        "1E-99999999999",
                        "[".repeat(900) + "]".repeat(900),
                        "\"\\ud800\"",
                        "\"\u0000\"")) {
            Ceremony honest = device.use(HASH);
            Signed strange =
                    device.sign(
                            honest.withClientData(
                                    honest.clientData().replace("}", ",\"more\":" + more + "}")));
            ASSERTION.check(registered, HASH, read(strange), 0);
        }
        for (DeviceSignature large :
                List.of(
                        new DeviceSignature(
                                ByteString.of(new byte[1025]),
                                signed.clientDataJson(),
                                signed.signature()),
                        new DeviceSignature(
                                signed.authenticatorData(),
                                ByteString.of(new byte[2049]),
                                signed.signature()),
                        new DeviceSignature(
                                signed.authenticatorData(),
                                signed.clientDataJson(),
                                ByteString.of(new byte[73])))) {
            assertThat(ASSERTION.check(registered, HASH, large, 0))
                    .isEqualTo(refused(DeviceRefusal.TOO_LARGE));
        }
        assertThatThrownBy(() -> ASSERTION.check(registered, HASH.slice(0, 31), read(signed), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private RegisteredDevice newlyRegistered() {
        return registered(
                check(
                        AttestationPolicy.sandbox(),
                        device.register(device.creation(HASH), Attestor.NONE)));
    }
}
