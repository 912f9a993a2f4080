// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import dev.naru.client.EventPosition;
import dev.naru.gateway.database.Database;
import dev.naru.gateway.http.support.TestDatabase;
import dev.naru.protocol.Bytes;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two gateways on one database, and one whose receiver was down. */
final class LeaseTest {
    private static final int MEMBER = 10;
    private static final long NOW_NS = Duration.ofDays(20_000).toNanos();

    private static final int BACKLOG = 20_000;
    private static final int AT_ONCE = 64;

    /** Far less than the backlog, and a little more than a lease and what it looks past. */
    private static final long FEW_ROWS = 20 * AT_ONCE;

    private static final long FEW_PAGES = 20;

    private final TestDatabase server = TestDatabase.empty();
    private final Database database =
            new Database(server.pool(), Webhooks.SCHEMA, Webhooks.MIGRATIONS);
    private final EndpointStore endpoints =
            new EndpointStore(database, new SecretBox(new byte[SecretBox.KEY_BYTES]));
    private final MessageStore messages = new MessageStore(database);
    private final AtomicLong clockNs = new AtomicLong();
    private final DeliveryStore one = store("one");
    private final DeliveryStore two = store("two");

    private DeliveryStore store(String holder) {
        return new DeliveryStore(database, holder, new QueueStarts(clockNs::get));
    }

    @Test
    void aGatewayFreesWhatItHasLeasedItselfAndOnlyThere() {
        WebhookEndpoint here = register("here");
        WebhookEndpoint there = register("there");
        keep(1);
        assertThat(lease(one, here, 10)).hasSize(1);
        assertThat(lease(one, there, 10)).hasSize(1);

        two.freeOwn(here.id());
        assertThat(lease(two, here, 10)).isEmpty();
        one.freeOwn(there.id());
        assertThat(lease(two, here, 10)).isEmpty();

        one.freeOwn(here.id());
        assertThat(lease(two, here, 10)).hasSize(1);
        // It is the other's now.
        one.freeOwn(here.id());
        assertThat(lease(one, here, 10)).isEmpty();
    }

    /** The endpoint was disabled before its turn came, or the gateway ends. */
    @Test
    void whatWasNotSentIsGivenBackByWhoLeasedIt() {
        WebhookEndpoint here = register("here");
        keep(1);
        List<DeliveryStore.Due> due = lease(one, here, 10);
        assertThat(due).hasSize(1);

        two.settleAndLease(here.id(), List.of(), due, Optional.empty());
        assertThat(lease(two, here, 10)).isEmpty();
        one.settleAndLease(here.id(), List.of(), due, Optional.empty());
        assertThat(lease(two, here, 10)).hasSize(1);
    }

    /** And not only when somebody looks again. */
    @Test
    void theNextMessageOfAPaymentIsLeasedWithWhatSettlesTheOneBefore() {
        WebhookEndpoint here = register("here");
        keep(1);
        keep(1);
        List<DeliveryStore.Due> first = lease(one, here, 10);
        assertThat(first).extracting(DeliveryStore.Due::eventNumber).containsExactly(1L);
        assertThat(
                        one.settleAndLease(
                                here.id(),
                                List.of(delivered(first.getFirst())),
                                List.of(),
                                Optional.of(new DeliveryStore.Wanted(here, NOW_NS, 10))))
                .extracting(DeliveryStore.Due::eventNumber)
                .containsExactly(2L);
    }

    /** Whoever asks for a message again has perhaps lost what the first attempt brings. */
    @Test
    void whatIsAskedForAgainDuringAnAttemptIsSentAgain() {
        WebhookEndpoint here = register("here");
        keep(1);
        List<DeliveryStore.Due> first = lease(one, here, 10);
        one.resend(here, 1, "again", NOW_NS);
        settle(here, first.stream().map(LeaseTest::delivered).toList());

        assertThat(state(here)).isEqualTo(DeliveryStore.State.PENDING);
        List<DeliveryStore.Due> again = lease(one, here, 10);
        assertThat(again).extracting(DeliveryStore.Due::eventNumber).containsExactly(1L);
        settle(here, again.stream().map(LeaseTest::delivered).toList());
        assertThat(state(here)).isEqualTo(DeliveryStore.State.DELIVERED);
    }

    private DeliveryStore.State state(WebhookEndpoint endpoint) {
        return new DeliveryLog(database).rising(endpoint.id(), 0, 1).getFirst().state();
    }

    @AfterEach
    void close() {
        server.close();
    }

    /**
     * Else a receiver that was down for an hour is never caught up with: the longer the queue, the
     * slower it goes.
     *
     * @param analyzed what the database believed of the table when the backlog came
     */
    @ParameterizedTest
    @ValueSource(strings = {"", "nothing waits", "all waits"})
    void aLeaseReadsNoMoreForALongBacklog(String analyzed) {
        WebhookEndpoint here = register("here");
        if (analyzed.equals("nothing waits")) {
            queue(here, 1, BACKLOG, "DELIVERED");
            run("analyze webhook.delivery");
        }
        queue(here, BACKLOG + 1, BACKLOG, "PENDING");
        if (analyzed.equals("all waits")) {
            run("analyze webhook.delivery");
        }
        // From the sixth on the database keeps its plan.
        for (int i = 0; i < 8; i++) {
            long before = rowsRead();
            assertThat(one.endpointsDue(NOW_NS)).containsExactly(here.id());
            List<DeliveryStore.Due> due = lease(one, here, AT_ONCE);
            assertThat(due).hasSize(AT_ONCE);
            assertThat(rowsRead() - before).as("lease " + i).isLessThan(FEW_ROWS);
            settle(here, due.stream().map(LeaseTest::delivered).toList());
        }
    }

