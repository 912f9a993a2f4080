// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.protocol.Currency;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the writer remembers from one batch to the next, all of which is in the tables too: it is
 * read again from there whenever a transaction has failed.
 */
final class Known {
    /** Open chains beyond these are fetched when they end. */
    private static final int MOST_CHAINS = 200_000;

    private final Map<Integer, Currency> currencies = new HashMap<>();
    private final Set<Long> held = new HashSet<>();
    private final Map<Long, Chain> chains = new HashMap<>();

    static Known load(Connection connection) throws SQLException {
        Known known = new Known();
        try (Statement statement = connection.createStatement();
                ResultSet groups =
                        statement.executeQuery(
                                "select group_id, currency from settlement_groups")) {
            while (groups.next()) {
                known.currencies.put(groups.getInt(1), Currency.valueOf(groups.getString(2)));
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet payments =
                        statement.executeQuery(
                                "select number from payments where held_until is not null"
                                        + " and state = 'HELD' order by number")) {
            while (payments.next()) {
                known.held.add(payments.getLong(1));
            }
        }
        return known;
    }

    void group(int groupId, Currency currency) {
        currencies.put(groupId, currency);
    }

    @Nullable Currency currency(int groupId) {
        return currencies.get(groupId);
    }

    void hold(long paymentNumber) {
        held.add(paymentNumber);
    }

    /** Whether the payment was held until now. */
    boolean unhold(long paymentNumber) {
        return held.remove(paymentNumber);
    }

    void open(long paymentNumber, Chain chain) {
        if (chains.size() < MOST_CHAINS) {
            chains.put(paymentNumber, chain);
        }
    }

    @Nullable Chain close(long paymentNumber) {
        return chains.remove(paymentNumber);
    }

    /** The chains of these payments as the table has them. */
    static Map<Long, Chain> fetch(Connection connection, Collection<Long> numbers)
            throws SQLException {
        Map<Long, Chain> found = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select number, chain_purposes, chain_debits, chain_credits,"
                                + " chain_amounts_minor from payments where number = any (?)")) {
            statement.setArray(1, connection.createArrayOf("int8", numbers.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), chain(rows));
                }
            }
        }
        return found;
    }

    private static Chain chain(ResultSet row) throws SQLException {
        if (row.getArray(2) == null) {
            return new Chain(List.of(), new int[0], new int[0], new long[0]);
        }
        return new Chain(
                List.of((String[]) content(row.getArray(2))),
                Stream.of((Integer[]) content(row.getArray(3))).mapToInt(each -> each).toArray(),
                Stream.of((Integer[]) content(row.getArray(4))).mapToInt(each -> each).toArray(),
                Arrays.stream((Long[]) content(row.getArray(5))).mapToLong(each -> each).toArray());
    }

    private static Object content(Array array) throws SQLException {
        return array.getArray();
    }
}
