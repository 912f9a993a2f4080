// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher;

import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.keys.KeyDesk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Shows and rotates TrustOne's keys. */
@Command(
        name = "keys",
        description = {
            "Shows TrustOne's keys of the hub that a configuration describes: number, role, when"
                    + " each was made, and its kid. Never the keys.",
            "The exit code is 0 when it was done, 1 when nothing was changed because it is too"
                    + " early, 2 when the configuration or the keys cannot be used."
        },
        mixinStandardHelpOptions = true)
public final class KeysCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            description = "The hub's YAML file (default: ${DEFAULT-VALUE}, the demo's).",
            defaultValue = "var/naru/hub.yaml",
            // Before the subcommand it is not to be another hub than behind it.
            scope = ScopeType.INHERIT)
    private Path file = Path.of("");

    /** Made by the command line. */
    @SuppressWarnings("NullAway.Init")
    public KeysCommand() {}

    @Override
    public Integer call() {
        return desk().show().ordinal();
    }

    /** Rotates them, while the hub runs. */
    @Command(
            name = "rotate",
            description = {
                "Makes the next key current, the current one the earlier, and a new one the next,"
                        + " of signing and of opening keys, while the hub runs. Not within a day of"
                        + " the last time: relying parties must know the next key first.",
                "The exit codes are those of keys."
            },
            mixinStandardHelpOptions = true)
    int rotate(
            @Option(
                            names = "--stolen",
                            description =
                                    "Somebody else has the keys: makes all of them new at once."
                                            + " Taps under way are refused, and relying parties"
                                            + " must fetch the JWKS anew.")
                    boolean stolen) {
        KeyDesk desk = desk();
        return (stolen ? desk.replace() : desk.rotate(Instant.now())).ordinal();
    }

    private KeyDesk desk() {
        return KeyDesk.of(Configuration.read(file), spec.commandLine().getOut());
    }
}
