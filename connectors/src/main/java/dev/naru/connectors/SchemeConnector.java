// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors;

import dev.naru.connectors.enquiry.LinkStatus;
import dev.naru.connectors.enquiry.PayeeLookup;

/**
 * One running link to a partner's switch. It reads the hub's events; for each payment that is
 * reserved for its link it asks the machine for the one right to send, sends once, and turns what
 * it hears into commands; for each enquiry that falls due it asks the partner.
 *
 * <p>What it is not: a guarantee. A payment is never sent twice over it; whether it was sent at all
 * is, after a fault, the partner's to say.
 */
public interface SchemeConnector extends AutoCloseable {
    /** The partner switch's participant id in the hub. */
    int linkParticipantId();

    /** How the link is doing. */
    LinkStatus status();

    /** Asks the partner who would be paid. */
    PayeeLookup lookup();

    /** Ends it in order: nothing new is begun, and what was read is stored. */
    @Override
    void close();
}
