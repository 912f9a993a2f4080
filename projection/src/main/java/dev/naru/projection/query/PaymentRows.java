// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.KeptMessage;
import dev.naru.protocol.KeptMessages;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Price;
import dev.naru.protocol.Rate;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.Route;
import dev.naru.protocol.Timeline;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** The queries about payments, and what becomes of their rows. */
final class PaymentRows {
    static final String SELECT =
            "select p.*, array(select n.kind || ' ' || n.name from payment_names n"
                    + " where n.payment_number = p.number order by n.kind, n.name) as names"
                    + " from payments p";
    static final String TIMELINE =
            "select event_number, at, event, state, reason, answer, link_participant_id, person_id,"
                    + " enquiry, encode(particulars_sha256, 'hex') as sha256, particulars"
                    + " from payment_timeline where payment_number = ? order by event_number";
    static final String TRANSFERS =
            "select position, purpose, debit_account, credit_account, amount_minor, status,"
                    + " window_number from transfers where payment_number = ? order by position";

    private static final long NS_PER_MILLI = 1_000_000;

    private PaymentRows() {}

    static PaymentFound read(ResultSet row) throws SQLException {
        UUID id = row.getObject("payment_id", UUID.class);
        Payment payment =
                new Payment(
                        row.getLong("number"),
                        new PaymentId(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                        row.getInt("participant_id"),
                        PaymentState.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("rejection")).map(Rejection::valueOf),
                        row.getString("iso_reason"),
                        priced(row),
                        new Timeline(
                                milliseconds(row, "initiated_at"),
                                milliseconds(row, "dispatched_at"),
                                milliseconds(row, "in_doubt_at"),
                                milliseconds(row, "ended_at")));
        return new PaymentFound(payment, names(row), number(row, "evidence_reference"));
    }

    private static Optional<Payment.Priced> priced(ResultSet row) throws SQLException {
        if (row.getString("kind") == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Payment.Priced(
                        new Route(
                                row.getInt("corridor_id"),
                                PaymentKind.valueOf(row.getString("kind")),
                                row.getInt("participant_id"),
                                row.getInt("source_group_id"),
                                row.getInt("fx_provider_id"),
                                row.getInt("destination_participant_id"),
                                row.getInt("destination_group_id")),
                        new Price(
                                new Rate(row.getLong("rate_scaled")),
                                row.getLong("source_minor"),
                                row.getLong("provider_source_minor"),
                                row.getLong("payer_fee_minor"),
                                row.getLong("destination_minor"),
                                row.getLong("provider_destination_minor"),
                                row.getLong("payee_fee_minor"))));
    }

    static List<PaymentFound.Name> names(ResultSet row) throws SQLException {
        List<PaymentFound.Name> names = new ArrayList<>();
        for (String each : (String[]) row.getArray("names").getArray()) {
            int space = each.indexOf(' ');
            names.add(new PaymentFound.Name(each.substring(0, space), each.substring(space + 1)));
        }
        return names;
    }

    /** What one answer tells of messages, raw: a payment that was asked about for days has many. */
    static final int MOST_RAW_BYTES = 1024 * 1024;

    /** Reads the rows of one timeline. */
    static final class TimelineReader {
        private int left = MOST_RAW_BYTES;

        TimelineEntry read(ResultSet row) throws SQLException {
            byte[] particulars = row.getBytes("particulars");
            List<KeptMessage> messages =
                    particulars == null
                            ? List.of()
                            : KeptMessages.read(Bytes.copyOf(particulars), left);
            for (KeptMessage message : messages) {
                left -= message.content() instanceof KeptMessage.Content.Raw ? message.length() : 0;
            }
            return entry(row, messages);
        }
    }

    private static TimelineEntry entry(ResultSet row, List<KeptMessage> messages)
            throws SQLException {
        return new TimelineEntry(
                row.getLong("event_number"),
                time(row, "at"),
                row.getString("event"),
                Optional.ofNullable(row.getString("state")),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("answer")),
                smallNumber(row, "link_participant_id"),
                number(row, "person_id"),
                smallNumber(row, "enquiry"),
                Optional.ofNullable(row.getString("sha256")),
                messages);
    }

    static TransferFound transfer(ResultSet row) throws SQLException {
        return new TransferFound(
                row.getInt("position"),
                new Transfer(
                        TransferPurpose.valueOf(row.getString("purpose")),
                        AccountId.ofPacked(row.getInt("debit_account")),
                        AccountId.ofPacked(row.getInt("credit_account")),
                        row.getLong("amount_minor")),
                TransferFound.Status.valueOf(row.getString("status")),
                number(row, "window_number"));
    }

    /** As exactly as {@link Timeline} says when a state was reached. */
    private static long milliseconds(ResultSet row, String column) throws SQLException {
        long time = time(row, column);
        return time - Math.floorMod(time, NS_PER_MILLI);
    }

    private static long time(ResultSet row, String column) throws SQLException {
        return Conditions.epochNs(row.getObject(column, OffsetDateTime.class));
    }

    static OptionalInt smallNumber(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
