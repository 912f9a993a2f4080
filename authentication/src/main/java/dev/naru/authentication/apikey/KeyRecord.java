// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.apikey;

import java.util.Optional;

/**
 * One line of the key ring's file.
 *
 * @param participantId whose key, 0 for the operator's
 * @param keyId what its owner calls it, unique among the owner's keys for ever
 */
record KeyRecord(int participantId, String keyId, KeyHash hash, Status status) {
    private static final int FIELDS = 4;

    /** Whether the key is accepted. */
    enum Status {
        ACTIVE,
        REVOKED
    }

    boolean isNamed(int participant, String id) {
        return participantId == participant && keyId.equals(id);
    }

    Caller caller() {
        return participantId == 0
                ? new Caller.Operator(keyId)
                : new Caller.Participant(keyId, participantId);
    }

    KeyRecord revoked() {
        return new KeyRecord(participantId, keyId, hash, Status.REVOKED);
    }

    String line() {
        return participantId + " " + keyId + " " + hash.hex() + " " + status;
    }

    static Optional<KeyRecord> parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS
                || !fields[0].matches("0|[1-9][0-9]{0,8}")
                || !KeyRing.isKeyId(fields[1])
                || !fields[3].matches("ACTIVE|REVOKED")) {
            return Optional.empty();
        }
        return KeyHash.parse(fields[2])
                .map(
                        hash ->
                                new KeyRecord(
                                        Integer.parseInt(fields[0]),
                                        fields[1],
                                        hash,
                                        Status.valueOf(fields[3])));
    }
}
