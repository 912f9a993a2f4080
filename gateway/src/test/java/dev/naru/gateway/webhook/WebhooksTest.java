// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.TestWorld;
import java.net.http.HttpHeaders;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the payment to the participant's server, with a real database between. */
class WebhooksTest {
    private static final String ENDPOINTS = "/v1/webhook-endpoints";

    private TestWorld world;
    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        world = TestWorld.telling();
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
        world.close();
    }

    @Test
    void aPaymentIsToldInOrderAndSigned() throws Exception {
        Api.Answer endpoint = register("");
        String id = pay();

        awaitGot(2);
        List<Receiver.Got> got = receiver.got();
        assertThat(got)
                .extracting(this::type)
                .containsExactly("payment.reserved", "payment.completed");
        Webhook check = new Webhook(endpoint.at("secret"));
        for (Receiver.Got one : got) {
            check.verify(
                    one.body(),
                    HttpHeaders.of(
                            Map.of(
                                    "webhook-id", List.of(one.id()),
                                    "webhook-timestamp", List.of(one.timestamp()),
                                    "webhook-signature", List.of(one.signature())),
                            (name, value) -> true));
            assertThat(one.body()).contains(id).contains(one.id()).doesNotContain("Hong");
        }
        awaitDelivered(endpoint, 2);
    }

    /** Also for a day after the hub's key was exchanged: by the earlier one and by the new one. */
    @Test
    void whoAskedForPublicKeysChecksWithThem() throws Exception {
        Api.Answer endpoint = register(", \"signature\": \"ED25519\"");
        pay();
        awaitGot(2);
        for (Receiver.Got one : receiver.got()) {
            assertThat(one.signature()).startsWith("v1a,").doesNotContain(" ");
            assertThat(isSignedBy(endpoint.at("secret"), one, one.signature())).isTrue();
        }
        String path = ENDPOINTS + "/" + endpoint.at("endpoint.id") + "/secret";
        String next = world.member().freshKey().post(path).is(200).at("secret");
        pay();
        awaitGot(4);
        Receiver.Got last = receiver.got().getLast();
        String[] signatures = last.signature().split(" ", -1);
        assertThat(signatures).hasSize(2);
        assertThat(Stream.of(signatures)).anyMatch(one -> isSignedBy(next, last, one));
        assertThat(Stream.of(signatures))
                .anyMatch(one -> isSignedBy(endpoint.at("secret"), last, one));
    }

    /** Standard Webhooks 1.0, asymmetric: whpk_ and the raw key of RFC 8032, in base64. */
    private static boolean isSignedBy(String shown, Receiver.Got got, String signature) {
        try {
            byte[] raw = Base64.getDecoder().decode(shown.substring("whpk_".length()));
            byte[] encoded =
                    HexFormat.of()
                            .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded)));
            check.update((got.id() + "." + got.timestamp() + "." + got.body()).getBytes(UTF_8));
            return check.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoIsOnOtherSidesHearsWhenMoneyHasMoved() throws Exception {
        world.provider().freshKey().post(ENDPOINTS, body(receiver, "")).is(201);
        pay();
        awaitGot(1);
        assertThat(receiver.got()).extracting(this::type).containsExactly("payment.completed");
        assertThat(world.otherMember().get("/v1/events").is(200).json().get("data").size())
                .isZero();
    }

    @Test
    void aReceiverThatIsDownForAnHourMissesNothing() {
        Api.Answer endpoint = register("");
        receiver.answers(503);
        pay();
        pay();
        patiently().until(() -> deliveriesTried(endpoint) == 2);
        for (int minutes = 0; minutes < 60; minutes += 5) {
            world.hub().pass(Duration.ofMinutes(5));
            world.put("/corridors/5/status", "{\"status\": \"OPEN\"}");
        }
        // What waits behind a message falls due with it.
        patiently()
                .untilAsserted(
                        () -> {
                            List<String> next = nextAttempts(endpoint);
                            assertThat(next).hasSize(4).doesNotContain("");
                            assertThat(next.get(0)).isEqualTo(next.get(1));
                            assertThat(next.get(2)).isEqualTo(next.get(3));
                        });
        receiver.answers(200);
        world.hub().pass(Duration.ofHours(1));
        world.publishRate("0.0895");

        awaitGot(4);
        awaitDelivered(endpoint, 4);
        assertInOrder();
    }

    @Test
    void whatWaitedBehindAMessageComesWithItsResend() {
        Api.Answer endpoint = register("");
        receiver.answers(503);
        pay();
        patiently().until(() -> deliveriesTried(endpoint) == 1);
        receiver.answers(200);
        String event = world.member().get("/v1/events").is(200).at("data.0.id");
        world.member()
                .freshKey()
                .post(
                        "/v1/events/" + event + "/resend",
                        "{\"endpoint_id\": \"%s\"}".formatted(endpoint.at("endpoint.id")))
                .is(200);
        awaitGot(2);
        assertThat(receiver.got())
                .extracting(this::type)
                .containsExactly("payment.reserved", "payment.completed");
    }

    @Test
    void whoDoesNotTakeAMessageForThreeDaysMustAskForIt() {
        Api.Answer endpoint = register(", \"event_types\": [\"payment.completed\"]");
        receiver.answers(500);
        pay();
        for (int made = 1; made < RetrySchedule.attempts(); made++) {
            int tried = made;
            patiently().until(() -> receiver.refused().size() == tried);
            world.hub().pass(Duration.ofHours(25));
            world.publishRate("0.0895");
        }
        patiently().until(() -> deliveries(endpoint, "GIVEN_UP") == 1);
        receiver.answers(200);
        String event = world.member().get("/v1/events").is(200).at("data.1.id");
        String resend = "/v1/events/" + event + "/resend";
        Api asking = world.member().key("again-1");
        asking.post(resend, "{\"endpoint_id\": \"%s\"}".formatted(endpoint.at("endpoint.id")))
                .is(200);
        awaitGot(1);
        asking.post(resend, "{\"endpoint_id\": \"%s\"}".formatted(endpoint.at("endpoint.id")))
                .is(200);
        awaitDelivered(endpoint, 1);
        assertThat(receiver.got()).hasSize(1);
    }

    @Test
    void everyAttemptCanBeRead() {
        Api.Answer endpoint = register(", \"event_types\": [\"payment.completed\"]");
        receiver.answers(503);
        pay();
        patiently().until(() -> deliveriesTried(endpoint) == 1);
        receiver.answers(200);
        world.hub().pass(Duration.ofMinutes(1));
        world.publishRate("0.0895");
        awaitDelivered(endpoint, 1);

        String event = log(endpoint).at("data.0.event_id");
        String path = ENDPOINTS + "/" + endpoint.at("endpoint.id") + "/deliveries/";
        Api.Answer history = world.member().get(path + event).is(200);
        assertThat(history.json().get("delivery"))
                .isEqualTo(log(endpoint).json().get("data").get(0));
        assertThat(history.json().get("attempts_made")).hasSize(2);
        assertThat(history.at("attempts_made.0.http_status")).isEqualTo("200");
        assertThat(history.at("attempts_made.1.http_status")).isEqualTo("503");
        assertThat(history.at("attempts_made.1.failure")).isEqualTo("status 503");
        world.member().get(path + "evt_0000000000001").refused(404, "EVENT_UNKNOWN");
        world.otherMember().get(path + event).refused(404, "WEBHOOK_ENDPOINT_UNKNOWN");
    }

    @Test
    void oneSilentReceiverDelaysNobodyElse() throws Exception {
        try (Receiver silent = new Receiver()) {
            silent.isSilent(true);
            world.member().freshKey().post(ENDPOINTS, body(silent, "")).is(201);
            register("");
            pay();
            awaitGot(2);
            patiently().until(() -> !silent.refused().isEmpty());
        }
    }

    @Test
    void aRedirectIsNotFollowedAndAPrivateAddressNotSpokenTo() throws Exception {
        try (Receiver elsewhere = new Receiver()) {
            receiver.redirectsTo(elsewhere.url());
            Api.Answer endpoint = register("");
            Api.Answer inside =
                    world.member()
                            .freshKey()
                            .post(ENDPOINTS, "{\"url\": \"http://10.0.0.1/\"}")
                            .is(201);
            pay();
            patiently().until(() -> deliveriesTried(endpoint) == 1);
            patiently().until(() -> deliveriesTried(inside) == 1);
            assertThat(elsewhere.got()).isEmpty();
            assertThat(log(inside).at("data.0.last_attempt.failure"))
                    .isEqualTo("no address of this host may be spoken to");
            assertThat(log(endpoint).at("data.0.last_attempt.failure")).isEqualTo("status 307");
        }
    }

    @Test
    void whoIsGoneIsLeftAlone() {
        receiver.answers(410);
        Api.Answer endpoint = register("");
        pay();
        String path = ENDPOINTS + "/" + endpoint.at("endpoint.id");
        patiently().until(() -> world.member().get(path).is(200).at("status").equals("DISABLED"));
        assertThat(world.member().get(path).at("disabled_reason")).contains("410");
        receiver.answers(200);
        world.member()
                .put(
                        path,
                        "{\"url\": \"%s\", \"event_types\": [], \"status\": \"ENABLED\"}"
                                .formatted(receiver.url()))
                .is(200);
        pay();
        patiently().until(() -> receiver.got().size() >= 2);
    }

    @Test
    void afterThirtyDaysNothingIsLeftWhateverItWaitedFor() {
        receiver.answers(500);
        Api.Answer endpoint = register("");
        pay();
        patiently().until(() -> deliveriesTried(endpoint) == 1);
        world.member()
                .put(
                        ENDPOINTS + "/" + endpoint.at("endpoint.id"),
                        "{\"url\": \"%s\", \"event_types\": [], \"status\": \"DISABLED\"}"
                                .formatted(receiver.url()))
                .is(200);
        MessageStore messages = world.webhooks().messages();
        long beforeNs = world.hub().nowNs() + Duration.ofDays(1).toNanos();
        assertThat(messages.forgetBefore(0, 1)).isZero();
        for (int i = 0; messages.forgetBefore(beforeNs, 1) > 0; i++) {
            assertThat(i).isLessThan(10);
        }

        assertThat(log(endpoint).json().get("data")).isEmpty();
        assertThat(events("").json().get("data")).isEmpty();
    }

    @Test
    void forADayBothSecretsAreGood() throws Exception {
        Api.Answer endpoint = register(", \"event_types\": [\"payment.completed\"]");
        String path = ENDPOINTS + "/" + endpoint.at("endpoint.id") + "/secret";
        Api.Answer rotated = world.member().key("rotate-1").post(path).is(200);
        assertThat(world.member().key("rotate-1").post(path).is(200).at("secret"))
                .isEqualTo(rotated.at("secret"))
                .isNotEqualTo(endpoint.at("secret"));
        pay();
        awaitGot(1);
        assertThat(receiver.got().getFirst().signature().split(" ")).hasSize(2);
        verify(receiver.got().getFirst(), endpoint.at("secret"));
        verify(receiver.got().getFirst(), rotated.at("secret"));

        world.hub().pass(Duration.ofHours(25));
        world.publishRate("0.0895");
        pay();
        awaitGot(2);
        assertThat(receiver.got().getLast().signature().split(" ")).hasSize(1);
        verify(receiver.got().getLast(), rotated.at("secret"));
    }

    @Test
    void nothingIsLostWhileTheDatabaseIsAway() {
        Api.Answer endpoint = register("");
        world.database().shut();
        pay();
        world.member().get("/v1/events").refused(503, "DATABASE_UNAVAILABLE");
        world.database().open();
        awaitGot(2);
        awaitDelivered(endpoint, 2);
    }

    /** Else its receiver would wait until the lease of what was never settled ends. */
    @Test
    void whatTheDatabaseWasNotToldOfIsSentAgainAsSoonAsItIsBack() {
        register("");
        receiver.isSilent(true);
        pay();
        patiently().until(() -> !receiver.refused().isEmpty());
        world.database().shut();
        patiently().until(() -> world.webhooks().failed() > 0);
        receiver.isSilent(false);
        world.database().open();
        awaitGot(2);
        assertThat(receiver.got())
                .extracting(this::type)
                .containsExactly("payment.reserved", "payment.completed");
    }

    @Test
    void theSameRegistrationTwiceIsOneEndpoint() {
        Api member = world.member().key("reg-1");
        Api.Answer first = member.post(ENDPOINTS, body(receiver, "")).is(201);
        assertThat(member.post(ENDPOINTS, body(receiver, "")).is(201).text())
                .isEqualTo(first.text());
        member.post(ENDPOINTS, body(receiver, ", \"signature\": \"ED25519\""))
                .refused(422, "REQUEST_REUSED");
        assertThat(world.member().get(ENDPOINTS).is(200).json().get("data").size()).isEqualTo(1);
        String path = ENDPOINTS + "/" + first.at("endpoint.id");
        world.otherMember().get(path).refused(404, "WEBHOOK_ENDPOINT_UNKNOWN");
        world.otherMember().delete(path).refused(404, "WEBHOOK_ENDPOINT_UNKNOWN");
        world.member().delete(path).is(200);
        world.member().get(path).refused(404, "WEBHOOK_ENDPOINT_UNKNOWN");
    }

    @Test
    void badAddressesAreRefusedByName() {
        for (String url :
                Set.of(
                        "ftp://example.com/",
                        "https://",
                        "https://user:secret@example.com/",
                        "https://example.com/#here",
                        "javascript:alert(1)",
                        "https://exa mple.com/")) {
            Api.Answer answer =
                    world.member()
                            .freshKey()
                            .post(ENDPOINTS, "{\"url\": \"%s\"}".formatted(url))
                            .refused(400, "FIELD_INVALID");
            assertThat(answer.at("param")).isEqualTo("url");
        }
        world.member()
                .freshKey()
                .post(ENDPOINTS, body(receiver, ", \"event_types\": [\"payment.dreamt\"]"))
                .refused(400, "FIELD_INVALID");
    }

    @Test
    void eventsAreListedForwardsAndBackwards() {
        pay();
        pay();
        patiently().until(() -> events("?limit=100").json().get("data").size() == 4);
        Api.Answer first = events("?limit=3");
        assertThat(first.at("has_more")).isEqualTo("true");
        Api.Answer rest = events("?limit=3&starting_after=" + first.at("last_cursor"));
        assertThat(rest.json().get("data").size()).isEqualTo(1);
        Api.Answer back = events("?limit=3&ending_before=" + rest.at("first_cursor"));
        assertThat(back.json().get("data")).isEqualTo(first.json().get("data"));
        String id = first.at("data.0.id");
        assertThat(world.member().get("/v1/events/" + id).is(200).json())
                .isEqualTo(first.json().get("data").get(0));
        world.otherMember().get("/v1/events/" + id).refused(404, "EVENT_UNKNOWN");
    }

    private Api.Answer events(String query) {
        return world.member().get("/v1/events" + query).is(200);
    }

    private void assertInOrder() {
        Map<String, List<String>> byPayment =
                receiver.got().stream()
                        .collect(
                                Collectors.groupingBy(
                                        got -> json(got.body(), "payment_id"),
                                        Collectors.mapping(this::type, Collectors.toList())));
        assertThat(byPayment.values())
                .hasSize(2)
                .allSatisfy(
                        types ->
                                assertThat(types)
                                        .containsExactly("payment.reserved", "payment.completed"));
    }

    private static void verify(Receiver.Got got, String secret) throws Exception {
        new Webhook(secret)
                .verify(
                        got.body(),
                        HttpHeaders.of(
                                Map.of(
                                        "webhook-id", List.of(got.id()),
                                        "webhook-timestamp", List.of(got.timestamp()),
                                        "webhook-signature", List.of(got.signature())),
                                (name, value) -> true));
    }

    private String type(Receiver.Got got) {
        return json(got.body(), "type");
    }

    private static String json(String body, String member) {
        String from = body.substring(body.indexOf("\"" + member + "\":\"") + member.length() + 4);
        return from.substring(0, from.indexOf('"'));
    }

    private String pay() {
        String id = TestWorld.paymentId();
        world.pay(id).is(201);
        return id;
    }

    private Api.Answer register(String more) {
        return world.member().freshKey().post(ENDPOINTS, body(receiver, more)).is(201);
    }

    private static String body(Receiver receiver, String more) {
        return "{\"url\": \"%s\"%s}".formatted(receiver.url(), more);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1));
    }

    private void awaitGot(int count) {
        patiently().untilAsserted(() -> assertThat(receiver.got()).hasSize(count));
    }

    private Api.Answer log(Api.Answer endpoint) {
        return world.member()
                .get(ENDPOINTS + "/" + endpoint.at("endpoint.id") + "/deliveries?limit=100")
                .is(200);
    }

    private long deliveriesTried(Api.Answer endpoint) {
        long tried = 0;
        for (var row : log(endpoint).json().get("data")) {
            tried += row.get("attempts").asInt() > 0 ? 1 : 0;
        }
        return tried;
    }

    private List<String> nextAttempts(Api.Answer endpoint) {
        List<String> next = new ArrayList<>();
        for (var row : log(endpoint).json().get("data")) {
            next.add(row.path("next_attempt_at").asString(""));
        }
        return next;
    }

    /** A receiver has heard before it is written down that it has. */
    private void awaitDelivered(Api.Answer endpoint, int count) {
        patiently()
                .untilAsserted(
                        () -> assertThat(deliveries(endpoint, "DELIVERED")).isEqualTo(count));
    }

    private long deliveries(Api.Answer endpoint, String status) {
        long count = 0;
        for (var row : log(endpoint).json().get("data")) {
            count += row.get("status").asString().equals(status) ? 1 : 0;
        }
        return count;
    }
}
