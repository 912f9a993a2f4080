// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.authentication.apikey.KeyRing;
import dev.naru.authentication.secret.PrivateFile;
import dev.naru.client.EventHearing;
import dev.naru.client.EventSource;
import dev.naru.client.Hub;
import dev.naru.connectors.enquiry.PayeeLookup;
import dev.naru.gateway.http.front.Access;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Deadlines;
import dev.naru.gateway.http.front.Endpoint;
import dev.naru.gateway.http.front.FrontDoor;
import dev.naru.gateway.http.front.Router;
import dev.naru.gateway.http.front.StreamPlaces;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.EventFeed;
import dev.naru.gateway.http.machine.HubClock;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.KnownCodes;
import dev.naru.gateway.http.machine.PaymentWaits;
import dev.naru.gateway.http.machine.RecentPositions;
import dev.naru.gateway.http.machine.Searches;
import dev.naru.gateway.http.operator.OperatorEndpoints;
import dev.naru.gateway.http.participant.ParticipantEndpoints;
import dev.naru.gateway.iso20022.PartnerEndpoint;
import dev.naru.gateway.stream.StreamEndpoints;
import dev.naru.gateway.trustone.TrustOne;
import dev.naru.projection.query.ReadSide;
import dev.naru.protocol.Bytes;
import dev.naru.settlement.funding.BankEntries;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hub's HTTP server. It decides nothing and keeps nothing: any number of them can stand before
 * one hub.
 */
public final class HttpGateway implements AutoCloseable {
    /** The secret that seals resolutions. */
    static final String SEAL_KEY_FILE = "gateway-seal-key";

    private static final String YAML = "application/yaml";

    private final Router router;
    private final WebServer server;
    private final EventFeed feed;
    private final PaymentWaits waits;
    private final Deadlines deadlines;
    private final StreamPlaces streams;

    private HttpGateway(
            Router router,
            WebServer server,
            EventFeed feed,
            PaymentWaits waits,
            Deadlines deadlines,
            StreamPlaces streams) {
        this.router = router;
        this.streams = streams;
        this.deadlines = deadlines;
        this.server = server;
        this.feed = feed;
        this.waits = waits;
    }

    /**
     * What a gateway stands before.
     *
     * @param events what happens from now on
     * @param readSide what happened, to be searched; empty where this gateway has none
     * @param bankEntries what settlement banks said; empty where this gateway has no database
     */
    public record House(
            Hub hub,
            EventSource events,
            Optional<ReadSide> readSide,
            Optional<BankEntries> bankEntries) {
        /** A hub without a database. */
        public House(Hub hub, EventSource events) {
            this(hub, events, Optional.empty(), Optional.empty());
        }
    }

    /**
     * Starts the server; it answers when this returns.
     *
     * @param lookups who answers questions about payees, by the scheme's name in {@code qr}
     */
    public static HttpGateway start(
            GatewaySettings settings, House house, Map<String, PayeeLookup> lookups, KeyRing keys) {
        EventSource events = house.events();
        HubClock clock = HubClock.ofWall();
        HubDoor door = new HubDoor(house.hub(), clock);
        Directory directory = new Directory(door);
        Searches searches = new Searches(door, house.readSide());
        PaymentWaits waits = new PaymentWaits();
        PrivateFile sealKey = new PrivateFile(settings.secretsFolder(), SEAL_KEY_FILE);

        KnownCodes codes = KnownCodes.of(settings.profiles());
        StreamPlaces streams = new StreamPlaces();
        RecentPositions positions = new RecentPositions();
        List<Endpoint> endpoints = new ArrayList<>(own(settings.surroundings()));
        ParticipantEndpoints.Machine machine =
                new ParticipantEndpoints.Machine(door, directory, clock, waits, searches, streams);
        Bytes sealing = Bytes.copyOf(sealKey.randomBytes(ParticipantEndpoints.SEAL_KEY_BYTES));
        endpoints.addAll(
                ParticipantEndpoints.of(
                        machine,
                        new ParticipantEndpoints.Settings(
                                codes,
                                settings.corridors(),
                                lookups,
                                sealing,
                                settings.times().resolutionValid(),
                                settings.times().paymentWait())));
        Optional<TrustOne> trustOne =
                settings.surroundings().trustOne().map(ground -> TrustOne.open(ground, door));
        trustOne.ifPresent(
                service ->
                        endpoints.addAll(
                                ParticipantEndpoints.ofTrustOne(machine, sealing, service)));
        endpoints.addAll(
                OperatorEndpoints.of(
                        door,
                        directory,
                        new OperatorEndpoints.Log(
                                events,
                                settings.times().eventSearch(),
                                searches,
                                streams,
                                trustOne.map(TrustOne::keptTaps)),
                        keys));
        settings.surroundings()
                .webhooks()
                .ifPresent(
                        webhooks -> {
                            // Before what reads one event: the first that fits is asked.
                            endpoints.add(StreamEndpoints.ofParticipant(webhooks, streams));
                            endpoints.addAll(ParticipantEndpoints.ofWebhooks(webhooks));
                        });
        endpoints.add(StreamEndpoints.ofOperator(events, positions, streams));
        house.bankEntries()
                .ifPresent(
                        entries ->
                                endpoints.addAll(
                                        OperatorEndpoints.ofBankEntries(
                                                door, directory, searches, entries)));
        endpoints.add(
                PartnerEndpoint.of(
                        new PartnerEndpoint.Machine(door, directory, clock, waits, codes),
                        settings.inbound(),
                        lookups));
        if (settings.world() == GatewaySettings.World.SANDBOX) {
            endpoints.addAll(
                    OperatorEndpoints.ofSandbox(door, directory, settings.surroundings().faults()));
        }
        Router router = new Router(endpoints);
        Deadlines deadlines = new Deadlines(settings.times().callerPatience());
        FrontDoor front =
                new FrontDoor(
                        router,
                        keys::identify,
                        new FrontDoor.Bounds(settings.pace(), settings.mostRequests(), deadlines),
                        settings.surroundings().observer());
        EventFeed feed = new EventFeed(events, clock, directory, waits, positions);
        WebServer server = Listening.start(settings.address(), front, deadlines);
        return new HttpGateway(router, server, feed, waits, deadlines, streams);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** How many callers wait for a payment's end. */
    int waiting() {
        return waits.size();
    }

    /** Who hears what happens while it happens. */
    StreamPlaces streams() {
        return streams;
    }

    /** Every operation that is served, as {@code GET /path}. */
    List<String> operations() {
        return router.endpoints().stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.template())
                .toList();
    }

    /** How this gateway stands with the hub's event servers. */
    public EventHearing hearing() {
        return feed.hearing();
    }

    /** Answers what is being worked on, takes nothing new. Whoever waits hears the state so far. */
    @Override
    public void close() {
        streams.close();
        waits.close();
        server.stop();
        deadlines.close();
        feed.close();
    }

    private static List<Endpoint> own(GatewaySettings.Surroundings surroundings) {
        Answer openApi = Answer.text(YAML, openApi());
        return List.of(
                Endpoint.get("/v1/openapi.yaml", Access.PUBLIC, call -> openApi).producing(YAML),
                ObservationServer.health(surroundings),
                ObservationServer.metrics(surroundings, Access.OPERATOR));
    }

    /** The interface's description, as it is served. */
    static String openApi() {
        try (InputStream in = HttpGateway.class.getResourceAsStream("openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not in the jar");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