    /**
     * What was delivered stays in the index until the table is vacuumed, however many messages that
     * takes.
     */
    @Test
    void aLeaseReadsNoMoreAfterALongBacklogWasDelivered() {
        run("alter table webhook.delivery set (autovacuum_enabled = false)");
        WebhookEndpoint here = register("here");
        queue(here, 1, BACKLOG, "PENDING");
        List<Long> pages = new ArrayList<>();
        for (int i = 0; i < BACKLOG / AT_ONCE; i++) {
            long before = pagesOfTheQueue();
            assertThat(one.endpointsDue(NOW_NS)).containsExactly(here.id());
            List<DeliveryStore.Due> due = lease(one, here, AT_ONCE);
            pages.add(pagesOfTheQueue() - before);
            assertThat(due).hasSize(AT_ONCE);
            settle(here, due.stream().map(LeaseTest::delivered).toList());
        }
        assertThat(pages).hasSize(BACKLOG / AT_ONCE).last(LONG).isLessThan(FEW_PAGES);
    }

    /** A participant asks for an old message again, of which another gateway hears. */
    @Test
    void whatWaitsBeforeTheFirstIsFoundWhenEverythingIsLookedAt() {
        WebhookEndpoint here = register("here");
        queue(here, 1, 10, "PENDING");
        assertThat(one.endpointsDue(NOW_NS)).containsExactly(here.id());
        for (int i = 0; i < 2; i++) {
            List<DeliveryStore.Due> due = lease(one, here, 10);
            assertThat(due).isNotEmpty();
            settle(here, due.stream().map(LeaseTest::delivered).toList());
        }
        assertThat(one.endpointsDue(NOW_NS)).isEmpty();

        two.resend(here, 3, "again", 1);
        clockNs.addAndGet(QueueStarts.EVERYTHING_EVERY.toNanos());

        assertThat(one.endpointsDue(NOW_NS)).containsExactly(here.id());
        assertThat(lease(one, here, 10))
                .extracting(DeliveryStore.Due::eventNumber)
                .containsExactly(3L);
    }

    private long pagesOfTheQueue() {
        return figure(
                """
                select idx_blks_read + idx_blks_hit from pg_statio_user_indexes
                where schemaname = 'webhook' and indexrelname = 'delivery_due'
                """);
    }

    private static List<DeliveryStore.Due> lease(
            DeliveryStore gateway, WebhookEndpoint endpoint, int most) {
        return gateway.settleAndLease(
                endpoint.id(),
                List.of(),
                List.of(),
                Optional.of(new DeliveryStore.Wanted(endpoint, NOW_NS, most)));
    }

    private void settle(WebhookEndpoint endpoint, List<DeliveryStore.Settled> settled) {
        one.settleAndLease(endpoint.id(), settled, List.of(), Optional.empty());
    }

    private static DeliveryStore.Settled delivered(DeliveryStore.Due due) {
        return new DeliveryStore.Settled(
                due, DeliveryStore.State.DELIVERED, NOW_NS, NOW_NS, 1, 200, "");
    }

    /** Two messages of each payment, due one after the other. */
    private void queue(WebhookEndpoint endpoint, int first, int count, String state) {
        run(
                """
                insert into webhook.message
                    (participant_id, event_number, payment_number, type, time_ns, body)
                select %d, n, n / 2, 'payment.reserved', %d, '{}'
                from generate_series(%d, %d) n;
                insert into webhook.delivery
                    (endpoint_id, event_number, payment_number, state, next_attempt_ns)
                select '%s', m.event_number, m.payment_number, '%s', m.time_ns - %d + m.event_number
                from webhook.message m where m.event_number >= %3$d
                """
                        .formatted(
                                MEMBER,
                                NOW_NS,
                                first,
                                first + count - 1,
                                endpoint.id(),
                                state,
                                10 * BACKLOG));
    }

    private void run(String statements) {
        database.inTransaction(
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute(statements);
                    }
                });
    }

    /** How many rows of the queue were read until now. */
    private long rowsRead() {
        return figure(
                """
                select seq_tup_read + idx_tup_fetch from pg_stat_user_tables
                where schemaname = 'webhook' and relname = 'delivery'
                """);
    }

    /** Of the database's own statistics; one thread has one connection. */
    private long figure(String query) {
        run("select pg_stat_force_next_flush()");
        return database.inTransaction(
                connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery(query)) {
                        row.next();
                        return row.getLong(1);
                    }
                });
    }

    private WebhookEndpoint register(String name) {
        EndpointStore.Registration registration =
                endpoints.register(
                        MEMBER,
                        new EndpointStore.Request(name, Bytes.ofText(name)),
                        new EndpointStore.Wish(
                                URI.create("https://app.example/" + name),
                                Set.of(MessageType.values())),
                        SigningSecret.Kind.HMAC,
                        NOW_NS);
        return ((EndpointStore.Registration.Registered) registration).endpoint();
    }

    private void keep(long number) {
        EventPosition before = messages.position();
        EventPosition after = new EventPosition(before.number() + number, 1);
        Message message =
                new Message(
                        after.number(),
                        NOW_NS,
                        MessageType.PAYMENT_RESERVED,
                        7,
                        Optional.of(new Message.Parties(MEMBER, 0, 0)),
                        Bytes.ofText("{}"));
        assertThat(messages.take(before, after, List.of(message))).isTrue();
    }
}
