// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import dev.naru.authentication.apikey.KeyRing;
import dev.naru.client.ArchivedEvents;
import dev.naru.client.ClientSettings;
import dev.naru.client.Door;
import dev.naru.client.EventAcknowledgements;
import dev.naru.client.EventServers;
import dev.naru.client.EventSource;
import dev.naru.client.Hub;
import dev.naru.client.HubClient;
import dev.naru.client.trace.Spans;
import dev.naru.client.trace.TracedHub;
import dev.naru.connectors.SchemeConnector;
import dev.naru.connectors.enquiry.PayeeLookup;
import dev.naru.connectors.sandbox.FaultLine;
import dev.naru.connectors.sandbox.SandboxFaults;
import dev.naru.connectors.scheme.LinkEngine;
import dev.naru.connectors.scheme.LinkSettings;
import dev.naru.connectors.scheme.PacingSettings;
import dev.naru.connectors.scheme.PositionFile;
import dev.naru.connectors.scheme.indonesia.IndonesiaConnector;
import dev.naru.connectors.scheme.indonesia.IndonesiaSettings;
import dev.naru.connectors.scheme.korea.KoreaConnector;
import dev.naru.connectors.scheme.korea.KoreaSettings;
import dev.naru.gateway.http.GatewaySettings;
import dev.naru.gateway.http.HttpGateway;
import dev.naru.gateway.http.ObservationServer;
import dev.naru.gateway.http.front.TokenBuckets;
import dev.naru.gateway.iso20022.InboundLink;
import dev.naru.gateway.trustone.TrustOne;
import dev.naru.gateway.trustone.TrustOneSettings;
import dev.naru.gateway.webhook.Egress;
import dev.naru.gateway.webhook.Webhooks;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.configuration.Configuration.Part;
import dev.naru.launcher.configuration.Configuration.World;
import dev.naru.launcher.telemetry.OtlpSpans;
import dev.naru.node.EventKeeping;
import dev.naru.node.HubNode;
import dev.naru.node.Member;
import dev.naru.node.NodeSettings;
import dev.naru.node.SyncLevel;
import dev.naru.projection.Database;
import dev.naru.projection.embedded.EmbeddedPostgres;
import dev.naru.projection.query.ReadSide;
import dev.naru.projection.writer.ProjectionWriter;
import dev.naru.protocol.Endpoint;
import dev.naru.protocol.MachineSettings;
import dev.naru.qr.Scheme;
import dev.naru.qr.SchemeProfile;
import dev.naru.qr.SchemeProfiles;
import dev.naru.settlement.funding.BankEntries;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a hub that run in this process: started from the ground up, ended from the top down.
 */
