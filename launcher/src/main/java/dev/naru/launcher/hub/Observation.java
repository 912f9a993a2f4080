// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import dev.naru.client.HubClient;
import dev.naru.connectors.SchemeConnector;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LinkStatus;
import dev.naru.gateway.http.HealthReport;
import dev.naru.gateway.http.HealthReport.Part;
import dev.naru.gateway.http.HealthReport.Status;
import dev.naru.gateway.http.HttpGateway;
import dev.naru.node.HubNode;
import dev.naru.node.NodeFigures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How the hub is, as health and as Prometheus metrics. Reads the parts' own figures; counts nothing
 * twice.
 */
final class Observation implements AutoCloseable {
    /** Beyond this many events behind, somebody should look. */
    private static final long MUCH_LAG = 10_000;

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Optional<HubNode> node;
    private final HubClient client;
    private final List<SchemeConnector> connectors;
    private volatile Optional<HttpGateway> gateway = Optional.empty();

    Observation(Optional<HubNode> node, HubClient client, List<SchemeConnector> connectors) {
        this.node = node;
        this.client = client;
        this.connectors = List.copyOf(connectors);
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        node.ifPresent(this::meterNode);
        gauge(
                "naru.client.in.flight",
                "Commands that wait for their reply",
                client,
                c -> c.figures().inFlight());
        gauge(
                "naru.client.unknown",
                "Replies that say that nothing is known",
                client,
                c -> c.figures().unknown());
        gauge(
                "naru.client.busy",
                "Replies that say that nothing was sent",
                client,
                c -> c.figures().busy());
        this.connectors.forEach(this::meterLink);
    }

    /** Metrics and health tell of this gateway, too. */
    void watch(HttpGateway started) {
        gateway = Optional.of(started);
        gauge(
                "naru.gateway.event.lag",
                "Events that the gateway has not heard yet",
                started,
                HttpGateway::eventLag);
    }

    /** One request was answered. */
    void answered(String method, String route, int status, long micros) {
        registry.timer(
                        "naru.http.requests",
                        "method",
                        method,
                        "route",
                        route,
                        "status",
                        Integer.toString(status))
                .record(Duration.ofNanos(micros * 1_000));
    }

    String metrics() {
        return registry.scrape();
    }

    HealthReport health() {
        List<Part> parts = new ArrayList<>();
        node.map(HubNode::figures).map(Observation::nodePart).ifPresent(parts::add);
        parts.add(
                new Part(
                        "client",
                        Status.UP,
                        Map.of(
                                "in_flight",
                                (long) client.figures().inFlight(),
                                "connections",
                                client.figures().connections())));
        connectors.stream()
                .map(SchemeConnector::status)
                .map(Observation::linkPart)
                .forEach(parts::add);
        gateway.map(HttpGateway::eventLag)
                .ifPresent(
                        lag ->
                                parts.add(
                                        new Part("gateway", byLag(lag), Map.of("event_lag", lag))));
        return HealthReport.of(parts);
    }

    private static Part nodePart(NodeFigures figures) {
        return new Part(
                "node",
                figures.errors() == 0 ? Status.UP : Status.DEGRADED,
                Map.of(
                        "event_number", figures.lastEventNumber(),
                        "unsynced_events", figures.lastEventNumber() - figures.syncedEventNumber(),
                        "commit_position", figures.commitPosition(),
                        "errors", figures.errors()));
    }

    private static Part linkPart(LinkStatus status) {
        Status how =
                status.halted().isPresent()
                        ? Status.DOWN
                        : status.payments() == LinkState.DOWN || status.lookups() == LinkState.DOWN
                                ? Status.DEGRADED
                                : byLag(status.eventLag());
        return new Part(
                "link " + status.linkParticipantId(),
                how,
                Map.of(
                        "event_number", status.eventNumber(),
                        "event_lag", status.eventLag(),
                        "open", (long) status.open(),
                        "set_aside", status.figures().setAside()));
    }

    private static Status byLag(long lag) {
        return lag > MUCH_LAG ? Status.DEGRADED : Status.UP;
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
                "naru.node.errors",
                "Errors that the log's machinery reported",
                running,
                n -> n.figures().errors());
    }

    private void meterLink(SchemeConnector connector) {
        String link = Integer.toString(connector.linkParticipantId());
        linkGauge(
                "naru.link.event.lag",
                "Events that the link has not dealt with",
                link,
                connector,
                s -> s.eventLag());
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

    private <T> void gauge(String name, String says, T source, ToDoubleFunction<T> figure) {
        Gauge.builder(name, source, figure).description(says).register(registry);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
