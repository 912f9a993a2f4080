// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static dev.naru.protocol.ParticipantKind.MEMBER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.gateway.http.support.PartnerSwitch.Manner;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.Command;
import dev.naru.protocol.PaymentKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What happens, heard over real sockets while it happens. */
@Timeout(120)
final class StreamTest {
    private static final String OWN = "/v1/events/stream";
    private static final String ALL = "/v1/operator/events/stream";
    private static final int EVENTS = 60_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One event as it came. */
    private record Heard(long id, JsonNode data) {}

    /** A reader that parses what comes. */
    private static final class Listener implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final BufferedReader lines;
        private final HttpResponse<java.io.InputStream> response;
        private long lastId = -1;

        Listener(TestWorld world, String path, String authorization, Optional<Long> after)
                throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + world.gateway().port() + path))
                            .header("Accept", "text/event-stream")
                            .header(
                                    "Authorization",
                                    authorization.strip().substring("Authorization: ".length()));
            after.ifPresent(id -> request.header("Last-Event-ID", Long.toString(id)));
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
        }

        /** The next event with data; empty at the end. */
        Optional<Heard> next() throws IOException {
            Optional<JsonNode> data = Optional.empty();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = Long.parseLong(line.substring(4));
                } else if (line.startsWith("data: ")) {
                    data = Optional.of(JSON.readTree(line.substring(6)));
                } else if (line.isEmpty() && data.isPresent()) {
                    return Optional.of(new Heard(lastId, data.get()));
                }
            }
            return Optional.empty();
        }

        List<Heard> next(int count) throws IOException {
            List<Heard> heard = new ArrayList<>();
            while (heard.size() < count) {
                heard.add(next().orElseThrow());
            }
            return heard;
        }

        /** Where it is told to be before anything happens. */
        long place() throws IOException {
            while (lastId < 0) {
                String line = lines.readLine();
                if (line.startsWith("id: ")) {
                    lastId = Long.parseLong(line.substring(4));
                }
            }
            return lastId;
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }

    private static Listener member(TestWorld world, Optional<Long> after) throws Exception {
        return new Listener(world, OWN, world.memberAuthorization(), after);
    }

    private static Listener operator(TestWorld world, Optional<Long> after) throws Exception {
        return new Listener(world, ALL, world.operatorAuthorization(), after);
    }

    @Test
    void aParticipantHearsItsOwnPaymentsAsItsWebhooksDoAndGoesOnWhereItWasCut() throws Exception {
        try (TestWorld world = TestWorld.telling()) {
            long place;
            List<Heard> heard = new ArrayList<>();
            try (Listener listener = member(world, Optional.empty())) {
                place = listener.place();
                world.pay(TestWorld.paymentId()).is(201);
                heard.addAll(listener.next(1));
            }
            world.pay(TestWorld.paymentId()).is(201);
            world.partner().behave(Manner.REJECT);
            world.pay(TestWorld.paymentId());
            try (Listener listener = member(world, Optional.of(heard.getLast().id()))) {
                heard.addAll(listener.next(5));
            }
            JsonNode listed = world.member().get("/v1/events").is(200).json().get("data");
            assertThat(heard).extracting(Heard::data).containsExactlyElementsOf(listed);
            assertThat(heard)
                    .extracting(one -> one.data().get("type").asString())
                    .containsExactly(
                            "payment.reserved",
                            "payment.completed",
                            "payment.reserved",
                            "payment.completed",
                            "payment.reserved",
                            "payment.rejected");
            assertThat(heard).extracting(Heard::id).isSorted().doesNotHaveDuplicates();
            try (Listener again = member(world, Optional.of(place))) {
                assertThat(again.next(6)).isEqualTo(heard);
            }
        }
    }

    @Test
    void nobodyHearsOfOthersPaymentsNorWhyOneWasStopped() throws Exception {
        try (TestWorld world = TestWorld.telling();
                Listener member = member(world, Optional.empty())) {
            member.place();
            String held = world.hold();
            world.decide(held, "REFUSE").is(200);
            List<Heard> heard = member.next(2);
            assertThat(heard.getLast().data().at("/data/code").asString())
                    .isEqualTo("PAYMENT_DECLINED");
            assertThat(heard.toString()).doesNotContain("HOLD_REFUSED", "SCREENING");
            long foreign = heard.getLast().id();
            world.otherMember()
                    .with("Last-Event-ID", Long.toString(foreign))
                    .get(OWN)
                    .refused(409, "STREAM_POSITION_GONE");
        }
    }

    @Test
    void aMemberHearsOfItsOwnPaymentsOnly() throws Exception {
        try (TestWorld world = TestWorld.telling();
                Listener other =
                        new Listener(world, OWN, world.otherAuthorization(), Optional.empty())) {
            other.place();
            world.pay(TestWorld.paymentId()).is(201);
            world.pay(TestWorld.paymentId()).is(201);
            String own = TestWorld.paymentId();
            world.payAs(world.otherMember(), own).is(201);
            assertThat(other.next(2))
                    .extracting(heard -> heard.data().at("/data/payment_id").asString())
                    .containsOnly(own);
        }
    }

    @Test
    void whileTheHubCannotBeAskedTheOperatorIsToldToComeAgain() {
        try (TestWorld world = TestWorld.seeded()) {
            world.hub().hideEvents();
            assertThat(world.operator().get(ALL).refused(503, "HUB_BUSY"))
                    .matches(answer -> !answer.header("Retry-After").isEmpty());
            assertThat(world.gateway().streams().size()).isZero();
        }
    }

    @Test
    void theOperatorHearsEverythingInOrderWithoutWhatIsPersonal() throws Exception {
        try (TestWorld world = TestWorld.seeded()) {
            List<Heard> heard = new ArrayList<>();
            try (Listener listener = operator(world, Optional.empty())) {
                listener.place();
                world.pay(TestWorld.paymentId()).is(201);
                heard.addAll(listener.next(2));
            }
            world.pay(TestWorld.paymentId()).is(201);
            try (Listener listener = operator(world, Optional.of(heard.getLast().id()))) {
                heard.addAll(listener.next(6));
            }
            assertThat(heard)
                    .extracting(one -> one.data().get("event").asString())
                    .containsExactly(
                            "QuoteCreated",
                            "PaymentReserved",
                            "PaymentDispatched",
                            "PaymentCompleted",
                            "QuoteCreated",
                            "PaymentReserved",
                            "PaymentDispatched",
                            "PaymentCompleted");
            long first = heard.getFirst().id();
            assertThat(heard)
                    .extracting(Heard::id)
                    .containsExactlyElementsOf(LongStream.range(first, first + 8).boxed().toList());
            assertThat(heard.get(1).data().at("/data/payment_number").asString())
                    .startsWith("pmt_");
            assertThat(heard.toString())
                    .doesNotContain("particulars", "payer\"", "payee\"", "Hong");
        }
    }

    @Test
    void whatIsNoPlaceIsSaidSo() {
        try (TestWorld world = TestWorld.seeded()) {
            world.operator().with("Last-Event-ID", "x").get(ALL).refused(400, "FIELD_INVALID");
            world.operator().with("Last-Event-ID", "-1").get(ALL).refused(400, "FIELD_INVALID");
            world.operator().get(ALL + "?from=1").refused(400, "FIELD_UNKNOWN");
        }
    }

    @Test
    void whoDoesNotReadIsCutOffAndNobodyWaits() throws Exception {
        try (TestWorld world = TestWorld.empty(StreamTest::impatient);
                Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4 * 1024);
            deaf.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), world.gateway().port()));
            deaf.getOutputStream()
                    .write(
                            ("GET "
                                            + ALL
                                            + " HTTP/1.1\r\nHost: x\r\n"
                                            + world.operatorAuthorization()
                                            + "\r\n")
                                    .getBytes(UTF_8));
            await().until(() -> world.gateway().streams().size() == 1);
            // Much more than the buffers between here and there hold.
            for (int i = 0; i < EVENTS; i++) {
                world.hub().ask(new Command.DefineParticipant(100, "P", MEMBER, kinds(i)));
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> world.gateway().streams().size() == 0);
            assertThat(world.operator().get("/v1/operator/figures").is(200).at("event_number"))
                    .isEqualTo(Integer.toString(EVENTS));
        }
    }

    private static Set<PaymentKind> kinds(int i) {
        return i % 2 == 0 ? Set.of() : Set.of(PaymentKind.QR_PURCHASE);
    }

    private static GatewaySettings impatient(GatewaySettings was) {
        return new GatewaySettings(
                was.address(),
                was.world(),
                was.secretsFolder(),
                was.corridors(),
                new GatewaySettings.Times(
                        was.times().resolutionValid(),
                        was.times().paymentWait(),
                        was.times().eventSearch(),
                        Duration.ofMillis(300)),
                was.pace(),
                was.mostRequests(),
                was.surroundings());
    }

    @Test
    void streamsEndProperlyWhenTheGatewayStopsAndGiveTheirPlacesBack() throws Exception {
        TestWorld world = TestWorld.seeded();
        try (Listener listener = operator(world, Optional.empty())) {
            listener.place();
            try (Listener other = operator(world, Optional.empty())) {
                other.place();
                assertThat(world.gateway().streams().size()).isEqualTo(2);
            }
            // Whoever left is noticed at the next word.
            await().until(
                            () -> {
                                world.publishRate("0.0895");
                                return world.gateway().streams().size() == 1;
                            });
            world.close();
            Optional<Heard> heard = listener.next();
            while (heard.isPresent()) {
                heard = listener.next();
            }
        }
        assertThat(world.gateway().streams().size()).isZero();
    }

    @Test
    void aKeyThatIsRevokedHearsNothingMore() throws Exception {
        try (TestWorld world = TestWorld.seeded()) {
            dev.naru.authentication.apikey.ApiKey key =
                    dev.naru.authentication.apikey.ApiKey.random();
            world.operator()
                    .put(
                            "/v1/operator/persons/7/api-keys/stream",
                            "{\"sha256\": \"" + key.hash().hex() + "\"}")
                    .is(200);
            try (Listener listener =
                    new Listener(
                            world, ALL, "Authorization: Bearer " + key.text(), Optional.empty())) {
                listener.place();
                world.operator().delete("/v1/operator/persons/7/api-keys/stream").is(200);
                world.publishRate("0.0895");
                await().until(() -> world.gateway().streams().size() == 0);
            }
        }
    }
}
