// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.gateway.database.Database;
import dev.naru.gateway.webhook.DeliveryStore.State;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of deliveries, for the participant that they are to. */
public final class DeliveryLog {
    private static final String LOG =
            """
            select d.event_number, m.type, d.state, d.attempts, d.next_attempt_ns,
                   a.made_ns, a.took_ms, a.status, a.failure
            from webhook.delivery d
            join webhook.endpoint e on e.id = d.endpoint_id
            join webhook.message m
              on m.participant_id = e.participant_id and m.event_number = d.event_number
            left join lateral (
                select * from webhook.attempt a
                where a.endpoint_id = d.endpoint_id and a.event_number = d.event_number
                order by a.made_ns desc limit 1) a on true
            where d.endpoint_id = ?
            """;

    private static final String ATTEMPTS =
            """
            select made_ns, took_ms, status, failure from webhook.attempt
            where endpoint_id = ? and event_number = ?
            order by made_ns desc limit ?
            """;

    private final Database database;

    DeliveryLog(Database database) {
        this.database = database;
    }

    /** One attempt of a delivery. */
    public record Attempt(long madeNs, int tookMs, int status, String failure) {}

    /** A delivery as it stands. */
    public record Row(
            long eventNumber,
            MessageType type,
            State state,
            int attempts,
            long nextAttemptNs,
            Optional<Attempt> last) {}

    /** An endpoint's deliveries by rising event number, from this one on. */
    public List<Row> rising(String endpointId, long from, int limit) {
        return log(endpointId, from, limit, "d.event_number >= ? order by d.event_number limit ?");
    }

    /** An endpoint's deliveries by falling event number, from this one down. */
    public List<Row> falling(String endpointId, long from, int limit) {
        return log(
                endpointId,
                from,
                limit,
                "d.event_number <= ? order by d.event_number desc limit ?");
    }

    /** One delivery of an endpoint. */
    public Optional<Row> find(String endpointId, long eventNumber) {
        return rising(endpointId, eventNumber, 1).stream()
                .filter(row -> row.eventNumber() == eventNumber)
                .findFirst();
    }

    /**
     * The attempts of a delivery, the last one first: those of every time that it was asked for.
     *
     * @param most how many at the most
     */
    public List<Attempt> attempts(String endpointId, long eventNumber, int most) {
        return database.inTransaction(
                connection -> {
                    try (PreparedStatement select = connection.prepareStatement(ATTEMPTS)) {
                        select.setString(1, endpointId);
                        select.setLong(2, eventNumber);
                        select.setInt(3, most);
                        List<Attempt> found = new ArrayList<>();
                        try (ResultSet row = select.executeQuery()) {
                            while (row.next()) {
                                found.add(
                                        new Attempt(
                                                row.getLong(1),
                                                row.getInt(2),
                                                row.getInt(3),
                                                row.getString(4)));
                            }
                        }
                        return found;
                    }
                });
    }

    private List<Row> log(String endpointId, long from, int limit, String which) {
        return database.inTransaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(LOG + " and " + which)) {
                        select.setString(1, endpointId);
                        select.setLong(2, from);
                        select.setInt(3, limit);
                        List<Row> found = new ArrayList<>();
                        try (ResultSet row = select.executeQuery()) {
                            while (row.next()) {
                                found.add(row(row));
                            }
                        }
                        return found;
                    }
                });
    }

    private static Row row(ResultSet row) throws SQLException {
        String failure = row.getString(9);
        Optional<Attempt> last =
                failure == null
                        ? Optional.empty()
                        : Optional.of(
                                new Attempt(row.getLong(6), row.getInt(7), row.getInt(8), failure));
        return new Row(
                row.getLong(1),
                MessageType.of(row.getString(2)).orElseThrow(),
                State.valueOf(row.getString(3)),
                row.getInt(4),
                row.getLong(5),
                last);
    }
}
