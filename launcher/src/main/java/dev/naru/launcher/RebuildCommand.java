// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher;

import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.hub.Rebuilding;
import dev.naru.projection.rebuild.Rebuild;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds what can be searched again, from the first event, while the hub runs. */
@Command(
        name = "rebuild",
        description =
                "Builds all tables in PostgreSQL again from the first event of a running hub, and"
                        + " says whether they are the same.",
        mixinStandardHelpOptions = true)
public final class RebuildCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            description = "The running hub's YAML file (default: ${DEFAULT-VALUE}, the demo's).",
            defaultValue = "var/naru/hub.yaml")
    private Path file = Path.of("");

    private long toldNs = System.nanoTime();

    /** Made by the command line. */
    RebuildCommand() {}

    @Override
    public Integer call() throws Exception {
        Rebuild.Result result =
                Rebuilding.run(
                        Configuration.read(file),
                        status -> {
                            if (System.nanoTime() - toldNs > 1_000_000_000L) {
                                toldNs = System.nanoTime();
                                System.err.println("event " + status.position().number());
                            }
                        });
        System.out.printf(
                "Built again up to event %d in %d ms. %s%n",
                result.eventNumber(), result.built().toMillis(), comparison(result));
        return 0;
    }

    private static String comparison(Rebuild.Result result) {
        if (result.tables() == 0) {
            return "There were no tables before.";
        }
        return result.different().isEmpty()
                ? "All " + result.tables() + " tables are what they were, byte for byte."
                : "These tables were wrong and are right now: " + result.different() + ".";
    }
}
