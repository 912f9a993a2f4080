// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cardtap;

import dev.naru.authentication.cardtap.Card;
import dev.naru.benchmarks.ProcessorTimes;
import dev.naru.benchmarks.Report;
import dev.naru.benchmarks.Report.Verdict;
import dev.naru.launcher.demo.DemoKeys;
import dev.naru.launcher.demo.HubChild;
import dev.naru.launcher.demo.SandboxSeed;
import dev.naru.launcher.demo.TappingPayer;
import dev.naru.launcher.demo.Telephones;
import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.card.SimulatedPaymentCard;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.participant.Customer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.node.ObjectNode;

/**
 * Taps through the whole service over HTTP: the challenge is asked for, and answered with a card's
 * sealed transcript and a device's signature; the machine keeps challenge, counters and evidence,
 * PostgreSQL what was shown and found, and an assertion is signed. What cards, devices and the seal
 * of the telephone take is done between, and is not counted.
 */
final class ServiceTaps {
    private static final int MEMBER = 11;
    private static final int PAYERS = 2_000;

    /** A card has ten challenges an hour, one of which enrolled the device. */
    private static final int ROUNDS = 9;

    private static final int WARM_UP = 4;
    private static final int BUSY_CONNECTIONS = 16;
    private static final int CONNECTIONS = 128;
    private static final double SHARE = 0.5;
    private static final double NS_A_SECOND = 1e9;
    private static final double NS_A_MS = 1e6;
    private static final double NS_A_US = 1e3;
    private static final int ROUNDS_OF_LOAD = 2;
    private static final int CORES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long ASK_AGAIN_NS = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_NS = Duration.ofMinutes(5).toNanos();

    private final Report report;
    private final Path folder;
    private final AtomicInteger wrong = new AtomicInteger();
    private final AtomicInteger verified = new AtomicInteger();
    private final Set<Long> references = ConcurrentHashMap.newKeySet();

    ServiceTaps(Report report, Path folder) {
        this.report = report;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        int[] ports = freePorts();
        Telephones telephones = new Telephones(ports[0]);
        Path yaml = folder.resolve("hub.yaml");
        Files.writeString(yaml, configuration(folder, ports) + telephones.configuration(folder));
        URI gateway = URI.create("http://127.0.0.1:" + ports[0]);
        try (HubChild hub =
                new HubChild(yaml, folder.resolve("hub.log"), gateway.resolve("/health"))) {
            hub.awaitReady();
            try (JsonClient operator =
                            new JsonClient(
                                    gateway,
                                    Files.readString(folder.resolve("secrets/operator-api-key"))
                                            .strip(),
                                    PATIENCE);
                    App app = new App(gateway, register(operator))) {
                List<TappingPayer> payers = enrol(app, telephones);
                measure(payers, hub);
            }
        }
        report.check(
                "every tap was verified, and each of the machine's references was another",
                Verdict.of(wrong.get() == 0 && references.size() == verified.get()));
    }

    private String register(JsonClient operator) {
        SandboxSeed.send(operator);
        return new DemoKeys(folder.resolve("keys")).register(operator, MEMBER);
    }

    private List<TappingPayer> enrol(App app, Telephones telephones) throws InterruptedException {
        report.progress("enrolling %d payers, each with a card and a device".formatted(PAYERS));
        awaitDatabase(app);
        List<TappingPayer> payers = new ArrayList<>();
        for (int i = 0; i < PAYERS; i++) {
            SimulatedPaymentCard chip = telephones.card("%07d".formatted(i));
            Card card = command -> Optional.of(chip.transmit(command));
            payers.add(
                    new TappingPayer(
                            app,
                            new Customer("Payer " + i, "110-" + i, "payer-" + i),
                            card,
                            telephones.telephone()));
        }
        asFastAs(
                BUSY_CONNECTIONS,
                i -> {
                    TappingPayer payer = payers.get(i);
                    verified(payer.enrolCard());
                    payer.registerDevice();
                    verified(payer.enrolDevice());
                });
        return payers;
    }

