// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The queries about a member's day, and what becomes of their rows. */
final class DayRows {
    /** Which chains can have moved a position: six values, see {@link #involved}. */
    private static final String INVOLVED =
            "((c.source_participant_id = ? and c.source_group_id = ?)"
                    + " or (c.destination_participant_id = ? and c.destination_group_id = ?)"
                    + " or (c.fx_provider_id = ? and ? in (c.source_group_id,"
                    + " c.destination_group_id)))";

    private static final String CHAIN =
            " join payments p on p.number = c.payment_number cross join lateral"
                    + " unnest(p.chain_purposes, p.chain_debits, p.chain_credits,"
                    + " p.chain_amounts_minor) with ordinality"
                    + " as t (purpose, debit_account, credit_account, amount_minor, line)";

    private static final String WINDOW =
            "case when c.source_group_id = ? then c.source_window else c.destination_window end";

    /**
     * A closed window leaves a position of zero, so a position is what was posted into the window
     * that is open.
     */
    static final String OPENING =
            "with w as (select window_number, opened_at from windows where group_id = ?"
                    + " and opened_at < ? order by window_number desc limit 1)"
                    + " select coalesce(sum(case when t.credit_account = ? then t.amount_minor"
                    + " else -t.amount_minor end), 0)::bigint"
                    + " from w join posted_chains c on c.at >= w.opened_at and c.at < ?"
                    + CHAIN
                    + " where "
                    + WINDOW
                    + " = w.window_number and "
                    + INVOLVED
                    + " and ? in (t.debit_account, t.credit_account)";

    static final String FIGURES =
            "with mine as (select c.event_number, t.amount_minor,"
                    + " t.credit_account = ? as is_credit from posted_chains c"
                    + CHAIN
                    + " where c.at >= ? and c.at < ? and c.event_number <= ? and "
                    + INVOLVED
                    + " and ? in (t.debit_account, t.credit_account)"
                    + " union all select o.event_number, o.amount_minor, o.credit_account = ?"
                    + " from obligations o where o.group_id = ? and o.participant_id = ?"
                    + " and o.at >= ? and o.at < ? and o.event_number <= ?"
                    + " and ? in (o.debit_account, o.credit_account))"
                    + " select count(*) filter (where is_credit),"
                    + " coalesce(sum(amount_minor) filter (where is_credit), 0)::bigint,"
                    + " count(*) filter (where not is_credit),"
                    + " coalesce(sum(amount_minor) filter (where not is_credit), 0)::bigint,"
                    + " coalesce(min(event_number), 0), coalesce(max(event_number), 0) from mine";

    static final String BOUND =
            "select c.event_number from posted_chains c where c.event_number > ?"
                    + " and c.event_number <= ? and "
                    + INVOLVED
                    + " order by c.event_number offset ? limit 1";

    static final String ITEMS =
            "select c.event_number, t.line, c.at, "
                    + WINDOW
                    + " as window_number, t.purpose, t.debit_account, t.credit_account,"
                    + " t.amount_minor, p.number, p.payment_id, p.kind, p.state, p.corridor_id,"
                    + " p.participant_id, p.destination_participant_id, p.payee_name,"
                    + " array(select n.kind || ' ' || n.name from payment_names n"
                    + " where n.payment_number = p.number order by n.kind, n.name) as names"
                    + " from posted_chains c"
                    + CHAIN
                    + " where c.event_number > ? and c.event_number <= ? and "
                    + INVOLVED
                    + " and ? in (t.debit_account, t.credit_account)"
                    + " union all select o.event_number, 1, o.at, o.window_number,"
                    + " 'WINDOW_CLOSE', o.debit_account, o.credit_account, o.amount_minor,"
                    + " null, null, null, null, null, null, null, null, null"
                    + " from obligations o where o.group_id = ? and o.participant_id = ?"
                    + " and o.event_number > ? and o.event_number <= ?"
                    + " and ? in (o.debit_account, o.credit_account)"
                    + " order by 1, 2";

    private DayRows() {}

    static ReadSide.Binder opening(PositionDay day) {
        Object from = Conditions.time(day.fromNs());
        return binder(
                List.of(day.groupId(), from, position(day), from, day.groupId()),
                involved(day),
                List.of(position(day)));
    }

    static ReadSide.Binder figures(PositionDay day) {
        Object from = Conditions.time(day.fromNs());
        Object until = Conditions.time(day.untilNs());
        return binder(
                List.of(position(day), from, until, day.lastEvent()),
                involved(day),
                List.of(
                        position(day),
                        position(day),
                        day.groupId(),
                        day.participantId(),
                        from,
                        until,
                        day.lastEvent(),
                        position(day)));
    }

    static ReadSide.Binder bound(PositionDay day, long after, long last, int chains) {
        return binder(List.of(after, last), involved(day), List.of(chains - 1));
    }

    static ReadSide.Binder items(PositionDay day, long after, long last) {
        return binder(
                List.of(day.groupId(), after, last),
                involved(day),
                List.of(
                        position(day),
                        day.groupId(),
                        day.participantId(),
                        after,
                        last,
                        position(day)));
    }

    static DayFigures figures(long openingMinor, ResultSet row) throws SQLException {
        return new DayFigures(
                openingMinor,
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6));
    }

    static DayItem item(ResultSet row) throws SQLException {
        return new DayItem(
                row.getLong("event_number"),
                row.getInt("line"),
                Conditions.epochNs(row.getObject("at", OffsetDateTime.class)),
                row.getLong("window_number"),
                new Transfer(
                        TransferPurpose.valueOf(row.getString("purpose")),
                        AccountId.ofPacked(row.getInt("debit_account")),
                        AccountId.ofPacked(row.getInt("credit_account")),
                        row.getLong("amount_minor")),
                payment(row));
    }

    private static Optional<DayItem.OfPayment> payment(ResultSet row) throws SQLException {
        UUID id = row.getObject("payment_id", UUID.class);
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(
                new DayItem.OfPayment(
                        row.getLong("number"),
                        new PaymentId(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                        PaymentKind.valueOf(row.getString("kind")),
                        PaymentState.valueOf(row.getString("state")),
                        row.getInt("corridor_id"),
                        row.getInt("participant_id"),
                        row.getInt("destination_participant_id"),
                        Optional.ofNullable(row.getString("payee_name"))
                                .filter(name -> !name.isEmpty()),
                        PaymentRows.names(row)));
    }

    private static List<Object> involved(PositionDay day) {
        Object whose = day.participantId();
        Object group = day.groupId();
        return List.of(whose, group, whose, group, whose, group);
    }

    private static int position(PositionDay day) {
        return new AccountId(AccountKind.POSITION, day.participantId(), day.groupId()).packed();
    }

    private static ReadSide.Binder binder(List<?>... parts) {
        List<Object> values = new ArrayList<>();
        for (List<?> part : parts) {
            values.addAll(part);
        }
        return statement -> {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
        };
    }
}
