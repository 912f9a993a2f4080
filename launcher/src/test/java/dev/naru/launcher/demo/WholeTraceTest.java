// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.trace.SpanIds;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.hub.HubProcess;
import dev.naru.launcher.telemetry.LoopbackCollector;
import dev.naru.launcher.telemetry.LoopbackCollector.Arrived;
import dev.naru.protocol.PaymentId;
import dev.naru.simulators.JsonClient;
import dev.naru.simulators.fxprovider.CurrencyPair;
import dev.naru.simulators.fxprovider.FxProvider;
import dev.naru.simulators.fxprovider.ProviderSettings;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.participant.Customer;
import dev.naru.simulators.scheme.IndonesiaSwitch;
import dev.naru.simulators.scheme.MerchantDirectory;
import dev.naru.simulators.scheme.SwitchSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A payment of a real hub, from its request to its link's answer, as a collector sees it. */
class WholeTraceTest {
    private static final int MEMBER = 11;
    private static final int PROVIDER = 31;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    @TempDir Path folder;

    @Test
    void onePaymentIsOneTraceFromItsRequestToItsLinksAnswer() throws IOException {
        try (LoopbackCollector collector = new LoopbackCollector();
                IndonesiaSwitch partner =
                        IndonesiaSwitch.start(
                                SwitchSettings.standard(0, URI.create("http://127.0.0.1:1")));
                HubProcess hub =
                        HubProcess.start(
                                Configuration.parse(
                                        configuration(collector.address(), partner.address())))) {
            partner.callback(URI.create("http://" + address(hub, "link indonesia")));
            PaymentId paid = pay(URI.create(address(hub, "gateway")));

            String trace = paid.toString().replace("-", "");
            Awaitility.await().until(() -> ofTrace(collector, trace).size() == 5);
            List<Arrived> spans = ofTrace(collector, trace);
            Arrived request = named(spans, "POST /v1/payments");
            Arrived command = named(spans, "InitiatePayment");
            Arrived dispatch = named(spans, "link dispatch");
            assertThat(request.parentId()).isEmpty();
            assertThat(command.parentId()).isEqualTo(request.spanId());
            assertThat(command.spanId())
                    .isEqualTo(HexFormat.of().toHexDigits(SpanIds.initiation(paid)));
            assertThat(dispatch.parentId()).isEqualTo(command.spanId());
            assertThat(named(spans, "link send").parentId()).isEqualTo(dispatch.spanId());
            assertThat(named(spans, "link answer").parentId()).isEqualTo(dispatch.spanId());
        }
    }

    private String configuration(URI collector, URI partner) {
        return """
        folder: %s
        parts: [node, connectors, gateway]
        members: [{host: 127.0.0.1, base_port: 0, events_port: 0}]
        limits: {open_quotes: 1000, open_payments: 1000, remembered_payments: 1000}
        gateway: {port: 0}
        telemetry: {otlp_endpoint: '%s'}
        links:
          - {name: indonesia, scheme: QRIS, corridor: 1, participant: 20,
             partner_url: '%s', callback_host: 127.0.0.1, callback_port: 0,
             hub_bic: NARUKRSEXXX, partner_bic: QRSWIDJAXXX, lookup_timeout_ms: 3000,
             send_timeout_ms: 10000, most_in_flight: 16, most_open: 16, sends_per_second: 100}
        """
                .formatted(folder, collector, partner);
    }

    private PaymentId pay(URI gateway) throws IOException {
        DemoKeys keys = new DemoKeys(folder.resolve("demo"));
        String operatorKey = Files.readString(folder.resolve("secrets/operator-api-key")).strip();
        try (JsonClient operator = new JsonClient(gateway, operatorKey, PATIENCE)) {
            SandboxSeed.send(operator);
            keys.register(operator, MEMBER);
            keys.register(operator, PROVIDER);
        }
        Customer customer = new Customer("Seo Haneul", "3021-2204-5578", "trace-1");
        try (FxProvider provider =
                        FxProvider.start(
                                new ProviderSettings(
                                        gateway,
                                        keys.of(PROVIDER),
                                        List.of(CurrencyPair.wonForRupiah("0.0896", 1_000)),
                                        Duration.ofSeconds(5),
                                        Duration.ofMinutes(10),
                                        PROVIDER,
                                        0));
                App app = new App(gateway, keys.of(MEMBER))) {
            app.book().deposit(customer.account(), 5_000_000);
            Awaitility.await()
                    .until(() -> provider.pushNow().stream().allMatch(FxProvider.Push::isTaken));
            App.Purchase purchase =
                    app.buy(
                            customer,
                            MerchantDirectory.standard().all().getFirst().staticCode(),
                            Optional.of("25000.00"));
            assertThat(purchase.payment().body().path("state").asString(""))
                    .as(purchase.toString())
                    .isEqualTo("COMPLETED");
            return PaymentId.parse(purchase.paymentId().toString()).orElseThrow();
        }
    }

    private static String address(HubProcess hub, String part) {
        return Optional.ofNullable(hub.addresses().get(part)).orElseThrow();
    }

    private static List<Arrived> ofTrace(LoopbackCollector collector, String trace) {
        return collector.spans().stream().filter(span -> span.traceId().equals(trace)).toList();
    }

    private static Arrived named(List<Arrived> spans, String name) {
        return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
    }
}
