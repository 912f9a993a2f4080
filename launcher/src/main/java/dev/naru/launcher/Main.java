// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher;

import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.configuration.ConfigurationException;
import dev.naru.launcher.demo.DemoCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where every process begins. */
@Command(
        name = "naru",
        description = "A clearing hub for cross-border retail payments.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            SimulatorCommand.class,
            RebuildCommand.class,
            StatusCommand.class,
            QrCommand.class,
            TapCommand.class,
            KeysCommand.class,
            Main.ConfigCommand.class
        })
public final class Main implements Runnable {
    @Spec private CommandSpec spec;

    /** Made by the command line. */
    @SuppressWarnings("NullAway.Init")
    Main() {}

    /**
     * Runs a command; its result is the exit code: 0 well, 1 wrong, 2 misused (or, of a status,
     * nobody there).
     */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                // A scanned code may begin with anything.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(Main::onFailure);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: demo, up, status, simulator, rebuild, qr, tap, keys or"
                        + " config.");
    }

    private static int onFailure(
            Exception failure, CommandLine line, CommandLine.ParseResult result) throws Exception {
        if (failure instanceof ConfigurationException) {
            line.getErr().println("naru: " + failure.getMessage());
            return 2;
        }
        throw failure;
    }

    /** Prints the settings with their defaults. */
    @Command(
            name = "config",
            description = "Prints every setting with its default, as a file to start from.")
    static final class ConfigCommand implements Runnable {
        @Override
        public void run() {
            System.out.print(Configuration.defaults());
        }
    }
}
