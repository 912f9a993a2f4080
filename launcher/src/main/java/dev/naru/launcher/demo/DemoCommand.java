// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the story, and leaves the hub up until Ctrl-C unless told to end. */
@Command(
        name = "demo",
        description = "Starts a hub and its simulators and plays the story of a payment.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--exit",
            description = "End everything afterwards; the exit code is 1 if anything was wrong.")
    private boolean exit;

    @Option(names = "--fresh", description = "Forget the state of an earlier run first.")
    private boolean fresh;

    @Option(
            names = "--folder",
            description = "Where state is kept (default: ${DEFAULT-VALUE}).",
            defaultValue = "var/naru")
    private Path folder = Path.of("var", "naru");

    @Option(
            names = "--free-ports",
            description = "Take whatever ports are free instead of the usual ones.")
    private boolean freePorts;

    /** Made by the command line. */
    public DemoCommand() {}

    @Override
    public Integer call() throws Exception {
        Stage.Ports ports = freePorts ? Stage.Ports.free() : Stage.Ports.USUAL;
        if (fresh) {
            Stage.forget(folder);
        }
        Verdicts verdicts = new Verdicts(System.out);
        verdicts.act("Starting: the hub as one process, the simulators and the story as another");
        try (Stage stage = Stage.open(folder, ports, verdicts)) {
            CountDownLatch closed = new CountDownLatch(1);
            Thread onSignal =
                    Thread.ofPlatform()
                            .name("end")
                            .unstarted(
                                    () -> {
                                        stage.end();
                                        closed.countDown();
                                    });
            Runtime.getRuntime().addShutdownHook(onSignal);
            new Story(stage, verdicts).play();
            System.out.printf(
                    "%n%d checks held, %d did not.%n",
                    verdicts.passed(), verdicts.failures().size());
            verdicts.failures().forEach(failure -> System.out.println("  WRONG " + failure));
            if (!exit) {
                stage.openTelephone();
                stage.printAddresses(System.out);
                closed.await();
            }
            if (stage.isOpen()) {
                Runtime.getRuntime().removeShutdownHook(onSignal);
            }
        }
        return verdicts.failures().isEmpty() ? 0 : 1;
    }
}
