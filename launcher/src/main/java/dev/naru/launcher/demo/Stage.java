// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.launcher.configuration.ConfigurationException;
import dev.naru.launcher.demo.Sandbox.Abroad;
import dev.naru.simulators.JsonClient;
import dev.naru.simulators.acquirer.AcquirerSettings;
import dev.naru.simulators.acquirer.KoreaAcquirer;
import dev.naru.simulators.fxprovider.CurrencyPair;
import dev.naru.simulators.fxprovider.FxProvider;
import dev.naru.simulators.fxprovider.ProviderSettings;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.participant.Customer;
import dev.naru.simulators.scheme.AbroadApp;
import dev.naru.simulators.scheme.IndonesiaSwitch;
import dev.naru.simulators.scheme.Merchant;
import dev.naru.simulators.scheme.MerchantDirectory;
import dev.naru.simulators.scheme.SwitchSettings;
import dev.naru.simulators.telephone.Telephone;
import dev.naru.simulators.telephone.TelephoneMain;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Sets everything up for the story: state folder, hub process, seed, keys, simulators. */
public final class Stage implements AutoCloseable {
    private static final int MEMBER = 11;
    private static final int SMALL_MEMBER = 12;
    private static final int SWITCH = 20;
    private static final int SECOND_PERSON = 2;
    private static final List<Integer> PROVIDERS = List.of(31, 32, 33);
    private static final String MARK = "made-by-naru-demo";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Ports ports;
    private final Sandbox sandbox;
    private final Telephones telephones;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final List<Telephone> pages = new CopyOnWriteArrayList<>();

