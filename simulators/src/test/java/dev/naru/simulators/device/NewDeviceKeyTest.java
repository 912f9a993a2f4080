// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.device;

import static dev.naru.simulators.device.Judgement.HASH;
import static dev.naru.simulators.device.Judgement.ID;
import static dev.naru.simulators.device.Judgement.MAKER;
import static dev.naru.simulators.device.Judgement.NOW;
import static dev.naru.simulators.device.Judgement.OPINION;
import static dev.naru.simulators.device.Judgement.ORIGIN;
import static dev.naru.simulators.device.Judgement.OTHER_HASH;
import static dev.naru.simulators.device.Judgement.PARTY;
import static dev.naru.simulators.device.Judgement.STRICT_OPINION;
import static dev.naru.simulators.device.Judgement.check;
import static dev.naru.simulators.device.Judgement.policy;
import static dev.naru.simulators.device.Judgement.read;
import static dev.naru.simulators.device.Judgement.refused;
import static dev.naru.simulators.device.Judgement.registered;
import static dev.naru.simulators.device.Judgement.singleBits;
import static dev.naru.simulators.device.Judgement.wrongs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.devicekey.AttestationKind;
import dev.naru.authentication.devicekey.AttestationPolicy;
import dev.naru.authentication.devicekey.DeviceAssertion;
import dev.naru.authentication.devicekey.DeviceAssertion.Proof;
import dev.naru.authentication.devicekey.DeviceRefusal;
import dev.naru.authentication.devicekey.DeviceRegistration;
import dev.naru.authentication.devicekey.DeviceVerdict;
import dev.naru.authentication.devicekey.NewDeviceKey;
import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.authentication.devicekey.RegisteredDevice.Backup;
import dev.naru.authentication.devicekey.RelyingParty;
import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.device.Maker.Keystore;
import dev.naru.simulators.device.SimulatedDevice.Kind;
import dev.naru.simulators.device.SimulatedDevice.NewKey;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the hub says of new device keys, which a device wrote by hand, with another library's word
 * beside it.
 */
class NewDeviceKeyTest {
    /** Six names and one name of a format in an attestation object of the longest kind. */
    private static final int NAMES = 7;

    private final SimulatedDevice device = new SimulatedDevice(ID, ORIGIN, Kind.BOUND);

    @Test
    void aKeyOfEachKindIsRegistered() {
        Map<AttestationKind, Attestor> attestors =
                Map.of(
                        AttestationKind.NONE, Attestor.NONE,
                        AttestationKind.SELF, Attestor.SELF,
                        AttestationKind.PACKED_CERTIFIED, MAKER.packed(),
                        AttestationKind.ANDROID_KEY, MAKER.android(Keystore.GENUINE),
                        AttestationKind.APPLE, MAKER.apple());
        assertThat(attestors).containsOnlyKeys(AttestationKind.values());
        attestors.forEach(
                (kind, attestor) -> {
                    NewKey key = device.register(device.creation(HASH), attestor);
                    RegisteredDevice registered = registered(check(policy(kind), key));
                    assertThat(registered.attestation()).isEqualTo(kind);
                    assertThat(registered.credentialId()).isEqualTo(device.credentialId());
                    assertThat(registered.publicKey()).isEqualTo(device.publicKey());
                    assertThat(registered.backup()).isEqualTo(Backup.NEVER);
                    assertThat(registered.counter()).isPositive();
                    assertThat(registered.isDeviceBound()).isEqualTo(kind.isCertified());
                    assertThat(registered.isBackedUp()).isFalse();
                    SecondOpinion opinion = kind.isCertified() ? STRICT_OPINION : OPINION;
                    // The other library does not read what Android's keystore says.
                    assertThat(opinion.registers(HASH, device.credentialId(), read(key)))
                            .as(kind.name())
                            .isEqualTo(kind != AttestationKind.ANDROID_KEY);
                });
    }

