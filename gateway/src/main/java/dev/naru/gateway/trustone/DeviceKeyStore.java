// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import dev.naru.authentication.devicekey.RegisteredDevice;
import dev.naru.gateway.database.Database;
import dev.naru.protocol.Digest;
import java.sql.PreparedStatement;

/** The device keys that were registered. */
final class DeviceKeyStore {
    private final Database database;

    DeviceKeyStore(Database database) {
        this.database = database;
    }

    /** Keeps a key; of one that is there nothing changes. */
    void keep(int participantId, Digest payer, RegisteredDevice device, long nowNs) {
        database.inTransaction(
                connection -> {
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    "insert into trustone.device_key (participant_id, payer,"
                                            + " thumbprint, credential_id, public_key,"
                                            + " attestation, backup, counter, registered_ns)"
                                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do"
                                            + " nothing")) {
                        insert.setInt(1, participantId);
                        insert.setBytes(2, Names.bytes(payer));
                        insert.setBytes(3, device.thumbprint().toByteArray());
                        insert.setBytes(4, device.credentialId().toByteArray());
                        insert.setBytes(5, device.publicKey().toByteArray());
                        insert.setString(6, device.attestation().name());
                        insert.setString(7, device.backup().name());
                        insert.setLong(8, device.counter());
                        insert.setLong(9, nowNs);
                        return insert.executeUpdate();
                    }
                });
    }
}
