// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

import dev.naru.protocol.Challenge;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeState;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.ChallengedPayment;
import dev.naru.protocol.Digest;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.TapVerdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The query about challenges, and what becomes of its rows. */
final class ChallengeRows {
    static final String SELECT = "select c.* from challenges c";

    private ChallengeRows() {}

    static ChallengeFound read(ResultSet row) throws SQLException {
        UUID id = row.getObject("request_id", UUID.class);
        return new ChallengeFound(
                new Challenge(
                        row.getLong("number"),
                        new RequestId(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                        row.getInt("participant_id"),
                        new ChallengeTerms(
                                ChallengePurpose.valueOf(row.getString("purpose")),
                                digest(row, "payer"),
                                digest(row, "card"),
                                digest(row, "device"),
                                digest(row, "transaction"),
                                payment(row)),
                        ChallengeState.valueOf(row.getString("state")),
                        time(row, "until"),
                        Optional.ofNullable(row.getString("verdict")).map(TapVerdict::valueOf)),
                new ChallengeFound.Times(
                        time(row, "issued_at"), time(row, "judged_at"), time(row, "used_at")),
                PaymentRows.smallNumber(row, "fault"),
                digest(row, "tapped_card"),
                PaymentRows.number(row, "payment_number"));
    }

    private static Optional<ChallengedPayment> payment(ResultSet row) throws SQLException {
        UUID id = row.getObject("payment_id", UUID.class);
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(
                new ChallengedPayment(
                        new PaymentId(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                        row.getInt("source_group_id"),
                        row.getLong("debit_minor"),
                        digest(row, "payee")));
    }

    /** None for NULL. */
    private static Digest digest(ResultSet row, String column) throws SQLException {
        UUID digest = row.getObject(column, UUID.class);
        return digest == null
                ? Digest.NONE
                : new Digest(digest.getMostSignificantBits(), digest.getLeastSignificantBits());
    }

    private static long time(ResultSet row, String column) throws SQLException {
        return Conditions.epochNs(row.getObject(column, OffsetDateTime.class));
    }
}
