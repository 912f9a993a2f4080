// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.rebuild;

import dev.naru.projection.migrations.Tables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * What the tables that are in use had otherwise than new ones at the same event.
 *
 * @param tables how many were compared; 0 where there were none before
 * @param different the tables that had other rows
 */
public record Comparison(int tables, List<String> different) {
    static final Comparison WITH_NOTHING = new Comparison(0, List.of());

    public Comparison {
        different = List.copyOf(different);
    }

    /**
     * Compares, while the writer that follows the hub goes on: to sort a large table takes long.
     * The tables in use are seen as they were when this began.
     *
     * @param source of connections
     * @param next the schema with the new tables
     * @param buildUntil brings the new tables to an event, and no further
     */
    public static Comparison of(DataSource source, String next, LongConsumer buildUntil)
            throws SQLException {
        try (Connection then = source.getConnection();
                Connection now = source.getConnection()) {
            begin(then);
            buildUntil.accept(number(then, Tables.SCHEMA));
            begin(now);
            Map<String, String> before = digests(then, Tables.SCHEMA);
            Map<String, String> after = digests(now, next);
            then.rollback();
            now.rollback();
            return new Comparison(
                    before.size(),
                    before.keySet().stream()
                            .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                            .toList());
        }
    }

    /** How far the tables of a schema are. */
    static long number(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select number from " + schema + ".progress")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static void begin(Connection connection) throws SQLException {
        // A digest says nothing until its table is sorted.
        connection.setNetworkTimeout(Runnable::run, 0);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    private static Map<String, String> digests(Connection connection, String schema)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local search_path to " + schema);
        }
        return TableDigests.of(connection);
    }
}