    /** Where everything listens, all on loopback. */
    public record Ports(
            int gateway,
            int callback,
            int results,
            int events,
            int partner,
            int acquirer,
            int firstProvider,
            int telephone) {
        /** What the documents name. */
        public static final Ports USUAL =
                new Ports(8100, 8101, 8102, 8105, 8200, 8210, 8201, TelephoneMain.PORT);

        /** Else a stranger's answer could be taken for the hub's. */
        void requireFree() {
            requireFree("gateway", gateway);
            requireFree("gateway's callbacks", callback);
            requireFree("acquirer's results", results);
            requireFree("events", events);
            requireFree("switch", partner);
            requireFree("acquirer", acquirer);
            requireFree("telephone", telephone);
            if (firstProvider != 0) {
                for (int i = 0; i < PROVIDERS.size(); i++) {
                    requireFree("FX provider " + (i + 1), firstProvider + i);
                }
            }
        }

        private static void requireFree(String whose, int port) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException taken) {
                throw new ConfigurationException(
                        "Port %d, for the %s, is taken: end what listens there, or use --free-ports."
                                .formatted(port, whose));
            }
        }

        /** Whatever is free now. */
        public static Ports free() {
            List<ServerSocket> sockets = new ArrayList<>();
            try {
                for (int i = 0; i < 7; i++) {
                    sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                }
                Ports free =
                        new Ports(
                                sockets.get(0).getLocalPort(),
                                sockets.get(1).getLocalPort(),
                                sockets.get(2).getLocalPort(),
                                sockets.get(3).getLocalPort(),
                                sockets.get(4).getLocalPort(),
                                sockets.get(5).getLocalPort(),
                                0,
                                sockets.get(6).getLocalPort());
                for (ServerSocket socket : sockets) {
                    socket.close();
                }
                return free;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Stage(Path folder, Ports ports, Telephones telephones, Sandbox sandbox) {
        this.telephones = telephones;
        this.folder = folder;
        this.ports = ports;
        this.sandbox = sandbox;
    }

    /**
     * Starts everything, and returns when prices are there.
     *
     * @throws ConfigurationException naming the port, when one is taken
     */
    public static Stage open(Path folder, Ports ports, Verdicts verdicts)
            throws InterruptedException {
        ports.requireFree();
        Telephones telephones = new Telephones(ports.gateway(), ports.telephone());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(MARK), "Deleted whole by ./naru demo --fresh.\n");
            Files.writeString(
                    folder.resolve("hub.yaml"),
                    configuration(folder, ports) + telephones.configuration(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("The state folder " + folder + " cannot be written", e);
        }
        URI gateway = URI.create("http://127.0.0.1:" + ports.gateway());
        IndonesiaSwitch partner =
                IndonesiaSwitch.start(
                        SwitchSettings.standard(
                                ports.partner(),
                                URI.create("http://127.0.0.1:" + ports.callback())));
        KoreaAcquirer acquirer =
                KoreaAcquirer.start(
                        AcquirerSettings.standard(
                                ports.acquirer(),
                                URI.create("http://127.0.0.1:" + ports.results())));
        HubChild hub =
                new HubChild(
                        folder.resolve("hub.yaml"),
                        folder.resolve("hub.log"),
                        gateway.resolve("/health"));
        try {
            hub.awaitReady();
            verdicts.tell(
                    "The hub is up at %s (process %d, log %s)"
                            .formatted(gateway, hub.pid(), folder.resolve("hub.log")));
            return new Stage(
                    folder,
                    ports,
                    telephones,
                    populate(folder, ports, gateway, hub, new Others(partner, acquirer), verdicts));
        } catch (RuntimeException | Error | InterruptedException failed) {
            hub.close();
            partner.close();
            acquirer.close();
            throw failed;
        }
    }

    /** The other sides of the links. */
    private record Others(IndonesiaSwitch partner, KoreaAcquirer acquirer) {}

    private static Sandbox populate(
            Path folder, Ports ports, URI gateway, HubChild hub, Others others, Verdicts verdicts) {
        JsonClient operator = new JsonClient(gateway, operatorKey(folder), PATIENCE);
        int steps = SandboxSeed.send(operator);
        long before = eventNumber(operator);
        SandboxSeed.send(operator);
        verdicts.equal(
                "the seed's %d requests sent twice change nothing".formatted(steps),
                before,
                eventNumber(operator));
        DemoKeys keys = new DemoKeys(folder.resolve("demo"));
        List.of(MEMBER, SMALL_MEMBER, SWITCH).forEach(one -> keys.register(operator, one));
        keys.registerPerson(operator, SECOND_PERSON);
        List<FxProvider> providers = new ArrayList<>();
        for (int provider : PROVIDERS) {
            keys.register(operator, provider);
            providers.add(FxProvider.start(provider(gateway, keys, ports, provider)));
        }
        Customer customer =
                new Customer(
                        "Seo Haneul",
                        "3021-2204-5578",
                        "demo-" + UUID.randomUUID().toString().substring(0, 8));
        App app = new App(gateway, keys.of(MEMBER));
        App smallApp = new App(gateway, keys.of(SMALL_MEMBER));
        app.book().deposit(customer.account(), 5_000_000);
        smallApp.book().deposit(customer.account(), 5_000_000);
        Abroad abroad =
                new Abroad(
                        new AbroadApp(
                                gateway, keys.of(SWITCH), others.partner()::now, 5_000_000_000L),
                        others.acquirer());
        Sandbox sandbox =
                new Sandbox(
                        hub,
                        operator,
                        new JsonClient(gateway, keys.ofPerson(SECOND_PERSON), PATIENCE),
                        app,
                        smallApp,
                        others.partner(),
                        abroad,
                        providers,
                        customer,
                        MERCHANTS);
        sandbox.setClocks();
        sandbox.freshPrices();
        verdicts.tell(
                "Seeded: 2 members, the Indonesian switch, 3 FX providers, a Korean acquirer, a"
                        + " corridor each way");
        return sandbox;
    }

    private static final List<Merchant> MERCHANTS = MerchantDirectory.standard().all();

    private static ProviderSettings provider(
            URI gateway, DemoKeys keys, Ports ports, int provider) {
        int index = PROVIDERS.indexOf(provider);
        // The dearest first, so that the best price is not just the lowest id.
        int spreadMillionths = 4_000 - 1_500 * index;
        return new ProviderSettings(
                gateway,
                keys.of(provider),
                List.of(CurrencyPair.wonForRupiah("0.0896", spreadMillionths)),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                provider,
                ports.firstProvider() == 0 ? 0 : ports.firstProvider() + index);
    }

    private static long eventNumber(JsonClient operator) {
        return operator.get("/v1/operator/figures").body().path("event_number").asLong(-1);
    }

    private static String operatorKey(Path folder) {
        try {
            return Files.readString(folder.resolve("secrets").resolve("operator-api-key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The hub left no operator's key", e);
        }
    }

    private static String configuration(Path folder, Ports ports) {
        return """
        # Written by ./naru demo. Everything else is as ./naru config prints it.
        world: sandbox
        folder: %s
        members:
          - {host: 127.0.0.1, base_port: 0, events_port: %d}
        gateway: {port: %d, webhooks_reach: public_and_loopback}
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
            most_in_flight: 256
            most_open: 4096
            sends_per_second: 1000
        acquirers:
          - name: korea
            corridor: 2
            participant: 40
            partner_url: http://127.0.0.1:%d
            callback_host: 127.0.0.1
            callback_port: %d
            lookup_timeout_ms: 3000
            send_timeout_ms: 8000
            most_in_flight: 256
            most_open: 4096
            sends_per_second: 1000
        inbound:
          - {participant: 20, corridor: 2, hub_bic: %s, partner_bic: %s, wait_ms: 10000}
        """
                .formatted(
                        folder,
                        ports.events(),
                        ports.gateway(),
                        ports.partner(),
                        ports.callback(),
                        SwitchSettings.HUB_BIC,
                        SwitchSettings.SWITCH_BIC,
                        ports.acquirer(),
                        ports.results(),
                        SwitchSettings.HUB_BIC,
                        SwitchSettings.SWITCH_BIC);
    }

    /** Where telephones and cards are made. */
    Telephones telephones() {
        return telephones;
    }

    /** Opens the page that is a telephone, once; it is closed with everything else. */
    public Telephone openTelephone() {
        Telephone page = telephones.open(sandbox);
        pages.add(page);
        return page;
    }

    /** Everybody who takes part. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** The running hub's settings. */
    public Path configurationFile() {
        return folder.resolve("hub.yaml");
    }

    /** Where the gateway answers. */
    URI gateway() {
        return URI.create("http://127.0.0.1:" + ports.gateway());
    }

    /** Whether nobody has closed it. */
    boolean isOpen() {
        return open.get();
    }

    /**
     * Deletes what an earlier demo left in this folder, and nothing that is not a demo's or that a
     * hub is using.
     *
     * @throws ConfigurationException when it may not be deleted
     */
    public static void forget(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.exists(folder.resolve(MARK))) {
            throw new ConfigurationException(
                    folder + " was not made by the demo, so --fresh does not delete it.");
        }
        if (isLocked(folder.resolve("node").resolve("lock"))) {
            throw new ConfigurationException(
                    "A hub is running in " + folder + ": end it before --fresh deletes its state.");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static boolean isLocked(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException heldHere) {
            return true;
        }
    }

    /** Says what is where, and what to try. */
    void printAddresses(PrintStream out) {
        String code = sandbox.merchants().getFirst().staticCode();
        out.println();
        out.println("The hub stays up until Ctrl-C:");
        out.println(
                "  gateway     "
                        + gateway()
                        + "   (interface: /v1/openapi.yaml, /health, /metrics)");
        out.println("  switch      " + sandbox.partner().address() + "/control/payments");
        out.println("  acquirer    " + sandbox.abroad().acquirer().address() + "/control/shops");
        for (FxProvider provider : sandbox.providers()) {
            out.println("  FX provider http://127.0.0.1:" + provider.port() + "/control/status");
        }
        pages.forEach(
                page ->
                        out.println(
                                "  telephone   "
                                        + page.address()
                                        + "   (a page: tap the cards of act 8 in a browser)"));
        out.println();
        out.println("Pay with curl:");
        curlLines(folder, gateway(), code).forEach(line -> out.println("  " + line));
    }

    /** Lines for any shell with curl, sed, od and tr that make a payment and look at it. */
    public List<String> curlLines() {
        return curlLines(folder, gateway(), sandbox.merchants().getFirst().staticCode());
    }

    /** The lines of a hub that keeps its state in this folder, to pay by this code. */
    public static List<String> curlLines(Path folder, URI gateway, String code) {
        String key = "participant-" + MEMBER + ".key";
        return """
        HUB=%s
        KEY=$(cat %s)
        QR='%s'
        ask() { curl -sS "$HUB$1" -H "Authorization: Bearer $KEY" -H "Idempotency-Key: $2" -H 'Content-Type: application/json' -d "$3"; }
        field() { sed -E 's/.*"'"$1"'":("[^"]*"|\\{[^}]*\\}).*/\\1/'; }
        uuid() { od -An -N16 -tx1 /dev/urandom | tr -d ' \\n' | sed -E 's/^(.{8})(.{4}).(...).(...)/\\1-\\2-4\\3-8\\4-/'; }
        RESOLVED=$(ask /v1/qr/resolve "$(uuid)" '{"payload":"'"$QR"'"}'); echo "$RESOLVED"
        RESOLUTION=$(echo "$RESOLVED" | field resolution)
        QUOTE=$(ask /v1/quotes "$(uuid)" '{"resolution":'"$RESOLUTION"',"amount":{"value":"100000.00","currency":"IDR"}}'); echo "$QUOTE"
        ACCEPTED='"quote_id":'$(echo "$QUOTE" | field quote_id)',"debit_amount":'$(echo "$QUOTE" | field debit_amount)',"destination_amount":'$(echo "$QUOTE" | field destination_amount)
        PAYER='"payer":{"name":"Seo Haneul","account":"3021-2204-5578","reference":"c-1"}'
        ask /v1/payments "$(uuid)" '{"resolution":'"$RESOLUTION"','"$ACCEPTED"','"$PAYER"'}'; echo
        curl -sS "$HUB/v1/positions" -H "Authorization: Bearer $KEY"; echo
        curl -sS "$HUB/v1/operator/figures" -H "Authorization: Bearer $(cat %s)"; echo
        """
                .formatted(
                        gateway,
                        folder.resolve("demo").resolve(key),
                        code,
                        folder.resolve("secrets").resolve("operator-api-key"))
                .lines()
                .toList();
    }

    @Override
    public void close() {
        end();
    }

    /** Ends everything that runs, once. */
    void end() {
        if (open.compareAndSet(true, false)) {
            pages.forEach(Telephone::close);
            sandbox.close();
        }
    }
}
