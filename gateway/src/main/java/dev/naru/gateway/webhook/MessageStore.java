// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.client.EventPosition;
import dev.naru.gateway.database.Database;
import dev.naru.protocol.Bytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages, by participant and the number of their event. Safe for many threads, and for many
 * gateways on one database: whoever comes second with a batch finds it done.
 */
public final class MessageStore {
    private static final String PARTIES =
            """
            insert into webhook.payment (number, payer_side_id, provider_id, payee_side_id)
            select * from unnest(?::bigint[], ?::integer[], ?::integer[], ?::integer[])
            on conflict do nothing
            """;

    /**
     * A participant that stands on two sides of one payment is told once. The sides are read by
     * their key, row by row: for a large batch the planner would read all that there are.
     */
    private static final String MESSAGES =
            """
            with news as (
                select * from unnest(
                    ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bytea[], ?::boolean[])
                as n (event_number, payment_number, type, time_ns, body, is_for_all)),
            told as (
                insert into webhook.message
                    (participant_id, event_number, payment_number, type, time_ns, body)
                select who.id, n.event_number, n.payment_number, n.type, n.time_ns, n.body
                from news n
                cross join lateral (
                    select * from webhook.payment p where p.number = n.payment_number offset 0)
                as p
                cross join lateral (
                    select p.payer_side_id
                    union select p.provider_id where n.is_for_all and p.provider_id > 0
                    union select p.payee_side_id where n.is_for_all and p.payee_side_id > 0)
                as who (id)
                on conflict do nothing
                returning participant_id, event_number, payment_number, type, time_ns)
            insert into webhook.delivery
                (endpoint_id, event_number, payment_number, state, next_attempt_ns)
            select e.id, t.event_number, t.payment_number, 'PENDING', t.time_ns
            from told t
            join webhook.endpoint e on e.participant_id = t.participant_id
            where e.is_enabled and (cardinality(e.types) = 0 or t.type = any (e.types))
            on conflict do nothing
            """;

    private static final String ENDED =
            """
            update webhook.payment p set ended_ns = n.time_ns
            from unnest(?::bigint[], ?::bigint[]) as n (number, time_ns)
            where p.number = n.number
            """;

    private static final List<String> FORGETTING =
            List.of(
                    """
                    update webhook.delivery set state = 'GIVEN_UP', leased_until = null
                    where (endpoint_id, event_number) in (
                        select d.endpoint_id, d.event_number
                        from webhook.message m
                        join webhook.endpoint e on e.participant_id = m.participant_id
                        join webhook.delivery d
                          on d.endpoint_id = e.id and d.event_number = m.event_number
                        where m.time_ns < ? and d.state = 'PENDING' and not e.is_enabled
                        limit ?)
                    """,
                    """
                    delete from webhook.delivery
                    where (endpoint_id, event_number) in (
                        select d.endpoint_id, d.event_number
                        from webhook.message m
                        join webhook.endpoint e on e.participant_id = m.participant_id
                        join webhook.delivery d
                          on d.endpoint_id = e.id and d.event_number = m.event_number
                        where m.time_ns < ? and d.state <> 'PENDING'
                        limit ?)
                    """,
                    """
                    delete from webhook.message
                    where (participant_id, event_number) in (
                        select m.participant_id, m.event_number
                        from webhook.message m
                        where m.time_ns < ? and not exists (
                            select 1 from webhook.endpoint e
                            join webhook.delivery d
                              on d.endpoint_id = e.id and d.event_number = m.event_number
                            where e.participant_id = m.participant_id)
                        limit ?)
                    """,
                    """
                    delete from webhook.payment
                    where number in (
                        select number from webhook.payment
                        where ended_ns > 0 and ended_ns < ? limit ?)
                    """);

    private final Database database;

    MessageStore(Database database) {
        this.database = database;
    }

    /**
     * A message as its receiver sees it.
     *
     * @param body JSON
     */
    public record Stored(long eventNumber, MessageType type, long timeNs, Bytes body) {}

