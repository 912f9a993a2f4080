// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.gateway.database.Database;
import dev.naru.protocol.Bytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is still to be delivered; what became of every attempt is written down here and read in
 * {@link DeliveryLog}. Whoever delivers leases a message for two minutes of the database's own
 * time. A gateway that dies leaves leases that end, or that it frees itself when it is started
 * again.
 */
public final class DeliveryStore {
    /**
     * One look into the index for each endpoint ({@code offset 0}): else all that is due is read.
     */
    private static final String ENDPOINTS_DUE =
            """
            select e.id from webhook.endpoint e
            left join unnest(?, ?) s(endpoint_id, first_ns) on s.endpoint_id = e.id
            where e.is_enabled and exists (
                select 1 from webhook.delivery d
                where d.endpoint_id = e.id and d.state = 'PENDING'
                  and d.next_attempt_ns > 0 and d.next_attempt_ns >= coalesce(s.first_ns, 0)
                  and d.next_attempt_ns <= ?
                offset 0)
            """;

    private static final String FIRST =
            """
            select c.next_attempt_ns from webhook.delivery c
            where c.endpoint_id = ? and c.state = 'PENDING'
              and c.next_attempt_ns > 0 and c.next_attempt_ns between ? and ?
            order by c.next_attempt_ns
            limit 1
            """;

    /**
     * Of one payment only the oldest message that is still to be delivered: order is kept. The
     * index gives what is due in its order, and each is looked at by itself ({@code offset 0}), so
     * that a lease costs the same however much waits: joined, all of it would be read for each.
     */
    private static final String LEASE =
            """
            with due as (
                select c.endpoint_id, c.event_number from webhook.delivery c
                where c.endpoint_id = ? and c.state = 'PENDING'
                  and c.next_attempt_ns > 0 and c.next_attempt_ns between ? and ?
                  and (c.leased_until is null or c.leased_until < clock_timestamp())
                  and not exists (
                      select 1 from webhook.delivery o
                      where o.endpoint_id = c.endpoint_id
                        and o.payment_number = c.payment_number
                        and o.state = 'PENDING' and o.event_number < c.event_number
                      offset 0)
                order by c.next_attempt_ns, c.event_number
                limit ?
                for update skip locked),
            leased as (
                update webhook.delivery d
                set leased_until = clock_timestamp() + interval '2 minutes', leased_by = ?
                from due
                where d.endpoint_id = due.endpoint_id and d.event_number = due.event_number
                returning d.event_number, d.attempts, d.resend_key)
            select l.event_number, l.attempts, l.resend_key, m.body
            from leased l
            join webhook.message m on m.participant_id = ? and m.event_number = l.event_number
            order by l.event_number
            """;

    private static final String FREE =
            """
            update webhook.delivery set leased_until = null
            where endpoint_id = ? and state = 'PENDING' and leased_until is not null
              and leased_by = ?
            """;

    /**
     * Only what the attempt was leased for: a message that was asked for again meanwhile is sent
     * again, whatever became of an attempt from before.
     */
    private static final String SETTLE =
            """
            update webhook.delivery
            set state = ?, attempts = attempts + 1, next_attempt_ns = ?, leased_until = null
            where endpoint_id = ? and event_number = ? and attempts = ? and resend_key = ?
            """;

    /**
     * What follows upon a message of the same payment falls due with it: or else everything that
     * waits behind a receiver that is down would be looked at again and again. Where a message was
     * taken at the first attempt nothing was put off.
     */
    private static final String FOLLOW =
            """
            update webhook.delivery f set next_attempt_ns = ?
            where f.endpoint_id = ? and f.event_number > ? and f.state = 'PENDING'
              and f.payment_number = (
                  select d.payment_number from webhook.delivery d
                  where d.endpoint_id = ? and d.event_number = ?)
            """;

    /** Of an endpoint that was removed meanwhile there is nothing to note. */
    private static final String NOTE =
            """
            insert into webhook.attempt
                (endpoint_id, event_number, made_ns, took_ms, status, failure)
            select endpoint_id, event_number, ?, ?, ?, ?
            from webhook.delivery where endpoint_id = ? and event_number = ?
            """;

