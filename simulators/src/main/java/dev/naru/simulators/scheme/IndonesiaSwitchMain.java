// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import dev.naru.simulators.Arguments;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the switch alone until the process is ended, unless told otherwise where a hub's standard
 * settings look for it: {@code --port 8200 --callback http://127.0.0.1:8101}.
 */
public final class IndonesiaSwitchMain {
    private IndonesiaSwitchMain() {}

    /** Starts it and stays. */
    public static void main(String[] line) throws InterruptedException {
        Arguments arguments = Arguments.read(line, Set.of("port", "callback"));
        SwitchSettings settings =
                SwitchSettings.standard(
                        arguments.port("port", 8200),
                        arguments.address("callback", "http://127.0.0.1:8101"));
        IndonesiaSwitch played = IndonesiaSwitch.start(settings);
        PrintStream out = System.out;
        out.println("Indonesia's switch listens at " + played.address() + "/iso20022");
        out.println("Its stage door is " + played.address() + "/control/merchants");
        Runtime.getRuntime().addShutdownHook(new Thread(played::close));
        new CountDownLatch(1).await();
    }
}
