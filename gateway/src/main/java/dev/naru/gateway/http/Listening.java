// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import dev.naru.gateway.http.front.FrontDoor;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Lets Helidon listen for a front door, with everything that is bounded before we are asked. */
final class Listening {
    private static final Duration SHUTDOWN_GRACE = Duration.ofMillis(500);

    private Listening() {}

    /** Starts a server; it answers when this returns. */
    static WebServer start(InetSocketAddress address, FrontDoor front) {
        return WebServer.builder()
                .address(address.getAddress())
                .port(address.getPort())
                .connectionOptions(options -> options.tcpNoDelay(true))
                .shutdownGracePeriod(SHUTDOWN_GRACE)
                .shutdownHook(false)
                .maxPayloadSize(FrontDoor.MOST_BODY_BYTES)
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
