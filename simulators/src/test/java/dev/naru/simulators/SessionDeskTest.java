// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SessionDeskTest {
    private final Pause pause = new Pause();
    private final SessionDesk desk =
            new SessionDesk(URI.create("http://127.0.0.1:1"), "/session", pause);
    private final BlockingQueue<Boolean> admitted = new LinkedBlockingQueue<>();
    private WebServer server;
    private JsonClient hub;

    @BeforeEach
    void start() {
        server =
                JsonService.start(
                        0,
                        routing ->
                                routing.post("/session", desk::take)
                                        .post(
                                                "/payments",
                                                (request, response) ->
                                                        admitted.add(
                                                                desk.admits(
                                                                        whileSigningOn(
                                                                                response)))));
        hub =
                new JsonClient(
                        URI.create("http://127.0.0.1:" + server.port()),
                        "",
                        Duration.ofSeconds(10));
    }

    @AfterEach
    void end() {
        hub.close();
        server.stop();
        desk.close();
        pause.close();
    }

    private JsonClient.Heard say(String event) {
        return hub.send("POST", "/session", Map.of(), JsonClient.object().put("event", event));
    }

    /** A response during whose sending the hub signs on. */
    private ServerResponse whileSigningOn(ServerResponse response) {
        return (ServerResponse)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ServerResponse.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("send")) {
                                assertThat(say("SIGN_ON").isSuccess()).isTrue();
                            }
                            try {
                                Object answer = method.invoke(response, arguments);
                                return answer instanceof ServerResponse ? proxy : answer;
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                        });
    }

    @Test
    void whoWasRefusedIsNotAdmittedBySigningOnMeanwhile() throws InterruptedException {
        ObjectNode payment = JsonClient.object();

        assertThat(hub.send("POST", "/payments", Map.of(), payment).status()).isEqualTo(403);
        assertThat(desk.isSignedOn()).isTrue();
        // The answer is heard before the server's thread has come back from sending it.
        assertThat(admitted.poll(1, TimeUnit.MINUTES)).isFalse();
        assertThat(admitted).isEmpty();
    }

    @Test
    void missesAsManyEchoesAsItIsTold() {
        say("SIGN_ON");
        desk.missEchoes(2);

        assertThat(say("ECHO").status()).isEqualTo(503);
        assertThat(say("ECHO").status()).isEqualTo(503);
        assertThat(say("ECHO").isSuccess()).isTrue();
    }
}
