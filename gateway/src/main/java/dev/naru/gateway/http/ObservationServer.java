// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import dev.naru.gateway.http.front.Access;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Deadlines;
import dev.naru.gateway.http.front.Endpoint;
import dev.naru.gateway.http.front.FrontDoor;
import dev.naru.gateway.http.front.Router;
import io.helidon.webserver.WebServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Tells how a process is that has no gateway: {@code GET /health} and {@code GET /metrics}, to
 * whoever reaches its address, which therefore should be a private one. It knows no keys.
 */
public final class ObservationServer implements AutoCloseable {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int MOST_REQUESTS = 64;

    private final WebServer server;
    private final Deadlines deadlines;

    private ObservationServer(WebServer server, Deadlines deadlines) {
        this.server = server;
        this.deadlines = deadlines;
    }

    /**
     * Starts the server; it answers when this returns.
     *
     * @param address where it listens; port 0 for any free one
     */
    public static ObservationServer start(
            InetSocketAddress address, GatewaySettings.Surroundings surroundings) {
        Router router =
                new Router(List.of(health(surroundings), metrics(surroundings, Access.PUBLIC)));
        Deadlines deadlines = new Deadlines(GatewaySettings.Times.STANDARD.callerPatience());
        FrontDoor front =
                new FrontDoor(
                        router,
                        key -> Optional.empty(),
                        new FrontDoor.Bounds(
                                GatewaySettings.STANDARD_PACE, MOST_REQUESTS, deadlines),
                        surroundings.observer());
        return new ObservationServer(Listening.start(address, front, deadlines), deadlines);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        deadlines.close();
    }

    static Endpoint health(GatewaySettings.Surroundings surroundings) {
        return Endpoint.get("/health", Access.PUBLIC, call -> answer(surroundings.health().get()));
    }

    static Endpoint metrics(GatewaySettings.Surroundings surroundings, Access access) {
        return Endpoint.get(
                        "/metrics",
                        access,
                        call -> Answer.text(PROMETHEUS, surroundings.metrics().get()))
                .producing("text/plain");
    }

    private static Answer answer(HealthReport report) {
        int status =
                switch (report.status()) {
                    case UP, DEGRADED -> 200;
                    case DOWN -> 503;
                };
        return Answer.json(status, report);
    }
}
