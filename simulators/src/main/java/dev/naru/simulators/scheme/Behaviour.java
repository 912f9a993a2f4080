// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import java.time.Duration;

/** What the switch does with one payment. Where nothing else is scripted it accepts. */
public sealed interface Behaviour {
    /** Takes it (202), books it and tells so by callback. */
    record Accept() implements Behaviour {}

    /** Books it and says so in the HTTP answer. */
    record AcceptInBody() implements Behaviour {}

    /** Rejects it by callback, for this ISO reason. */
    record Reject(String reason) implements Behaviour {}

    /** Rejects it in the HTTP answer, for this ISO reason. */
    record RejectInBody(String reason) implements Behaviour {}

    /** Takes the funds and keeps them frozen (BLCK), for this ISO reason. */
    record Block(String reason) implements Behaviour {}

    /** Books it and never tells; an enquiry hears the truth. */
    record Silent() implements Behaviour {}

    /** Says 202 and forgets it: an enquiry hears that it was never received. */
    record Lost() implements Behaviour {}

    /** Tells an interim status (ACTC, ACSP, PDNG or ACWP) first, then accepts. */
    record InterimThenAccept(String status) implements Behaviour {}

    /**
     * Tells an interim status (ACTC, ACSP, PDNG or ACWP), books it, and tells the end only on
     * release; until then an enquiry hears ACSP.
     */
    record InterimThenLate(String status) implements Behaviour {}

    /** Tells the same answer twice. */
    record AnswerTwice() implements Behaviour {}

    /** Books it, and tells only on release; until then an enquiry hears ACSP. */
    record Late() implements Behaviour {}

    /** Denies it to every enquiry until release, and then says that it was accepted. */
    record LateAfterDenial() implements Behaviour {}

    /** Accepts, then rejects; the book says accepted. */
    record AcceptThenReject() implements Behaviour {}

    /** Rejects, then accepts; the book says rejected. */
    record RejectThenAccept() implements Behaviour {}

    /** Accepts, and says that this much was paid; an enquiry hears the same. */
    record WrongAmount(long amountMinor) implements Behaviour {}

    /** Books it and answers 200 with something that is not XML. */
    record GarbageInBody() implements Behaviour {}

    /** Books it and answers 200 with the first half of a report. */
    record TruncatedInBody() implements Behaviour {}

    /** Books it and calls back with something that is not XML. */
    record GarbageCallback() implements Behaviour {}

    /** Books it and closes the connection in the middle of the answer. */
    record Disconnect() implements Behaviour {}

    /** Accepts, with the HTTP answer and the callback held back this long. */
    record Delay(Duration pause) implements Behaviour {}

    /** Books it, and lets the body of the HTTP answer trickle, a byte in each pause. */
    record Slow(Duration pause) implements Behaviour {}

    /** Answers 503 and has not received it. */
    record Unavailable() implements Behaviour {}
}
