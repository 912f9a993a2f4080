// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import dev.naru.client.EventAcknowledgements;
import dev.naru.client.EventHearing;
import dev.naru.client.HubClient;
import dev.naru.client.trace.RequestTrace;
import dev.naru.client.trace.Spans;
import dev.naru.connectors.SchemeConnector;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LinkStatus;
import dev.naru.gateway.http.HealthReport;
import dev.naru.gateway.http.HealthReport.Part;
import dev.naru.gateway.http.HealthReport.Status;
import dev.naru.gateway.http.HttpGateway;
import dev.naru.gateway.http.front.RequestObserver;
import dev.naru.gateway.webhook.Webhooks;
import dev.naru.launcher.telemetry.OtlpSpans;
import dev.naru.node.HubNode;
import dev.naru.node.NodeFigures;
import dev.naru.projection.writer.ProjectionStatus;
import dev.naru.projection.writer.ProjectionWriter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How the hub is, as health and as Prometheus metrics. Reads the parts' own figures; counts nothing
 * twice.
 */
final class Observation implements RequestObserver, AutoCloseable {
    /** Beyond this many events behind, somebody should look. */
    private static final long MUCH_LAG = 10_000;

    /** A server that lives says so every second. */
    private static final Duration MUCH_SILENCE = Duration.ofSeconds(10);