    /**
     * The hub is ready before its database is.
     *
     * @throws IllegalStateException when there is none in five minutes
     */
    private static void awaitDatabase(App app) {
        long deadlineNs = System.nanoTime() + LONGEST_NS;
        Heard heard = invite(app);
        while (!heard.isSuccess()) {
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException(
                        "the hub's database did not come: " + heard.status() + " " + heard.body());
            }
            LockSupport.parkNanos(ASK_AGAIN_NS);
            heard = invite(app);
        }
    }

    private static Heard invite(App app) {
        return app.post(
                "/v1/trustone/device-keys/challenges",
                UUID.randomUUID(),
                JsonClient.object().put("payer_reference", "nobody"));
    }

    /** What one tap of each payer took. */
    private record Round(double perSecond, ProcessorTimes asking, ProcessorTimes answering) {}

    private void measure(List<TappingPayer> payers, HubChild hub) throws InterruptedException {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS - ROUNDS_OF_LOAD; i++) {
            Round round = round(payers, Map.of("hub", hub.pid(), "load", own()));
            report.progress("%,.0f taps a second".formatted(round.perSecond));
            if (i >= WARM_UP) {
                rounds.add(round);
            }
        }
        rounds.sort(Comparator.comparingDouble(Round::perSecond));
        Round median = rounds.get(rounds.size() / 2);
        report.figure("taps_per_s", median.perSecond, "taps/s");
        report.fact(
                "taps_per_s_of_the_rounds",
                "%.0f to %.0f in %d rounds"
                        .formatted(
                                rounds.getFirst().perSecond,
                                rounds.getLast().perSecond,
                                rounds.size()));
        median.asking
                .byName()
                .forEach(
                        (name, time) ->
                                report.figure(
                                        "processor_us_per_tap." + name,
                                        time.plus(median.answering.byName().get(name)).toNanos()
                                                / NS_A_US
                                                / PAYERS,
                                        "us"));
        openLoop(payers, median.perSecond * SHARE);
    }

    private static long own() {
        return ProcessHandle.current().pid();
    }

    private Round round(List<TappingPayer> payers, Map<String, Long> processes)
            throws InterruptedException {
        Path postmaster = folder.resolve("postgres").resolve("data").resolve("postmaster.pid");
        Heard[] asked = new Heard[PAYERS];
        ObjectNode[] answers = new ObjectNode[PAYERS];
        ProcessorTimes before = ProcessorTimes.of(processes, postmaster);
        long askingNs = asFastAs(BUSY_CONNECTIONS, i -> asked[i] = ask(payers.get(i)));
        ProcessorTimes asking = ProcessorTimes.of(processes, postmaster).since(before);
        asFastAs(CORES, i -> answers[i] = payers.get(i).answer(asked[i]));
        ProcessorTimes between = ProcessorTimes.of(processes, postmaster);
        long answeringNs =
                asFastAs(BUSY_CONNECTIONS, i -> verified(payers.get(i).send(asked[i], answers[i])));
        return new Round(
                PAYERS * NS_A_SECOND / (askingNs + answeringNs),
                asking,
                ProcessorTimes.of(processes, postmaster).since(between));
    }

    /** Each request is sent at its own time, however long others take. */
    private void openLoop(List<TappingPayer> payers, double rate) throws InterruptedException {
        Histogram took = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(5), 3);
        for (int round = 0; round < ROUNDS_OF_LOAD; round++) {
            Heard[] asked = new Heard[PAYERS];
            ObjectNode[] answers = new ObjectNode[PAYERS];
            atRate(rate, took, i -> asked[i] = ask(payers.get(i)));
            asFastAs(CORES, i -> answers[i] = payers.get(i).answer(asked[i]));
            atRate(rate, took, i -> verified(payers.get(i).send(asked[i], answers[i])));
        }
        report.figure("taps_per_s.of_p99", rate, "requests/s");
        report.figure("p50_ms", took.getValueAtPercentile(50) / NS_A_MS, "ms");
        report.figure("p99_ms", took.getValueAtPercentile(99) / NS_A_MS, "ms");
    }

    private static Heard ask(TappingPayer payer) {
        return payer.ask("LOGIN", JsonClient.object().put("currency", "KRW"));
    }

    /** Each is evidence of its own. */
    private void verified(Heard heard) {
        verified.incrementAndGet();
        boolean isNew =
                heard.body().path("result").asString("").equals("VERIFIED")
                        && references.add(heard.body().path("evidence_reference").asLong(0));
        if (!isNew && wrong.getAndIncrement() == 0) {
            report.progress("not verified: " + heard.status() + " " + heard.body());
        }
    }

    /**
     * Each payer once, with so many at a time; how long that took.
     *
     * @throws IllegalStateException when one of them fails; nobody else begins then
     */
    private static long asFastAs(int connections, IntConsumer work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> workers = new ArrayList<>();
        long beganNs = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                workers.add(threads.submit(() -> workThrough(next, work)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a tap failed", failed.getCause());
        }
        return System.nanoTime() - beganNs;
    }

    private static void workThrough(AtomicInteger next, IntConsumer work) {
        try {
            for (int one = next.getAndIncrement(); one < PAYERS; one = next.getAndIncrement()) {
                work.accept(one);
            }
        } finally {
            // After a failure nothing is left to begin with.
            next.set(PAYERS);
        }
    }

    private static void atRate(double rate, Histogram took, IntConsumer work)
            throws InterruptedException {
        long beganNs = System.nanoTime();
        asFastAs(
                CONNECTIONS,
                i -> {
                    long dueNs = beganNs + (long) (i * NS_A_SECOND / rate);
                    while (System.nanoTime() < dueNs) {
                        LockSupport.parkNanos(dueNs - System.nanoTime());
                    }
                    work.accept(i);
                    took.recordValue(System.nanoTime() - dueNs);
                });
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket gateway = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket events = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {gateway.getLocalPort(), events.getLocalPort()};
        }
    }

    private static String configuration(Path folder, int[] ports) {
        return """
        world: sandbox
        folder: %s
        members:
          - {host: 127.0.0.1, base_port: 0, events_port: %d}
        gateway: {port: %d, requests_per_second: 1000000, burst: 1000000}
        links: []
        """
                .formatted(folder, ports[1], ports[0]);
    }
}
