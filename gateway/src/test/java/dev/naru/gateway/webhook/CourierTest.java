// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.client.EventPosition;
import dev.naru.gateway.database.Database;
import dev.naru.gateway.http.support.TestDatabase;
import dev.naru.protocol.Bytes;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages from a real database to a participant's server that answers as it likes. */
class CourierTest {
    private static final int MEMBER = 10;
    private static final long NOW_NS = Duration.ofDays(20_000).toNanos();

    /** Longer than anything here takes but for what a receiver holds. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase server = TestDatabase.empty();
    private final Database database =
            new Database(server.pool(), Webhooks.SCHEMA, Webhooks.MIGRATIONS);
    private final EndpointStore endpoints =
            new EndpointStore(database, new SecretBox(new byte[SecretBox.KEY_BYTES]));
    private final MessageStore messages = new MessageStore(database);
    private final DeliveryStore deliveries =
            new DeliveryStore(database, "here", new QueueStarts(System::nanoTime));
    private final DeliveryLog log = new DeliveryLog(database);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Receiver receiver;
    private WebhookEndpoint endpoint;
    private Courier courier;
    private volatile boolean hasBug;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
        endpoint = register();
        courier =
                new Courier(
                        endpoints,
                        deliveries,
                        new Poster(Egress.PUBLIC_AND_LOOPBACK, LIMIT, threads),
                        this::nowNs,
                        threads);
    }

    @AfterEach
    void close() {
        receiver.close();
        courier.close();
        threads.shutdownNow();
        threads.close();
        server.close();
    }

    /** Of 300 payments, two messages each, the first message of one hangs. */
    @Test
    void aMessageThatIsNotAnsweredHoldsUpNoOtherPaymentOfItsEndpoint() {
        receiver.holds(body -> body.contains("\"n\":1,"));
        keep(300);
        patiently().until(() -> count(DeliveryStore.State.DELIVERED) == 598);

        assertThat(receiver.held()).hasSize(1);
        assertThat(courier.failed()).isZero();
        assertThat(row(1).state()).isEqualTo(DeliveryStore.State.PENDING);
        assertThat(row(2).attempts()).isZero();
        receiver.letGo();
        patiently().until(() -> count(DeliveryStore.State.DELIVERED) == 600);
        assertInOrder(600);
    }

    /** What comes later finds a place, too. */
    @Test
    void whatComesWhileAMessageHangsIsSent() {
        receiver.holds(body -> body.contains("\"n\":1,"));
        keep(1);
        patiently().until(() -> receiver.held().size() == 1);
        keep(100);
        patiently().until(() -> count(DeliveryStore.State.DELIVERED) == 200);
        assertThat(courier.failed()).isZero();
    }

    @Test
    void noMoreIsUnderWayAtOnceThanIsSaid() {
        receiver.holds(body -> true);
        keep(EndpointFlow.LEASED);
        patiently().until(() -> receiver.held().size() == EndpointFlow.UNDER_WAY);
        receiver.letGo();
        patiently().until(() -> count(DeliveryStore.State.DELIVERED) == 2 * EndpointFlow.LEASED);
        assertThat(receiver.held()).hasSize(EndpointFlow.UNDER_WAY);
        assertInOrder(2 * EndpointFlow.LEASED);
    }

    @Test
    void aResendDuringTheFirstAttemptIsMade() {
        receiver.holds(body -> body.contains("\"n\":1,"));
        keep(1);
        patiently().until(() -> receiver.held().size() == 1);
        deliveries.resend(endpoint, 1, "again", NOW_NS);
        receiver.letGo();
        patiently().until(() -> count(DeliveryStore.State.DELIVERED) == 2);

        String id = Message.id(1);
        patiently()
                .untilAsserted(
                        () ->
                                assertThat(receiver.got())
                                        .extracting(Receiver.Got::id)
                                        .filteredOn(id::equals)
                                        .hasSize(2));
    }

