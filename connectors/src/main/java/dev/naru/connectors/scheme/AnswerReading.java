// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

/** What came of reading what a partner says of a payment. */
public sealed interface AnswerReading {
    /** Something that the machine can judge. */
    record Understood(LinkAnswer answer) implements AnswerReading {}

    /**
     * Nothing that the machine can judge.
     *
     * @param reason for the log, without content
     */
    record Unclear(String reason) implements AnswerReading {}
}
