// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.acquirer;

import dev.naru.simulators.Arguments;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the acquirer alone until the process is ended, unless told otherwise where a hub's standard
 * settings look for it: {@code --port 8210 --callback http://127.0.0.1:8102}.
 */
public final class KoreaAcquirerMain {
    private KoreaAcquirerMain() {}

    /** Starts it and stays. */
    public static void main(String[] line) throws InterruptedException {
        Arguments arguments = Arguments.read(line, Set.of("port", "callback"));
        KoreaAcquirer played =
                KoreaAcquirer.start(
                        AcquirerSettings.standard(
                                arguments.port("port", 8210),
                                arguments.address("callback", "http://127.0.0.1:8102")));
        PrintStream out = System.out;
        out.println("The Korean acquirer listens at " + played.address() + "/v1/payments");
        out.println("Its stage door is " + played.address() + "/control/shops");
        Runtime.getRuntime().addShutdownHook(new Thread(played::close));
        new CountDownLatch(1).await();
    }
}
