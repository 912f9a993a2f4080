// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

/** What came back to a {@link SessionEvent}. */
public sealed interface SessionReply {
    /** So be it. */
    record Agreed() implements SessionReply {}

    /**
     * No: a sign-on that is refused, an echo of one who is not signed on.
     *
     * @param reason the partner's, for the log
     */
    record Refused(String reason) implements SessionReply {}

    /**
     * Nothing that can be used came back.
     *
     * @param reason for the log
     */
    record Failed(String reason) implements SessionReply {}
}
