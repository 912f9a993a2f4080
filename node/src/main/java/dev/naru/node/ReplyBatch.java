// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.protocol.Invariant;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.codec.Batch;
import dev.naru.protocol.codec.OutcomeCodec;
import io.aeron.Publication;
import io.aeron.cluster.service.ClientSession;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of one message of commands on their way back, as one message or, when they are
 * large, a few.
 *
 * <p>A client that does not take a message while there is {@link Patience} with it does not get it,
 * and asks again with the same ids. Waiting for it longer would make all the others wait.
 */
final class ReplyBatch implements OutcomeSink {
    /** A message that has reached this size is sent. */
    private static final int FULL_BYTES = 32 * 1024;

    private static final int CAPACITY =
            FULL_BYTES + Batch.recordBytes(Batch.OUTCOME_HEADER_BYTES + OutcomeCodec.MOST_BYTES);

    private final NodeCounters counters;
    private final OutcomeCodec codec = new OutcomeCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    private final Batch.Writer batch = new Batch.Writer(buffer, 0, CAPACITY);
    private final Long2ObjectHashMap<Patience> patience = new Long2ObjectHashMap<>();
    private @Nullable Asking asking;

    private record Asking(ClientSession session, IdleStrategy idle) {}

    ReplyBatch(NodeCounters counters) {
        this.counters = counters;
    }

    /** Begins the answer to a message of this client. */
    void begin(ClientSession session, IdleStrategy idle) {
        asking = new Asking(session, idle);
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
        asking = null;
    }

    /** Forgets a client that is gone. */
    void forget(long sessionId) {
        patience.remove(sessionId);
    }

    private void send() {
        Asking them = Invariant.present(asking, "an outcome has somebody who asked");
        if (!isTaken(offer(them.session)) && !isTakenWhileWaiting(them)) {
            counters.onDroppedReply();
        }
        batch.clear();
    }

    private boolean isTakenWhileWaiting(Asking them) {
        Patience left =
                patience.computeIfAbsent(them.session.id(), _ -> new Patience(System.nanoTime()));
        them.idle.reset();
        while (left.isLeft(System.nanoTime())) {
            long result = offer(them.session);
            if (isTaken(result)) {
                return true;
            }
            if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
                return false;
            }
            them.idle.idle();
            left.spend(System.nanoTime());
        }
        return false;
    }

    private long offer(ClientSession session) {
        try {
            return session.offer(buffer, 0, batch.length());
        } catch (IllegalArgumentException tooLongForItsChannel) {
            return Publication.CLOSED;
        }
    }

    private static boolean isTaken(long result) {
        return result > 0;
    }
}
