// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import static dev.naru.gateway.http.front.Access.ANY_KEY;
import static dev.naru.gateway.http.front.Access.PARTICIPANT;
import static dev.naru.gateway.http.front.Access.PUBLIC;
import static dev.naru.gateway.http.front.Endpoint.delete;
import static dev.naru.gateway.http.front.Endpoint.get;
import static dev.naru.gateway.http.front.Endpoint.post;
import static dev.naru.gateway.http.front.Endpoint.put;
import static dev.naru.protocol.AuthenticatorKind.CARD;
import static dev.naru.protocol.AuthenticatorKind.DEVICE;
import static dev.naru.protocol.AuthenticatorStatus.ACTIVE;
import static dev.naru.protocol.AuthenticatorStatus.REMOVED;

import dev.naru.connectors.enquiry.PayeeLookup;
import dev.naru.gateway.http.front.Endpoint;
import dev.naru.gateway.http.front.StreamPlaces;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubClock;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.KnownCodes;
import dev.naru.gateway.http.machine.Paying;
import dev.naru.gateway.http.machine.PaymentWaits;
import dev.naru.gateway.http.machine.Searches;
import dev.naru.gateway.http.machine.Showing;
import dev.naru.gateway.http.machine.Statements;
import dev.naru.gateway.trustone.TrustOne;
import dev.naru.gateway.webhook.Webhooks;
import dev.naru.protocol.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Everything that a participant's key opens. */
public final class ParticipantEndpoints {
    /** Bytes of the key that seals resolutions. */
    public static final int SEAL_KEY_BYTES = ResolutionSeal.KEY_BYTES;

    private ParticipantEndpoints() {}

    /** What of the gateway these endpoints use. */
    public record Machine(
            HubDoor door,
            Directory directory,
            HubClock clock,
            PaymentWaits waits,
            Searches searches,
            StreamPlaces places) {}

    /**
     * What is configured.
     *
     * @param codes what is known of codes
     * @param corridors the corridor's id by scheme
     * @param lookups who answers for payees, by scheme
     * @param sealKey {@link #SEAL_KEY_BYTES} secret bytes, the same in every gateway of the hub
     * @param resolutionValid how long a quote can be asked for after a resolution
     * @param longestWait how long a caller waits for a payment's end
     */
    public record Settings(
            KnownCodes codes,
            Map<String, Integer> corridors,
            Map<String, PayeeLookup> lookups,
            Bytes sealKey,
            Duration resolutionValid,
            Duration longestWait) {}

    /** The endpoints that tell of what happened, where there is a database for it. */
    public static List<Endpoint> ofWebhooks(Webhooks webhooks) {
        WebhookEndpoints endpoints = new WebhookEndpoints(webhooks);
        EventEndpoints events = new EventEndpoints(webhooks);
        String one = "/v1/webhook-endpoints/{endpoint_id}";
        return List.of(
                post("/v1/webhook-endpoints", PARTICIPANT, endpoints::register),
                get("/v1/webhook-endpoints", PARTICIPANT, endpoints::list),
                get(one, PARTICIPANT, endpoints::read),
                put(one, PARTICIPANT, endpoints::change),
                delete(one, PARTICIPANT, endpoints::remove),
                post(one + "/secret", PARTICIPANT, endpoints::rotate),
                get(one + "/deliveries", PARTICIPANT, endpoints::deliveries),
                get(one + "/deliveries/{event_id}", PARTICIPANT, endpoints::delivery),
                get("/v1/events", PARTICIPANT, events::list),
                get("/v1/events/{event_id}", PARTICIPANT, events::read),
                post("/v1/events/{event_id}/resend", PARTICIPANT, endpoints::resend));
    }