    /** Up to which event messages were made. */
    EventPosition position() {
        return database.inTransaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select event_number, crc from webhook.progress")) {
                        return position(select);
                    }
                });
    }

    /**
     * Keeps the messages of the events between two positions, and what is to be delivered.
     *
     * @return false when another gateway has gone on from {@code from} meanwhile; nothing was kept
     */
    boolean take(EventPosition from, EventPosition to, List<Message> messages) {
        return database.inTransaction(
                connection -> {
                    if (!isAt(connection, from)) {
                        return false;
                    }
                    if (!messages.isEmpty()) {
                        putParties(connection, messages);
                        putMessages(connection, messages);
                        putEnds(connection, messages);
                    }
                    putPosition(connection, to);
                    return true;
                });
    }

    /**
     * A participant's messages by rising number.
     *
     * @param from the least event number
     * @param limit how many at the most
     */
    public List<Stored> rising(int participantId, long from, int limit) {
        return read(participantId, from, limit, "event_number >= ? order by event_number limit ?");
    }

    /**
     * A participant's messages by falling number.
     *
     * @param from the greatest event number
     * @param limit how many at the most
     */
    public List<Stored> falling(int participantId, long from, int limit) {
        return read(
                participantId, from, limit, "event_number <= ? order by event_number desc limit ?");
    }

    /** One of a participant's messages. */
    public Optional<Stored> find(int participantId, long eventNumber) {
        return rising(participantId, eventNumber, 1).stream()
                .filter(found -> found.eventNumber() == eventNumber)
                .findFirst();
    }

    /**
     * Forgets what is older than this: messages, their deliveries, and payments that ended. What
     * waits so long, at an endpoint that is disabled, is given up first.
     *
     * @param most how many of each
     * @return how many in all; fewer than {@code most} says that there are no more
     */
    int forgetBefore(long timeNs, int most) {
        return database.inTransaction(
                connection -> {
                    int gone = 0;
                    for (String statement : FORGETTING) {
                        try (PreparedStatement delete = connection.prepareStatement(statement)) {
                            delete.setLong(1, timeNs);
                            delete.setInt(2, most);
                            gone += delete.executeUpdate();
                        }
                    }
                    return gone;
                });
    }

    private static boolean isAt(Connection connection, EventPosition from) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select event_number, crc from webhook.progress for update")) {
            return position(select).equals(from);
        }
    }

    private static EventPosition position(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("webhook.progress has lost its row");
            }
            return new EventPosition(row.getLong(1), row.getInt(2));
        }
    }

    private static void putPosition(Connection connection, EventPosition to) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update webhook.progress set event_number = ?, crc = ?")) {
            update.setLong(1, to.number());
            update.setInt(2, to.crc());
            update.executeUpdate();
        }
    }

    private static void putParties(Connection connection, List<Message> messages)
            throws SQLException {
        List<Message> first = messages.stream().filter(m -> m.parties().isPresent()).toList();
        List<Message.Parties> parties = first.stream().map(m -> m.parties().orElseThrow()).toList();
        try (PreparedStatement insert = connection.prepareStatement(PARTIES)) {
            Columns columns = new Columns(connection, insert);
            columns.longs(first.stream().map(Message::paymentNumber).toList());
            columns.ints(parties.stream().map(Message.Parties::payerSideId).toList());
            columns.ints(parties.stream().map(Message.Parties::providerId).toList());
            columns.ints(parties.stream().map(Message.Parties::payeeSideId).toList());
            insert.executeUpdate();
        }
    }

    private static void putMessages(Connection connection, List<Message> messages)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(MESSAGES)) {
            Columns columns = new Columns(connection, insert);
            columns.longs(messages.stream().map(Message::eventNumber).toList());
            columns.longs(messages.stream().map(Message::paymentNumber).toList());
            columns.array("text", messages.stream().map(m -> m.type().text()).toArray());
            columns.longs(messages.stream().map(Message::timeNs).toList());
            columns.array(
                    "bytea", messages.stream().map(m -> m.body().toArray()).toArray(byte[][]::new));
            columns.array("boolean", messages.stream().map(m -> m.type().isForAll()).toArray());
            insert.executeUpdate();
        }
    }

    private static void putEnds(Connection connection, List<Message> messages) throws SQLException {
        List<Message> last = messages.stream().filter(m -> m.type().isFinal()).toList();
        try (PreparedStatement update = connection.prepareStatement(ENDED)) {
            Columns columns = new Columns(connection, update);
            columns.longs(last.stream().map(Message::paymentNumber).toList());
            columns.longs(last.stream().map(Message::timeNs).toList());
            update.executeUpdate();
        }
    }

    private List<Stored> read(int participantId, long from, int limit, String which) {
        return database.inTransaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select event_number, type, time_ns, body from webhook.message"
                                            + " where participant_id = ? and "
                                            + which)) {
                        select.setInt(1, participantId);
                        select.setLong(2, from);
                        select.setInt(3, limit);
                        List<Stored> found = new ArrayList<>();
                        try (ResultSet row = select.executeQuery()) {
                            while (row.next()) {
                                found.add(
                                        new Stored(
                                                row.getLong(1),
                                                MessageType.of(row.getString(2)).orElseThrow(),
                                                row.getLong(3),
                                                Bytes.copyOf(row.getBytes(4))));
                            }
                        }
                        return found;
                    }
                });
    }

    /** Fills a statement's parameters with arrays, from the first on. */
    private static final class Columns {
        private final Connection connection;
        private final PreparedStatement statement;
        private int parameter;

        private Columns(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        private void longs(List<Long> values) throws SQLException {
            array("bigint", values.toArray());
        }

        private void ints(List<Integer> values) throws SQLException {
            array("integer", values.toArray());
        }

        private void array(String type, Object[] values) throws SQLException {
            parameter++;
            statement.setArray(parameter, connection.createArrayOf(type, values));
        }
    }
}