public final class HubProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubProcess.class);
    private static final int WEBHOOK_CONNECTIONS = 8;
    private static final int SETTLEMENT_CONNECTIONS = 2;
    private static final int TRUST_ONE_CONNECTIONS = 8;
    private static final long DAY_NS = 86_400L * 1_000_000_000L;

    private final Configuration configuration;
    private final Path folder;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final List<SchemeConnector> connectors = new ArrayList<>();
    private final SandboxFaults faults = new SandboxFaults();

    private HubProcess(Configuration configuration) {
        this.configuration = configuration;
        this.folder = Path.of(configuration.folder()).toAbsolutePath();
    }

    /**
     * Starts what the configuration names, and returns when all of it serves.
     *
     * @throws RuntimeException when a part cannot start; what had started is ended again
     */
    public static HubProcess start(Configuration configuration) {
        HubProcess hub = new HubProcess(configuration);
        try {
            hub.startParts();
            return hub;
        } catch (RuntimeException | Error failed) {
            hub.close();
            throw failed;
        }
    }

    private void startParts() {
        // What the configuration names is looked at before anything is begun that would have to be
        // ended again.
        ReaderNames names = ReaderNames.fitting(configuration);
        Optional<IssuerDoor> issuers = openIssuers();
        Optional<TrustOneSettings> trustOne = issuers.map(this::readTrustOne);
        Optional<HubNode> node =
                configuration.parts().contains(Part.NODE)
                        ? Optional.of(startNode())
                        : Optional.empty();
        Optional<HubClient> client =
                configuration.parts().equals(List.of(Part.NODE))
                        ? Optional.empty()
                        : Optional.of(keep(HubClient.connect(clientSettings(node))));
        Optional<OtlpSpans> telemetry = startTelemetry();
        Spans spans = telemetry.<Spans>map(it -> it).orElse(Spans.NONE);
        EventSource events = withArchive(new EventServers(eventServers(node)));
        Optional<EventAcknowledgements> acknowledgements =
                client.map(hub -> keep(EventAcknowledgements.start(hub, names.all())));
        Map<String, PayeeLookup> lookups = new HashMap<>();
        Map<String, Integer> corridors = new HashMap<>();
        if (configuration.parts().contains(Part.CONNECTORS)) {
            for (Configuration.Link link : configuration.links()) {
                SchemeConnector connector =
                        startLink(link, surroundings(client.orElseThrow(), events, spans));
                lookups.put(link.scheme(), connector.lookup());
                corridors.put(link.scheme(), link.corridor());
            }
            for (Configuration.Acquirer acquirer : configuration.acquirers()) {
                SchemeConnector connector =
                        startAcquirer(acquirer, surroundings(client.orElseThrow(), events, spans));
                lookups.put(Scheme.KOREA_EMV.name(), connector.lookup());
            }
        }
        acknowledgements.ifPresent(this::acknowledgeLinks);
        Optional<Database> database = startDatabase();
        Observation observation = keep(new Observation(node, client, connectors, ground()));
        telemetry.ifPresent(observation::watch);
        acknowledgements.ifPresent(observation::watch);
        issuers.filter(door -> door.check().isPresent()).ifPresent(observation::watch);
        if (configuration.parts().contains(Part.PROJECTION)) {
            ProjectionWriter writer = keep(ProjectionWriter.start(database.orElseThrow(), events));
            observation.watch(writer);
            acknowledgements.ifPresent(
                    to -> to.add(names.projection(), () -> writer.status().position().number()));
        }
        if (configuration.parts().contains(Part.GATEWAY)) {
            OnDatabase onDatabase =
                    database.map(there -> startOn(there, client.orElseThrow(), events, trustOne))
                            .orElse(OnDatabase.NONE);
            onDatabase.webhooks.ifPresent(observation::watch);
            onDatabase.webhooks.ifPresent(
                    feed ->
                            acknowledgements.ifPresent(
                                    to -> to.add(names.webhooks(), feed::durableEventNumber)));
            startGateway(
                    observation,
                    new HttpGateway.House(
                            traced(client.orElseThrow(), telemetry),
                            events,
                            onDatabase.readSide,
                            onDatabase.bankEntries),
                    new Schemes(corridors, lookups),
                    onDatabase);
        } else {
            startObservation(observation);
        }
    }

    /** Empty in a process that has nobody who would ask for taps. */
    private Optional<IssuerDoor> openIssuers() {
        return configuration.trustone().isThere()
                        && configuration.parts().contains(Part.GATEWAY)
                        && configuration.hasDatabase()
                ? Optional.of(keep(IssuerDoor.open(configuration.trustone())))
                : Optional.empty();
    }

    private TrustOneSettings readTrustOne(IssuerDoor issuers) {
        return new TrustOneRules(configuration).read(folder.resolve("secrets"), issuers.check());
    }

    private Optional<OtlpSpans> startTelemetry() {
        Configuration.Telemetry settings = configuration.telemetry();
        return settings.isOn()
                ? Optional.of(
                        keep(
                                OtlpSpans.to(
                                        URI.create(settings.otlpEndpoint()),
                                        settings.mostWaiting())))
                : Optional.empty();
    }

    private static Hub traced(HubClient client, Optional<OtlpSpans> telemetry) {
        return telemetry.<Hub>map(spans -> new TracedHub(client, spans)).orElse(client);
    }

    private LinkEngine.Surroundings surroundings(
            HubClient client, EventSource events, Spans spans) {
        return new LinkEngine.Surroundings(client, events, faultLine(), spans);
    }

    private Observation.Ground ground() {
        Configuration.Limits limits = configuration.limits();
        return new Observation.Ground(
                new DiskRoom(folder),
                new MachineMeters.Room(
                        limits.openQuotes(), limits.openPayments(), limits.rememberedPayments()));
    }

    /** What only the archive has any more is there for a reader that begins anew. */
    private EventSource withArchive(EventServers served) {
        return configuration
                .eventArchive()
                .<EventSource>map(archive -> new ArchivedEvents(archive, served))
                .orElse(served);
    }

    private void acknowledgeLinks(EventAcknowledgements to) {
        if (!configuration.parts().contains(Part.CONNECTORS)) {
            return;
        }
        configuration.links().forEach(link -> acknowledge(to, link.participant(), link.name()));
        configuration.acquirers().forEach(link -> acknowledge(to, link.participant(), link.name()));
    }

    private void acknowledge(EventAcknowledgements to, int participant, String name) {
        PositionFile position = new PositionFile(positionFile(name));
        to.add(new ReaderNames(configuration).link(participant), () -> position.read().number());
    }

    private Path positionFile(String linkName) {
        return folder.resolve("links").resolve(linkName + ".position");
    }

    private Webhooks startWebhooks(Database database, HubClient client, EventSource events) {
        Webhooks.Settings settings =
                new Webhooks.Settings(
                        folder.resolve("secrets"),
                        switch (configuration.gateway().webhooksReach()) {
                            case PUBLIC -> Egress.PUBLIC;
                            case PUBLIC_AND_LOOPBACK -> Egress.PUBLIC_AND_LOOPBACK;
                        },
                        Webhooks.Settings.STANDARD_ATTEMPT);
        return keep(
                Webhooks.start(
                        settings,
                        keep(Databases.pool(database, "webhook", WEBHOOK_CONNECTIONS)),
                        client,
                        events));
    }

    /** Empty in a process that neither runs a server of the hub's own nor knows another. */
    private Optional<Database> startDatabase() {
        Configuration.Database settings = configuration.database();
        if (!configuration.hasDatabase()) {
            return Optional.empty();
        }
        if (!settings.isEmbedded()) {
            return Optional.of(Databases.external(settings));
        }
        EmbeddedPostgres postgres =
                keep(EmbeddedPostgres.begin(Databases.embedded(settings, folder)));
        addresses.put("postgres", "127.0.0.1:" + postgres.port());
        return Optional.of(postgres.database());
    }

    /** Those of the gateway's parts that need a database. */
    private record OnDatabase(
            Optional<Webhooks> webhooks,
            Optional<ReadSide> readSide,
            Optional<BankEntries> bankEntries,
            Optional<TrustOne.Ground> trustOne) {
        private static final OnDatabase NONE =
                new OnDatabase(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private OnDatabase startOn(
            Database database,
            HubClient client,
            EventSource events,
            Optional<TrustOneSettings> trustOne) {
        return new OnDatabase(
                Optional.of(startWebhooks(database, client, events)),
                Optional.of(keep(ReadSide.open(database))),
                Optional.of(
                        BankEntries.in(
                                keep(
                                        Databases.pool(
                                                database, "settlement", SETTLEMENT_CONNECTIONS)))),
                trustOne.map(
                        settings ->
                                new TrustOne.Ground(
                                        settings,
                                        keep(
                                                Databases.pool(
                                                        database,
                                                        "trustone",
                                                        TRUST_ONE_CONNECTIONS)))));
    }

    private void startObservation(Observation observation) {
        Configuration.Observation where = configuration.observation();
        ObservationServer server =
                keep(
                        ObservationServer.start(
                                new InetSocketAddress(where.host(), where.port()),
                                surroundings(observation, OnDatabase.NONE)));
        addresses.put("observation", "http://" + where.host() + ":" + server.port());
    }

    private GatewaySettings.Surroundings surroundings(
            Observation observation, OnDatabase onDatabase) {
        return new GatewaySettings.Surroundings(
                observation::health,
                observation::metrics,
                observation,
                new FaultSwitch(faults),
                onDatabase.webhooks(),
                onDatabase.trustOne());
    }

    /** By scheme: which corridor leads there, and who knows its payees. */
    private record Schemes(Map<String, Integer> corridors, Map<String, PayeeLookup> lookups) {}

    private HubNode startNode() {
        Configuration.Limits limits = configuration.limits();
        MachineSettings machine =
                MachineSettings.standard(
                                configuration.world() == World.SANDBOX
                                        ? dev.naru.protocol.World.SANDBOX
                                        : dev.naru.protocol.World.LIVE)
                        .withOpen(limits.openQuotes(), limits.openPayments())
                        .withMemory(limits.rememberedPayments(), limits.rememberedDays() * DAY_NS)
                        .withEvidence(limits.authenticators(), limits.challenges());
        Configuration.Member self = configuration.members().get(configuration.member());
        NodeSettings settings =
                NodeSettings.alone(folder.resolve("node"), machine)
                        .withMembers(configuration.member(), members())
                        .withEventKeeping(
                                EventKeeping.standard(folder.resolve("node"))
                                        .withRetention(
                                                Duration.ofDays(
                                                        configuration.events().retentionDays()))
                                        .withArchive(configuration.eventArchive())
                                        .withPeers(otherEventServers()))
                        .withEventAddress(new InetSocketAddress(self.host(), self.eventsPort()))
                        .withSyncLevel(
                                configuration.syncLevel() == 1
                                        ? SyncLevel.CONTENT
                                        : SyncLevel.CONTENT_AND_METADATA);
        HubNode node = keep(HubNode.start(settings));
        addresses.put("events", self.host() + ":" + node.eventPort());
        return node;
    }

    private List<InetSocketAddress> otherEventServers() {
        List<InetSocketAddress> others = new ArrayList<>();
        for (int member = 0; member < configuration.members().size(); member++) {
            if (member != configuration.member()) {
                Configuration.Member other = configuration.members().get(member);
                others.add(InetSocketAddress.createUnresolved(other.host(), other.eventsPort()));
            }
        }
        return others;
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (Configuration.Member member : configuration.members()) {
            members.add(new Member(members.size(), member.host(), member.basePort()));
        }
        return members;
    }

    private ClientSettings clientSettings(Optional<HubNode> node) {
        boolean sharesMemory = node.isPresent() && configuration.members().size() == 1;
        Door door =
                sharesMemory
                        ? new Door.SharedMemory(node.get().aeronDirectory())
                        : new Door.Network(
                                configuration.members().stream()
                                        .map(
                                                member ->
                                                        new Endpoint(
                                                                        member.host(),
                                                                        member.basePort())
                                                                .toString())
                                        .toList(),
                                clientHost(),
                                folder.resolve("client"));
        return ClientSettings.through(door)
                .withMaxInFlight(configuration.client().maxInFlight())
                .withTimeOut(Duration.ofMillis(configuration.client().timeoutMs()));
    }

    private String clientHost() {
        String own = configuration.client().host();
        return own.isEmpty() ? configuration.members().get(configuration.member()).host() : own;
    }

    private List<InetSocketAddress> eventServers(Optional<HubNode> node) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (Configuration.Member member : configuration.members()) {
            boolean isHere = node.isPresent() && servers.size() == configuration.member();
            servers.add(
                    new InetSocketAddress(
                            member.host(), isHere ? node.get().eventPort() : member.eventsPort()));
        }
        return servers;
    }

    private SchemeConnector startLink(
            Configuration.Link link, LinkEngine.Surroundings surroundings) {
        IndonesiaConnector connector =
                keep(
                        IndonesiaConnector.start(
                                new IndonesiaSettings(
                                        linkSettings(link),
                                        URI.create(link.partnerUrl()),
                                        link.callbackHost(),
                                        link.callbackPort(),
                                        link.hubBic(),
                                        link.partnerBic(),
                                        Duration.ofMillis(link.lookupTimeoutMs()),
                                        link.mostInFlight()),
                                surroundings));
        connectors.add(connector);
        addresses.put("link " + link.name(), link.callbackHost() + ":" + connector.listenPort());
        return connector;
    }

    private SchemeConnector startAcquirer(
            Configuration.Acquirer link, LinkEngine.Surroundings surroundings) {
        KoreaConnector connector =
                keep(
                        KoreaConnector.start(
                                new KoreaSettings(
                                        linkSettings(link),
                                        URI.create(link.partnerUrl()),
                                        link.callbackHost(),
                                        link.callbackPort(),
                                        Duration.ofMillis(link.lookupTimeoutMs()),
                                        link.mostInFlight()),
                                surroundings));
        connectors.add(connector);
        addresses.put("link " + link.name(), link.callbackHost() + ":" + connector.listenPort());
        return connector;
    }

    private FaultLine faultLine() {
        return configuration.world() == World.SANDBOX ? faults : FaultLine.NONE;
    }

    private LinkSettings linkSettings(Configuration.Outward link) {
        return LinkSettings.within(
                        link.participant(),
                        positionFile(link.name()),
                        Duration.ofMillis(link.sendTimeoutMs()),
                        link.mostOpen(),
                        new PacingSettings(
                                link.mostInFlight(), link.sendsPerSecond(), link.mostInFlight()))
                .withEchoEvery(Duration.ofMillis(configuration.linkSession().echoEveryMs()));
    }

    private static InboundLink inbound(Configuration.Inbound link) {
        InboundLink standard =
                InboundLink.standard(
                        link.participant(),
                        link.corridor(),
                        Scheme.KOREA_EMV,
                        link.hubBic(),
                        link.partnerBic());
        return new InboundLink(
                standard.participantId(),
                standard.corridorId(),
                standard.scheme(),
                standard.hubBic(),
                standard.partnerBic(),
                standard.accepted(),
                Duration.ofMillis(link.waitMs()));
    }

    private static List<SchemeProfile> profiles(List<String> zeroPay) {
        return zeroPay.isEmpty()
                ? SchemeProfiles.standard()
                : SchemeProfiles.standardWith(SchemeProfiles.zeroPay(Set.copyOf(zeroPay)));
    }

    private void startGateway(
            Observation observation,
            HttpGateway.House house,
            Schemes schemes,
            OnDatabase onDatabase) {
        Path secrets = folder.resolve("secrets");
        Configuration.Gateway front = configuration.gateway();
        GatewaySettings settings =
                new GatewaySettings(
                                new InetSocketAddress(front.host(), front.port()),
                                configuration.world() == World.SANDBOX
                                        ? GatewaySettings.World.SANDBOX
                                        : GatewaySettings.World.LIVE,
                                secrets,
                                schemes.corridors(),
                                new GatewaySettings.Times(
                                        GatewaySettings.Times.STANDARD.resolutionValid(),
                                        Duration.ofMillis(front.waitMs())),
                                new TokenBuckets.Pace(front.requestsPerSecond(), front.burst()),
                                front.mostRequests(),
                                surroundings(observation, onDatabase))
                        .withInbound(
                                configuration.inbound().stream().map(HubProcess::inbound).toList())
                        .withProfiles(profiles(front.zeropayIdentifiers()));
        HttpGateway gateway =
                keep(HttpGateway.start(settings, house, schemes.lookups(), KeyRing.open(secrets)));
        observation.watch(gateway);
        addresses.put("gateway", "http://" + front.host() + ":" + gateway.port());
    }

    private <T extends AutoCloseable> T keep(T part) {
        running.push(part);
        return part;
    }

    /** What listens where. */
    public Map<String, String> addresses() {
        return Map.copyOf(addresses);
    }

    @Override
    public void close() {
        faults.disarm();
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception failed) {
                LOG.error("{} did not end in order", part.getClass().getSimpleName(), failed);
            }
        }
    }
}
