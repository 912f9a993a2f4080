// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.devicekey.AttestationKind;
import dev.naru.authentication.devicekey.AttestationPolicy;
import dev.naru.authentication.devicekey.DeviceRefusal;
import dev.naru.authentication.devicekey.DeviceRegistration;
import dev.naru.authentication.devicekey.DeviceSignature;
import dev.naru.authentication.devicekey.DeviceVerdict;
import dev.naru.authentication.devicekey.NewDeviceKey;
import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.authentication.devicekey.RelyingParty;
import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.device.SimulatedDevice.NewKey;
import dev.naru.simulators.device.SimulatedDevice.Signed;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The hub that judges, the other library's judgement, and what can be wrong. */
final class Judgement {
    static final String ID = "pay.example";
    static final String ORIGIN = "https://app.pay.example";
    static final RelyingParty PARTY = new RelyingParty(ID, Set.of(ORIGIN));
    static final ByteString HASH = ByteString.ofHex("5A".repeat(32));

    static final ByteString OTHER_HASH = ByteString.ofHex("5B".repeat(32));
    static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
    static final Maker MAKER = new Maker();
    static final SecondOpinion OPINION = new SecondOpinion(ID, ORIGIN, Set.of(), NOW);
    static final SecondOpinion STRICT_OPINION =
            new SecondOpinion(ID, ORIGIN, Set.of(MAKER.root()), NOW);

    private Judgement() {}

    /** What is wrong, what the hub says of it, and whether the other library sees it as well. */
    record Wrong(String what, UnaryOperator<Ceremony> change, DeviceRefusal why, Also also) {}

    enum Also {
        REFUSED_BY_THE_OTHER,
        OUR_OWN_RULE
    }

    static List<Wrong> wrongs(String type, String otherType) {
        return List.of(
                wrong("type", said(type, otherType), DeviceRefusal.TYPE),
                wrong("no type", said("\"type\"", "\"tipe\""), DeviceRefusal.MALFORMED),
                wrong("origin", said("app.pay", "app.pai"), DeviceRefusal.ORIGIN),
                wrong("another port", said(".example\"", ".example:444\""), DeviceRefusal.ORIGIN),
                wrong("plain origin", said("https:", "http:"), DeviceRefusal.ORIGIN),
                wrong("a user in it", said("https://", "https://a@"), DeviceRefusal.ORIGIN),
                new Wrong(
                        "challenge with padding",
                        said("\",\"origin\"", "=\",\"origin\""),
                        DeviceRefusal.CHALLENGE,
                        Also.OUR_OWN_RULE),
                wrong("a path in it", said(ORIGIN, ORIGIN + "/x"), DeviceRefusal.ORIGIN),
                wrong("another app", said(ORIGIN, "android:apk-key-hash:x"), DeviceRefusal.ORIGIN),
                new Wrong(
                        "cross origin",
                        said("\"crossOrigin\":false", "\"crossOrigin\":true"),
                        DeviceRefusal.CROSS_ORIGIN,
                        Also.OUR_OWN_RULE),
                new Wrong(
                        "top origin",
                        said(
                                "\"crossOrigin\":false",
                                "\"crossOrigin\":true,\"topOrigin\":\"https://evil.example\""),
                        DeviceRefusal.CROSS_ORIGIN,
                        Also.OUR_OWN_RULE),
                wrong("party", c -> c.withRelyingPartyId("pay.evil"), DeviceRefusal.RELYING_PARTY),
                wrong(
                        "nobody present",
                        c -> c.withFlags(c.flags() & ~Ceremony.USER_PRESENT),
                        DeviceRefusal.USER_NOT_PRESENT),
                wrong(
                        "nobody verified",
                        c -> c.withFlags(c.flags() & ~Ceremony.USER_VERIFIED),
                        DeviceRefusal.USER_NOT_VERIFIED),
                wrong(
                        "a copy of what cannot be copied",
                        c -> c.withFlags(c.flags() | Ceremony.BACKED_UP),
                        DeviceRefusal.BACKUP),
                wrong("no JSON", c -> c.withClientData("{"), DeviceRefusal.MALFORMED),
                wrong("nothing", c -> c.withClientData(""), DeviceRefusal.MALFORMED),
                wrong("null", c -> c.withClientData("null"), DeviceRefusal.MALFORMED),
                wrong("a list", c -> c.withClientData("[]"), DeviceRefusal.MALFORMED),
                new Wrong(
                        "more than one",
                        c -> c.withClientData(c.clientData() + "{}"),
                        DeviceRefusal.MALFORMED,
                        Also.OUR_OWN_RULE),
                new Wrong(
                        "a name twice",
                        said("{", "{\"type\":\"x\","),
                        DeviceRefusal.MALFORMED,
                        Also.OUR_OWN_RULE),
                wrong("deep", c -> c.withClientData("[".repeat(2000)), DeviceRefusal.MALFORMED),
                new Wrong(
                        "long",
                        said("}", ",\"more\":\"" + "x".repeat(2048) + "\"}"),
                        DeviceRefusal.TOO_LARGE,
                        Also.OUR_OWN_RULE));
    }

    static Wrong wrong(String what, UnaryOperator<Ceremony> change, DeviceRefusal why) {
        return new Wrong(what, change, why, Also.REFUSED_BY_THE_OTHER);
    }

    static UnaryOperator<Ceremony> said(String instead, String of) {
        return ceremony -> {
            assertThat(ceremony.clientData()).contains(instead);
            return ceremony.withClientData(ceremony.clientData().replace(instead, of));
        };
    }

    static RegisteredDevice registered(DeviceVerdict<RegisteredDevice> verdict) {
        return switch (verdict) {
            case DeviceVerdict.Holds<RegisteredDevice>(RegisteredDevice registered) -> registered;
            case DeviceVerdict.Refused<RegisteredDevice>(DeviceRefusal why) ->
                    throw new AssertionError("refused: " + why);
        };
    }

    static DeviceVerdict<RegisteredDevice> check(AttestationPolicy policy, NewKey key) {
        return check(policy, key, NOW);
    }

    static DeviceVerdict<RegisteredDevice> check(
            AttestationPolicy policy, NewKey key, Instant now) {
        return new DeviceRegistration(PARTY, policy).check(HASH, read(key), now);
    }

    static AttestationPolicy policy(AttestationKind kind) {
        return policy(kind, MAKER.root());
    }

    static AttestationPolicy policy(AttestationKind kind, X509Certificate root) {
        return kind.isCertified()
                ? AttestationPolicy.live(Map.of(kind, Set.of(root)), Set.of())
                : AttestationPolicy.sandbox();
    }

    static <T> DeviceVerdict<T> refused(DeviceRefusal why) {
        return new DeviceVerdict.Refused<>(why);
    }

    static NewDeviceKey read(NewKey key) {
        return new NewDeviceKey(key.attestationObject(), key.clientDataJson());
    }

    static DeviceSignature read(Signed signed) {
        return new DeviceSignature(
                signed.authenticatorData(), signed.clientDataJson(), signed.signature());
    }

    static List<ByteString> singleBits(ByteString bytes) {
        List<ByteString> changed = new ArrayList<>();
        for (int bit = 0; bit < 8 * bytes.length(); bit++) {
            byte[] copy = bytes.toByteArray();
            copy[bit / 8] ^= (byte) (1 << bit % 8);
            changed.add(ByteString.of(copy));
        }
        return changed;
    }
}
