// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.apikey;

/** Who is asking, proven by a key. */
public sealed interface Caller {
    /** Which of its keys the caller used. */
    String keyId();

    /**
     * One of the people who run the hub.
     *
     * @param personId which of them, at least 1: where two people must decide, two keys of one
     *     person are one
     */
    record Operator(String keyId, long personId) implements Caller {}

    /**
     * A member or an FX provider.
     *
     * @param participantId as which it acts, at least 1
     */
    record Participant(String keyId, int participantId) implements Caller {}
}
