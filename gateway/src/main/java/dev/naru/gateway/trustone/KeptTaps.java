// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.database.Database;
import dev.naru.gateway.database.DatabaseAwayException;
import dev.naru.protocol.RequestId;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What was found of answers, for the audit. It reads what the audit needs and nothing else of a
 * row: no name, no account, no reference of a payer.
 */
public final class KeptTaps {
    private static final Duration APART = Duration.ofMinutes(5);
    private static final long NS_A_MS = 1_000_000;

    private final Database database;

    KeptTaps(Database database) {
        this.database = database;
    }

    /**
     * What was found of the answer to a challenge; empty where nobody answered, or nothing of it is
     * kept. An id that is sent again long after its challenge is over makes another challenge, so
     * the time tells which of them a row is of: the machine issues what was kept within minutes,
     * and a row outlives its challenge by more.
     *
     * @param issuedAtNs when the machine issued it, epoch nanoseconds
     * @throws DatabaseAwayException when that cannot be read now
     */
    public Optional<KeptTap> find(int participantId, RequestId challengeId, long issuedAtNs) {
        return database.inTransaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select found_ns, fault, transcript_hash, masked_transcript,"
                                            + " slowest_us, method, binding, issuer_word,"
                                            + " card_key, card_profile, card_counter, brand,"
                                            + " first_digits, last_digits from trustone.challenge"
                                            + " where participant_id = ? and challenge_id = ? and"
                                            + " found_ns is not null and issued_at_ms between ?"
                                            + " and ?")) {
                        select.setInt(1, participantId);
                        select.setObject(2, new UUID(challengeId.high(), challengeId.low()));
                        long issuedAtMs = issuedAtNs / NS_A_MS;
                        select.setLong(3, issuedAtMs - APART.toMillis());
                        select.setLong(4, issuedAtMs + APART.toMillis());
                        try (ResultSet row = select.executeQuery()) {
                            return row.next() ? Optional.of(kept(row)) : Optional.empty();
                        }
                    }
                });
    }

    private static KeptTap kept(ResultSet row) throws SQLException {
        return new KeptTap(
                row.getLong("found_ns"),
                Optional.ofNullable(row.getString("fault")).map(KeptTap.Fault::read),
                transcript(row),
                proof(row));
    }

    private static Optional<KeptTap.Transcript> transcript(ResultSet row) throws SQLException {
        Array masked = row.getArray("masked_transcript");
        if (masked == null) {
            return Optional.empty();
        }
        return Optional.of(
                new KeptTap.Transcript(
                        hex(row, "transcript_hash"),
                        List.of((String[]) masked.getArray()),
                        row.getInt("slowest_us")));
    }

    private static Optional<KeptTap.Proof> proof(ResultSet row) throws SQLException {
        if (row.getString("method") == null) {
            return Optional.empty();
        }
        return Optional.of(
                new KeptTap.Proof(
                        row.getString("method"),
                        row.getString("binding"),
                        row.getString("issuer_word"),
                        hex(row, "card_key"),
                        hex(row, "card_profile"),
                        counter(row),
                        paymentCard(row)));
    }

    private static OptionalLong counter(ResultSet row) throws SQLException {
        long counter = row.getLong("card_counter");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(counter);
    }

    private static Optional<KeptTap.PaymentCard> paymentCard(ResultSet row) throws SQLException {
        return row.getString("brand") == null
                ? Optional.empty()
                : Optional.of(
                        new KeptTap.PaymentCard(
                                row.getString("brand"),
                                row.getString("first_digits"),
                                row.getString("last_digits")));
    }

    private static String hex(ResultSet row, String column) throws SQLException {
        return Names.hex(ByteString.of(row.getBytes(column)));
    }
}
