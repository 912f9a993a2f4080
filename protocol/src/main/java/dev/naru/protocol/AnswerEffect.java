// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** What an answer did. The order is the wire's: append only. */
public enum AnswerEffect {
    /** It ended the payment. */
    APPLIED,
    /** The payment had already ended the same way. */
    REPEATED,
    /** It was not final, and nothing changed. */
    NOTED,
    /** It could not be applied, and a person has to look at it. */
    SET_ASIDE
}
