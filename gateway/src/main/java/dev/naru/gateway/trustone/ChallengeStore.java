// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.trustone.CardEvidence;
import dev.naru.authentication.trustone.CardEvidence.PaymentCard;
import dev.naru.authentication.trustone.Purpose;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.authentication.trustone.TransactionTerms;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.database.Database;
import dev.naru.protocol.Bytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was shown to payers, and what was found of their answers. */
final class ChallengeStore {
    /** How long what nobody answered is kept when it is over. */
    static final Duration UNANSWERED = Duration.ofMinutes(10);

    /** How long the audit's record of an answer is kept: of a year, and time to look at it. */
    static final Duration ANSWERED = Duration.ofDays(400);

    private static final long MILLISECOND_NS = 1_000_000;
    private static final String FORGET_UNANSWERED =
            "found_ns is null and expires_at_ms < ? order by expires_at_ms";
    private static final String FORGET_ANSWERED = "found_ns < ? order by found_ns";

    private final Database database;

    ChallengeStore(Database database) {
        this.database = database;
    }

    /**
     * Keeps what is to be shown, unless something is kept under this id; what is kept then. Some of
     * what is old goes.
     */
    ShownChallenge keep(ShownChallenge fresh) {
        return database.inTransaction(
                connection -> {
                    forget(connection, FORGET_UNANSWERED, nowMs(fresh) - UNANSWERED.toMillis());
                    forget(
                            connection,
                            FORGET_ANSWERED,
                            (nowMs(fresh) - ANSWERED.toMillis()) * MILLISECOND_NS);
                    insert(connection, fresh);
                    return find(connection, fresh.participantId(), fresh.terms().challengeId())
                            .orElseThrow(() -> new SQLException("a row that was kept is gone"));
                });
    }

    Optional<ShownChallenge> find(int participantId, UUID id) {
        return database.inTransaction(connection -> find(connection, participantId, id));
    }

