// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cluster;

import dev.naru.benchmarks.market.ExpectedLedger;
import dev.naru.client.ClientSettings;
import dev.naru.client.Door;
import dev.naru.client.Hub;
import dev.naru.client.HubClient;
import dev.naru.client.Reply;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Ways to a hub that benchmarks need. */
public final class Hubs {
    /** Commands that one client can have under way. */
    public static final int IN_FLIGHT = 65_536;

    private static final Duration TIME_OUT = Duration.ofSeconds(5);

    private Hubs() {}

    /** A client of a member on this computer, through shared memory. */
    public static HubClient connect(Path aeronDirectory) {
        return HubClient.connect(
                ClientSettings.through(new Door.SharedMemory(aeronDirectory))
                        .withMaxInFlight(IN_FLIGHT)
                        .withTimeOut(TIME_OUT));
    }

    /** Sends without waiting; whoever sends keeps to {@link #IN_FLIGHT}. */
    public static Sender sender(HubClient client) {
        return (command, to) -> {
            if (!client.offer(command, to::accept)) {
                throw new IllegalStateException("more commands are under way than can be");
            }
        };
    }

    /**
     * Asks, and asks again while nothing is known: only for what can be repeated.
     *
     * @throws IllegalStateException when there was no answer to the third try either
     */
    public static Outcome ask(Hub hub, Command command) {
        for (int tries = 0; tries < 3; tries++) {
            if (hub.ask(command) instanceof Reply.Answered answered) {
                return answered.outcome();
            }
        }
        throw new IllegalStateException("the hub does not answer " + command);
    }

    /** The machine's own figures. */
    public static Outcome.Figures figures(Hub hub) {
        if (ask(hub, new Command.ReadFigures()) instanceof Outcome.Figures figures) {
            return figures;
        }
        throw new IllegalStateException("the hub does not give its figures");
    }

    /** All accounts of groups 1 to {@code groups}, many pages at a time. */
    public static List<Outcome.Account> accounts(Hub hub, int groups) throws InterruptedException {
        List<Outcome.Account> all = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Outcome.Account>>> reads = new ArrayList<>();
            for (int id = 1; id <= groups; id++) {
                int group = id;
                reads.add(
                        readers.submit(
                                () ->
                                        ExpectedLedger.accountsOf(
                                                group, command -> ask(hub, command))));
            }
            for (Future<List<Outcome.Account>> read : reads) {
                all.addAll(read.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ledger could not be read", e.getCause());
        }
        return all;
    }
}
