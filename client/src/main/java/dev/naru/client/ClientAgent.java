// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.Invariant;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.codec.Batch;
import dev.naru.protocol.codec.OutcomeCodec;
import java.util.Queue;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * The client's one thread: sends waiting commands in batches, takes outcomes, and tells those whose
 * time has passed. It never waits for anybody.
 */
final class ClientAgent implements Agent, ClusterLink.Listener {
    private static final System.Logger LOG = System.getLogger(ClientAgent.class.getName());
    private static final int MESSAGES_A_ROUND = 16;
    private static final Reply NEVER_SENT = new Reply.Busy();
    private static final Reply TOO_LATE = new Reply.Unknown("no answer came in time");
    private static final Reply UNREADABLE = new Reply.Unknown("the outcome cannot be read");

    private final Queue<Ask> waiting;
    private final Deliveries deliveries;
    private final ClusterLink link;
    private final OutgoingBatch outgoing = new OutgoingBatch();
    private final InFlight inFlight = new InFlight();
    private final Batch.Reader incoming = new Batch.Reader();
    private final OutcomeCodec outcomes = new OutcomeCodec();
    private int unreadable;
    private volatile boolean ending;
    private volatile boolean ended;

    ClientAgent(Channels channels, int maxInFlight, Deliveries deliveries) {
        this.waiting = new ManyToOneConcurrentArrayQueue<>(maxInFlight);
        this.deliveries = deliveries;
        this.link = new ClusterLink(channels, this, System.nanoTime());
    }

    /** Takes a command from any thread that has a turn. */
    void put(Ask ask) {
        Invariant.check(waiting.offer(ask), "whoever has a turn has a place in the queue");
        if (ended) {
            refuseWaiting();
        }
    }

    /** Whether nothing more is to be put. For any thread. */
    boolean isEnding() {
        return ending;
    }

    ClusterLink link() {
        return link;
    }

    /** Whether nobody waits for anything. For the agent's own thread. */
    boolean isResting() {
        return inFlight.size() == 0 && outgoing.isEmpty() && waiting.isEmpty();
    }

    @Override
    public int doWork() {
        long nowNs = System.nanoTime();
        int work = link.work(nowNs);
        work += sendWaiting();
        work += giveUp(nowNs);
        work += deliveries.flush();
        return work;
    }

    @Override
    public void onOutcomes(DirectBuffer buffer, int offset, int length) {
        unreadable = 0;
        incoming.wrap(buffer, offset, length);
        while (incoming.next()) {
            Ask ask = inFlight.remove(incoming.correlationId());
            if (ask != null) {
                deliveries.deliver(ask, read());
            }
        }
        if (unreadable > 0 || incoming.isBroken()) {
            LOG.log(System.Logger.Level.ERROR, "a message of outcomes could not be read whole");
        }
    }

    @Override
    public void onLost(String reason) {
        Reply lost = new Reply.Unknown(reason);
        for (Ask ask = inFlight.removeOldest(); ask != null; ask = inFlight.removeOldest()) {
            deliveries.deliver(ask, lost);
        }
    }

    @Override
    public void onClose() {
        // First of all: whoever asks again from within a reply must not get another one from here.
        ending = true;
        link.close();
        onLost("the client was closed");
        refuseOutgoing();
        ended = true;
        refuseWaiting();
    }

    @Override
    public String roleName() {
        return "naru-client";
    }

    private int sendWaiting() {
        int messages = 0;
        while (link.isOpen() && messages < MESSAGES_A_ROUND) {
            outgoing.fillFrom(waiting);
            if (outgoing.isEmpty() || !link.offer(outgoing.buffer(), outgoing.length())) {
                break;
            }
            outgoing.asks().forEach(inFlight::add);
            outgoing.clear();
            messages++;
        }
        return messages;
    }

    private int giveUp(long nowNs) {
        int count = 0;
        for (Ask ask = inFlight.removeOverdue(nowNs);
                ask != null;
                ask = inFlight.removeOverdue(nowNs)) {
            deliveries.deliver(ask, TOO_LATE);
            count++;
        }
        if (!outgoing.isEmpty() && outgoing.asks().getFirst().isOverdue(nowNs)) {
            count += outgoing.asks().size();
            refuseOutgoing();
        }
        for (Ask ask = waiting.peek(); ask != null && ask.isOverdue(nowNs); ask = waiting.peek()) {
            deliveries.deliver(ask, NEVER_SENT);
            waiting.remove();
            count++;
        }
        return count;
    }

    private Reply read() {
        int payload = incoming.payloadOffset();
        try {
            DirectBuffer buffer = incoming.buffer();
            Outcome outcome =
                    outcomes.decode(
                            buffer,
                            payload + Batch.OUTCOME_HEADER_BYTES,
                            incoming.payloadLength() - Batch.OUTCOME_HEADER_BYTES);
            return new Reply.Answered(
                    outcome, Batch.eventNumber(buffer, payload), Batch.timeNs(buffer, payload));
        } catch (Invariant.Broken | IndexOutOfBoundsException notOurs) {
            unreadable++;
            return UNREADABLE;
        }
    }

    private void refuseOutgoing() {
        outgoing.asks().forEach(ask -> deliveries.deliver(ask, NEVER_SENT));
        outgoing.clear();
    }

    /** After the end any thread may come here, to leave nobody waiting. */
    private synchronized void refuseWaiting() {
        for (Ask ask = waiting.poll(); ask != null; ask = waiting.poll()) {
            deliveries.deliver(ask, NEVER_SENT);
        }
        deliveries.flush();
    }
}
