// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.apikey;

/** Who is asking, proven by a key. */
public sealed interface Caller {
    /** Which of its keys the caller used. */
    String keyId();

    /** Whoever runs the hub. */
    record Operator(String keyId) implements Caller {}

    /**
     * A member or an FX provider.
     *
     * @param participantId as which it acts, at least 1
     */
    record Participant(String keyId, int participantId) implements Caller {}
}
