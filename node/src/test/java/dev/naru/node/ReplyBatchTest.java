// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Outcome;
import io.aeron.Publication;
import io.aeron.cluster.service.ClientSession;
import java.lang.reflect.Proxy;
import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.Test;

/** Clients that take their outcomes late, or never. */
class ReplyBatchTest {
    private final NodeCounters counters = new NodeCounters();
    private final ReplyBatch replies = new ReplyBatch(counters);
    private final Idling idling = new Idling();
    private long result;

    @Test
    void doesNotWaitForAClientThatHasLeft() {
        result = 1;
        answer(7);
        result = Publication.NOT_CONNECTED;

        answer(7);

        assertThat(idling.count).isZero();
        assertThat(counters.droppedReplies()).isOne();
    }

    @Test
    void waitsForAClientThatIsBeingConnected() {
        result = Publication.NOT_CONNECTED;
        idling.then = () -> result = 1;

        answer(7);

        assertThat(idling.count).isOne();
        assertThat(counters.droppedReplies()).isZero();
    }

    /** Each of them has a patience of its own, and all of them one together. */
    @Test
    void waitsForManySlowClientsNoLongerThanForAFew() {
        result = Publication.BACK_PRESSURED;
        long beganNs = System.nanoTime();

        for (int id = 0; id < 100; id++) {
            answer(id);
        }

        long mostNs = Patience.withAll(0).mostNs();
        long tookNs = System.nanoTime() - beganNs;
        assertThat(idling.spentNs).isLessThan(2 * mostNs + tookNs / 5);
        assertThat(counters.droppedReplies()).isEqualTo(100);
    }

    private void answer(long sessionId) {
        replies.begin(session(sessionId), idling);
        replies.add(1, 1, 1, new Outcome.Done());
        replies.end();
    }

    private ClientSession session(long id) {
        return (ClientSession)
                Proxy.newProxyInstance(
                        ReplyBatchTest.class.getClassLoader(),
                        new Class<?>[] {ClientSession.class},
                        (_, method, _) ->
                                switch (method.getName()) {
                                    case "id" -> id;
                                    case "offer" -> result;
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }

    private static final class Idling implements IdleStrategy {
        private int count;
        private long spentNs;
        private Runnable then = () -> {};

        @Override
        public void idle(int workCount) {
            idle();
        }

        @Override
        public void idle() {
            long beganNs = System.nanoTime();
            count++;
            then.run();
            while (System.nanoTime() - beganNs < 100_000) {
                Thread.onSpinWait();
            }
            spentNs += System.nanoTime() - beganNs;
        }

        @Override
        public void reset() {}
    }
}