    @Test
    void aKeyThatIsSynchronisedIsNotBoundToADevice() {
        SimulatedDevice synced = new SimulatedDevice(ID, ORIGIN, Kind.SYNCED);
        RegisteredDevice registered =
                registered(
                        check(
                                policy(AttestationKind.PACKED_CERTIFIED),
                                synced.register(synced.creation(HASH), MAKER.packed())));
        assertThat(registered.backup()).isEqualTo(Backup.DONE);
        assertThat(registered.isDeviceBound()).isFalse();
        assertThat(registered.isBackedUp()).isTrue();
        assertThat(registered.counter()).isZero();

        Ceremony notYet =
                synced.creation(HASH)
                        .withFlags(
                                Ceremony.USER_PRESENT
                                        | Ceremony.USER_VERIFIED
                                        | Ceremony.BACKUP_ELIGIBLE);
        RegisteredDevice copyable =
                registered(
                        check(
                                policy(AttestationKind.PACKED_CERTIFIED),
                                synced.register(notYet, MAKER.packed())));
        assertThat(copyable.backup()).isEqualTo(Backup.POSSIBLE);
        assertThat(copyable.isDeviceBound()).isFalse();
        assertThat(copyable.isBackedUp()).isFalse();
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongWithANewKeyIsRefused() {
        return wrongs("webauthn.create", "webauthn.get").stream()
                .map(
                        wrong ->
                                DynamicTest.dynamicTest(
                                        wrong.what(),
                                        () -> {
                                            NewKey key =
                                                    device.register(
                                                            wrong.change()
                                                                    .apply(device.creation(HASH)),
                                                            Attestor.SELF);
                                            assertThat(check(AttestationPolicy.sandbox(), key))
                                                    .isEqualTo(refused(wrong.why()));
                                            assertThat(
                                                            OPINION.registers(
                                                                    HASH,
                                                                    device.credentialId(),
                                                                    read(key)))
                                                    .isEqualTo(
                                                            wrong.also()
                                                                    == Judgement.Also.OUR_OWN_RULE);
                                        }));
    }

    @Test
    void aKeyForAnotherTransactionIsRefused() {
        NewKey key = device.register(device.creation(OTHER_HASH), Attestor.SELF);
        assertThat(check(AttestationPolicy.sandbox(), key))
                .isEqualTo(refused(DeviceRefusal.CHALLENGE));
        assertThat(OPINION.registers(HASH, device.credentialId(), read(key))).isFalse();
        NewKey shorter = device.register(device.creation(HASH.slice(0, 31)), Attestor.SELF);
        assertThat(check(AttestationPolicy.sandbox(), shorter))
                .isEqualTo(refused(DeviceRefusal.CHALLENGE));
    }

    @Test
    void onlyKeysOnTheRightCurveForTheRightAlgorithmAreRegistered() {
        String good = device.publicKey().hex();
        Map<String, DeviceRefusal> keys =
                Map.of(
                        // EdDSA, ES384 and RS256 as the algorithm.
                        good.replaceFirst("0326", "0327"),
                        DeviceRefusal.ALGORITHM,
                        good.replaceFirst("0326", "033822"),
                        DeviceRefusal.ALGORITHM,
                        good.replaceFirst("0326", "03390100"),
                        DeviceRefusal.ALGORITHM,
                        // Another curve, and a point of none.
                        good.replaceFirst("2001", "2002"),
                        DeviceRefusal.KEY,
                        good.substring(0, good.length() - 2) + (good.endsWith("00") ? "01" : "00"),
                        DeviceRefusal.KEY,
                        good.substring(0, 20) + "00".repeat(32) + "225820" + "00".repeat(32),
                        DeviceRefusal.KEY,
                        "A0",
                        DeviceRefusal.MALFORMED,
                        "F6",
                        DeviceRefusal.MALFORMED,
                        good + "00",
                        DeviceRefusal.MALFORMED,
                        good.substring(0, good.length() - 2),
                        DeviceRefusal.MALFORMED);
        keys.forEach(
                (key, why) ->
                        assertThat(
                                        check(
                                                AttestationPolicy.sandbox(),
                                                device.register(
                                                        device.creation(HASH),
                                                        Attestor.NONE,
                                                        ByteString.ofHex(key))))
                                .as(key)
                                .isEqualTo(refused(why)));
    }

    @Test
    void theWordOfNobodyIsTakenInASandboxOnly() {
        AttestationPolicy live =
                AttestationPolicy.live(
                        Map.of(AttestationKind.PACKED_CERTIFIED, Set.of(MAKER.root())), Set.of());
        for (Attestor attestor : List.of(Attestor.NONE, Attestor.SELF, MAKER.apple())) {
            assertThat(check(live, device.register(device.creation(HASH), attestor)))
                    .isEqualTo(refused(DeviceRefusal.ATTESTATION_KIND));
        }
        for (Attestor attestor :
                List.of(MAKER.packed(), MAKER.android(Keystore.GENUINE), MAKER.apple())) {
            assertThat(
                            check(
                                    AttestationPolicy.sandbox(),
                                    device.register(device.creation(HASH), attestor)))
                    .isEqualTo(refused(DeviceRefusal.ATTESTATION_KIND));
        }
        Attestor unknown = (key, signed, hash) -> new Attestor.Statement("new", Cbor.map());
        assertThat(check(live, device.register(device.creation(HASH), unknown)))
                .isInstanceOf(DeviceVerdict.Refused.class);
        assertThatThrownBy(
                        () ->
                                AttestationPolicy.live(
                                        Map.of(AttestationKind.SELF, Set.of()), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                AttestationPolicy.live(
                                        Map.of(AttestationKind.APPLE, Set.of()), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMakersWordCountsUnderItsOwnRootInItsTimeAndUntilItIsRevoked() {
        Map<AttestationKind, Attestor> attestors =
                Map.of(
                        AttestationKind.PACKED_CERTIFIED, MAKER.packed(),
                        AttestationKind.ANDROID_KEY, MAKER.android(Keystore.GENUINE),
                        AttestationKind.APPLE, MAKER.apple());
        X509Certificate other = new Maker().root();
        attestors.forEach(
                (kind, attestor) -> {
                    NewKey key = device.register(device.creation(HASH), attestor);
                    DeviceVerdict<?> chain = refused(DeviceRefusal.ATTESTATION_CHAIN);
                    assertThat(check(policy(kind, other), key)).isEqualTo(chain);
                    // The right root, for another kind only.
                    Map<AttestationKind, Set<X509Certificate>> mixed =
                            new EnumMap<>(AttestationKind.class);
                    attestors.keySet().forEach(each -> mixed.put(each, Set.of(MAKER.root())));
                    mixed.put(kind, Set.of(other));
                    assertThat(check(AttestationPolicy.live(mixed, Set.of()), key))
                            .isEqualTo(chain);
                    assertThat(check(policy(kind), key, Maker.FROM.minusSeconds(1)))
                            .isEqualTo(chain);
                    assertThat(check(policy(kind), key, Maker.TO.plusSeconds(1))).isEqualTo(chain);
                    AttestationPolicy revoked =
                            AttestationPolicy.live(
                                    Map.of(kind, Set.of(MAKER.root())), Set.of(Maker.SERIAL));
                    assertThat(check(revoked, key)).isEqualTo(refused(DeviceRefusal.REVOKED));
                    AttestationPolicy otherRevoked =
                            AttestationPolicy.live(
                                    Map.of(kind, Set.of(MAKER.root())), Set.of(BigInteger.TWO));
                    assertThat(registered(check(otherRevoked, key)).attestation()).isEqualTo(kind);
                });
    }

    @Test
    void aMakersWordForAnotherKeyOrOfAnotherKindIsRefused() {
        for (Keystore keystore : Keystore.values()) {
            if (keystore != Keystore.GENUINE) {
                assertThat(
                                check(
                                        policy(AttestationKind.ANDROID_KEY),
                                        device.register(
                                                device.creation(HASH), MAKER.android(keystore))))
                        .as(keystore.name())
                        .isEqualTo(refused(DeviceRefusal.ATTESTATION));
            }
        }
        assertThat(
                        check(
                                policy(AttestationKind.ANDROID_KEY),
                                device.register(
                                        device.creation(HASH),
                                        Maker.ofAnother(MAKER.android(Keystore.GENUINE)))))
                .isEqualTo(refused(DeviceRefusal.ATTESTATION));
        assertThat(
                        check(
                                policy(AttestationKind.APPLE),
                                device.register(
                                        device.creation(HASH), Maker.ofAnother(MAKER.apple()))))
                .isEqualTo(refused(DeviceRefusal.ATTESTATION));
        assertThat(
                        check(
                                AttestationPolicy.sandbox(),
                                device.register(
                                        device.creation(HASH), Maker.ofAnother(Attestor.SELF))))
                .isEqualTo(refused(DeviceRefusal.SIGNATURE));
        for (int algorithm : List.of(-257, -65535, -35)) {
            assertThat(
                            check(
                                    policy(AttestationKind.PACKED_CERTIFIED),
                                    device.register(
                                            device.creation(HASH), MAKER.packed(algorithm))))
                    .isEqualTo(refused(DeviceRefusal.ALGORITHM));
        }
    }

    @Test
    void aCertificateThatClaimsGigabytesCostsNothing() {
        // A sequence of 2,147,483,631 bytes, for which a reader may make room before it looks.
        byte[] claim = ByteString.ofHex("30847FFFFFEF").toByteArray();
        assertThat(
                        check(
                                policy(AttestationKind.ANDROID_KEY),
                                device.register(device.creation(HASH), new Maker().android(claim))))
                .isEqualTo(refused(DeviceRefusal.ATTESTATION_CHAIN));
    }

    @TestFactory
    Stream<DynamicTest> noSingleBitOfAVouchedForKeyChangesWhatIsRegistered() {
        Map<AttestationKind, Attestor> attestors =
                Map.of(
                        AttestationKind.SELF, Attestor.SELF,
                        AttestationKind.PACKED_CERTIFIED, MAKER.packed(),
                        AttestationKind.ANDROID_KEY, MAKER.android(Keystore.GENUINE),
                        AttestationKind.APPLE, MAKER.apple());
        return attestors.entrySet().stream()
                .map(
                        entry ->
                                DynamicTest.dynamicTest(
                                        entry.getKey().name(),
                                        () -> {
                                            NewKey key =
                                                    device.register(
                                                            device.creation(HASH),
                                                            entry.getValue());
                                            DeviceRegistration registration =
                                                    new DeviceRegistration(
                                                            PARTY, policy(entry.getKey()));
                                            changesNothing(registration, key);
                                        }));
    }

    private static void changesNothing(DeviceRegistration registration, NewKey key) {
        DeviceVerdict<RegisteredDevice> unchanged = registration.check(HASH, read(key), NOW);
        assertThat(unchanged).isInstanceOf(DeviceVerdict.Holds.class);
        int harmless = 0;
        for (ByteString changed : everyThirdBit(key.attestationObject())) {
            DeviceVerdict<RegisteredDevice> verdict =
                    registration.check(HASH, new NewDeviceKey(changed, key.clientDataJson()), NOW);
            // CBOR may have a name as text or as bytes, and the names are not signed.
            if (verdict.equals(unchanged)) {
                harmless++;
            } else {
                assertThat(verdict).as(changed.hex()).isInstanceOf(DeviceVerdict.Refused.class);
            }
        }
        assertThat(harmless).isLessThanOrEqualTo(NAMES);
        for (ByteString changed : everyThirdBit(key.clientDataJson())) {
            assertThat(
                            registration.check(
                                    HASH, new NewDeviceKey(key.attestationObject(), changed), NOW))
                    .as(changed.hex())
                    .isInstanceOf(DeviceVerdict.Refused.class);
        }
    }

    @Test
    void nothingThatIsSentInsteadOfAKeyIsThrownBack() {
        Random random = new Random(4711);
        DeviceRegistration registration =
                new DeviceRegistration(PARTY, policy(AttestationKind.ANDROID_KEY));
        NewKey key = device.register(device.creation(HASH), MAKER.android(Keystore.GENUINE));
        for (int size = 0; size < key.attestationObject().length(); size += 3) {
            byte[] rubbish = new byte[size];
            random.nextBytes(rubbish);
            for (ByteString hostile :
                    List.of(key.attestationObject().slice(0, size), ByteString.of(rubbish))) {
                assertThat(
                                registration.check(
                                        HASH, new NewDeviceKey(hostile, key.clientDataJson()), NOW))
                        .isInstanceOf(DeviceVerdict.Refused.class);
            }
        }
        // Two bytes at a time, which reaches what the single bits do not.
        for (int i = 0; i < 500; i++) {
            byte[] copy = key.attestationObject().toByteArray();
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
            copy[random.nextInt(copy.length)] ^= (byte) (1 + random.nextInt(255));
            registration.check(
                    HASH, new NewDeviceKey(ByteString.of(copy), key.clientDataJson()), NOW);
        }
        ByteString long1 = ByteString.of(new byte[16 * 1024 + 1]);
        assertThat(registration.check(HASH, new NewDeviceKey(long1, key.clientDataJson()), NOW))
                .isEqualTo(refused(DeviceRefusal.TOO_LARGE));
        assertThatThrownBy(() -> registration.check(HASH.slice(1, 32), read(key), NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 9679, 5.6: the thumbprint of the key of its example. */
    @Test
    void aKeyHasTheThumbprintOfRfc9679() {
        ByteString key =
                ByteString.ofHex(
                        "A5010203262001215820"
                            + "65EDA5A12577C2BAE829437FE338701A10AAA375E1BB5B5DE108DE439C08551D"
                            + "225820"
                            + "1E52ED75701163F7F9E40DDF9F341B3DC9BA860AF7E0CA7CA7E9EECD0084D19C");
        assertThat(
                        new RegisteredDevice(HASH, key, AttestationKind.NONE, Backup.NEVER, 0)
                                .thumbprint())
                .isEqualTo(
                        ByteString.ofHex(
                                "496BD8AFADF307E5B08C64B0421BF9DC"
                                        + "01528A344A43BDA88FADD1669DA253EC"));
    }

    @Test
    void whatIsNoOriginOfTheRelyingPartyIsNotTaken() {
        for (String origin :
                List.of(
                        "",
                        "https://pay.example/",
                        "https://pay.example/path",
                        "https://evil-pay.example",
                        "https://pay.example.evil",
                        "https://PAY.example",
                        "http://pay.example",
                        "https://a@pay.example",
                        "https://*.pay.example",
                        "android:apk-key-hash:short",
                        "null")) {
            assertThatThrownBy(() -> new RelyingParty(ID, Set.of(origin)))
                    .as(origin)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new RelyingParty(ID, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RelyingParty("Pay", Set.of("https://Pay")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new RelyingParty("localhost", Set.of("http://localhost:8080")).origins())
                .hasSize(1);
    }

    @Test
    void anAppSignsAsAPageDoes() {
        String app = "android:apk-key-hash:" + "A".repeat(43);
        SimulatedDevice phone = new SimulatedDevice(ID, app, Kind.BOUND);
        RelyingParty party = new RelyingParty(ID, Set.of(ORIGIN, app));
        DeviceVerdict<RegisteredDevice> verdict =
                new DeviceRegistration(party, AttestationPolicy.sandbox())
                        .check(
                                HASH,
                                read(phone.register(phone.creation(HASH), Attestor.NONE)),
                                NOW);
        assertThat(
                        new DeviceAssertion(party)
                                .check(
                                        registered(verdict),
                                        HASH,
                                        read(phone.sign(phone.use(HASH))),
                                        1))
                .isEqualTo(new DeviceVerdict.Holds<>(new Proof(2, Backup.NEVER)));
    }

    /** In three bytes each of the eight; reading a new key takes the library long. */
    private static List<ByteString> everyThirdBit(ByteString bytes) {
        List<ByteString> all = singleBits(bytes);
        return IntStream.range(0, all.size())
                .filter(bit -> bit % 3 == 0)
                .mapToObj(all::get)
                .toList();
    }
}
