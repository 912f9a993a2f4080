// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

/** What came back over a link for one message. */
public sealed interface LinkReply {
    /** Taken; the answer comes later. */
    record Taken() implements LinkReply {}

    /** Answered. */
    record Answered(LinkAnswer answer) implements LinkReply {}

    /**
     * The switch works and refused to take the message as it is. What it did with the payment is
     * not certain, so it is asked for like any other.
     *
     * @param reason for the log, without personal data
     */
    record Refused(String reason) implements LinkReply {}

    /**
     * Nothing that can be used came back: a time-out, a lost connection, an error, garbage.
     *
     * @param reason for the log, without personal data
     */
    record Failed(String reason) implements LinkReply {}

    /**
     * The switch takes no payments from us before we sign on again. What it did with this one is
     * not certain, so it is asked for like any other.
     */
    record NotSignedOn() implements LinkReply {}
}