    /** The endpoints of the service for taps, where there is one. */
    public static List<Endpoint> ofTrustOne(Machine machine, Bytes sealKey, TrustOne trustOne) {
        TrustOneEndpoints taps =
                new TrustOneEndpoints(
                        trustOne,
                        machine.door(),
                        new ChallengeFields(
                                trustOne.pseudonyms(),
                                machine.directory(),
                                new Resolutions(new ResolutionSeal(sealKey.toArray()))));
        AuthenticatorEndpoints known =
                new AuthenticatorEndpoints(
                        machine.door(), machine.directory(), trustOne.deviceKeys());
        String challenge = "/v1/trustone/challenges/{challenge_id}";
        String card = "/v1/trustone/cards/{card}";
        String device = "/v1/trustone/device-keys/{device_key}";
        return List.of(
                post("/v1/trustone/device-keys/challenges", PARTICIPANT, taps::invite),
                post("/v1/trustone/device-keys", PARTICIPANT, taps::register),
                post("/v1/trustone/challenges", PARTICIPANT, taps::issue),
                get(challenge, PARTICIPANT, taps::read),
                post(challenge + "/response", PARTICIPANT, taps::respond),
                post(challenge + "/use", PARTICIPANT, taps::use),
                get("/v1/trustone/jwks.json", PUBLIC, taps::keys),
                get(card, PARTICIPANT, known.read(CARD, "card")),
                delete(card, PARTICIPANT, known.become(REMOVED, CARD, "card")),
                post(card + "/unlock", PARTICIPANT, known.become(ACTIVE, CARD, "card")),
                get(device, PARTICIPANT, known.read(DEVICE, "device_key")),
                delete(device, PARTICIPANT, known::removeDevice),
                post(device + "/unlock", PARTICIPANT, known.become(ACTIVE, DEVICE, "device_key")),
                post("/v1/trustone/payers/unlock", PARTICIPANT, known::unlockPayer),
                put("/v1/trustone/rules/{group_id}", PARTICIPANT, known::rule));
    }

    /** The endpoints. */
    public static List<Endpoint> of(Machine machine, Settings settings) {
        HubDoor door = machine.door();
        Directory directory = machine.directory();
        Schemes schemes = new Schemes(settings.corridors(), settings.lookups(), directory);
        ResolutionSeal seal = new ResolutionSeal(settings.sealKey().toArray());
        Resolutions resolutions = new Resolutions(seal);
        ResolveEndpoint resolve =
                new ResolveEndpoint(
                        settings.codes().classifier(),
                        schemes,
                        directory,
                        machine.clock(),
                        seal,
                        settings.resolutionValid());
        CodeEndpoints codes = new CodeEndpoints(settings.codes());
        QuoteEndpoints quotes = new QuoteEndpoints(door, directory, schemes, resolutions);
        PayEndpoints payments =
                new PayEndpoints(
                        new PayEndpoints.Parts(
                                door,
                                directory,
                                resolutions,
                                new Paying(door, machine.waits()),
                                settings.longestWait()));
        CorridorEndpoint corridors = new CorridorEndpoint(door, directory, schemes);
        PositionEndpoint positions = new PositionEndpoint(door, directory);
        HistoryEndpoint history =
                new HistoryEndpoint(
                        machine.searches(), new Showing(directory, Showing.Reader.PARTICIPANT));
        RateEndpoints rates = new RateEndpoints(door, directory);
        Statements statements = new Statements(machine.searches(), machine.places(), directory);
        String day = "/v1/statements/{group_id}/{date}";
        return List.of(
                get("/v1/corridors", ANY_KEY, corridors::list),
                post("/v1/qr/resolve", PARTICIPANT, resolve::resolve),
                post("/v1/qr/codes", PARTICIPANT, codes::mint),
                post("/v1/qr/picture.png", PARTICIPANT, codes::png).producing(CodeEndpoints.PNG),
                post("/v1/qr/picture.svg", PARTICIPANT, codes::svg).producing(CodeEndpoints.SVG),
                post("/v1/quotes", PARTICIPANT, quotes::create),
                get("/v1/quotes/{quote_id}", PARTICIPANT, quotes::read),
                post("/v1/payments", PARTICIPANT, payments::pay),
                get("/v1/payments", PARTICIPANT, history::list),
                get("/v1/payments/{payment_id}", PARTICIPANT, payments::read),
                get("/v1/positions", PARTICIPANT, positions::read),
                get(
                                day + "/items.csv",
                                PARTICIPANT,
                                call -> statements.csv(call, call.participantId()))
                        .producing(Statements.CSV),
                get(
                                day + "/items.xml",
                                PARTICIPANT,
                                call -> statements.notification(call, call.participantId()))
                        .producing(Statements.XML),
                get("/v1/rates", ANY_KEY, rates::read),
                put("/v1/fx/rates", PARTICIPANT, rates::publish));
    }
}
