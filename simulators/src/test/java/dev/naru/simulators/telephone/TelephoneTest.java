// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.card.SandboxIssuers;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.participant.Customer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the telephone's server lets a browser have, and who may ask it. */
class TelephoneTest {
    private static final SandboxIssuers ISSUERS = new SandboxIssuers(3);
    private static final Purse PURSE = Purse.of(ISSUERS);
    private static final TelephoneSettings SETTINGS =
            new TelephoneSettings(0, new Customer("Seo Haneul", "3021", "c-1"), "", "1");
    private static final String SELECT =
            "{\"command\": \"00A404000E325041592E5359532E444446303100\"}";
    private static final Pattern IMPORT = Pattern.compile("(?:from|import\\()\\s*'\\./([a-z.]+)'");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Telephone telephone =
            Telephone.start(
                    SETTINGS,
                    Belongings.unknown(PURSE, SETTINGS),
                    new App(URI.create("http://127.0.0.1:1"), "a-key-of-nobody"),
                    Optional.empty());
    private final URI address = URI.create("http://127.0.0.1:" + telephone.address().getPort());
    private final String origin = "http://localhost:" + telephone.address().getPort();

    @AfterEach
    void close() {
        telephone.close();
        http.shutdownNow();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI page = telephone.address().resolve(path);
        return http.send(
                HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String from, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(telephone.address().resolve(path))
                        .header("Origin", from)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void thePageLoadsNothingButItsOwnParts() throws Exception {
        HttpResponse<String> page = get("/");
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe", "http");
        assertThat(page.body())
                .doesNotContain("style=\"", "onclick=", "https:")
                .containsOnlyOnce("<script")
                .contains("src=\"page.js\"");
        Set<String> seen = new HashSet<>(Set.of("style.css"));
        assertThatAllIsThere("page.js", seen);
        assertThat(seen).hasSize(11);
        assertThat(get("/icon.svg").statusCode()).isEqualTo(200);
        assertThat(get("/style.css").headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
    }

    private void assertThatAllIsThere(String module, Set<String> seen) throws Exception {
        if (seen.add(module)) {
            HttpResponse<String> file = get("/" + module);
            assertThat(file.statusCode()).as(module).isEqualTo(200);
            assertThat(file.body()).as(module).doesNotContain("https:", "innerHTML", "eval(");
            Matcher imports = IMPORT.matcher(file.body());
            while (imports.find()) {
                assertThatAllIsThere(imports.group(1), seen);
            }
        }
    }

    @Test
    void nobodyButThePageMayAsk() throws Exception {
        assertThat(post("/cards/PAYMENT/transmit", origin, SELECT).statusCode()).isEqualTo(200);
        for (String stranger : List.of("https://example.com", "http://localhost", "null")) {
            assertThat(post("/cards/PAYMENT/transmit", stranger, SELECT).statusCode())
                    .as(stranger)
                    .isEqualTo(403);
        }
        HttpRequest without =
                HttpRequest.newBuilder(telephone.address().resolve("/app/unlock"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        assertThat(http.send(without, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void byItsNumberThePageSendsToItsName() throws Exception {
        HttpResponse<String> moved =
                http.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(moved.statusCode()).isEqualTo(307);
        assertThat(moved.headers().firstValue("Location")).contains(origin + "/");
    }

    @Test
    void aCardAnswersOneCommandAtATime() throws Exception {
        assertThat(post("/cards/PAYMENT/transmit", origin, SELECT).body()).contains("9000");
        assertThat(post("/cards/DEDICATED/transmit", origin, SELECT).body())
                .isEqualTo("{\"answer\":\"6999\"}");
        assertThat(post("/cards/GOLD/transmit", origin, SELECT).statusCode()).isEqualTo(404);
        for (String wrong : List.of("", "00A4", "00a4040000", "00A404000")) {
            assertThat(
                            post(
                                            "/cards/PAYMENT/transmit",
                                            origin,
                                            "{\"command\": \"" + wrong + "\"}")
                                    .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void aCopySaysWhatTheCardSaidAndSignsNothingNew() {
        ByteString record = ByteString.ofHex("00B2010C00");
        ByteString sign = ByteString.ofHex("80AE900042" + "01".repeat(66) + "00");
        ByteString other = ByteString.ofHex("80AE900042" + "02".repeat(66) + "00");
        Purse.Plastic own = PURSE.find("PAYMENT").orElseThrow();
        Purse.Plastic copy = PURSE.find("COPY").orElseThrow();

        assertThat(copy.chip().apply(record)).isEqualTo(own.chip().apply(record));
        assertThat(copy.chip().apply(sign)).isEqualTo(copy.chip().apply(other));
        assertThat(own.chip().apply(sign)).isNotEqualTo(own.chip().apply(other));
        assertThat(copy.chip().apply(ByteString.ofHex("0084000000")).hex()).isEqualTo("6A82");
    }

    @Test
    void theKeyStaysHereAndAHubThatIsAwayIsSaidToBe() throws Exception {
        assertThat(get("/state").body())
                .contains("\"payer\":\"Seo Haneul\"", "\"can_pass_time\":false")
                .doesNotContain("a-key-of-nobody", "3021", "54133300");
        HttpResponse<String> asked =
                post("/app/challenges", origin, "{\"purpose\": \"LOGIN\", \"card\": \"PAYMENT\"}");
        assertThat(asked.statusCode()).isEqualTo(502);
        assertThat(post("/app/challenges", origin, "{\"purpose\": \"DINNER\"}").statusCode())
                .isEqualTo(400);
        assertThat(post("/app/challenges/x/pay", origin, "{}").statusCode()).isEqualTo(400);
        assertThat(post("/app/day", origin, "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void theSimulatedDeviceSignsForThePage() throws Exception {
        String challenge = "{\"challenge\": \"" + "A".repeat(43) + "\"}";
        assertThat(post("/device/key", origin, challenge).body()).contains("attestation_object");
        assertThat(post("/device/signature", origin, challenge).body())
                .contains("credential_id", "authenticator_data", "client_data_json", "signature");
    }

    @Test
    void theSameSeedGivesTheSameIssuers() {
        SandboxIssuers again = new SandboxIssuers(3);
        assertThat(again.authorityLines()).isEqualTo(ISSUERS.authorityLines());
        assertThat(again.dedicatedIssuer()).isEqualTo(ISSUERS.dedicatedIssuer());
        assertThat(new SandboxIssuers(4).dedicatedIssuer()).isNotEqualTo(ISSUERS.dedicatedIssuer());
    }
}