    /** And comes as soon as it is enabled again, though something still hangs. */
    @Test
    void whatWaitedForAPlaceIsGivenBackWhenTheReceiverIsGone() {
        receiver.holds(body -> body.contains("\"n\":1,"));
        receiver.answers(410);
        keep(3 * EndpointFlow.LEASED);
        patiently().until(() -> status() == WebhookEndpoint.Status.DISABLED);
        receiver.answers(200);
        change(endpoint.url().toString());
        patiently().until(() -> !receiver.got().isEmpty());
        assertThat(receiver.held()).hasSize(1);
        assertThat(row(1).attempts()).isZero();
    }

    /** Of all that is leased by then, and though the old address answers hardly anything. */
    @Test
    void whatIsNotSentYetGoesToTheCorrectedAddress() throws Exception {
        receiver.holds(body -> true);
        keep(EndpointFlow.LEASED);
        patiently().until(() -> receiver.held().size() == EndpointFlow.UNDER_WAY);
        try (Receiver corrected = new Receiver()) {
            change(corrected.url());
            patiently()
                    .until(
                            () -> {
                                receiver.letOneGo();
                                return !corrected.got().isEmpty();
                            });
            // As many as it was looked at before the next look, and far from all that was leased.
            assertThat(receiver.held()).hasSizeLessThan(2 * EndpointFlow.UNDER_WAY);
            receiver.letGo();
            patiently()
                    .until(() -> count(DeliveryStore.State.DELIVERED) == 2 * EndpointFlow.LEASED);
            assertThat(receiver.got().size() + corrected.got().size())
                    .isEqualTo(2 * EndpointFlow.LEASED);
        }
    }

    @Test
    void nothingMoreIsSentWhereTheParticipantWantsNothingAnyMore() {
        receiver.holds(body -> true);
        keep(EndpointFlow.LEASED);
        patiently().until(() -> receiver.held().size() == EndpointFlow.UNDER_WAY);
        endpoints.change(
                MEMBER,
                endpoint.id(),
                new EndpointStore.Wish(URI.create(endpoint.url().toString()), Set.of()),
                WebhookEndpoint.Status.DISABLED);
        // Each that is answered makes a place, which the next one takes until the change is seen;
        // then all that waits for a place is given back.
        patiently()
                .until(
                        () -> {
                            receiver.letOneGo();
                            return leased() <= EndpointFlow.UNDER_WAY;
                        });
        assertThat(receiver.held()).hasSizeLessThan(2 * EndpointFlow.UNDER_WAY);
        int sent = receiver.held().size();
        receiver.letGo();
        patiently().until(() -> count(DeliveryStore.State.DELIVERED) == sent);
        assertThat(receiver.got()).hasSize(sent);
    }

    @Test
    void aLateGoneOfTheAddressFromBeforeDisablesNothing() throws Exception {
        receiver.holds(body -> body.contains("\"n\":1,"));
        receiver.answers(410);
        keep(1);
        patiently().until(() -> receiver.held().size() == 1);
        try (Receiver corrected = new Receiver()) {
            change(corrected.url());
            receiver.letGo();
            patiently().until(() -> row(1).attempts() == 1);
            assertThat(status()).isEqualTo(WebhookEndpoint.Status.ENABLED);
            keep(1);
            patiently().until(() -> corrected.got().size() == 2);
        }
    }

    @Test
    void aBugWhileLookingIsSaidAndTriedAgain() {
        hasBug = true;
        patiently().until(() -> courier.complaint().isPresent());
        assertThat(courier.complaint())
                .contains("messages cannot be delivered: IllegalStateException");
        keep(1);
        hasBug = false;
        patiently().until(() -> count(DeliveryStore.State.DELIVERED) == 2);
        patiently().until(() -> courier.complaint().isEmpty());
    }

    /** What went well with one endpoint says nothing of another. */
    @Test
    void whatConcernsOneEndpointIsSaidUntilItIsOver() {
        damageSecret();
        keep(1);
        patiently().until(() -> courier.complaint().isPresent());
        assertThat(courier.complaint().orElseThrow())
                .startsWith("messages of endpoint " + endpoint.id() + " cannot be delivered: ");
        assertThat(receiver.got()).isEmpty();
        endpoints.remove(MEMBER, endpoint.id());
        patiently().until(() -> courier.complaint().isEmpty());
    }

