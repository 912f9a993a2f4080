// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.apikey;

/**
 * Whose key it is: a participant's, or a person's who runs the hub.
 *
 * @param participantId 0 for a person's
 * @param personId 0 for a participant's
 */
public record KeyOwner(int participantId, long personId) {
    /** The largest id of a person, so that every JSON reader keeps it exactly. */
    public static final long MOST_PERSON = (1L << 53) - 1;

    /** One of the two must be named. */
    public KeyOwner {
        if (participantId < 0 || personId < 0 || (participantId == 0) == (personId == 0)) {
            throw new IllegalArgumentException(
                    "either participantId or personId must be positive: "
                            + participantId
                            + " and "
                            + personId);
        }
        if (personId > MOST_PERSON) {
            throw new IllegalArgumentException("personId must be at most " + MOST_PERSON);
        }
    }

    /** This participant. */
    public static KeyOwner participant(int participantId) {
        return new KeyOwner(participantId, 0);
    }

    /** This person, who is one of those who run the hub. */
    public static KeyOwner person(long personId) {
        return new KeyOwner(0, personId);
    }

    /** Whether it is a person who runs the hub. */
    boolean isOperator() {
        return participantId == 0;
    }

    Caller caller(String keyId) {
        return isOperator()
                ? new Caller.Operator(keyId, personId)
                : new Caller.Participant(keyId, participantId);
    }
}
