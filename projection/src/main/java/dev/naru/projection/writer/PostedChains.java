// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Chains that were posted, in order; who took part in them stands in the payments' rows. */
final class PostedChains {
    private static final String INSERT =
            """
            insert into posted_chains
            select c.event_number, c.at, p.number, p.participant_id,
                   coalesce(p.fx_provider_id, 0), p.destination_participant_id,
                   p.source_group_id, p.destination_group_id, p.source_window,
                   p.destination_window
            from unnest(?::bigint[], ?::timestamptz[], ?::bigint[])
                as c (event_number, at, number)
            join payments p on p.number = c.number
            order by c.event_number
            """;

    private final List<Long> events = new ArrayList<>();
    private final List<Object> times = new ArrayList<>();
    private final List<Long> payments = new ArrayList<>();

    void add(Story.At at, long payment) {
        events.add(at.number());
        times.add(new Sql.Moment(at.timeNs()).value());
        payments.add(payment);
    }

    /**
     * Writes them once the payments' rows say in which windows.
     *
     * @throws IllegalStateException when one of the payments is not there
     */
    void write(Connection connection) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, connection.createArrayOf("int8", events.toArray()));
            statement.setArray(2, connection.createArrayOf("timestamptz", times.toArray()));
            statement.setArray(3, connection.createArrayOf("int8", payments.toArray()));
            int written = statement.executeUpdate();
            if (written != events.size()) {
                throw new IllegalStateException(
                        events.size() - written + " payments that were posted are not known");
            }
        }
    }
}
