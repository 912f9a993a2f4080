// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.fxprovider;

import dev.naru.simulators.Arguments;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a provider of won for rupiah alone, until the process is ended: {@code --gateway
 * http://127.0.0.1:8440 --key KEY --mid 0.0895 --spread 1500 --seed 1 --port 8470}.
 */
public final class FxProviderMain {
    private FxProviderMain() {}

    /** Starts it and stays. */
    public static void main(String[] line) throws InterruptedException {
        Arguments arguments =
                Arguments.read(line, Set.of("gateway", "key", "mid", "spread", "seed", "port"));
        FxProvider played =
                FxProvider.start(
                        new ProviderSettings(
                                URI.create(arguments.text("gateway", "http://127.0.0.1:8440")),
                                arguments.required("key"),
                                List.of(
                                        CurrencyPair.wonForRupiah(
                                                arguments.text("mid", "0.0895"),
                                                arguments.number("spread", 1_500))),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                arguments.number("seed", 1),
                                arguments.number("port", 8470)));
        PrintStream out = System.out;
        out.println(
                "The FX provider's stage door is http://127.0.0.1:"
                        + played.port()
                        + "/control/status");
        Runtime.getRuntime().addShutdownHook(new Thread(played::close));
        new CountDownLatch(1).await();
    }
}
