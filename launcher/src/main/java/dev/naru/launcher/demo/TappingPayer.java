// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.phone.Phone;
import dev.naru.authentication.phone.TranscriptSeal;
import dev.naru.authentication.trustone.CardChallenge;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.authentication.trustone.WireReading;
import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.device.Attestor;
import dev.naru.simulators.device.SimulatedDevice;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.participant.Customer;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A customer with a card in the purse and the member's app on a telephone. */
public final class TappingPayer {
    private static final String TRUST_ONE = "/v1/trustone";

    private final App app;
    private final Customer customer;
    private final Card card;
    private final SimulatedDevice device;
    private String cardName = "";
    private String deviceKey = "";

    /** Nothing is enrolled yet. */
    public TappingPayer(App app, Customer customer, Card card, SimulatedDevice device) {
        this.app = app;
        this.customer = customer;
        this.card = card;
        this.device = device;
    }

    Customer customer() {
        return customer;
    }

    SimulatedDevice device() {
        return device;
    }

    Card card() {
        return card;
    }

    /** By which the hub knows the card; empty before it is enrolled. */
    String cardName() {
        return cardName;
    }

    /** By which the hub knows the telephone; empty before it is registered. */
    String deviceKey() {
        return deviceKey;
    }

    /** Enrols the card. */
    public Heard enrolCard() {
        Heard judged = tap(ask("CARD_ENROLMENT", currency()), card, device);
        cardName = judged.body().path("card").asString("");
        return judged;
    }

    /** Has the telephone make a key. */
    public Heard registerDevice() {
        Heard invited =
                app.post(
                        TRUST_ONE + "/device-keys/challenges",
                        UUID.randomUUID(),
                        JsonClient.object().put("payer_reference", customer.reference()));
        ByteString challenge =
                ByteString.of(
                        Base64.getUrlDecoder()
                                .decode(invited.body().path("challenge").asString("")));
        SimulatedDevice.NewKey made = device.register(device.creation(challenge), Attestor.NONE);
        Heard registered =
                app.post(
                        TRUST_ONE + "/device-keys",
                        UUID.randomUUID(),
                        JsonClient.object()
                                .put(
                                        "registration",
                                        invited.body().path("registration").asString(""))
                                .put("attestation_object", base64(made.attestationObject()))
                                .put("client_data_json", base64(made.clientDataJson())));
        deviceKey = registered.body().path("device_key").asString("");
        return registered;
    }

    /** Enrols the telephone by a tap of the card, which it signs as well. */
    public Heard enrolDevice() {
        return tap(ask("DEVICE_ENROLMENT", currency()), card, device);
    }

    /** Asks for a challenge to pay this order under this id. */
    Heard askToPay(UUID payment, JsonNode order) {
        ObjectNode more = JsonClient.object().put("payment_id", payment.toString());
        more.set("debit_amount", order.path("debit_amount").deepCopy());
        more.put("resolution", order.path("resolution").asString(""));
        return ask("PAYMENT", more);
    }

    /** Asks for a challenge. */
    public Heard ask(String purpose, ObjectNode more) {
        ObjectNode body = more.put("purpose", purpose);
        body.putObject("payer")
                .put("reference", customer.reference())
                .put("account", customer.account());
        if (!purpose.equals("CARD_ENROLMENT")) {
            body.put("card", cardName).put("device_key", deviceKey);
        }
        return app.post(TRUST_ONE + "/challenges", UUID.randomUUID(), body);
    }

    /** Taps the own card on the own telephone. */
    Heard tap(Heard asked) {
        return tap(asked, card, device);
    }

    /** The answer of the own card and the own telephone. */
    public ObjectNode answer(Heard asked) {
        return answer(asked, card, device);
    }

    /** What the hub says of a challenge. */
    Heard look(Heard asked) {
        return app.get(challenge(asked));
    }

    /** Uses what a challenge that moves no money proved, as this request. */
    Heard use(Heard asked, UUID request) {
        return app.post(challenge(asked) + "/use", request, JsonClient.object());
    }

    private static String challenge(Heard asked) {
        return TRUST_ONE + "/challenges/" + asked.body().path("challenge_id").asString("");
    }

    /** Taps a card on a telephone, whosoever they are. */
    Heard tap(Heard asked, Card tapped, SimulatedDevice on) {
        return send(asked, answer(asked, tapped, on));
    }

    /** Sends an answer, again perhaps. */
    public Heard send(Heard asked, ObjectNode answer) {
        return app.post(challenge(asked) + "/response", UUID.randomUUID(), answer);
    }

    /** The transcript of a tap, sealed for the hub, and the telephone's signature. */
    ObjectNode answer(Heard asked, Card tapped, SimulatedDevice on) {
        JsonNode told = asked.body();
        TapTranscript transcript = transcript(told.path("card_challenge").toString(), tapped);
        ObjectNode answer =
                JsonClient.object()
                        .put(
                                "sealed_transcript",
                                TranscriptSeal.forKey(told.path("opening_key").toString())
                                        .seal(transcript));
        if (told.has("device_challenge")) {
            ByteString hash =
                    ByteString.of(
                            Base64.getUrlDecoder()
                                    .decode(told.path("device_challenge").asString("")));
            SimulatedDevice.Signed signed = on.sign(on.use(hash));
            answer.putObject("device_signature")
                    .put("credential_id", base64(on.credentialId()))
                    .put("authenticator_data", base64(signed.authenticatorData()))
                    .put("client_data_json", base64(signed.clientDataJson()))
                    .put("signature", base64(signed.signature()));
        }
        return answer;
    }

    private static TapTranscript transcript(String cardChallenge, Card tapped) {
        CardChallenge challenge =
                switch (CardChallenge.read(cardChallenge.getBytes(UTF_8))) {
                    case WireReading.Read<CardChallenge>(CardChallenge read) -> read;
                    case WireReading.Refused<CardChallenge> refused ->
                            throw new IllegalStateException("The hub's challenge: " + refused);
                };
        return switch (new Phone(System::nanoTime).tap(challenge, tapped)) {
            case Checked.Holds<TapTranscript>(TapTranscript transcript) -> transcript;
            case Checked.Refused<TapTranscript>(CardRefusal refusal) ->
                    throw new IllegalStateException("The card does not answer: " + refusal);
        };
    }

    private static ObjectNode currency() {
        return JsonClient.object().put("currency", "KRW");
    }

    private static String base64(ByteString bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }
}
