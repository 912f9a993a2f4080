// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.telephone;

import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.participant.App;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a member's server that its app on a telephone speaks to: it has the API key, asks the
 * hub for challenges, passes answers on, and remembers what was enrolled. It neither sees a
 * transcript open nor judges one.
 */
final class MemberServer {
    private static final String TRUST_ONE = "/v1/trustone";
    private static final String CURRENCY = "KRW";
    private static final String ROUND_SUM = "50000";
    private static final String LIMIT = "daily transfer";
    private static final String PAYEE = "Kim Garam";
    private static final String PAYEE_ACCOUNT = "110-222-333444";
    private static final int MOST_REMEMBERED = 64;

    private final App app;
    private final TelephoneSettings settings;
    private final Map<String, String> cards = new LinkedHashMap<>();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<String, Asked> asked = new LinkedHashMap<>();

    /** What a challenge is for. */
    enum Purpose {
        CARD_ENROLMENT,
        DEVICE_ENROLMENT,
        PAYMENT,
        WITHDRAWAL,
        LIMIT_CHANGE,
        LOGIN
    }

    private record Device(String key, boolean isEnrolled) {}

    private record Asked(
            Purpose purpose, String credential, UUID payment, ObjectNode order, long evidence) {}

    MemberServer(App app, TelephoneSettings settings) {
        this.app = app;
        this.settings = settings;
    }

    /** Remembers a card that was enrolled, by its kind. */
    synchronized void knowCard(String kind, String name) {
        cards.put(kind, name);
    }

    /** Remembers a device that was enrolled, by its credential's id. */
    synchronized void knowDevice(String credential, String key) {
        devices.put(credential, new Device(key, true));
    }

    /** Whose telephone it is, and what of it is enrolled. */
    synchronized ObjectNode state() {
        ObjectNode state = JsonClient.object();
        state.put("payer", settings.payer().name());
        ArrayNode enrolled = state.putArray("enrolled");
        cards.keySet().forEach(enrolled::add);
        ObjectNode keys = state.putObject("devices");
        devices.forEach((credential, device) -> keys.put(credential, device.isEnrolled));
        return state;
    }

    /**
     * Asks the hub for a challenge.
     *
     * @param card the kind of the card that is to be tapped; of no meaning when one is enrolled
     * @param credential the id of the device's that is to sign; empty where there is none yet
     */
    synchronized Heard ask(Purpose purpose, String card, String credential) {
        UUID payment = UUID.randomUUID();
        ObjectNode order = JsonClient.object();
        if (purpose == Purpose.PAYMENT) {
            Heard price = price(order);
            if (!price.isSuccess()) {
                return price;
            }
        }
        ObjectNode body = whoAsks(purpose, card, credential);
        switch (purpose) {
            case CARD_ENROLMENT, DEVICE_ENROLMENT, LOGIN -> body.put("currency", CURRENCY);
            case LIMIT_CHANGE -> {
                amount(body);
                body.put("limit", LIMIT);
            }
            case WITHDRAWAL -> {
                amount(body);
                body.put("payment_id", payment.toString())
                        .put("payee_name", PAYEE)
                        .put("payee_account", PAYEE_ACCOUNT);
            }
            case PAYMENT -> {
                body.put("payment_id", payment.toString());
                body.set("debit_amount", order.path("debit_amount").deepCopy());
                body.put("resolution", order.path("resolution").asString(""));
            }
        }
        Heard heard = app.post(TRUST_ONE + "/challenges", UUID.randomUUID(), body);
        if (heard.isSuccess()) {
            remember(
                    heard.body().path("challenge_id").asString(""),
                    new Asked(purpose, credential, payment, order, 0));
        }
        return heard;
    }

    /** Purpose, payer, and what is to prove it: a card that is to be enrolled has no name yet. */
    private ObjectNode whoAsks(Purpose purpose, String card, String credential) {
        ObjectNode body = JsonClient.object().put("purpose", purpose.name());
        body.putObject("payer")
                .put("reference", settings.payer().reference())
                .put("account", settings.payer().account());
        Device device = devices.getOrDefault(credential, new Device("", false));
        if (purpose != Purpose.CARD_ENROLMENT) {
            body.put("card", cards.getOrDefault(card, ""));
            body.put("device_key", device.key);
        } else if (device.isEnrolled) {
            body.put("device_key", device.key);
        }
        return body;
    }

