// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import dev.naru.simulators.Arguments;
import java.io.PrintStream;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the switch alone: {@code --port 8460 --callback http://127.0.0.1:8450}, until the process is
 * ended.
 */
public final class IndonesiaSwitchMain {
    private IndonesiaSwitchMain() {}

    /** Starts it and stays. */
    public static void main(String[] line) throws InterruptedException {
        Arguments arguments = Arguments.read(line, Set.of("port", "callback"));
        SwitchSettings settings =
                SwitchSettings.standard(
                        arguments.number("port", 8460),
                        URI.create(arguments.text("callback", "http://127.0.0.1:8450")));
        IndonesiaSwitch played = IndonesiaSwitch.start(settings);
        PrintStream out = System.out;
        out.println("Indonesia's switch listens at " + played.address() + "/iso20022");
        out.println("Its stage door is " + played.address() + "/control/merchants");
        Runtime.getRuntime().addShutdownHook(new Thread(played::close));
        new CountDownLatch(1).await();
    }
}
