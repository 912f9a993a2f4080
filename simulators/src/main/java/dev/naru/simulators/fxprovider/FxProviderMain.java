// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.fxprovider;

import dev.naru.simulators.Arguments;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a provider of won for rupiah alone, until the process is ended: {@code --gateway
 * http://127.0.0.1:8100 --key-file FILE --mid 0.0895 --spread 1500 --seed 1 --port 8201}.
 */
public final class FxProviderMain {
    private FxProviderMain() {}

    /** Starts it and stays. */
    public static void main(String[] line) throws InterruptedException {
        Arguments arguments =
                Arguments.read(
                        line, Set.of("gateway", "key-file", "mid", "spread", "seed", "port"));
        FxProvider played =
                FxProvider.start(
                        new ProviderSettings(
                                arguments.address("gateway", "http://127.0.0.1:8100"),
                                arguments.secret("key-file"),
                                List.of(
                                        CurrencyPair.wonForRupiah(
                                                arguments.decimal("mid", "0.0895"),
                                                arguments.number("spread", 1_500))),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                arguments.number("seed", 1),
                                arguments.port("port", 8201)));
        PrintStream out = System.out;
        out.println(
                "The FX provider's stage door is http://127.0.0.1:"
                        + played.port()
                        + "/control/status");
        Runtime.getRuntime().addShutdownHook(new Thread(played::close));
        new CountDownLatch(1).await();
    }
}
