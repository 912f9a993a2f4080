// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors;

import dev.naru.protocol.Particulars;
import dev.naru.simulators.SessionDesk;
import java.util.UUID;

/** A partner switch that does as it is told, for {@link SchemeConnectorContract}. */
public interface PartnerPlay extends AutoCloseable {
    /** What the partner does with the next payment. Where nothing is said it accepts. */
    enum Conduct {
        ACCEPT_IN_BODY,
        REJECT,
        REJECT_IN_BODY,
        BLOCK,
        SILENT,
        LOST,
        INTERIM_THEN_ACCEPT,
        ANSWER_TWICE,
        LATE,
        LATE_AFTER_DENIAL,
        ACCEPT_THEN_REJECT,
        REJECT_THEN_ACCEPT,
        WRONG_AMOUNT,
        GARBAGE_IN_BODY,
        TRUNCATED_IN_BODY,
        GARBAGE_CALLBACK,
        DISCONNECT,
        SLOW,
        UNAVAILABLE
    }

    /** The next payment that nothing else was said of is treated like this. */
    void script(Conduct conduct);

    /** Tells all that is held back. */
    void release();

    /** From now on nothing is answered any more, or all is as before. */
    void works(Working working);

    /** The partner's side of the session. */
    SessionDesk session();

    /** Whether the partner answers. */
    enum Working {
        YES,
        NO
    }

    /** How often a payment came in, lost and refused ones too. */
    int timesReceived(UUID paymentId);

    /** How many payments were received in all, lost ones and repeats too. */
    long received();

    /** What the partner says that it is owed, minor units. */
    long owedMinor();

    /** How many of its answers were called unreadable. */
    long refusedAnswers();

    /** Particulars of a payment that the partner can carry out. */
    Particulars particulars();

    @Override
    void close();
}
