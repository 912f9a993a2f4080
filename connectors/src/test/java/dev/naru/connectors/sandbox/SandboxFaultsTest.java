// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.sandbox;

import static dev.naru.connectors.sandbox.FaultPoint.AFTER_DISPATCH_RECORD;
import static dev.naru.connectors.sandbox.FaultPoint.AFTER_SEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.connectors.sandbox.Faults.Standing;
import dev.naru.connectors.sandbox.Faults.State;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SandboxFaultsTest {
    private final SandboxFaults faults = new SandboxFaults();

    private State state(FaultPoint point) {
        return faults.standings().get(point.ordinal()).state();
    }

    @Test
    void everything_passes_until_something_is_armed() {
        faults.pass(AFTER_SEND, 1);
        FaultLine.NONE.pass(AFTER_SEND, 1);

        assertThat(faults.standings())
                .containsExactly(
                        new Standing(AFTER_DISPATCH_RECORD, State.IDLE, OptionalLong.empty()),
                        new Standing(AFTER_SEND, State.IDLE, OptionalLong.empty()));
    }

    @Test
    void only_the_next_payment_stops_and_only_there() {
        faults.arm(AFTER_SEND);
        assertThat(state(AFTER_SEND)).isEqualTo(State.ARMED);
        faults.pass(AFTER_DISPATCH_RECORD, 7);

        CompletableFuture<Void> seventh =
                CompletableFuture.runAsync(() -> faults.pass(AFTER_SEND, 7));
        await().until(() -> state(AFTER_SEND) == State.REACHED);
        faults.pass(AFTER_SEND, 8);

        assertThat(seventh).isNotDone();
        assertThat(faults.standings().getLast())
                .isEqualTo(new Standing(AFTER_SEND, State.REACHED, OptionalLong.of(7)));
        faults.disarm();
        seventh.join();
        assertThat(state(AFTER_SEND)).isEqualTo(State.IDLE);
    }

    @Test
    void what_is_disarmed_before_anybody_came_stops_nobody() {
        faults.arm(AFTER_DISPATCH_RECORD);
        faults.disarm();
        faults.pass(AFTER_DISPATCH_RECORD, 1);

        assertThat(state(AFTER_DISPATCH_RECORD)).isEqualTo(State.IDLE);
    }

    @Test
    void it_can_be_armed_again_while_one_stands_there() {
        faults.arm(AFTER_SEND);
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> faults.pass(AFTER_SEND, 1));
        await().until(() -> state(AFTER_SEND) == State.REACHED);
        faults.arm(AFTER_SEND);
        CompletableFuture<Void> second =
                CompletableFuture.runAsync(() -> faults.pass(AFTER_SEND, 2));
        await().until(() -> state(AFTER_SEND) == State.REACHED);

        assertThat(first).isNotDone();
        faults.disarm();
        first.join();
        second.join();
    }
}