    @Test
    void thatTheDatabaseIsAwayIsSaidUntilItIsBack() {
        server.shut();
        patiently().until(() -> courier.complaint().isPresent());
        assertThat(courier.complaint()).contains("nothing is delivered until the database is back");
        server.open();
        patiently().until(() -> courier.complaint().isEmpty());
        keep(1);
        patiently().until(() -> count(DeliveryStore.State.DELIVERED) == 2);
    }

    private void damageSecret() {
        database.inTransaction(
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.executeUpdate(
                                "update webhook.endpoint set secret = '\\x00'");
                    }
                });
    }

    private long nowNs() {
        if (hasBug) {
            throw new IllegalStateException("planted by a test");
        }
        return NOW_NS;
    }

    private int leased() {
        return database.inTransaction(
                connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet row =
                                    statement.executeQuery(
                                            "select count(*) from webhook.delivery where state ="
                                                    + " 'PENDING' and leased_until is not null")) {
                        row.next();
                        return row.getInt(1);
                    }
                });
    }

    private WebhookEndpoint.Status status() {
        return endpoints.find(MEMBER, endpoint.id()).orElseThrow().status();
    }

    private void change(String url) {
        endpoints.change(
                MEMBER,
                endpoint.id(),
                new EndpointStore.Wish(URI.create(url), Set.of()),
                WebhookEndpoint.Status.ENABLED);
    }

    private List<DeliveryLog.Row> log() {
        return log.rising(endpoint.id(), 0, 10_000);
    }

    private long count(DeliveryStore.State state) {
        return log().stream().filter(row -> row.state() == state).count();
    }

    private DeliveryLog.Row row(long eventNumber) {
        return log().stream()
                .filter(row -> row.eventNumber() == eventNumber)
                .findFirst()
                .orElseThrow();
    }

    /** Each message once, and those of a payment one after the other. */
    private void assertInOrder(int messagesInAll) {
        Map<String, List<String>> byPayment = new HashMap<>();
        for (Receiver.Got got : receiver.got()) {
            String payment = got.body().substring(got.body().indexOf("\"payment\""));
            byPayment.computeIfAbsent(payment, any -> new ArrayList<>()).add(got.id());
        }
        assertThat(receiver.got()).hasSize(messagesInAll);
        assertThat(byPayment.values())
                .hasSize(messagesInAll / 2)
                .allSatisfy(ids -> assertThat(ids).hasSize(2).isSorted().doesNotHaveDuplicates());
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(2));
    }

    private WebhookEndpoint register() {
        EndpointStore.Registration registration =
                endpoints.register(
                        MEMBER,
                        new EndpointStore.Request("here", Bytes.ofText("here")),
                        new EndpointStore.Wish(URI.create(receiver.url()), Set.of()),
                        SigningSecret.Kind.HMAC,
                        NOW_NS);
        return ((EndpointStore.Registration.Registered) registration).endpoint();
    }

    /** Two messages of each of so many new payments. */
    private void keep(int payments) {
        EventPosition before = messages.position();
        List<Message> fresh = new ArrayList<>();
        for (long number = before.number() + 1;
                number <= before.number() + 2L * payments;
                number++) {
            long payment = (number + 1) / 2;
            fresh.add(
                    new Message(
                            number,
                            NOW_NS,
                            MessageType.PAYMENT_RESERVED,
                            payment,
                            Optional.of(new Message.Parties(MEMBER, 0, 0)),
                            Bytes.ofText("{\"n\":%d,\"payment\":%d}".formatted(number, payment))));
        }
        EventPosition after = new EventPosition(before.number() + 2L * payments, 1);
        assertThat(messages.take(before, after, fresh)).isTrue();
        courier.ring();
    }
}
