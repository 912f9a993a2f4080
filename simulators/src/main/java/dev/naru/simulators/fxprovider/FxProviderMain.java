// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.fxprovider;

import dev.naru.simulators.Arguments;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
                                URI.create(arguments.text("gateway", "http://127.0.0.1:8100")),
                                key(Path.of(arguments.required("key-file"))),
                                List.of(
                                        CurrencyPair.wonForRupiah(
                                                arguments.text("mid", "0.0895"),
                                                arguments.number("spread", 1_500))),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                arguments.number("seed", 1),
                                arguments.number("port", 8201)));
        PrintStream out = System.out;
        out.println(
                "The FX provider's stage door is http://127.0.0.1:"
                        + played.port()
                        + "/control/status");
        Runtime.getRuntime().addShutdownHook(new Thread(played::close));
        new CountDownLatch(1).await();
    }

    /** From a file, because a command line is for everybody on the machine to read. */
    private static String key(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The key cannot be read from " + file, e);
        }
    }
}
