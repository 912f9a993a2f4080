// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.http;

import dev.naru.benchmarks.ChildJvm;
import dev.naru.simulators.scheme.IndonesiaSwitch;
import dev.naru.simulators.scheme.SwitchSettings;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** The Indonesian switch in a process of its own; ends with whoever started it. */
final class SwitchProcess {
    private SwitchProcess() {}

    /** Arguments: its port, and the hub's for answers. */
    public static void main(String[] args) throws InterruptedException {
        IndonesiaSwitch played =
                IndonesiaSwitch.start(
                        SwitchSettings.standard(
                                Integer.parseInt(args[0]),
                                URI.create("http://127.0.0.1:" + args[1])));
        System.out.println("ready " + played.address());
        ChildJvm.haltWithParent();
        new CountDownLatch(1).await();
    }
}
