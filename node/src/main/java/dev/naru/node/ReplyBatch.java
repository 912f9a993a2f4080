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
    private final Long2ObjectHashMap<Client> clients = new Long2ObjectHashMap<>();
    private final Patience withAll = Patience.withAll(System.nanoTime());
    private @Nullable Asking asking;

    /** What is known of a session. */
    private static final class Client {
        private final Patience patience = Patience.withOne(System.nanoTime());
        private boolean wasConnected;
    }

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
        clients.remove(sessionId);
    }

    private void send() {
        Asking them = Invariant.present(asking, "an outcome has somebody who asked");
        Client client = clients.computeIfAbsent(them.session.id(), _ -> new Client());
        long result = offer(them.session);
        if (!isTaken(client, result)
                && (isGone(client, result) || !isTakenWhileWaiting(them, client))) {
            counters.onDroppedReply();
        }
        batch.clear();
    }

    private boolean isTakenWhileWaiting(Asking them, Client client) {
        them.idle.reset();
        while (isPatienceLeft(client, System.nanoTime())) {
            long result = offer(them.session);
            if (isTaken(client, result)) {
                return true;
            }
            if (isGone(client, result)) {
                return false;
            }
            them.idle.idle();
            long nowNs = System.nanoTime();
            client.patience.spend(nowNs);
            withAll.spend(nowNs);
        }
        return false;
    }

    /** Asks both, so that both know what time it is. */
    private boolean isPatienceLeft(Client client, long nowNs) {
        boolean withThem = client.patience.isLeft(nowNs);
        boolean withEverybody = withAll.isLeft(nowNs);
        return withThem && withEverybody;
    }

    /** A client that is not connected yet will be in a moment; one that was before has left. */
    private static boolean isGone(Client client, long result) {
        return result == Publication.CLOSED
                || result == Publication.MAX_POSITION_EXCEEDED
                || (result == Publication.NOT_CONNECTED && client.wasConnected);
    }

    private static boolean isTaken(Client client, long result) {
        client.wasConnected |= result > 0;
        return result > 0;
    }

    private long offer(ClientSession session) {
        try {
            return session.offer(buffer, 0, batch.length());
        } catch (IllegalArgumentException tooLongForItsChannel) {
            return Publication.CLOSED;
        }
    }
}
