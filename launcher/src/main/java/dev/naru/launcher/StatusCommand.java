// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher;

import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.status.HubSight;
import dev.naru.launcher.status.HubStatus;
import dev.naru.launcher.status.StatusScreen;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells how a running hub is. */
@Command(
        name = "status",
        description =
                "Tells how a running hub is. The exit code is 0 when it is healthy, 1 when it is"
                        + " degraded or not all could be read, 2 when it is not reachable.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            description = "The running hub's YAML file (default: ${DEFAULT-VALUE}, the demo's).",
            defaultValue = "var/naru/hub.yaml")
    private Path file = Path.of("");

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    /** Made by the command line. */
    public StatusCommand() {}

    @Override
    public Integer call() {
        HubStatus status = HubStatus.of(HubSight.of(HubSight.Door.of(Configuration.read(file))));
        if (json) {
            System.out.println(status.json());
        } else {
            StatusScreen.of(status).forEach(System.out::println);
        }
        return status.verdict().ordinal();
    }
}
