// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.korea;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.naru.connectors.scheme.LinkReply;
import dev.naru.connectors.scheme.PartnerClient;
import dev.naru.connectors.scheme.PaymentNames;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.PaymentId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KoreaLinkTest {
    private static final PaymentId ID =
            PaymentId.parse("7f1c9a52-3f0e-4b6d-9c57-2a61a4b8d013").orElseThrow();
    private static final String UNKNOWN =
            "{\"payment\": \"%s\", \"number\": \"%s\", \"state\": \"UNKNOWN\"}"
                    .formatted(ID, PaymentNames.transaction(7));

    private HttpServer acquirer;
    private PartnerClient client;

    @BeforeEach
    void start() throws IOException {
        acquirer =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        acquirer.start();
        client =
                new PartnerClient(
                        URI.create("http://127.0.0.1:" + acquirer.getAddress().getPort()),
                        "application/json");
    }

    @AfterEach
    void end() {
        client.close();
        acquirer.stop(0);
    }

    /** That nothing has come is a proof at times, and must reach the machine. */
    @ParameterizedTest
    @ValueSource(ints = {404, 500, 503})
    void a_state_that_was_told_holds_where_a_cancel_is_not_answered(int status) {
        acquirer.createContext(
                "/",
                exchange -> {
                    boolean isQuestion = exchange.getRequestMethod().equals("GET");
                    byte[] body = isQuestion ? UNKNOWN.getBytes(UTF_8) : new byte[0];
                    exchange.sendResponseHeaders(
                            isQuestion ? 200 : status, isQuestion ? body.length : -1);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });

        LinkReply reply =
                new KoreaLink(client)
                        .enquire(new Event.EnquiryDue(7, ID, 40, 1, 0), 0, Duration.ofSeconds(10));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        LinkReply.Answered.class,
                        answered -> {
                            assertThat(answered.answer().status())
                                    .isEqualTo(AnswerStatus.NOT_FOUND);
                            assertThat(answered.answer().messages())
                                    .containsExactly(
                                            LinkMessage.received(Bytes.ofText(UNKNOWN)),
                                            LinkMessage.sent(PaymentMessages.cancel(7)));
                        });
    }
}
