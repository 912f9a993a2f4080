// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.projection.writer.PaymentRow.Progress;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what became of payments that are in the table already, all of them in one statement. */
final class Changes {
    private static final String UPDATE =
            """
            update payments p set
                state = c.state,
                rejection = coalesce(c.rejection, p.rejection),
                iso_reason = coalesce(nullif(c.iso_reason, ''), p.iso_reason),
                dispatched_at = coalesce(c.dispatched_at, p.dispatched_at),
                in_doubt_at = coalesce(c.in_doubt_at, p.in_doubt_at),
                ended_at = coalesce(c.ended_at, p.ended_at),
                source_window = coalesce(c.source_window, p.source_window),
                destination_window = coalesce(c.destination_window, p.destination_window)
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                        ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::bigint[])
                as c (number, state, rejection, iso_reason, dispatched_at, in_doubt_at, ended_at,
                      source_window, destination_window)
            where p.number = c.number
            """;

    private Changes() {}

    /**
     * Updates these payments.
     *
     * @throws IllegalStateException when one of them is not there
     */
    static void write(Connection connection, Map<Long, Progress> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            statement.setArray(1, connection.createArrayOf("int8", changes.keySet().toArray()));
            statement.setArray(2, array(connection, "text", changes, each -> each.state));
            statement.setArray(3, array(connection, "text", changes, each -> each.rejection));
            statement.setArray(4, array(connection, "text", changes, each -> each.isoReason));
            statement.setArray(5, times(connection, changes, each -> each.dispatchedAtNs));
            statement.setArray(6, times(connection, changes, each -> each.inDoubtAtNs));
            statement.setArray(7, times(connection, changes, each -> each.endedAtNs));
            statement.setArray(8, windows(connection, changes, each -> each.sourceWindow));
            statement.setArray(9, windows(connection, changes, each -> each.destinationWindow));
            int changed = statement.executeUpdate();
            if (changed != changes.size()) {
                throw new IllegalStateException(
                        changes.size() - changed + " payments that changed are not known");
            }
        }
    }

    private static Array times(
            Connection connection, Map<Long, Progress> changes, Function<Progress, Long> timeNs)
            throws SQLException {
        return array(
                connection,
                "timestamptz",
                changes,
                each ->
                        timeNs.apply(each) == PaymentRow.NEVER
                                ? null
                                : new Sql.Moment(timeNs.apply(each)).value());
    }

    private static Array windows(
            Connection connection, Map<Long, Progress> changes, Function<Progress, Long> window)
            throws SQLException {
        return array(
                connection,
                "int8",
                changes,
                each -> window.apply(each) == 0 ? null : window.apply(each));
    }

    private static Array array(
            Connection connection,
            String type,
            Map<Long, Progress> changes,
            Function<Progress, @Nullable Object> value)
            throws SQLException {
        Object[] values = new Object[changes.size()];
        int row = 0;
        for (Progress change : changes.values()) {
            values[row++] = value.apply(change);
        }
        return connection.createArrayOf(type, values);
    }
}
