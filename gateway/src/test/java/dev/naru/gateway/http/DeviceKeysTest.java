// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.InProcessHub.Fate;
import dev.naru.gateway.http.support.Payer;
import dev.naru.gateway.http.support.Taps;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.gateway.trustone.DeviceKeys;
import dev.naru.protocol.Command;
import dev.naru.simulators.device.Attestor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The keys of devices: kept, counted, and taken away at any moment. */
class DeviceKeysTest {
    private static final String KRW = ", \"currency\": \"KRW\"";

    private final TestWorld world = TestWorld.telling();

    @AfterEach
    void close() {
        world.close();
    }

    private Payer payer(String reference, String digits) {
        return new Payer(world.member(), reference, Taps.paymentCard(digits));
    }

    @Test
    void aDeviceKeyIsKeptOnceAndForgottenWhenItIsTakenAway() throws SQLException {
        Payer payer = payer("cust-771", "1234567").enrolled();
        String enrolled = "/v1/trustone/device-keys/" + payer.deviceKey();
        Payer next = payer.withDevice(Taps.device());
        Api.Answer invited =
                world.member()
                        .post(
                                "/v1/trustone/device-keys/challenges",
                                "{\"payer_reference\": \"cust-771\"}")
                        .is(200);
        String key =
                Payer.newKey(
                        invited.at("registration"),
                        next.device()
                                .register(
                                        next.device()
                                                .creation(
                                                        ByteString.of(
                                                                Base64.getUrlDecoder()
                                                                        .decode(
                                                                                invited.at(
                                                                                        "challenge")))),
                                        Attestor.NONE));
        Api.Answer first = world.member().post("/v1/trustone/device-keys", key).is(201);
        assertThat(world.member().post("/v1/trustone/device-keys", key).is(201).text())
                .isEqualTo(first.text());
        assertThat(keys()).isEqualTo(2);
        // One that no card has let in is not the machine's, and goes away as well.
        String registered = "/v1/trustone/device-keys/" + first.at("device_key");
        world.member().get(registered).refused(404, "AUTHENTICATOR_UNKNOWN");
        world.otherMember().delete(registered).refused(404, "AUTHENTICATOR_UNKNOWN");
        assertThat(world.member().delete(registered).is(200).at("status")).isEqualTo("REMOVED");
        world.member().delete(registered).refused(404, "AUTHENTICATOR_UNKNOWN");
        assertThat(keys()).isEqualTo(1);
        // While a tap is under way it is too late for the tap, which nobody judges.
        Api.Answer asked = payer.ask("LOGIN", KRW);
        String answer = payer.answerBody(asked);
        assertThat(world.member().delete(enrolled).is(200).at("status")).isEqualTo("REMOVED");
        assertThat(world.member().delete(enrolled).is(200).at("status")).isEqualTo("REMOVED");
        assertThat(keys()).isZero();
        payer.send(asked, answer).refused(404, "AUTHENTICATOR_UNKNOWN");
        payer.ask(UUID.randomUUID().toString(), "LOGIN", KRW).refused(422, "AUTHENTICATOR_UNKNOWN");
    }

    /**
     * A device that its payer's card is about to let in.
     *
     * @param path of the device
     * @param asked for the tap that lets it in
     * @param answer to it
     */
    private record Entering(Payer payer, String path, Api.Answer asked, String answer) {
        Api.Answer tap() {
            return payer.send(asked, answer);
        }
    }

    private Entering entering() {
        Payer payer = payer("cust-771", "1234567").withCardEnrolled().withDeviceRegistered();
        Api.Answer asked = payer.ask("DEVICE_ENROLMENT", KRW);
        return new Entering(
                payer,
                "/v1/trustone/device-keys/" + payer.deviceKey(),
                asked,
                payer.answerBody(asked));
    }

    /** Between the right to judge its tap and the verdict. */
    private void takenAwayWhileItsTapIsJudged(Entering device) {
        world.hub()
                .meanwhile(
                        Command.TakeChallenge.class::isInstance,
                        () -> world.member().delete(device.path()).is(200));
    }

    /**
     * The tap is verified after the machine was asked to take a device away that it did not know.
     */
    @Test
    void aDeviceThatIsTakenAwayWhileItsTapIsJudgedStaysAway() throws SQLException {
        Entering device = entering();
        takenAwayWhileItsTapIsJudged(device);
        device.tap().refused(404, "AUTHENTICATOR_UNKNOWN");
        isAway(device);
        world.member()
                .freshKey()
                .post(Payer.path(device.asked()) + "/use")
                .refused(422, "AUTHENTICATOR_UNKNOWN");
        // Nobody is asked for what it would sign.
        device.payer().ask("CARD_ENROLMENT", KRW);
    }

    @Test
    void aDeviceThatIsTakenAwayStaysAwayAlsoWhenNobodyHearsOfItsTap() throws SQLException {
        Entering device = entering();
        takenAwayWhileItsTapIsJudged(device);
        world.hub().fate(Fate.ANSWER_LOST, Command.RecordTap.class::isInstance);
        device.tap().refused(503, "OUTCOME_UNKNOWN");
        isAway(device);
    }

    /** The tap is verified before the key is forgotten, and after the machine was asked. */
    @Test
    void aDeviceThatIsLetInWhileItIsTakenAwayIsTakenAway() throws SQLException {
        Entering device = entering();
        List<String> results = new ArrayList<>();
        world.hub()
                .meanwhile(
                        Command.SetAuthenticatorStatus.class::isInstance,
                        () -> results.add(device.tap().is(200).at("result")));
        assertThat(world.member().delete(device.path()).is(200).at("status")).isEqualTo("REMOVED");
        assertThat(results).containsExactly("VERIFIED");
        isAway(device);
    }

    private void isAway(Entering device) throws SQLException {
        assertThat(world.member().get(device.path()).is(200).at("status")).isEqualTo("REMOVED");
        assertThat(keys()).isZero();
    }

    @Test
    void aPayerHasNoMoreThan32DeviceKeysAndCanTakeOneAway() {
        Payer payer = payer("cust-771", "1234567");
        String last = "";
        for (int i = 0; i < DeviceKeys.MOST_OF_A_PAYER; i++) {
            last = payer.withDevice(Taps.device()).registered();
        }
        payer.register().refused(422, "DEVICE_KEYS_FULL");
        // Another's are others.
        payer("cust-772", "8765432").registered();
        world.member().delete("/v1/trustone/device-keys/" + last).is(200);
        payer.registered();
    }

    /** How many keys of devices the database has. */
    private int keys() throws SQLException {
        try (Connection connection = world.database().source().getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("select count(*) from trustone.device_key")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
