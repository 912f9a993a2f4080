// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The signature here was made by another program, after the standard's text. */
class WebhookReceiverTest {
    private static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String ID = "evt_0000000000001";
    private static final long AT = 1_795_856_400L;
    private static final String SIGNATURE = "v1,9myQPwOVlCHys2QdtE23ieHWwOjsPwAEs03gNuMPlaA=";
    private static final String BODY =
            "{\"id\":\"evt_0000000000001\",\"type\":\"payment.completed\","
                    + "\"timestamp\":\"2026-11-28T09:00:00.000000000Z\",\"data\":{"
                    + "\"payment_id\":\"4b5bd0f0-3f0a-4f58-8f25-6f7e8d0d7b1a\","
                    + "\"payment_number\":\"pmt_0000000000007\",\"state\":\"COMPLETED\","
                    + "\"is_final\":true}}";

    private final AtomicLong nowSeconds = new AtomicLong(AT);
    private WebhookReceiver receiver;
    private HttpClient client;

    @BeforeEach
    void start() {
        receiver = WebhookReceiver.start(nowSeconds::get);
        receiver.learn(SECRET);
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void end() {
        client.close();
        receiver.close();
    }

    @Test
    void takesWhatIsSignedAndCountsARepeatOnce() throws Exception {
        assertThat(post(SIGNATURE, BODY)).isEqualTo(204);
        assertThat(post("v1,AAAA " + SIGNATURE, BODY)).isEqualTo(204);
        assertThat(receiver.news())
                .singleElement()
                .satisfies(
                        news -> {
                            assertThat(news.type()).isEqualTo("payment.completed");
                            assertThat(news.state()).isEqualTo("COMPLETED");
                            assertThat(receiver.newsOf(news.paymentId())).hasSize(1);
                        });
    }

    @Test
    void refusesWhatIsForgedOrStale() throws Exception {
        assertThat(post(SIGNATURE, BODY.replace("COMPLETED", "REJECTED!"))).isEqualTo(401);
        assertThat(post("v1,AAAA", BODY)).isEqualTo(401);
        assertThat(post("", BODY)).isEqualTo(401);
        nowSeconds.set(AT + 301);
        assertThat(post(SIGNATURE, BODY)).isEqualTo(401);
        nowSeconds.set(AT - 301);
        assertThat(post(SIGNATURE, BODY)).isEqualTo(401);
        assertThat(receiver.forged()).isEqualTo(5);
        assertThat(receiver.news()).isEmpty();
    }

    @Test
    void whileItIsDownNothingIsTaken() throws Exception {
        receiver.goDown();
        assertThat(post(SIGNATURE, BODY)).isEqualTo(503);
        assertThat(receiver.turnedAway()).isEqualTo(1);
        receiver.comeBack();
        assertThat(post(SIGNATURE, BODY)).isEqualTo(204);
        assertThat(receiver.news()).hasSize(1);
    }

    private int post(String signature, String body) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(receiver.address())
                                .header("webhook-id", ID)
                                .header("webhook-timestamp", Long.toString(AT))
                                .header("webhook-signature", signature)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
