// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.devicekey.AttestationKind;
import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.database.Database;
import dev.naru.protocol.Digest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The device keys that were registered. */
final class DeviceKeyStore {
    private final Database database;

    DeviceKeyStore(Database database) {
        this.database = database;
    }

    /**
     * Keeps a key; of one that is there nothing changes.
     *
     * @return what is kept of the key, now or since an earlier registration; empty when the payer
     *     has as many as one may
     */
    Optional<RegisteredDevice> keep(
            int participantId, Digest payer, RegisteredDevice device, long nowNs) {
        return database.inTransaction(
                connection -> {
                    lock(connection, payer);
                    Optional<RegisteredDevice> known =
                            find(connection, participantId, payer, device.thumbprint());
                    if (known.isPresent()
                            || count(connection, participantId, payer)
                                    >= DeviceKeys.MOST_OF_A_PAYER) {
                        return known;
                    }
                    insert(connection, participantId, payer, device, nowNs);
                    return Optional.of(device);
                });
    }

    /**
     * Forgets a key, whoever of the participant's payers registered it.
     *
     * @return whether there was one
     */
    boolean forget(int participantId, Digest device) {
        return database.inTransaction(
                connection -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement(
                                    "delete from trustone.device_key where participant_id = ? and"
                                            + " substring(thumbprint from 1 for 16) = ?")) {
                        delete.setInt(1, participantId);
                        delete.setBytes(2, Names.bytes(device));
                        return delete.executeUpdate() > 0;
                    }
                });
    }

    /** Of two that come at the same time the second counts the first. */
    private static void lock(Connection connection, Digest payer) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement(
                        "select pg_advisory_xact_lock(hashtext('trustone.device_key'), ?)")) {
            lock.setInt(1, (int) payer.low());
            lock.execute();
        }
    }

    private static Optional<RegisteredDevice> find(
            Connection connection, int participantId, Digest payer, ByteString thumbprint)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select * from trustone.device_key where participant_id = ? and payer = ?"
                                + " and thumbprint = ?")) {
            select.setInt(1, participantId);
            select.setBytes(2, Names.bytes(payer));
            select.setBytes(3, thumbprint.toByteArray());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(device(row)) : Optional.empty();
            }
        }
    }

    private static int count(Connection connection, int participantId, Digest payer)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select count(*) from trustone.device_key where participant_id = ? and"
                                + " payer = ?")) {
            select.setInt(1, participantId);
            select.setBytes(2, Names.bytes(payer));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void insert(
            Connection connection,
            int participantId,
            Digest payer,
            RegisteredDevice device,
            long nowNs)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into trustone.device_key (participant_id, payer, thumbprint,"
                                + " credential_id, public_key, attestation, backup, counter,"
                                + " registered_ns) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, participantId);
            insert.setBytes(2, Names.bytes(payer));
            insert.setBytes(3, device.thumbprint().toByteArray());
            insert.setBytes(4, device.credentialId().toByteArray());
            insert.setBytes(5, device.publicKey().toByteArray());
            insert.setString(6, device.attestation().name());
            insert.setString(7, device.backup().name());
            insert.setLong(8, device.counter());
            insert.setLong(9, nowNs);
            insert.executeUpdate();
        }
    }

    /** The key in a row that has its columns. */
    static RegisteredDevice device(ResultSet row) throws SQLException {
        return new RegisteredDevice(
                ByteString.of(row.getBytes("credential_id")),
                ByteString.of(row.getBytes("public_key")),
                AttestationKind.valueOf(row.getString("attestation")),
                RegisteredDevice.Backup.valueOf(row.getString("backup")),
                row.getLong("counter"));
    }
}
