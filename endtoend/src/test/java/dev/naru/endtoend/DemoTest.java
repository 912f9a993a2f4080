// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.endtoend.telephone.Browser;
import dev.naru.formats.emv.ByteString;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.demo.Stage;
import dev.naru.launcher.demo.Story;
import dev.naru.launcher.demo.Verdicts;
import dev.naru.launcher.status.HubSight;
import dev.naru.launcher.status.HubStatus;
import dev.naru.launcher.status.StatusScreen;
import dev.naru.qr.Luhn;
import dev.naru.simulators.card.SandboxIssuers;
import dev.naru.simulators.card.SimulatedPaymentCard;
import dev.naru.simulators.scheme.MerchantDirectory;
import dev.naru.simulators.telephone.Telephone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's story, from nothing and again from what the first run left. */
class DemoTest {
    @Test
    void everythingHoldsFromNothingAndAgainFromTheKeptState(
            @TempDir Path folder, @TempDir Path profile) throws Exception {
        for (int run = 1; run <= 2; run++) {
            Verdicts verdicts = new Verdicts(System.out);
            try (Stage stage = Stage.open(folder, Stage.Ports.free(), verdicts)) {
                new Story(stage, verdicts).play();
                assertThatTheCurlLinesPay(stage, folder);
                assertThatItsStatusIsHealthy(folder);
                // Its own test says loudly when there is no browser.
                if (run == 1 && Browser.isThere()) {
                    assertThatOneTapOnThePageProves(stage, profile);
                }
            }
            assertThat(verdicts.failures()).as("run " + run).isEmpty();
            assertThat(verdicts.passed()).as("run " + run).isGreaterThan(60);
        }
        assertThatNoCardNumberStays(folder);
    }

    /**
     * All files of the hub, when it has ended: the machine's log, archive and snapshots,
     * PostgreSQL's tables and write-ahead log, what was logged and written down. What is put there
     * by the test is found, so that finding nothing else says something.
     */
    private static void assertThatNoCardNumberStays(Path state) throws IOException {
        SimulatedPaymentCard card = new SandboxIssuers(SandboxIssuers.DEMO).paymentCard("1234567");
        byte[] record = card.transmit(ByteString.ofHex("00B2010C00")).toByteArray();
        String hex = HexFormat.of().formatHex(record);
        String number = Luhn.append(SandboxIssuers.PAYMENT_NUMBERS + "1234567");
        assertThat(hex).contains(number);
        Path planted = Files.createDirectory(state.resolve("planted"));
        Map<String, byte[]> forms =
                Map.of(
                        "bytes", record,
                        "half-a-byte-on", HexFormat.of().parseHex("0" + hex + "0"),
                        "text", hex.getBytes(US_ASCII),
                        "blanks", number.replaceAll("(.{4})", "$1 ").getBytes(US_ASCII),
                        "base64", Base64.getEncoder().encode(record),
                        "base64-of-text", Base64.getUrlEncoder().encode(hex.getBytes(US_ASCII)),
                        "at-the-end", new byte[1 << 20]);
        for (Map.Entry<String, byte[]> form : forms.entrySet()) {
            Files.write(planted.resolve(form.getKey()), form.getValue());
        }
        Files.write(
                planted.resolve("at-the-end"),
                ByteString.ofHex(number).toByteArray(),
                StandardOpenOption.APPEND);
        // The same with another check digit, and what is kept of a number.
        Files.writeString(
                state.resolve("harmless"),
                "%s0, %s %s"
                        .formatted(
                                number.substring(0, 15),
                                number.substring(0, 6),
                                number.substring(12)));

        assertThat(FileSearch.cardNumbers(state))
                .containsExactlyInAnyOrderElementsOf(
                        forms.keySet().stream().map(planted::resolve).toList());
        // PostgreSQL's files were not empty: what is kept of a tap stands in them as it is.
        assertThat(FileSearch.text(state.resolve("postgres").resolve("data"), "00B2010C/"))
                .isNotEmpty();
        assertThat(state.resolve("node")).isNotEmptyDirectory();
    }

    /** Exactly as they are printed, by a plain shell. */
    private static void assertThatTheCurlLinesPay(Stage stage, Path folder) throws Exception {
        Path output = folder.resolve("curl.out");
        Process shell =
                new ProcessBuilder("sh", "-c", String.join("\n", stage.curlLines()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();

        String said = Files.readString(output);
        assertThat(said).contains("\"state\":\"COMPLETED\"", "\"payee\"", "\"quote_id\"");
        assertThat(said).contains("\"unsettled_debits\"", "\"event_number\"");
    }

    /** By the card and the telephone of act 8, which are enrolled already. */
    private static void assertThatOneTapOnThePageProves(Stage stage, Path profile)
            throws Exception {
        try (Browser browser = Browser.start(profile);
                Telephone telephone = stage.openTelephone()) {
            browser.open(telephone.address());
            browser.click("[data-action=pay]");
            browser.click("[data-kind=PAYMENT]");
            browser.await("document.querySelector('#result[data-result=VERIFIED]')");
            browser.click("[data-action=payNow]");
            browser.await("document.getElementById('paid')?.textContent === 'COMPLETED'");
        }
    }

    private static void assertThatItsStatusIsHealthy(Path folder) {
        Configuration configuration = Configuration.read(folder.resolve("hub.yaml"));
        HubStatus status = HubStatus.of(HubSight.of(HubSight.Door.of(configuration)));
        List<String> screen = StatusScreen.of(status);
        screen.forEach(System.out::println);

        assertThat(status.verdict())
                .as(String.join("\n", screen))
                .isEqualTo(HubStatus.Verdict.HEALTHY);
        assertThat(String.join("\n", screen))
                .contains("link 20", "link 40", "projection", "webhooks", "COMPLETED", "headroom")
                .doesNotContain("not known", "Not read");
    }

    @Test
    void theReadmeHasTheSameLines() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));

        assertThat(readme)
                .contains(
                        String.join(
                                "\n",
                                Stage.curlLines(
                                        Path.of("var", "naru"),
                                        URI.create("http://127.0.0.1:8100"),
                                        MerchantDirectory.standard()
                                                .all()
                                                .getFirst()
                                                .staticCode())));
    }

    @Test
    void aPortThatIsTakenStopsTheStartByItsName(@TempDir Path folder) throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Stage.Ports ports = new Stage.Ports(stranger.getLocalPort(), 0, 0, 0, 0, 0, 0, 0);

            assertThatThrownBy(() -> Stage.open(folder, ports, new Verdicts(System.out)))
                    .hasMessage(
                            "Port %d, for the gateway, is taken: end what listens there, or use"
                                    + " --free-ports.",
                            stranger.getLocalPort());
        }
    }

    @Test
    void theStateOfARunningHubIsNotForgotten(@TempDir Path folder) throws Exception {
        Path state = folder.resolve("state");
        Path lock = Files.createDirectories(state.resolve("node")).resolve("lock");
        Files.writeString(state.resolve("made-by-naru-demo"), "");
        try (FileChannel node =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(node.tryLock()).isNotNull();
            assertThatThrownBy(() -> Stage.forget(state)).hasMessageContaining("is running in");
            assertThat(lock).exists();
        }

        Stage.forget(state);
        assertThat(state).doesNotExist();
    }
}
