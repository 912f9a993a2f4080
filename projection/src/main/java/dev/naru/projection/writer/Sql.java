// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One statement with its values, for rows that change seldom.
 *
 * @param values each a Long, Integer, String, UUID, Boolean, byte[], {@link Moment}, {@link Longs},
 *     a collection of String, or an Optional of one of them, empty for NULL
 */
record Sql(String text, List<Object> values) {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long NS_PER_MICRO = 1_000L;

    /** An array of numbers. */
    record Longs(List<Long> values) {}

    /** A moment of the cluster's clock, cut to the microsecond. */
    record Moment(long epochNs) {
        OffsetDateTime value() {
            long micros = Math.floorDiv(epochNs, NS_PER_MICRO);
            return Instant.ofEpochSecond(
                            Math.floorDiv(micros * NS_PER_MICRO, NS_PER_SECOND),
                            Math.floorMod(micros * NS_PER_MICRO, NS_PER_SECOND))
                    .atOffset(ZoneOffset.UTC);
        }
    }

    static Sql of(String text, Object... values) {
        return new Sql(text, List.of(values));
    }

    /** Executes it; how many rows it changed. */
    int execute(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (int i = 0; i < values.size(); i++) {
                bind(connection, statement, i + 1, values.get(i));
            }
            return statement.executeUpdate();
        }
    }

    private static void bind(
            Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        switch (value) {
            case Moment moment -> statement.setObject(index, moment.value());
            case Optional<?> present when present.isPresent() ->
                    bind(connection, statement, index, present.get());
            case Optional<?> _ -> statement.setNull(index, Types.NULL);
            case Longs(var many) ->
                    statement.setArray(index, connection.createArrayOf("int8", many.toArray()));
            case Collection<?> many ->
                    statement.setArray(index, connection.createArrayOf("text", many.toArray()));
            default -> statement.setObject(index, value);
        }
    }
}
