// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import dev.naru.gateway.http.SandboxFaults;
import java.util.List;
import java.util.OptionalLong;

/** One fault, that can be armed and disarmed. */
public final class FakeFaults implements SandboxFaults {
    private volatile String state = "IDLE";

    @Override
    public List<Standing> standings() {
        return List.of(
                new Standing("AFTER_SEND", state, OptionalLong.empty()),
                new Standing("AFTER_DISPATCH_RECORD", "REACHED", OptionalLong.of(7)));
    }

    @Override
    public void arm(String point) {
        state = "ARMED";
    }

    @Override
    public void disarm() {
        state = "IDLE";
    }
}
