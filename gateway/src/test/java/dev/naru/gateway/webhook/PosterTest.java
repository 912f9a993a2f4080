// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What receivers may answer, byte by byte. */
class PosterTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    @AfterEach
    void close() {
        closing.countDown();
        threads.shutdownNow();
        threads.close();
    }

    /** What comes of the connection after the bytes of an answer. */
    private enum Then {
        STALLS,
        BREAKS
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"
            })
    void theStatusSaysThatAMessageIsTakenWhateverBecomesOfTheBody(String answer) throws Exception {
        for (Then then : Then.values()) {
            Poster.Answered answered = post(answer, then);
            assertThat(answered.failure()).as("it %s", then).isEmpty();
            assertThat(answered.status()).isEqualTo(200);
        }
    }

    @Test
    void soItDoesThatOneIsNot() throws Exception {
        for (Then then : Then.values()) {
            Poster.Answered answered =
                    post(
                            "HTTP/1.1 503 Busy\r\nRetry-After: 77\r\nContent-Length: 9\r\n\r\nhalf",
                            then);
            assertThat(answered)
                    .isEqualTo(new Poster.Answered(503, "status 503", Duration.ofSeconds(77)));
        }
    }

    @Test
    void withoutAStatusNothingIsTaken() throws Exception {
        assertThat(post("HTTP/1.1 2", Then.BREAKS).isTaken()).isFalse();
    }

    private Poster.Answered post(String answer, Then then) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<?> _ =
                    threads.submit(
                            () -> {
                                serve(server, answer, then);
                                return true;
                            });
            return new Poster(Egress.PUBLIC_AND_LOOPBACK, LIMIT, threads)
                    .post(
                            endpoint(server.getLocalPort()),
                            new Poster.Letter("evt_1", 1, "v1,x", Bytes.ofText("{}")));
        }
    }

    private void serve(ServerSocket server, String answer, Then then)
            throws IOException, InterruptedException {
        try (Socket socket = server.accept()) {
            String head = "";
            while (!head.endsWith("\r\n\r\n{}")) {
                head += (char) socket.getInputStream().read();
            }
            socket.getOutputStream().write(answer.getBytes(US_ASCII));
            socket.getOutputStream().flush();
            if (then == Then.STALLS) {
                closing.await();
            }
        }
    }

    private static WebhookEndpoint endpoint(int port) {
        return new WebhookEndpoint(
                "we_1",
                10,
                0,
                URI.create("http://127.0.0.1:" + port + "/"),
                Set.of(),
                WebhookEndpoint.Status.ENABLED,
                "",
                0,
                SigningSecret.fresh(SigningSecret.Kind.HMAC),
                List.of(),
                0);
    }
}