    private static void amount(ObjectNode body) {
        body.putObject("amount").put("value", ROUND_SUM).put("currency", CURRENCY);
    }

    /** Scans the code at the till and asks the price; the order that accepts it. */
    private Heard price(ObjectNode order) {
        Heard resolution = app.resolve(settings.code());
        if (!resolution.isSuccess()) {
            return resolution;
        }
        Heard quote = app.quote(resolution.body(), Optional.of(settings.amount()));
        if (quote.isSuccess()) {
            order.setAll(app.order(settings.payer(), resolution.body(), quote.body()));
        }
        return quote;
    }

    /**
     * Passes an answer on.
     *
     * @param tapped the kind of the card that was tapped, as the page says
     */
    synchronized Heard answer(String challenge, String tapped, JsonNode answer) {
        Heard heard =
                app.post(
                        TRUST_ONE + "/challenges/" + challenge + "/response",
                        UUID.randomUUID(),
                        answer);
        Asked about = asked.get(challenge);
        if (about != null && heard.body().path("result").asString("").equals("VERIFIED")) {
            verified(challenge, about, tapped, heard.body());
        }
        return heard;
    }

    private void verified(String challenge, Asked about, String tapped, JsonNode judged) {
        switch (about.purpose) {
            case CARD_ENROLMENT -> cards.put(tapped, judged.path("card").asString(""));
            case DEVICE_ENROLMENT ->
                    devices.computeIfPresent(
                            about.credential, (id, device) -> new Device(device.key, true));
            case PAYMENT ->
                    remember(
                            challenge,
                            new Asked(
                                    about.purpose,
                                    about.credential,
                                    about.payment,
                                    about.order,
                                    judged.path("evidence_reference").asLong(0)));
            case WITHDRAWAL, LIMIT_CHANGE, LOGIN -> {}
        }
    }

    private void remember(String challenge, Asked about) {
        asked.put(challenge, about);
        if (asked.size() > MOST_REMEMBERED) {
            asked.remove(asked.keySet().iterator().next());
        }
    }

    /** Pays what was verified; the evidence is used up by it. */
    synchronized Heard pay(String challenge) {
        Asked about = asked.get(challenge);
        if (about == null || about.purpose != Purpose.PAYMENT) {
            throw new IllegalArgumentException("Nothing is to be paid by this challenge.");
        }
        ObjectNode order = about.order.deepCopy();
        if (about.evidence > 0) {
            order.put("evidence_reference", about.evidence);
        }
        return app.pay(settings.payer(), about.payment, order);
    }

    /** Asks the hub for what a new device key is made for. */
    Heard invite() {
        return app.post(TRUST_ONE + "/device-keys/challenges", UUID.randomUUID(), reference());
    }

    /** Registers a device key; it can do nothing before a card has let it in. */
    synchronized Heard register(String credential, JsonNode made) {
        ObjectNode body = JsonClient.object();
        for (String part :
                new String[] {"registration", "attestation_object", "client_data_json"}) {
            body.put(part, made.path(part).asString(""));
        }
        Heard heard = app.post(TRUST_ONE + "/device-keys", UUID.randomUUID(), body);
        if (heard.isSuccess()) {
            devices.put(
                    credential, new Device(heard.body().path("device_key").asString(""), false));
        }
        return heard;
    }

    /** After five refusals in a row: card, device and payer may prove again. */
    synchronized Heard unlock() {
        Heard heard = app.post(TRUST_ONE + "/payers/unlock", UUID.randomUUID(), reference());
        for (String card : cards.values()) {
            heard = heard.isSuccess() ? unlock("/cards/" + card) : heard;
        }
        for (Device device : devices.values()) {
            if (device.isEnrolled) {
                heard = heard.isSuccess() ? unlock("/device-keys/" + device.key) : heard;
            }
        }
        return heard;
    }

    private Heard unlock(String path) {
        return app.post(TRUST_ONE + path + "/unlock", UUID.randomUUID(), JsonClient.object());
    }

    private ObjectNode reference() {
        return JsonClient.object().put("payer_reference", settings.payer().reference());
    }
}