    /** A repeat under the key of the last request changes nothing. */
    private static final String RESEND =
            """
            insert into webhook.delivery as d
                (endpoint_id, event_number, payment_number, state, next_attempt_ns, resend_key)
            select ?, m.event_number, m.payment_number, 'PENDING', ?, ?
            from webhook.message m where m.participant_id = ? and m.event_number = ?
            on conflict (endpoint_id, event_number) do update
            set state = 'PENDING', attempts = 0, next_attempt_ns = excluded.next_attempt_ns,
                leased_until = null, resend_key = excluded.resend_key
            where d.resend_key <> excluded.resend_key
            """;

    private final Database database;
    private final String holder;
    private final QueueStarts starts;

    /**
     * What is to be delivered.
     *
     * @param holder of leases: this gateway, the same after a restart
     */
    DeliveryStore(Database database, String holder, QueueStarts starts) {
        this.database = database;
        this.holder = holder;
        this.starts = starts;
    }

    /** Where a delivery is. */
    public enum State {
        /** It will be tried, again or for the first time. */
        PENDING,
        /** The receiver has taken it. */
        DELIVERED,
        /** The receiver did not take it in three days. */
        GIVEN_UP
    }

    /**
     * A message that is to be sent now.
     *
     * @param attempts how many were made since it was asked for
     * @param resendKey of the request that asked for it again, empty where nobody did
     */
    record Due(long eventNumber, int attempts, String resendKey, Bytes body) {
        /** Whether it was tried before, and what is behind it put off. */
        boolean isLate() {
            return attempts > 0 || !resendKey.isEmpty();
        }
    }

    /**
     * What is to be leased.
     *
     * @param nowNs the hub's time, by which messages fall due
     * @param most how many at the most
     */
    record Wanted(WebhookEndpoint endpoint, long nowNs, int most) {}

    /**
     * What became of one attempt.
     *
     * @param nextAttemptNs of a delivery that is still pending
     * @param status the receiver's HTTP status, 0 where there was none
     * @param failure why it was not taken, empty where it was
     */
    record Settled(
            Due due,
            State state,
            long nextAttemptNs,
            long madeNs,
            int tookMs,
            int status,
            String failure) {}

    /** Endpoints to which something may be due. */
    List<String> endpointsDue(long nowNs) {
        return database.inTransaction(
                connection -> {
                    Map<String, Long> first = starts.ofAll();
                    try (PreparedStatement select = connection.prepareStatement(ENDPOINTS_DUE)) {
                        select.setArray(
                                1, connection.createArrayOf("text", first.keySet().toArray()));
                        select.setArray(
                                2, connection.createArrayOf("bigint", first.values().toArray()));
                        select.setLong(3, nowNs);
                        List<String> found = new ArrayList<>();
                        try (ResultSet row = select.executeQuery()) {
                            while (row.next()) {
                                found.add(row.getString(1));
                            }
                        }
                        return found;
                    }
                });
    }

    /**
     * Gives up what this gateway leased at an endpoint: it was killed, or could not settle it. Only
     * while it serves nothing there.
     */
    void freeOwn(String endpointId) {
        database.inTransaction(
                connection -> {
                    try (PreparedStatement free = connection.prepareStatement(FREE)) {
                        free.setString(1, endpointId);
                        free.setString(2, holder);
                        return free.executeUpdate();
                    }
                });
    }

    /**
     * Writes down what became of attempts, gives back what was not sent, and leases what is due
     * then: all in one transaction, since each costs a sync, and in this order, since the next
     * message of a payment is due when the one before is settled.
     *
     * @return what was leased, for the caller alone until the lease ends
     */
    List<Due> settleAndLease(
            String endpointId, List<Settled> settled, List<Due> unsent, Optional<Wanted> wanted) {
        return database.inTransaction(
                connection -> {
                    if (!settled.isEmpty()) {
                        settle(connection, endpointId, settled);
                    }
                    if (!unsent.isEmpty()) {
                        giveBack(connection, endpointId, unsent);
                    }
                    return wanted.isPresent() ? lease(connection, wanted.get()) : List.of();
                });
    }