    /** How long requests may take, to see from it how many did. */
    private static final Duration[] BUCKETS =
            IntStream.of(2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Optional<HubNode> node;
    private final Optional<HubClient> client;
    private final List<SchemeConnector> connectors;
    private final DiskRoom disk;
    private final Optional<MachineMeters> machine;
    private volatile Optional<ProjectionWriter> projection = Optional.empty();
    private volatile Optional<Webhooks> webhooks = Optional.empty();
    private volatile Optional<HttpGateway> gateway = Optional.empty();
    private volatile Optional<EventAcknowledgements> acknowledgements = Optional.empty();
    private volatile Optional<IssuerDoor> issuers = Optional.empty();
    private volatile Spans spans = Spans.NONE;

    /**
     * The ground that the parts stand on.
     *
     * @param disk where state is kept
     * @param room of the machine
     */
    record Ground(DiskRoom disk, MachineMeters.Room room) {}

    /** Of the parts that run in this process. */
    Observation(
            Optional<HubNode> node,
            Optional<HubClient> client,
            List<SchemeConnector> connectors,
            Ground ground) {
        this.node = node;
        this.client = client;
        this.connectors = List.copyOf(connectors);
        this.disk = ground.disk();
        this.machine =
                client.map(
                        door -> new MachineMeters(registry, new MachineSight(door), ground.room()));
        gauge("naru.disk.free.bytes", "May still be written", disk, DiskRoom::freeBytes);
        gauge("naru.disk.total.bytes", "There is in all", disk, DiskRoom::totalBytes);
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        node.ifPresent(this::meterNode);
        client.ifPresent(this::meterClient);
        this.connectors.forEach(this::meterLink);
    }

    private void meterClient(HubClient running) {
        gauge(
                "naru.client.connected",
                "1 with a session with the machine, 0 without",
                running,
                c -> c.isConnected() ? 1 : 0);
        gauge(
                "naru.client.in.flight",
                "Commands that wait for their reply",
                running,
                c -> c.figures().inFlight());
        gauge(
                "naru.client.unknown",
                "Replies that say that nothing is known",
                running,
                c -> c.figures().unknown());
        gauge(
                "naru.client.busy",
                "Replies that say that nothing was sent",
                running,
                c -> c.figures().busy());
    }

    /** Health tells of these, too. */
    void watch(EventAcknowledgements started) {
        acknowledgements = Optional.of(started);
    }

    /** Health tells of these, too. */
    void watch(IssuerDoor opened) {
        issuers = Optional.of(opened);
    }

    /** Metrics and health tell of this gateway, too. */
    void watch(HttpGateway started) {
        gateway = Optional.of(started);
        meterHearing("gateway", started, HttpGateway::hearing);
    }

    /** Metrics and health tell of these messages, too. */
    void watch(Webhooks started) {
        webhooks = Optional.of(started);
        meterHearing("webhooks", started, Webhooks::hearing);
        gauge(
                "naru.webhooks.delivered",
                "Messages that receivers have taken since the start",
                started,
                Webhooks::delivered);
        gauge(
                "naru.webhooks.failed",
                "Attempts since the start that receivers have not taken",
                started,
                Webhooks::failed);
    }

    /** Metrics and health tell of this writer, too. */
    void watch(ProjectionWriter started) {
        projection = Optional.of(started);
        meterHearing("projection", started, writer -> writer.status().hearing());
        gauge(
                "naru.projection.event.number",
                "The last event that is in PostgreSQL",
                started,
                writer -> writer.status().position().number());
        gauge(
                "naru.projection.set.aside",
                "Events since the start that could not be dealt with",
                started,
                writer -> writer.status().setAside());
        for (ProjectionStatus.State state : ProjectionStatus.State.values()) {
            Gauge.builder(
                            "naru.projection.state",
                            started,
                            writer -> writer.status().state() == state ? 1 : 0)
                    .description("1 for what the writer into PostgreSQL does")
                    .tag("state", state.name())
                    .register(registry);
        }
    }

    /** The hub clears without it: whatever is wrong here, the process serves. */
    static Part projectionPart(ProjectionStatus status) {
        boolean follows =
                switch (status.state()) {
                    case FOLLOWING -> true;
                    case STARTING, DATABASE_AWAY, HALTED, DIVERGED -> false;
                };
        Status hearing = byHearing(status.hearing());
        boolean isWell = follows && status.setAside() == 0 && hearing == Status.UP;
        return new Part(
                "projection",
                isWell ? Status.UP : Status.DEGRADED,
                Optional.of(status.state().name()),
                Map.of(
                        "event_number",
                        status.position().number(),
                        "lag",
                        status.hearing().lag(),
                        "set_aside",
                        status.setAside()));
    }

    /** Metrics tell of these spans, and requests are told to them. */
    void watch(OtlpSpans started) {
        spans = started;
        gauge(
                "naru.telemetry.spans.sent",
                "Spans that the collector has taken since the start",
                started,
                OtlpSpans::sent);
        gauge(
                "naru.telemetry.spans.dropped",
                "Spans that were lost since the start: no room, or the collector took none",
                started,
                OtlpSpans::dropped);
    }

    @Override
    public void traced(RequestTrace trace, String method, String route, int status, String caller) {
        trace.answered(method, route, status, caller).ifPresent(spans::ended);
    }

    /** One request was answered. */
    @Override
    public void answered(String method, String route, int status, long micros) {
        Timer.builder("naru.http.requests")
                .description("Requests by what became of them")
                .tags("method", method, "route", route, "status", Integer.toString(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Duration.ofNanos(micros * 1_000));
    }

    /** Asks the machine first, so it may take two seconds when that does not answer. */
    String metrics() {
        machine.ifPresent(MachineMeters::refresh);
        return registry.scrape();
    }

    HealthReport health() {
        List<Part> parts = new ArrayList<>();
        node.map(HubNode::figures).map(Observation::nodePart).ifPresent(parts::add);
        client.map(Observation::clientPart).ifPresent(parts::add);
        connectors.stream()
                .map(SchemeConnector::status)
                .map(Observation::linkPart)
                .forEach(parts::add);
        gateway.map(HttpGateway::hearing)
                .map(hearing -> hearingPart("gateway", hearing))
                .ifPresent(parts::add);
        webhooks.map(
                        running ->
                                webhooksPart(
                                        running.hearing(), running.halted(), running.complaint()))
                .ifPresent(parts::add);
        projection
                .map(ProjectionWriter::status)
                .map(Observation::projectionPart)
                .ifPresent(parts::add);
        acknowledgements.map(Observation::acknowledgementsPart).ifPresent(parts::add);
        issuers.map(IssuerDoor::complaint).map(Observation::issuersPart).ifPresent(parts::add);
        parts.add(disk.part());
        return HealthReport.of(parts);
    }

    /** Without a session nothing can be asked of the machine, and who asks us asks in vain. */
    static Part clientPart(HubClient client) {
        return new Part(
                "client",
                client.isConnected() ? Status.UP : Status.DOWN,
                Optional.empty(),
                Map.of(
                        "in_flight",
                        (long) client.figures().inFlight(),
                        "connections",
                        client.figures().connections()));
    }

    /** While one reader cannot tell how far it is, no event goes at any member. */
    static Part acknowledgementsPart(EventAcknowledgements telling) {
        Optional<String> complaint = telling.complaint();
        return new Part(
                "acknowledgements",
                complaint.isEmpty() ? Status.UP : Status.DEGRADED,
                Optional.empty(),
                Map.of(),
                complaint);
    }

    /** While a token is away, cards that need their issuer's word cannot be judged; others can. */
    static Part issuersPart(Optional<String> complaint) {
        return new Part(
                "issuers",
                complaint.isEmpty() ? Status.UP : Status.DEGRADED,
                Optional.empty(),
                Map.of(),
                complaint);
    }

    static Part nodePart(NodeFigures figures) {
        return new Part(
                "node",
                figures.errors() == 0 && attention(figures) == 0 ? Status.UP : Status.DEGRADED,
                Optional.of(figures.role().name()),
                Map.of(
                        "event_number", figures.lastEventNumber(),
                        "unsynced_events", figures.lastEventNumber() - figures.syncedEventNumber(),
                        "commit_position", figures.commitPosition(),
                        "replay_bytes", figures.replayBytes(),
                        "machine_ahead_ms", figures.machineAheadNs() / 1_000_000,
                        "dropped_replies", figures.droppedReplies(),
                        "event_files_need_attention", attention(figures),
                        "errors", figures.errors()),
                note(figures));
    }

    /** What is wrong with the event files, the thing that lasts before that which a start found. */
    private static Optional<String> note(NodeFigures figures) {
        if (!figures.keptEvents().complaint().isEmpty()) {
            return Optional.of(figures.keptEvents().complaint());
        }
        return figures.eventFiles().needsAttention()
                ? Optional.of(String.join("; ", figures.eventFiles().findings()))
                : Optional.empty();
    }

    private static long attention(NodeFigures figures) {
        boolean isDue =
                figures.eventFiles().needsAttention()
                        || !figures.keptEvents().complaint().isEmpty();
        return isDue ? 1 : 0;
    }

    private static Part linkPart(LinkStatus status) {
        Status how =
                status.halted().isPresent()
                        ? Status.DOWN
                        : status.payments() == LinkState.DOWN || status.lookups() == LinkState.DOWN
                                ? Status.DEGRADED
                                : byHearing(status.hearing());
        return new Part(
                "link " + status.linkParticipantId(),
                how,
                Optional.of(status.session().standing().name()),
                figures(
                        status.hearing(),
                        Map.of(
                                "event_number", status.eventNumber(),
                                "partner_silence_ms", status.session().silence().toMillis(),
                                "echoes", status.session().echoes(),
                                "missed_echoes", status.session().missedEchoes(),
                                "open", (long) status.open(),
                                "set_aside", status.figures().setAside())),
                note(status));
    }

    /** The first thing that somebody should know of a link that is not well. */
    private static Optional<String> note(LinkStatus status) {
        if (status.halted().isPresent()) {
            return status.halted();
        }
        if (status.payments() == LinkState.DOWN) {
            return Optional.of(status.session().reason());
        }
        if (status.lookups() == LinkState.DOWN) {
            return Optional.of("look-ups are not answered");
        }
        return byHearing(status.hearing()) == Status.UP
                ? Optional.empty()
                : Optional.of("the hub's events: " + status.hearing().standing());
    }

    private static Part hearingPart(String name, EventHearing hearing) {
        return new Part(
                name, byHearing(hearing), Optional.of(hearing.standing().name()), figures(hearing));
    }

    /** Participants are told late; payments go on, and nothing is lost. */
    static Part webhooksPart(
            EventHearing hearing, Optional<String> halted, Optional<String> complaint) {
        return new Part(
                "webhooks",
                complaint.isPresent() ? Status.DEGRADED : byHearing(hearing),
                Optional.of(halted.isPresent() ? "HALTED" : hearing.standing().name()),
                figures(hearing),
                complaint);
    }

    private static Map<String, Long> figures(EventHearing hearing) {
        return figures(hearing, Map.of());
    }

    private static Map<String, Long> figures(EventHearing hearing, Map<String, Long> more) {
        Map<String, Long> figures = new LinkedHashMap<>(more);
        figures.put("event_lag", hearing.lag());
        figures.put("event_silence_ms", hearing.silence().toMillis());
        return figures;
    }

    /** Looking for a server is no alarm by itself: servers end, and others take over. */
    static Status byHearing(EventHearing hearing) {
        boolean silent = hearing.silence().compareTo(MUCH_SILENCE) > 0;
        return switch (hearing.standing()) {
            case CONNECTING, STREAMING ->
                    silent || hearing.lag() > MUCH_LAG ? Status.DEGRADED : Status.UP;
            case NOT_HERE, AHEAD, DIVERGED -> Status.DEGRADED;
        };
    }

    private void meterNode(HubNode running) {
        gauge(
                "naru.node.event.number",
                "The last event that the machine made",
                running,
                n -> n.figures().lastEventNumber());
        gauge(
                "naru.node.event.synced",
                "The last event on disk for certain",
                running,
                n -> n.figures().syncedEventNumber());
        gauge(
                "naru.node.commit.position",
                "Bytes of the log that a majority has",
                running,
                n -> n.figures().commitPosition());
        gauge(
                "naru.node.commands",
                "Commands answered since the start",
                running,
                n -> n.figures().commands());
        gauge(
                "naru.node.commands.malformed",
                "Commands that could not be read",
                running,
                n -> n.figures().malformedCommands());
        gauge(
                "naru.node.replay.bytes",
                "Bytes of the log that a start after a kill would replay",
                running,
                n -> n.figures().replayBytes());
        gauge(
                "naru.node.machine.ahead.seconds",
                "Machine time minus this computer's clock",
                running,
                n -> n.figures().machineAheadNs() / 1e9);
        gauge(
                "naru.node.replies.dropped",
                "Messages of outcomes that a slow client did not get",
                running,
                n -> n.figures().droppedReplies());
        gauge(
                "naru.node.event.files.need.attention",
                "1 when event files are damaged or missing, or old ones cannot go",
                running,
                n -> attention(n.figures()));
        gauge(
                "naru.node.event.first",
                "The first event in this member's files",
                running,
                n -> n.figures().keptEvents().firstNumber());
        gauge(
                "naru.node.event.acknowledged",
                "The last event that every known reader has acknowledged",
                running,
                n -> n.figures().keptEvents().acknowledgedNumber());
        gauge(
                "naru.node.event.archive.free.bytes",
                "Room where retired event files go; -1 where they are deleted",
                running,
                n -> n.figures().keptEvents().archiveFreeBytes());
        gauge(
                "naru.node.errors",
                "Errors that the log's machinery reported",
                running,
                n -> n.figures().errors());
    }

    private void meterLink(SchemeConnector connector) {
        String link = Integer.toString(connector.linkParticipantId());
        meterHearing("link " + link, connector, c -> c.status().hearing());
        linkGauge(
                "naru.link.up",
                "1 while payments go over the link",
                link,
                connector,
                s -> s.payments() == LinkState.UP ? 1 : 0);
        linkGauge(
                "naru.link.lookups.up",
                "1 while look-ups are answered",
                link,
                connector,
                s -> s.lookups() == LinkState.UP ? 1 : 0);
        for (LinkStatus.Standing standing : LinkStatus.Standing.values()) {
            Gauge.builder(
                            "naru.link.session",
                            connector,
                            c -> c.status().session().standing() == standing ? 1 : 0)
                    .description("1 for how the link stands with its partner")
                    .tag("link", link)
                    .tag("standing", standing.name())
                    .register(registry);
        }
        linkGauge(
                "naru.link.silence.seconds",
                "Since the partner was last heard",
                link,
                connector,
                s -> s.session().silence().toMillis() / 1_000.0);
        linkGauge(
                "naru.link.sign.ons",
                "Sign-ons that the partner agreed to",
                link,
                connector,
                s -> s.session().signOns());
        linkGauge(
                "naru.link.echoes.missed",
                "Echoes that were not answered",
                link,
                connector,
                s -> s.session().missedEchoes());
        linkGauge(
                "naru.link.unanswered",
                "Sendings and enquiries without a usable answer",
                link,
                connector,
                s -> s.figures().unanswered());
        linkGauge(
                "naru.link.left.to.expire",
                "Payments that were not sent: the link was down or too busy",
                link,
                connector,
                s -> s.figures().leftToExpire());
        linkGauge(
                "naru.link.open",
                "Payments and enquiries under way",
                link,
                connector,
                s -> s.open());
        linkGauge(
                "naru.link.dispatched",
                "Rights to send that were granted",
                link,
                connector,
                s -> s.figures().dispatched());
        linkGauge(
                "naru.link.enquiries",
                "Status enquiries asked",
                link,
                connector,
                s -> s.figures().enquiries());
        linkGauge(
                "naru.link.set.aside",
                "Answers that wait for a person",
                link,
                connector,
                s -> s.figures().setAside());
        linkGauge(
                "naru.link.unreadable",
                "Messages that could not be read",
                link,
                connector,
                s -> s.figures().unreadable());
    }

    private void linkGauge(
            String name,
            String says,
            String link,
            SchemeConnector connector,
            ToDoubleFunction<LinkStatus> figure) {
        Gauge.builder(name, connector, c -> figure.applyAsDouble(c.status()))
                .description(says)
                .tag("link", link)
                .register(registry);
    }

    private <T> void meterHearing(String reader, T source, Function<T, EventHearing> hearing) {
        eventGauge(
                "naru.events.lag",
                "Events that the hub has and the reader has not",
                reader,
                source,
                s -> hearing.apply(s).lag());
        eventGauge(
                "naru.events.silence.seconds",
                "Since an event server was last heard",
                reader,
                source,
                s -> hearing.apply(s).silence().toMillis() / 1_000.0);
        for (EventHearing.Standing standing : EventHearing.Standing.values()) {
            Gauge.builder(
                            "naru.events.standing",
                            source,
                            s -> hearing.apply(s).standing() == standing ? 1 : 0)
                    .description("1 for how the reader stands with the event servers")
                    .tag("reader", reader)
                    .tag("standing", standing.name())
                    .register(registry);
        }
    }

    private <T> void eventGauge(
            String name, String says, String reader, T source, ToDoubleFunction<T> figure) {
        Gauge.builder(name, source, figure)
                .description(says)
                .tag("reader", reader)
                .register(registry);
    }

    private <T> void gauge(String name, String says, T source, ToDoubleFunction<T> figure) {
        Gauge.builder(name, source, figure).description(says).register(registry);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
