// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MachineSettingsTest {
    private static final long LEAST_NS = CorridorClocks.LONGEST_NS;

    @Test
    void aLiveMachineRemembersForAsLongAsAnyQuoteCanLive() {
        MachineSettings live = MachineSettings.standard(World.LIVE);
        assertThat(live.withMemory(10, LEAST_NS).rememberNs()).isEqualTo(LEAST_NS);
        assertThatThrownBy(() -> live.withMemory(10, LEAST_NS - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "rememberNs must be at least 2592000000000000 (30 days) in a live world, so"
                            + " that no quote outlives the memory of what was refused with it, not"
                            + " 2591999999999999");
    }

    @Test
    void aSandboxForgetsAsSoonAsItIsTold() {
        MachineSettings sandbox = MachineSettings.standard(World.SANDBOX);
        assertThat(sandbox.withMemory(10, 0).rememberNs()).isZero();
        assertThatThrownBy(() -> sandbox.withMemory(10, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rememberNs must be from 0 to ");
    }
}
