// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import dev.naru.protocol.ReadOrder;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Conditions that must all hold, with their values apart from the text. */
final class Conditions {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    void add(String text, Object... itsValues) {
        texts.add(text);
        Collections.addAll(values, itsValues);
    }

    String where() {
        return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
    }

    /**
     * The same, and no more than a page of it from a number on.
     *
     * @param number the column that it is sorted by
     */
    String page(String number, long from, ReadOrder order, int limit) {
        String direction =
                switch (order) {
                    case RISING -> {
                        add(number + " >= ?", from);
                        yield "asc";
                    }
                    case FALLING -> {
                        add(number + " <= ?", from);
                        yield "desc";
                    }
                };
        return where() + " order by %s %s limit %d".formatted(number, direction, limit);
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    static OffsetDateTime time(long epochNs) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(epochNs, NS_PER_SECOND),
                        Math.floorMod(epochNs, NS_PER_SECOND))
                .atOffset(ZoneOffset.UTC);
    }

    /** 0 for NULL. */
    static long epochNs(@org.jspecify.annotations.Nullable OffsetDateTime time) {
        return time == null ? 0 : time.toEpochSecond() * NS_PER_SECOND + time.getNano();
    }
}
