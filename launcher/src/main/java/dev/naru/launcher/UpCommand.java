// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher;

import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.hub.HubProcess;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a hub until it is told to end. */
@Command(
        name = "up",
        description = "Runs the hub that a configuration file describes.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);

    @Option(
            names = "--config",
            required = true,
            description = "The YAML file; `./naru config` prints one to start from.")
    private Path file = Path.of("");

    @Option(
            names = "--while-process",
            description = "Ends in order when the process with this id has ended.",
            hidden = true)
    private long companion;

    /** Made by the command line. */
    UpCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = Configuration.read(file);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread onSignal =
                Thread.ofPlatform()
                        .name("end")
                        .unstarted(
                                () -> {
                                    end.countDown();
                                    awaitQuietly(ended);
                                });
        try (HubProcess hub = HubProcess.start(configuration)) {
            Runtime.getRuntime().addShutdownHook(onSignal);
            watchCompanion(end);
            LOG.info("The hub is up: {}", hub.addresses());
            end.await();
            LOG.info("The hub ends in order");
        } finally {
            ended.countDown();
        }
        return 0;
    }

    private void watchCompanion(CountDownLatch end) {
        if (companion != 0) {
            Optional<ProcessHandle> process = ProcessHandle.of(companion);
            if (process.isEmpty()) {
                end.countDown();
            } else {
                Thread.ofVirtual()
                        .name("companion")
                        .start(
                                () -> {
                                    process.get().onExit().join();
                                    end.countDown();
                                });
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
