// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.cardtap.Card;
import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.device.Attestor;
import dev.naru.simulators.device.Ceremony;
import dev.naru.simulators.device.SimulatedDevice;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A payer of a participant, with a card, a telephone, and the participant's app on it. */
public final class Payer {
    private static final String TRUST_ONE = "/v1/trustone";

    private final Api app;
    private final String reference;
    private final Card card;
    private final SimulatedDevice device;
    private final Attestor attestor;
    private String cardName = "";
    private String deviceKey = "";

    /** Nobody is enrolled yet. */
    public Payer(Api app, String reference, Card card) {
        this(app, reference, card, Taps.device(), Attestor.NONE);
    }

    private Payer(Api app, String reference, Card card, SimulatedDevice device, Attestor attestor) {
        this.app = app;
        this.reference = reference;
        this.card = card;
        this.device = device;
        this.attestor = attestor;
    }

    /** The same payer, with another card in the hand that the hub takes for the first. */
    public Payer withCard(Card other) {
        Payer payer = new Payer(app, reference, other, device, attestor);
        payer.cardName = cardName;
        payer.deviceKey = deviceKey;
        return payer;
    }

    /** The same card, on another telephone that says it is the first. */
    public Payer withDevice(SimulatedDevice other) {
        return withDevice(other, attestor);
    }

    /** The same, and this one vouches for the key of the other telephone. */
    public Payer withDevice(SimulatedDevice other, Attestor vouching) {
        Payer payer = new Payer(app, reference, card, other, vouching);
        payer.cardName = cardName;
        payer.deviceKey = deviceKey;
        return payer;
    }

    /** The card in the hand. */
    public Card card() {
        return card;
    }

    /** By which the hub knows the card. */
    public String cardName() {
        return cardName;
    }

    /** By which the hub knows the device. */
    public String deviceKey() {
        return deviceKey;
    }

    /** The device in the hand. */
    public SimulatedDevice device() {
        return device;
    }

    /** Enrols the card, and the device by it. */
    public Payer enrolled() {
        return withCardEnrolled().withDeviceEnrolled();
    }

    /** Enrols the card alone. */
    public Payer withCardEnrolled() {
        Api.Answer enrolment = answer(ask("CARD_ENROLMENT", ", \"currency\": \"KRW\"")).is(200);
        assertThat(enrolment.at("result")).isEqualTo("VERIFIED");
        cardName = enrolment.at("card");
        return this;
    }

    /** Registers the device's key, which no card lets in yet. */
    public Payer withDeviceRegistered() {
        deviceKey = registered();
        return this;
    }

    /** Enrols the device by the card. */
    public Payer withDeviceEnrolled() {
        withDeviceRegistered();
        assertThat(tap("DEVICE_ENROLMENT", ", \"currency\": \"KRW\"").at("result"))
                .isEqualTo("VERIFIED");
        return this;
    }

    /** The same payer and card on a new telephone, which a tap of the card lets in. */
    public Payer withNewDevice() {
        return withDevice(Taps.device()).withDeviceEnrolled();
    }

    /** Registers the device's key. */
    public String registered() {
        return register().is(201).at("device_key");
    }

    /** The same, however it is answered. */
    public Api.Answer register() {
        Api.Answer invited =
                app.post(
                                TRUST_ONE + "/device-keys/challenges",
                                "{\"payer_reference\": \"%s\"}".formatted(reference))
                        .is(200);
        ByteString challenge =
                ByteString.of(Base64.getUrlDecoder().decode(invited.at("challenge")));
        SimulatedDevice.NewKey made = device.register(device.creation(challenge), attestor);
        return app.post(TRUST_ONE + "/device-keys", newKey(invited.at("registration"), made));
    }

    /** The body that registers a key. */
    public static String newKey(String registration, SimulatedDevice.NewKey made) {
        return """
        {"registration": "%s", "attestation_object": "%s", "client_data_json": "%s"}
        """
                .formatted(
                        registration,
                        base64(made.attestationObject()),
                        base64(made.clientDataJson()));
    }

    /** Asks for a tap and taps. */
    public Api.Answer tap(String purpose, String more) {
        return answer(ask(purpose, more)).is(200);
    }

    /** Asks for a tap. */
    public Api.Answer ask(String purpose, String more) {
        return ask(UUID.randomUUID().toString(), purpose, more).is(201);
    }

    /** The same under this id, however it is answered. */
    public Api.Answer ask(String id, String purpose, String more) {
        return app.key(id).post(TRUST_ONE + "/challenges", body(purpose, more));
    }

    /** The body that asks for a tap. */
    public String body(String purpose, String more) {
        String proving =
                purpose.equals("CARD_ENROLMENT")
                        ? ""
                        : ", \"card\": \"%s\", \"device_key\": \"%s\""
                                .formatted(cardName, deviceKey);
        return "{\"purpose\": \"%s\", \"payer\": {\"reference\": \"%s\", \"account\":"
                        .formatted(purpose, reference)
                + " \"110-222-333444\"}"
                + proving
                + more
                + "}";
    }

    /** Taps for a challenge. */
    public Api.Answer answer(Api.Answer asked) {
        return send(asked, answerBody(asked));
    }

    /** Sends this as the answer to a challenge. */
    public Api.Answer send(Api.Answer asked, String body) {
        return app.post(path(asked) + "/response", body);
    }

    /** Where a challenge is. */
    public static String path(Api.Answer asked) {
        return TRUST_ONE + "/challenges/" + asked.at("challenge_id");
    }

    /** The answer that card and device give. */
    public String answerBody(Api.Answer asked) {
        return answerBody(asked, sealed(asked), ceremony -> ceremony);
    }

    /** The transcript of a tap, sealed. */
    public String sealed(Api.Answer asked) {
        JsonNode json = asked.json();
        return Taps.seal(
                json.get("opening_key").toString(),
                Taps.tap(json.get("card_challenge").toString(), card).toJson().getBytes(UTF_8));
    }

    /** The answer with this transcript, and a device that signs otherwise. */
    public String answerBody(Api.Answer asked, String sealed, UnaryOperator<Ceremony> otherwise) {
        if (!asked.json().has("device_challenge")) {
            return "{\"sealed_transcript\": \"%s\"}".formatted(sealed);
        }
        ByteString hash = ByteString.of(HexFormat.of().parseHex(asked.at("t")));
        SimulatedDevice.Signed signed = device.sign(otherwise.apply(device.use(hash)));
        return """
        {"sealed_transcript": "%s", "device_signature": {"credential_id": "%s",
         "authenticator_data": "%s", "client_data_json": "%s", "signature": "%s"}}
        """
                .formatted(
                        sealed,
                        base64(device.credentialId()),
                        base64(signed.authenticatorData()),
                        base64(signed.clientDataJson()),
                        base64(signed.signature()));
    }

    /** The card, the device and the payer may prove again. */
    public void unlock() {
        app.post(TRUST_ONE + "/cards/" + cardName + "/unlock").is(200);
        app.post(TRUST_ONE + "/device-keys/" + deviceKey + "/unlock").is(200);
        app.post(TRUST_ONE + "/payers/unlock", "{\"payer_reference\": \"%s\"}".formatted(reference))
                .is(200);
    }

    private static String base64(ByteString bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }
}
