// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.naru.projection.Database;
import dev.naru.projection.migrations.Tables;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.RequestId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Reads the tables. Every answer is as far as the tables are; who needs one that has seen a certain
 * event waits for it with {@link #await} first. Safe for many threads.
 */
public final class ReadSide implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final long CONNECTION_WAIT_MS = 2_000;
    private static final int STATEMENT_SECONDS = 10;
    private static final long LOOK_AGAIN_NS = 3_000_000;

    private final HikariDataSource pool;

    private ReadSide(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Opens it, whether or not the database is there yet. */
    public static ReadSide open(Database database) {
        DataSource source = database.connections(Tables.SCHEMA, "naru queries");
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("projection-queries");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setReadOnly(true);
        config.setConnectionTimeout(CONNECTION_WAIT_MS);
        config.setValidationTimeout(CONNECTION_WAIT_MS / 2);
        config.setInitializationFailTimeout(-1);
        return new ReadSide(new HikariDataSource(config));
    }

    /**
     * Waits until the tables have seen an event.
     *
     * @throws ReadSideAwayException when they have not within that time
     */
    public void await(long eventNumber, Duration longest) {
        long endNs = System.nanoTime() + longest.toNanos();
        while (eventNumber() < eventNumber) {
            if (System.nanoTime() - endNs > 0 || Thread.currentThread().isInterrupted()) {
                throw new ReadSideAwayException("the tables have not seen event " + eventNumber);
            }
            LockSupport.parkNanos(this, LOOK_AGAIN_NS);
        }
    }

    /** The last event that the tables have seen. */
    public long eventNumber() {
        return ask("select number from progress", statement -> {}, row -> row.getLong(1))
                .getFirst();
    }

    /**
     * Payments by number.
     *
     * @param fromNumber the first number that may be given
     * @param limit at least 1
     */
    public List<PaymentFound> payments(
            PaymentFilter filter, long fromNumber, ReadOrder order, int limit) {
        Conditions conditions = filter.conditions();
        String page = conditions.page("p.number", fromNumber, order, limit);
        return ask(PaymentRows.SELECT + page, conditions::bind, PaymentRows::read);
    }

    /**
     * Challenges by number.
     *
     * @param fromNumber the first number that may be given
     * @param limit at least 1
     */
    public List<ChallengeFound> challenges(
            ChallengeFilter filter, long fromNumber, ReadOrder order, int limit) {
        Conditions conditions = filter.conditions();
        String page = conditions.page("c.number", fromNumber, order, limit);
        return ask(ChallengeRows.SELECT + page, conditions::bind, ChallengeRows::read);
    }

    /** One challenge by its number. */
    public Optional<ChallengeFound> challenge(long number) {
        return challenges(ChallengeFilter.ALL, number, ReadOrder.RISING, 1).stream()
                .filter(found -> found.challenge().number() == number)
                .findFirst();
    }

    /** One payment by its number. */
    public Optional<PaymentFound> payment(long number) {
        return payments(PaymentFilter.ALL, number, ReadOrder.RISING, 1).stream()
                .filter(found -> found.payment().number() == number)
                .findFirst();
    }

    /** What happened to a payment, in order, with the messages that crossed its link. */
    public List<TimelineEntry> timeline(long paymentNumber) {
        return ask(
                PaymentRows.TIMELINE,
                statement -> statement.setLong(1, paymentNumber),
                new PaymentRows.TimelineReader()::read);
    }

    /** What a payment moves or moved. */
    public List<TransferFound> transfers(long paymentNumber) {
        return ask(
                PaymentRows.TRANSFERS,
                statement -> statement.setLong(1, paymentNumber),
                PaymentRows::transfer);
    }

    /** A group's accounts by packed id, rising, from one on. */
    public List<Outcome.Account> accounts(int groupId, int fromPackedId, int limit) {
        return ask(
                "select account, debits_posted_minor, credits_posted_minor, debits_pending_minor,"
                        + " credits_pending_minor from accounts where group_id = ?"
                        + " and account >= ? order by account limit ?",
                statement -> {
                    statement.setInt(1, groupId);
                    statement.setInt(2, fromPackedId);
                    statement.setInt(3, limit);
                },
                row ->
                        new Outcome.Account(
                                AccountId.ofPacked(row.getInt(1)),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)));
    }

    /** Whether the machine has recorded a funding with this id. */
    public boolean isFunded(RequestId fundingId) {
        return ask(
                        "select exists (select from fundings where funding_id = ?)",
                        statement ->
                                statement.setObject(1, new UUID(fundingId.high(), fundingId.low())),
                        row -> row.getBoolean(1))
                .getFirst();
    }

    /** What a member's position was before a day, and what the day did to it. */
    public DayFigures figures(PositionDay day) {
        long opening = ask(DayRows.OPENING, DayRows.opening(day), row -> row.getLong(1)).getFirst();
        return ask(DayRows.FIGURES, DayRows.figures(day), row -> DayRows.figures(opening, row))
                .getFirst();
    }

    /**
     * Some of what moved a member's position in a day, in the ledger's order.
     *
     * @param figures of the same day
     * @param afterEvent only what came after this event; 0 for the first
     * @param chains how many payments at the most, at least 1
     * @return ends the day where its last item is the day's last event
     */
    public List<DayItem> items(PositionDay day, DayFigures figures, long afterEvent, int chains) {
        long after = Math.max(afterEvent, figures.firstEvent() - 1);
        long last =
                ask(
                                DayRows.BOUND,
                                DayRows.bound(day, after, figures.lastEvent(), chains),
                                row -> row.getLong(1))
                        .stream()
                        .findFirst()
                        .orElse(figures.lastEvent());
        return ask(DayRows.ITEMS, DayRows.items(day, after, last), DayRows::item);
    }

    /** How many payments are or ended in each state, all at one event. */
    public Counts counts() {
        Map<PaymentState, Long> byState = new LinkedHashMap<>();
        for (PaymentState state : PaymentState.values()) {
            byState.put(state, 0L);
        }
        long[] number = new long[1];
        ask(
                "select (select number from progress), s.state, s.payments from (select 1) as one"
                        + " left join (select state, count(*) as payments from payments"
                        + " group by state) as s on true",
                statement -> {},
                row -> {
                    number[0] = row.getLong(1);
                    String state = row.getString(2);
                    if (state != null) {
                        byState.put(PaymentState.valueOf(state), row.getLong(3));
                    }
                    return state == null ? "" : state;
                });
        return new Counts(number[0], byState);
    }

    /** How many payments are in each state once an event has happened. */
    public record Counts(long eventNumber, Map<PaymentState, Long> byState) {}

    /** Sets a statement's values. */
    interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Makes something of a row. */
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> ask(String sql, Binder binder, RowReader<T> reader) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(STATEMENT_SECONDS);
            binder.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new ReadSideAwayException("the tables cannot be read", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
