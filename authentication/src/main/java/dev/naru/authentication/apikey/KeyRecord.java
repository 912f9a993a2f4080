// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.apikey;

import java.util.Optional;

/**
 * One line of the key ring's file: participant id, person id, key id, hash, status. One of the two
 * ids is 0.
 *
 * @param keyId what its owner calls it, unique among the owner's keys for ever
 */
record KeyRecord(KeyOwner owner, String keyId, KeyHash hash, Status status) {
    private static final int FIELDS = 5;
    private static final int FIELDS_OF_VERSION_1 = 4;

    /** Whether the key is accepted. */
    enum Status {
        ACTIVE,
        REVOKED
    }

    boolean isNamed(KeyOwner whose, String id) {
        return owner.equals(whose) && keyId.equals(id);
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    Caller caller() {
        return owner.caller(keyId);
    }

    KeyRecord revoked() {
        return new KeyRecord(owner, keyId, hash, Status.REVOKED);
    }

    String line() {
        return owner.participantId()
                + " "
                + owner.personId()
                + " "
                + keyId
                + " "
                + hash.hex()
                + " "
                + status;
    }

    static Optional<KeyRecord> parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS
                || !fields[0].matches("0|[1-9][0-9]{0,8}")
                || !fields[1].matches("0|[1-9][0-9]{0,14}")
                || !KeyRing.isKeyId(fields[2])
                || !fields[4].matches("ACTIVE|REVOKED")) {
            return Optional.empty();
        }
        int participantId = Integer.parseInt(fields[0]);
        long personId = Long.parseLong(fields[1]);
        if ((participantId == 0) == (personId == 0)) {
            return Optional.empty();
        }
        KeyOwner owner = new KeyOwner(participantId, personId);
        return KeyHash.parse(fields[3])
                .map(hash -> new KeyRecord(owner, fields[2], hash, Status.valueOf(fields[4])));
    }

    /** The first version knew one operator's key and no person. */
    static Optional<KeyRecord> parseVersion1(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS_OF_VERSION_1) {
            return Optional.empty();
        }
        String person = fields[0].equals("0") ? " " + KeyRing.FIRST_PERSON + " " : " 0 ";
        return parse(fields[0] + person + line.substring(fields[0].length() + 1));
    }
}
