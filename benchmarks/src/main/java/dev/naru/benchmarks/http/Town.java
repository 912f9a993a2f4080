// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.http;

import dev.naru.benchmarks.ChildJvm;
import dev.naru.benchmarks.ProcessorTimes;
import dev.naru.launcher.demo.DemoKeys;
import dev.naru.launcher.demo.HubChild;
import dev.naru.launcher.demo.SandboxSeed;
import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.fxprovider.CurrencyPair;
import dev.naru.simulators.fxprovider.FxProvider;
import dev.naru.simulators.fxprovider.ProviderSettings;
import dev.naru.simulators.scheme.MerchantDirectory;
import dev.naru.simulators.scheme.SwitchSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Everybody who takes part: the hub as its launcher runs it, with every part and on embedded
 * defaults; the Indonesian switch and the member's webhook receiver, each a process; an FX provider
 * in this one.
 */
final class Town implements AutoCloseable {
    private static final int MEMBER = 11;
    private static final int PROVIDER = 31;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    /**
     * Those who only play a part keep everything that they were told, and have no core to collect
     * with: with the usual collector they stood still for 50 to 200 ms, which is not the hub's
     * doing.
     */
    private static final List<String> SHORT_PAUSES = List.of("-XX:+UseSerialGC", "-Xmn128m");

    private final HubChild hub;
    private final ChildJvm partner;
    private final ChildJvm receiver;
    private final FxProvider provider;
    private final JsonClient operator;
    private final JsonClient member;
    private final Path folder;
    private final int port;
    private final String key;

    private Town(Path folder, int[] ports) throws IOException, InterruptedException {
        this.folder = folder;
        port = ports[0];
        partner =
                ChildJvm.start(
                        SwitchProcess.class,
                        SHORT_PAUSES,
                        List.of(Integer.toString(ports[1]), Integer.toString(ports[2])));
        partner.await("ready");
        receiver = ChildJvm.start(ReceiverProcess.class, SHORT_PAUSES, List.of());
        String hooks = receiver.await("ready");
        Path yaml = folder.resolve("hub.yaml");
        Files.writeString(yaml, configuration(folder, ports));
        URI gateway = URI.create("http://127.0.0.1:" + port);
        hub = new HubChild(yaml, folder.resolve("hub.log"), gateway.resolve("/health"));
        hub.awaitReady();
        operator =
                new JsonClient(
                        gateway,
                        Files.readString(folder.resolve("secrets/operator-api-key")).strip(),
                        PATIENCE);
        SandboxSeed.send(operator);
        DemoKeys keys = new DemoKeys(folder.resolve("keys"));
        key = keys.register(operator, MEMBER);
        member = new JsonClient(gateway, key, PATIENCE);
        provider =
                FxProvider.start(
                        new ProviderSettings(
                                gateway,
                                keys.register(operator, PROVIDER),
                                List.of(CurrencyPair.wonForRupiah("0.0896", 1_000)),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(10),
                                PROVIDER,
                                0));
        provider.pushNow();
        hearAt(hooks);
    }

    /** Starts everything below an empty folder. */
    static Town open(Path folder) throws IOException, InterruptedException {
        List<ServerSocket> sockets = new ArrayList<>();
        int[] ports = new int[4];
        for (int i = 0; i < ports.length; i++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            ports[i] = sockets.getLast().getLocalPort();
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return new Town(folder, ports);
    }

    private static String configuration(Path folder, int[] ports) {
        return """
        world: sandbox
        folder: %s
        members:
          - {host: 127.0.0.1, base_port: 0, events_port: %d}
        gateway: {port: %d, webhooks_reach: public_and_loopback, requests_per_second: 1000000, burst: 1000000}
        links:
          - name: indonesia
            scheme: QRIS
            corridor: 1
            participant: 20
            partner_url: http://127.0.0.1:%d
            callback_host: 127.0.0.1
            callback_port: %d
            hub_bic: %s
            partner_bic: %s
            lookup_timeout_ms: 3000
            send_timeout_ms: 10000
            most_in_flight: 2048
            most_open: 65536
            sends_per_second: 1000000
        """
                .formatted(
                        folder,
                        ports[3],
                        ports[0],
                        ports[1],
                        ports[2],
                        SwitchSettings.HUB_BIC,
                        SwitchSettings.SWITCH_BIC);
    }

    /**
     * The hub is ready before its database is; asked meanwhile, it waits for a connection before it
     * says so.
     */
    private void hearAt(String address) throws IOException {
        long deadlineNs = System.nanoTime() + LONGEST_START.toNanos();
        Heard heard = register(address);
        while (!heard.isSuccess() && System.nanoTime() < deadlineNs) {
            heard = register(address);
        }
        receiver.say("learn " + demand(heard).body().path("secret").asString(""));
        receiver.await("learned");
    }

    private Heard register(String address) {
        return member.send(
                "POST",
                "/v1/webhook-endpoints",
                Map.of("Idempotency-Key", UUID.randomUUID().toString()),
                JsonClient.object().put("url", address));
    }

    /** What the hub answered when the code of a shop that takes payments was scanned. */
    List<String> resolutions() {
        return MerchantDirectory.standard().all().stream()
                .map(
                        merchant ->
                                member.send(
                                        "POST",
                                        "/v1/qr/resolve",
                                        Map.of(),
                                        JsonClient.object().put("payload", merchant.staticCode())))
                .filter(Heard::isSuccess)
                .map(heard -> heard.body().path("resolution").asString(""))
                .toList();
    }

    /** Another connection of the member's server. */
    Line line() throws IOException {
        return new Line(port, key);
    }

    /** Asks the hub as its operator. */
    JsonNode operator(String path) {
        return demand(operator.get(path)).body();
    }

    /** The member's webhook receiver. */
    ChildJvm receiver() {
        return receiver;
    }

    /** What each process has used until now, by its name. */
    ProcessorTimes used() {
        return ProcessorTimes.of(
                Map.of(
                        "hub", hub.pid(),
                        "switch", partner.pid(),
                        "receiver", receiver.pid(),
                        "load", ProcessHandle.current().pid()),
                folder.resolve("postgres").resolve("data").resolve("postmaster.pid"));
    }

    private static Heard demand(Heard heard) {
        if (!heard.isSuccess()) {
            throw new IllegalStateException(
                    "the hub answered " + heard.status() + " " + heard.body());
        }
        return heard;
    }

    @Override
    public void close() {
        provider.close();
        member.close();
        operator.close();
        hub.close();
        receiver.close();
        partner.close();
    }
}
