// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend.telephone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import dev.naru.simulators.JsonClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A headless Chromium with one page, driven over its DevTools protocol. It resolves no name but
 * localhost. Its page has an authenticator whose owner is there and agrees to everything.
 */
public final class Browser implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final long PATIENCE_S = 30;
    private static final List<String> PROGRAMS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private String session = "";

    private Browser(Process process, URI address) {
        this.process = process;
        socket = http.newWebSocketBuilder().buildAsync(address, new Ear()).join();
    }

    /**
     * Starts one.
     *
     * @param profile an empty folder
     */
    public static Browser start(Path profile) throws IOException {
        Process process =
                new ProcessBuilder(command(program().orElseGet(Browser::notTested), profile))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Browser browser = new Browser(process, address(process));
        String target =
                browser.send("Target.createTarget", "{\"url\": \"about:blank\"}")
                        .path("targetId")
                        .asString("");
        browser.session =
                browser.send(
                                "Target.attachToTarget",
                                "{\"targetId\": \"%s\", \"flatten\": true}".formatted(target))
                        .path("sessionId")
                        .asString("");
        for (String domain : List.of("Page", "Runtime", "Log", "WebAuthn")) {
            browser.send(domain + ".enable", "{}");
        }
        browser.send(
                "WebAuthn.addVirtualAuthenticator",
                """
                {"options": {"protocol": "ctap2", "transport": "internal", "hasUserVerification": true,
                             "isUserVerified": true, "automaticPresenceSimulation": true}}
                """);
        return browser;
    }

    /** Whether this machine has one. */
    public static boolean isThere() {
        return program().isPresent();
    }

    private static Optional<String> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return PROGRAMS.stream()
                .filter(
                        program ->
                                Stream.of(path.split(":"))
                                        .anyMatch(
                                                folder ->
                                                        Files.isExecutable(
                                                                Path.of(folder, program))))
                .findFirst();
    }

    private static String notTested() {
        String why =
                "NOT TESTED: the page that is a telephone; Chromium is missing"
                        + " (Debian: apt-get install chromium)";
        if ("true".equals(System.getenv("CI"))) {
            fail(why);
        }
        System.err.println(why);
        return Assumptions.abort(why);
    }

    private static List<String> command(String program, Path profile) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                program,
                                "--headless=new",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "--no-first-run",
                                "--no-default-browser-check",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-default-apps",
                                "--disable-dev-shm-usage",
                                "--disable-extensions",
                                "--disable-gpu",
                                "--disable-sync",
                                "--lang=en-US",
                                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"));
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium's own sandbox does not start for root.
            command.add("--no-sandbox");
        }
        return command;
    }

    /** Read from its error output, of which the rest is read away. */
    private static URI address(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
        StringBuilder said = new StringBuilder();
        String line = lines.readLine();
        while (line != null) {
            said.append(line).append('\n');
            Matcher found = LISTENING.matcher(line);
            if (found.find()) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(rest -> said.setLength(0)));
                return URI.create(found.group(1));
            }
            line = lines.readLine();
        }
        throw new AssertionError("Chromium did not start: " + said);
    }

    /** Loads a page to its end. */
    public void open(URI address) {
        send("Page.navigate", MAPPER.createObjectNode().put("url", address.toString()));
        await("location.href === '%s' && document.readyState === 'complete'".formatted(address));
    }

    /** Waits until an expression about the page holds. */
    public void await(String holds) {
        try {
            // Looks whenever anything changes on the page.
            evaluate(
                    """
                    new Promise((resolve) => {
                      const look = () => {
                        if (%s) {
                          observer.disconnect();
                          resolve(true);
                        }
                      };
                      const observer = new MutationObserver(look);
                      observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
                      look();
                    })
                    """
                            .formatted(holds));
        } catch (AssertionError never) {
            throw new AssertionError(
                    "the page never came to " + holds + ", it says: " + text("body"), never);
        }
    }

    /** What an expression comes to, its promise awaited. */
    JsonNode evaluate(String expression) {
        JsonNode result =
                send(
                        "Runtime.evaluate",
                        MAPPER.createObjectNode()
                                .put("expression", expression)
                                .put("awaitPromise", true)
                                .put("returnByValue", true)
                                .put("userGesture", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.path("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    /** Clicks what a selector finds, once it is there and may be clicked. */
    public void click(String selector) {
        await("document.querySelector('%s:enabled')".formatted(selector));
        evaluate("document.querySelector('%s').click()".formatted(selector));
    }

    /** The text that is seen of what a selector finds. */
    String text(String selector) {
        return evaluate("document.querySelector('%s').innerText".formatted(selector)).asString("");
    }

    /** What the browser complained of: exceptions, errors, and whatever its policy forbade. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Keeps what is seen, when the property {@code naru.screenshots} names a folder. */
    void picture(String name, int width, int height) throws IOException {
        String folder = System.getProperty("naru.screenshots", "");
        if (folder.isEmpty()) {
            return;
        }
        send(
                "Emulation.setDeviceMetricsOverride",
                MAPPER.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        byte[] picture =
                Base64.getDecoder()
                        .decode(send("Page.captureScreenshot", "{}").path("data").asString(""));
        Files.createDirectories(Path.of(folder));
        Files.write(Path.of(folder, name + ".png"), picture);
    }

    /** Says how a page's media are. */
    void prefer(String scheme) {
        send(
                "Emulation.setEmulatedMedia",
                "{\"features\": [{\"name\": \"prefers-color-scheme\", \"value\": \"%s\"}]}"
                        .formatted(scheme));
    }

    private JsonNode send(String method, String parameters) {
        return send(method, MAPPER.readTree(parameters));
    }

    private JsonNode send(String method, JsonNode parameters) {
        int id = number.incrementAndGet();
        ObjectNode message = JsonClient.object().put("id", id).put("method", method);
        message.set("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText(message.toString(), true).join();
        try {
            JsonNode said = answer.get(PATIENCE_S, TimeUnit.SECONDS);
            if (said.has("error")) {
                throw new AssertionError(method + ": " + said.path("error"));
            }
            return said.path("result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " has no answer", e);
        }
    }

    private void hear(JsonNode message) {
        switch (message.path("method").asString("")) {
            case "" ->
                    Optional.ofNullable(waiting.remove(message.path("id").asInt(0)))
                            .ifPresent(answer -> answer.complete(message));
            case "Runtime.exceptionThrown" -> complaints.add(message.path("params").toString());
            case "Log.entryAdded" -> {
                JsonNode entry = message.path("params").path("entry");
                // A refusal of the hub is a status of 4xx, and no fault of the page.
                if (entry.path("level").asString("").equals("error")
                        && !entry.path("source").asString("").equals("network")) {
                    complaints.add(entry.toString());
                }
            }
            default -> {}
        }
    }

    /** Messages come in parts. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            parts.append(part);
            if (isLast) {
                JsonNode message = MAPPER.readTree(parts.toString());
                parts.setLength(0);
                hear(message);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    @Override
    public void close() {
        session = "";
        try {
            send("Browser.close", "{}");
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            http.shutdownNow();
        }
    }
}
