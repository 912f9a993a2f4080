// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.connectors.enquiry.LinkStatus;
import java.util.concurrent.atomic.LongAdder;

/** What a link counts since its start; see {@link LinkStatus.Figures}. */
final class LinkCounters {
    final LongAdder dispatched = new LongAdder();
    final LongAdder leftToExpire = new LongAdder();
    final LongAdder unanswered = new LongAdder();
    final LongAdder refusedMessages = new LongAdder();
    final LongAdder enquiries = new LongAdder();
    final LongAdder answers = new LongAdder();
    final LongAdder setAside = new LongAdder();
    final LongAdder strangers = new LongAdder();
    final LongAdder unreadable = new LongAdder();

    LinkStatus.Figures figures() {
        return new LinkStatus.Figures(
                dispatched.sum(),
                leftToExpire.sum(),
                unanswered.sum(),
                refusedMessages.sum(),
                enquiries.sum(),
                answers.sum(),
                setAside.sum(),
                strangers.sum(),
                unreadable.sum());
    }
}
