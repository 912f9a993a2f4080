// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.funding;

import dev.naru.protocol.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The entries of the settlement banks, in the schema {@code settlement} of a PostgreSQL database.
 * An entry is kept once by the bank's own reference, whichever group's account it is said to be on;
 * one that was not booked yet makes room for its booking, and one that was brought to a group of
 * strangers for the group in which somebody is named. Safe for many threads and many processes.
 */
public final class BankEntries {
    private static final String SCHEMA = "settlement";
    private static final String SELECT = "select * from settlement.bank_entries";

    private final DataSource source;
    private volatile boolean isMigrated;

    private BankEntries(DataSource source) {
        this.source = source;
    }

    /** Those in this database, whether or not it is there yet. */
    public static BankEntries in(DataSource source) {
        return new BankEntries(source);
    }

    /**
     * A file that a person brought.
     *
     * @param at the hub's time
     */
    public record File(Bytes content, long personId, OffsetDateTime at) {}

    /**
     * Reads a bank's camt.054 and keeps its entries, all or none.
     *
     * @throws EntriesAwayException when it is not known whether they are kept: bring it again
     */
    public Submission submit(BankAccount account, File file) {
        return switch (new NoticeReading(account).read(file.content().toArray())) {
            case Notice.Bad(Submission.Fault fault, String sentence) ->
                    new Submission.Refused(fault, sentence);
            case Notice.Read read -> inTransaction(on -> keep(on, account, file, read));
        };
    }

    /** Entries by number, rising. */
    public List<BankEntry> list(long fromNumber, int limit) {
        return inTransaction(
                on -> {
                    String sql = SELECT + " where entry_number >= ? order by entry_number limit ?";
                    try (PreparedStatement select = on.prepareStatement(sql)) {
                        select.setLong(1, fromNumber);
                        select.setInt(2, limit);
                        return entries(select);
                    }
                });
    }

    /** The entry with this number. */
    public Optional<BankEntry> find(long number) {
        return list(number, 1).stream().filter(entry -> entry.number() == number).findFirst();
    }

    /**
     * A person confirms an entry. Two at once are one after the other, and the first of them is the
     * second person.
     *
     * @param at the hub's time
     */
    public Confirmation confirm(long number, long personId, OffsetDateTime at) {
        return inTransaction(
                on -> {
                    Optional<BankEntry> entry = locked(on, number);
                    if (entry.isEmpty()) {
                        return Confirmation.UNKNOWN;
                    }
                    return switch (entry.get().status()) {
                        case UNMATCHED -> Confirmation.UNMATCHED;
                        case FUNDED -> Confirmation.FUNDED;
                        case MATCHED, CONFIRMED ->
                                entry.get().submittedBy() == personId
                                        ? Confirmation.SAME_PERSON
                                        : agree(on, number, personId, at);
                    };
                });
    }

    /**
     * Notes that the machine has recorded the funding.
     *
     * @param at the hub's time
     */
    public void funded(long number, OffsetDateTime at) {
        inTransaction(
                on -> {
                    String sql =
                            "update settlement.bank_entries set funded_at = coalesce(funded_at, ?)"
                                    + " where entry_number = ?";
                    try (PreparedStatement update = on.prepareStatement(sql)) {
                        update.setObject(1, at);
                        update.setLong(2, number);
                        return update.executeUpdate();
                    }
                });
    }

    private static Submission keep(Connection on, BankAccount account, File file, Notice.Read read)
            throws SQLException {
        byte[] digest = sha256(file.content().toArray());
        keepFile(on, account, file, digest, read.messageId());
        List<Submission.Entry> entries = new ArrayList<>();
        for (Notice.Line line : read.lines()) {
            boolean isNew = insert(on, account, file, digest, read.messageId(), line);
            BankEntry kept = byReference(on, account, line.reference());
            Submission.Novelty novelty =
                    isNew
                            ? Submission.Novelty.NEW
                            : repeated(account, kept, read.messageId(), line);
            entries.add(new Submission.Entry(novelty, kept));
        }
        return new Submission.Taken(read.messageId(), entries);
    }

    private static Submission.Novelty repeated(
            BankAccount account, BankEntry kept, String messageId, Notice.Line line) {
        boolean isSame =
                kept.messageId().equals(messageId)
                        && kept.groupId() == account.group().groupId()
                        && kept.amountMinor() == line.amountMinor()
                        && kept.booked().equals(line.booked())
                        && kept.participantId().equals(line.participantId())
                        && kept.unmatched().equals(line.unmatched());
        return isSame ? Submission.Novelty.SAME : Submission.Novelty.DUPLICATE;
    }

    private static void keepFile(
            Connection on, BankAccount account, File file, byte[] digest, String messageId)
            throws SQLException {
        String sql =
                "insert into settlement.bank_files values (?, ?, ?, ?, ?, ?)"
                        + " on conflict do nothing";
        try (PreparedStatement insert = on.prepareStatement(sql)) {
            insert.setBytes(1, digest);
            insert.setInt(2, account.group().groupId());
            insert.setString(3, messageId);
            insert.setBytes(4, file.content().toArray());
            insert.setLong(5, file.personId());
            insert.setObject(6, file.at());
            insert.executeUpdate();
        }
    }

