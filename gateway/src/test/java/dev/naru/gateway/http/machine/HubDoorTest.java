// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.support.InProcessHub;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HubDoorTest {
    private final InProcessHub hub = new InProcessHub();
    private final HubDoor door = new HubDoor(hub, HubClock.ofWall());

    /** The wall is another time than the sandbox's, and what ends a day later must not go by it. */
    @Test
    void theTimeIsTheHubsFromTheFirstQuestionOn() {
        assertThat(door.nowNs())
                .isBetween(
                        InProcessHub.START_NS,
                        InProcessHub.START_NS + Duration.ofMinutes(10).toNanos());
    }

    @Test
    void onceHeardTheTimeNeedsNoHub() {
        long first = door.nowNs();
        hub.fate(InProcessHub.Fate.BUSY, command -> true);
        assertThat(door.nowNs()).isGreaterThanOrEqualTo(first);
    }

    @Test
    void aHubThatDoesNotAnswerIsNotReplacedByTheWall() {
        hub.fate(InProcessHub.Fate.BUSY, command -> true);
        assertThatThrownBy(door::nowNs).isInstanceOf(RefusedException.class);
    }
}
