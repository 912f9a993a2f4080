// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import dev.naru.connectors.sandbox.FaultPoint;
import dev.naru.connectors.sandbox.Faults;
import dev.naru.gateway.http.SandboxFaults;
import java.util.List;

/** Lets the gateway arm the connectors' faults without knowing connectors. */
record FaultSwitch(Faults faults) implements SandboxFaults {
    @Override
    public List<Standing> standings() {
        return faults.standings().stream()
                .map(
                        standing ->
                                new Standing(
                                        standing.point().name(),
                                        standing.state().name(),
                                        standing.paymentNumber()))
                .toList();
    }

    @Override
    public void arm(String point) {
        faults.arm(FaultPoint.valueOf(point));
    }

    @Override
    public void disarm() {
        faults.disarm();
    }
}