    /** Whether it is kept now, and was not before or only as announced. */
    private static boolean insert(
            Connection on,
            BankAccount account,
            File file,
            byte[] digest,
            String messageId,
            Notice.Line line)
            throws SQLException {
        String sql =
                "insert into settlement.bank_entries as kept (group_id, bank, currency,"
                        + " reference, message_id, file_sha256, amount_minor, booked,"
                        + " participant_id, unmatched, submitted_by, submitted_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (bank, currency, reference) do update set"
                        + " group_id = excluded.group_id, message_id = excluded.message_id,"
                        + " file_sha256 = excluded.file_sha256,"
                        + " amount_minor = excluded.amount_minor, booked = excluded.booked,"
                        + " participant_id = excluded.participant_id,"
                        + " unmatched = excluded.unmatched,"
                        + " submitted_by = excluded.submitted_by,"
                        + " submitted_at = excluded.submitted_at"
                        + " where (kept.unmatched = 'NOT_BOOKED'"
                        + " and excluded.unmatched is distinct from 'NOT_BOOKED')"
                        + " or (kept.unmatched = 'PARTICIPANT_UNKNOWN'"
                        + " and kept.group_id <> excluded.group_id"
                        + " and excluded.participant_id is not null)";
        try (PreparedStatement insert = on.prepareStatement(sql)) {
            insert.setInt(1, account.group().groupId());
            insert.setString(2, account.group().settlementBankCode());
            insert.setString(3, account.group().currency().name());
            insert.setString(4, line.reference());
            insert.setString(5, messageId);
            insert.setBytes(6, digest);
            insert.setLong(7, line.amountMinor());
            insert.setString(8, line.booked());
            insert.setObject(
                    9,
                    line.participantId().isPresent() ? line.participantId().getAsInt() : null,
                    java.sql.Types.INTEGER);
            insert.setString(10, line.unmatched().map(Unmatched::name).orElse(null));
            insert.setLong(11, file.personId());
            insert.setObject(12, file.at());
            return insert.executeUpdate() == 1;
        }
    }

    private static BankEntry byReference(Connection on, BankAccount account, String reference)
            throws SQLException {
        String sql = SELECT + " where bank = ? and currency = ? and reference = ?";
        try (PreparedStatement select = on.prepareStatement(sql)) {
            select.setString(1, account.group().settlementBankCode());
            select.setString(2, account.group().currency().name());
            select.setString(3, reference);
            return entries(select).getFirst();
        }
    }

    private static Optional<BankEntry> locked(Connection on, long number) throws SQLException {
        String sql = SELECT + " where entry_number = ? for update";
        try (PreparedStatement select = on.prepareStatement(sql)) {
            select.setLong(1, number);
            return entries(select).stream().findFirst();
        }
    }

    private static Confirmation agree(Connection on, long number, long personId, OffsetDateTime at)
            throws SQLException {
        String sql =
                "update settlement.bank_entries set confirmed_by = ?, confirmed_at = ?"
                        + " where entry_number = ? and confirmed_by is null";
        try (PreparedStatement update = on.prepareStatement(sql)) {
            update.setLong(1, personId);
            update.setObject(2, at);
            update.setLong(3, number);
            update.executeUpdate();
        }
        return Confirmation.AGREED;
    }

    private static List<BankEntry> entries(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<BankEntry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(entry(rows));
            }
            return entries;
        }
    }

    private static BankEntry entry(ResultSet row) throws SQLException {
        int participant = row.getInt("participant_id");
        OptionalInt participantId =
                row.wasNull() ? OptionalInt.empty() : OptionalInt.of(participant);
        long confirming = row.getLong("confirmed_by");
        OptionalLong confirmedBy =
                row.wasNull() ? OptionalLong.empty() : OptionalLong.of(confirming);
        return new BankEntry(
                row.getLong("entry_number"),
                row.getInt("group_id"),
                row.getString("bank"),
                row.getString("reference"),
                row.getString("message_id"),
                row.getLong("amount_minor"),
                row.getString("booked"),
                participantId,
                Optional.ofNullable(row.getString("unmatched")).map(Unmatched::valueOf),
                row.getLong("submitted_by"),
                row.getObject("submitted_at", OffsetDateTime.class),
                confirmedBy,
                Optional.ofNullable(row.getObject("confirmed_at", OffsetDateTime.class)),
                Optional.ofNullable(row.getObject("funded_at", OffsetDateTime.class)));
    }

    /** What is done in one transaction. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) {
        try {
            migrate();
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    T done = work.on(connection);
                    connection.commit();
                    return done;
                } catch (SQLException | RuntimeException e) {
                    takeBack(connection, e);
                    throw e;
                }
            }
        } catch (SQLException | FlywayException e) {
            throw new EntriesAwayException(e);
        }
    }

    /** At the first use: a hub must not wait for its database to start. */
    private synchronized void migrate() {
        if (!isMigrated) {
            Flyway.configure(BankEntries.class.getClassLoader())
                    .dataSource(source)
                    .schemas(SCHEMA)
                    .defaultSchema(SCHEMA)
                    .locations("classpath:dev/naru/settlement/funding/migrations")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
            isMigrated = true;
        }
    }

    private static void takeBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