    private List<Due> lease(Connection connection, Wanted wanted) throws SQLException {
        OptionalLong first = first(connection, wanted);
        if (first.isEmpty()) {
            return List.of();
        }
        starts.saw(wanted.endpoint().id(), first.getAsLong());
        try (PreparedStatement lease = connection.prepareStatement(LEASE)) {
            lease.setString(1, wanted.endpoint().id());
            lease.setLong(2, first.getAsLong());
            lease.setLong(3, wanted.nowNs());
            lease.setInt(4, wanted.most());
            lease.setString(5, holder);
            lease.setInt(6, wanted.endpoint().participantId());
            List<Due> due = new ArrayList<>();
            try (ResultSet row = lease.executeQuery()) {
                while (row.next()) {
                    due.add(
                            new Due(
                                    row.getLong(1),
                                    row.getInt(2),
                                    row.getString(3),
                                    Bytes.copyOf(row.getBytes(4))));
                }
            }
            return due;
        }
    }

    /** When the oldest fell due that waits, whoever has leased it. */
    private OptionalLong first(Connection connection, Wanted wanted) throws SQLException {
        try (PreparedStatement first = connection.prepareStatement(FIRST)) {
            first.setString(1, wanted.endpoint().id());
            first.setLong(2, starts.of(wanted.endpoint().id()));
            first.setLong(3, wanted.nowNs());
            try (ResultSet row = first.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static void settle(Connection connection, String endpointId, List<Settled> settled)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SETTLE);
                PreparedStatement follow = connection.prepareStatement(FOLLOW);
                PreparedStatement note = connection.prepareStatement(NOTE)) {
            for (Settled one : settled) {
                put(update, endpointId, one);
                note(note, endpointId, one);
            }
            int[] changed = update.executeBatch();
            for (int i = 0; i < changed.length; i++) {
                Settled one = settled.get(i);
                boolean isPutOff = one.state() != State.DELIVERED || one.due().isLate();
                if (changed[i] > 0 && isPutOff) {
                    follow(follow, endpointId, one);
                }
            }
            follow.executeBatch();
            note.executeBatch();
        }
    }

    private void giveBack(Connection connection, String endpointId, List<Due> unsent)
            throws SQLException {
        try (PreparedStatement free =
                connection.prepareStatement(
                        FREE + " and event_number = ? and attempts = ? and resend_key = ?")) {
            for (Due one : unsent) {
                free.setString(1, endpointId);
                free.setString(2, holder);
                free.setLong(3, one.eventNumber());
                free.setInt(4, one.attempts());
                free.setString(5, one.resendKey());
                free.addBatch();
            }
            free.executeBatch();
        }
    }

    /**
     * Makes a message due at once, as if it had never been sent. A repeat under the key of the last
     * such request changes nothing.
     */
    public void resend(WebhookEndpoint endpoint, long eventNumber, String key, long nowNs) {
        database.inTransaction(
                connection -> {
                    try (PreparedStatement resend = connection.prepareStatement(RESEND)) {
                        resend.setString(1, endpoint.id());
                        resend.setLong(2, nowNs);
                        resend.setString(3, key);
                        resend.setInt(4, endpoint.participantId());
                        resend.setLong(5, eventNumber);
                        return resend.executeUpdate();
                    }
                });
    }

    private static void put(PreparedStatement update, String endpointId, Settled one)
            throws SQLException {
        update.setString(1, one.state().name());
        update.setLong(2, one.nextAttemptNs());
        update.setString(3, endpointId);
        update.setLong(4, one.due().eventNumber());
        update.setInt(5, one.due().attempts());
        update.setString(6, one.due().resendKey());
        update.addBatch();
    }

    private static void follow(PreparedStatement follow, String endpointId, Settled one)
            throws SQLException {
        follow.setLong(1, one.nextAttemptNs());
        follow.setString(2, endpointId);
        follow.setLong(3, one.due().eventNumber());
        follow.setString(4, endpointId);
        follow.setLong(5, one.due().eventNumber());
        follow.addBatch();
    }

    private static void note(PreparedStatement note, String endpointId, Settled one)
            throws SQLException {
        note.setLong(1, one.madeNs());
        note.setInt(2, one.tookMs());
        note.setInt(3, one.status());
        note.setString(4, one.failure());
        note.setString(5, endpointId);
        note.setLong(6, one.due().eventNumber());
        note.addBatch();
    }
}
