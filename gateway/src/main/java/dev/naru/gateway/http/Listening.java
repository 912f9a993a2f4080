// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import dev.naru.gateway.http.front.Deadlines;
import dev.naru.gateway.http.front.FrontDoor;
import io.helidon.http.DirectHandler;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Lets Helidon listen for a front door, with everything that is bounded before we are asked. */
final class Listening {
    private static final Duration SHUTDOWN_GRACE = Duration.ofMillis(500);

    /** A connection may be silent between two requests for longer than within one. */
    private static final int IDLE_PATIENCES = 6;

    private Listening() {}

    /** The rest of a head has a deadline from its first line on. */
    private record HeadWatch(Deadlines deadlines) implements Http1ConnectionListener {
        @Override
        public void prologue(ConnectionContext connection, HttpPrologue firstLine) {
            deadlines.begin();
        }

        @Override
        public void headers(ConnectionContext connection, Headers all) {
            deadlines.end();
        }
    }

    /** Starts a server; it answers when this returns. */
    static WebServer start(InetSocketAddress address, FrontDoor front, Deadlines deadlines) {
        Http1Config http1 =
                Http1Config.builder().addReceiveListener(new HeadWatch(deadlines)).build();
        return WebServer.builder()
                .address(address.getAddress())
                .port(address.getPort())
                .addProtocol(http1)
                .protocolsDiscoverServices(false)
                // Also for a first line that never ends.
                .idleConnectionTimeout(deadlines.patience().multipliedBy(IDLE_PATIENCES))
                .idleConnectionPeriod(deadlines.patience())
                .connectionOptions(options -> options.tcpNoDelay(true))
                .shutdownGracePeriod(SHUTDOWN_GRACE)
                .shutdownHook(false)
                .maxPayloadSize(FrontDoor.MOST_RECEIVED_BYTES)
                .directHandlers(
                        handlers -> {
                            for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
                                handlers.addHandler(type, FrontDoor::answerMalformed);
                            }
                        })
                .routing(routing -> routing.any(front))
                .build()
                .start();
    }
}