    /** Keeps what was found, once. */
    void keep(ShownChallenge shown, TapFinding finding, long nowNs) {
        database.inTransaction(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update trustone.challenge set found_ns = ?, fault = ?,"
                                            + " transcript_hash = ?, masked_transcript = ?,"
                                            + " slowest_us = ?, method = ?, binding = ?,"
                                            + " issuer_word = ?, tapped_card = ?, card_key = ?,"
                                            + " card_profile = ?, card_counter = ?, last_month ="
                                            + " ?, brand = ?, first_digits = ?, last_digits = ?"
                                            + " where participant_id = ? and challenge_id = ? and"
                                            + " found_ns is null")) {
                        update.setLong(1, nowNs);
                        update.setString(2, finding.fault().map(Object::toString).orElse(null));
                        setTranscript(connection, update, finding.transcript().orElse(null));
                        setEvidence(update, finding.evidence().orElse(null));
                        update.setInt(17, shown.participantId());
                        update.setObject(18, shown.terms().challengeId());
                        return update.executeUpdate();
                    }
                });
    }

    private static void setTranscript(
            Connection connection, PreparedStatement update, @Nullable TapTranscript transcript)
            throws SQLException {
        if (transcript == null) {
            update.setNull(3, Types.BINARY);
            update.setNull(4, Types.ARRAY);
            update.setNull(5, Types.INTEGER);
            return;
        }
        update.setBytes(3, transcript.hash().toByteArray());
        update.setArray(4, connection.createArrayOf("text", transcript.masked().toArray()));
        update.setInt(5, transcript.slowestUs());
    }

    private static void setEvidence(PreparedStatement update, @Nullable CardEvidence evidence)
            throws SQLException {
        if (evidence == null) {
            for (int at = 6; at <= 16; at++) {
                update.setNull(
                        at,
                        switch (at) {
                            case 9, 10, 11 -> Types.BINARY;
                            case 12 -> Types.BIGINT;
                            default -> Types.VARCHAR;
                        });
            }
            return;
        }
        update.setString(6, evidence.method().name());
        update.setString(7, evidence.binding().name());
        update.setString(8, evidence.issuerWord().name());
        update.setBytes(9, evidence.reference().toByteArray());
        update.setBytes(10, evidence.keyThumbprint().toByteArray());
        update.setBytes(11, evidence.profileThumbprint().toByteArray());
        if (evidence.counter().isPresent()) {
            update.setLong(12, evidence.counter().getAsLong());
        } else {
            update.setNull(12, Types.BIGINT);
        }
        update.setString(13, evidence.lastMonth().toString());
        Optional<PaymentCard> card = evidence.paymentCard();
        update.setString(14, card.map(one -> one.brand().name()).orElse(null));
        update.setString(15, card.map(PaymentCard::firstDigits).orElse(null));
        update.setString(16, card.map(PaymentCard::lastDigits).orElse(null));
    }

    private static long nowMs(ShownChallenge fresh) {
        return fresh.terms().issuedAtMs();
    }

    /** Two for each that comes, so that they cannot become many, and nobody waits for it. */
    private static void forget(Connection connection, String old, long before) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from trustone.challenge where ctid in (select ctid from"
                                + " trustone.challenge where "
                                + old
                                + " limit 2 for update skip locked)")) {
            delete.setLong(1, before);
            delete.executeUpdate();
        }
    }

    private static void insert(Connection connection, ShownChallenge fresh) throws SQLException {
        TransactionTerms terms = fresh.terms();
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into trustone.challenge (participant_id, challenge_id,"
                                + " request_digest, payer, payer_reference, source_group_id,"
                                + " relying_party, purpose, payment_id, amount_minor, currency,"
                                + " payee_account_hash, payee_name, payee_account_shown,"
                                + " changed_limit, payer_account_hash, card_reference, device_key,"
                                + " nonce, issued_at_ms, expires_at_ms) values (?, ?, ?, ?, ?, ?,"
                                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do"
                                + " nothing")) {
            insert.setInt(1, fresh.participantId());
            insert.setObject(2, terms.challengeId());
            insert.setBytes(3, fresh.requestDigest().toArray());
            insert.setBytes(4, Names.bytes(fresh.payer()));
            insert.setString(5, fresh.payerReference());
            insert.setInt(6, fresh.sourceGroupId());
            insert.setString(7, terms.relyingParty());
            insert.setString(8, terms.purpose().name());
            if (terms.paymentId().isPresent()) {
                insert.setObject(9, terms.paymentId().get());
            } else {
                insert.setNull(9, Types.OTHER);
            }
            insert.setLong(10, terms.amountMinor());
            insert.setString(11, terms.currency());
            insert.setBytes(12, terms.payeeAccountHash().toByteArray());
            insert.setString(13, terms.payeeName());
            insert.setString(14, terms.payeeAccountShown());
            insert.setString(15, terms.limit());
            insert.setBytes(16, terms.payerAccountHash().toByteArray());
            insert.setBytes(17, terms.cardReference().toByteArray());
            insert.setBytes(18, terms.deviceKeyThumbprint().toByteArray());
            insert.setBytes(19, terms.nonce().toByteArray());
            insert.setLong(20, terms.issuedAtMs());
            insert.setLong(21, terms.expiresAtMs());
            insert.executeUpdate();
        }
    }

    private static Optional<ShownChallenge> find(Connection connection, int participantId, UUID id)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select c.*, d.credential_id, d.public_key, d.attestation, d.backup,"
                                + " d.counter from trustone.challenge c left join"
                                + " trustone.device_key d on d.participant_id = c.participant_id"
                                + " and d.payer = c.payer and d.thumbprint = c.device_key where"
                                + " c.participant_id = ? and c.challenge_id = ?")) {
            select.setInt(1, participantId);
            select.setObject(2, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(shown(row)) : Optional.empty();
            }
        }
    }

    private static ShownChallenge shown(ResultSet row) throws SQLException {
        return new ShownChallenge(
                row.getInt("participant_id"),
                Bytes.copyOf(row.getBytes("request_digest")),
                Names.digest(row.getBytes("payer")),
                row.getString("payer_reference"),
                row.getInt("source_group_id"),
                new TransactionTerms(
                        row.getObject("challenge_id", UUID.class),
                        row.getString("relying_party"),
                        Purpose.valueOf(row.getString("purpose")),
                        Optional.ofNullable(row.getObject("payment_id", UUID.class)),
                        row.getLong("amount_minor"),
                        row.getString("currency"),
                        bytes(row, "payee_account_hash"),
                        row.getString("payee_name"),
                        row.getString("payee_account_shown"),
                        row.getString("changed_limit"),
                        bytes(row, "payer_account_hash"),
                        bytes(row, "card_reference"),
                        bytes(row, "device_key"),
                        bytes(row, "nonce"),
                        row.getLong("issued_at_ms"),
                        row.getLong("expires_at_ms")),
                row.getBytes("credential_id") == null
                        ? Optional.empty()
                        : Optional.of(DeviceKeyStore.device(row)));
    }

    private static ByteString bytes(ResultSet row, String column) throws SQLException {
        return ByteString.of(row.getBytes(column));
    }
}
