// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.acquirer;

/** What the acquirer does with one payment. Where nothing else is scripted it accepts. */
public enum AcquirerConduct {
    /** The terminal takes it at once: PAID in the answer. */
    ACCEPT,
    /** 202, then PAID by callback. */
    ACCEPT_LATER,
    /** REFUSED (AC04) in the answer. */
    REFUSE,
    /** 202, then REFUSED (AC04) by callback. */
    REFUSE_LATER,
    /** Takes the money and keeps it frozen (RR03), told by callback. */
    FREEZE,
    /** Takes it, and says nothing more; whoever asks hears PAID. */
    SILENT,
    /**
     * Answers nothing at all for a minute; whoever asks hears WAITING, and a cancel is confirmed.
     */
    HANG,
    /** Says 202 and forgets it: whoever asks hears UNKNOWN. */
    LOST,
    /** WAITING by callback, then PAID by callback. */
    INTERIM_THEN_ACCEPT,
    /** The same PAID twice, by callback. */
    ACCEPT_TWICE,
    /** The customer stands at the terminal: WAITING, and a cancel is confirmed. */
    WAIT,
    /** WAITING and no cancel is confirmed, until released; then PAID by callback. */
    LATE,
    /** Denied to whoever asks and a cancel is confirmed; on release PAID by callback. */
    LATE_AFTER_DENIAL,
    /** PAID, then REFUSED by callback; the book says paid. */
    ACCEPT_THEN_REFUSE,
    /** REFUSED, then PAID by callback; the book says refused. */
    REFUSE_THEN_ACCEPT,
    /** PAID by callback, and says that 1 won was paid. */
    WRONG_AMOUNT,
    /** Takes it and answers something that is not JSON. */
    GARBAGE,
    /** Takes it and answers half a document. */
    TRUNCATED,
    /** Takes it and calls back with something that is not JSON. */
    GARBAGE_RESULT,
    /** Takes it and closes the connection in the middle of the answer. */
    DISCONNECT,
    /** Takes it, and lets the answer trickle. */
    SLOW,
    /** Answers 503 and has not received it. */
    UNAVAILABLE
}
