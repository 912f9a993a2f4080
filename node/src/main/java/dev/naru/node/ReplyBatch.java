// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.protocol.Invariant;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.codec.Batch;
import dev.naru.protocol.codec.OutcomeCodec;
import io.aeron.Publication;
import io.aeron.cluster.service.ClientSession;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of one message of commands on their way back, as one message or, when they are large,
 * a few.
 *
 * <p>A message is offered once. A client that is too slow to take it does not get it and asks again
 * with the same ids: waiting for one would make all the others wait too.
 */
final class ReplyBatch implements OutcomeSink {
    /** A message that has reached this size is sent. */
    private static final int FULL_BYTES = 32 * 1024;

    private static final int CAPACITY =
            FULL_BYTES
                    + Batch.recordBytes(Batch.OUTCOME_HEADER_BYTES + OutcomeCodec.MOST_BYTES);

    /** Turning to its next term is the log buffer's own business, not the client's slowness. */
    private static final int TURNS = 3;

    private final NodeCounters counters;
    private final OutcomeCodec codec = new OutcomeCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    private final Batch.Writer batch = new Batch.Writer(buffer, 0, CAPACITY);
    private @Nullable ClientSession session;

    ReplyBatch(NodeCounters counters) {
        this.counters = counters;
    }

    /** Begins the answer to a message of this client. */
    void begin(ClientSession asking) {
        session = asking;
        batch.clear();
    }

    @Override
    public void add(long correlationId, long eventNumber, long timeNs, Outcome outcome) {
        int payload = batch.next(correlationId);
        Batch.putOutcomeHeader(buffer, payload, eventNumber, timeNs);
        int length = codec.encode(outcome, buffer, payload + Batch.OUTCOME_HEADER_BYTES);
        batch.end(Batch.OUTCOME_HEADER_BYTES + length);
        if (batch.length() >= FULL_BYTES) {
            send();
        }
    }

    /** Sends what was not sent yet. */
    void end() {
        if (batch.length() > 0) {
            send();
        }
        session = null;
    }

    private void send() {
        if (offer(Invariant.present(session, "an outcome has somebody who asked")) <= 0) {
            counters.onDroppedReply();
        }
        batch.clear();
    }

    /** A client whose channel cannot carry so long a message gets none either. */
    private long offer(ClientSession asking) {
        long result = Publication.ADMIN_ACTION;
        for (int turn = 0; turn < TURNS && result == Publication.ADMIN_ACTION; turn++) {
            try {
                result = asking.offer(buffer, 0, batch.length());
            } catch (IllegalArgumentException tooLongForItsChannel) {
                return Publication.CLOSED;
            }
        }
        return result;
    }
}
