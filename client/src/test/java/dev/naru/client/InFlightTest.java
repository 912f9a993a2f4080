// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Command;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight();

    @Test
    void givesBackByIdOnce() {
        Ask first = add(1, 10);
        Ask second = add(2, 20);

        assertThat(inFlight.remove(2)).isSameAs(second);
        assertThat(inFlight.remove(2)).isNull();
        assertThat(inFlight.remove(1)).isSameAs(first);
        assertThat(inFlight.remove(3)).isNull();
        assertThat(inFlight.size()).isZero();
    }

    @Test
    void givesTheOldestFirstWhateverWasTakenFromTheMiddle() {
        Ask first = add(1, 10);
        add(2, 20);
        Ask third = add(3, 30);
        Ask fourth = add(4, 40);
        inFlight.remove(2);

        assertThat(inFlight.removeOldest()).isSameAs(first);
        assertThat(inFlight.removeOldest()).isSameAs(third);
        Ask fifth = add(5, 50);
        assertThat(inFlight.removeOldest()).isSameAs(fourth);
        assertThat(inFlight.removeOldest()).isSameAs(fifth);
        assertThat(inFlight.removeOldest()).isNull();
    }

    @Test
    void givesOnlyWhatIsOverdue() {
        Ask first = add(1, 10);
        add(2, 20);

        assertThat(inFlight.removeOverdue(9)).isNull();
        assertThat(inFlight.removeOverdue(10)).isSameAs(first);
        assertThat(inFlight.removeOverdue(10)).isNull();
        assertThat(inFlight.size()).isOne();
    }

    @Test
    void aMessageTakesNoMoreThanAFrameHolds() {
        Queue<Ask> waiting = new ArrayDeque<>();
        for (int i = 0; i < 1_000; i++) {
            waiting.add(ask(0));
        }
        OutgoingBatch batch = new OutgoingBatch();

        batch.fillFrom(waiting);

        assertThat(batch.length()).isBetween(7_680, 8_128);
        assertThat(batch.asks()).hasSize(1_000 - waiting.size());
        assertThat(batch.asks().getFirst().correlationId).isOne();
        batch.clear();
        assertThat(batch.isEmpty()).isTrue();
        batch.fillFrom(waiting);
        assertThat(batch.asks()).isNotEmpty();
    }

    private Ask add(long correlationId, long deadlineNs) {
        Ask ask = ask(deadlineNs);
        ask.correlationId = correlationId;
        inFlight.add(ask);
        return ask;
    }

    private static Ask ask(long deadlineNs) {
        return new Ask(new Command.ReadFigures(), deadlineNs, reply -> {}, Ask.Delivery.ELSEWHERE);
    }
}
