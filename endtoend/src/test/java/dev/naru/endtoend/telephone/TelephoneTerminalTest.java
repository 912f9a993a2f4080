// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend.telephone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.assertion.SealedTranscripts;
import dev.naru.authentication.assertion.ServiceKeys;
import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.Exchange;
import dev.naru.authentication.phone.Phone;
import dev.naru.authentication.trustone.CardChallenge;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.authentication.trustone.WireReading;
import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.card.SandboxIssuers;
import dev.naru.simulators.card.SimulatedChip;
import dev.naru.simulators.card.SimulatedPaymentCard;
import dev.naru.simulators.participant.App;
import dev.naru.simulators.participant.Customer;
import dev.naru.simulators.telephone.Belongings;
import dev.naru.simulators.telephone.Purse;
import dev.naru.simulators.telephone.Telephone;
import dev.naru.simulators.telephone.TelephoneSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The page's terminal and seal beside the hub's own. Two readings of the same documents say the
 * same to the same card, whatever it answers.
 */
class TelephoneTerminalTest {
    private static final int BROKEN_OF_EACH = 100;
    private static final String HASH = "5A".repeat(32);

    /** A challenge as it comes over the wire. */
    private static final String CHALLENGE =
            """
            {"applications":["F04E41525501","325041592E5359532E4444463031"],
             "challenge_id":"0b6e0a3c-3b1f-4c0e-9a59-1f6a2d3c4b5e","expires_at_ms":1796000000000,
             "t":"%s","un":"01020304",
             "terminal":{"9F02":"000000008952","9F03":"000000000000","9F1A":"0410",
             "95":"0000000000","5F2A":"0410","5F36":"00","9A":"261129","9F21":"101112",
             "9C":"00","9F37":"01020304","9F7C":"%s","9F66":"27000000"}}
            """
                    .formatted(HASH, HASH.substring(0, 40));

    private static final List<Map<String, String>> CARDS = cards();

    @TempDir static Path folder;
    private static Browser browser;
    private static Telephone telephone;

    @BeforeAll
    static void open() throws IOException {
        browser = Browser.start(folder.resolve("browser"));
        TelephoneSettings settings =
                new TelephoneSettings(0, new Customer("Seo Haneul", "1", "c-1"), "", "1");
        telephone =
                Telephone.start(
                        settings,
                        Belongings.unknown(Purse.of(new SandboxIssuers(1)), settings),
                        new App(URI.create("http://127.0.0.1:1"), "none"),
                        Optional.empty());
        browser.open(telephone.address());
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            telephone.close();
        }
    }

    /** What one terminal said to a card, and whether it came to the end. */
    private record Tapped(String sent, String end) {}

    @Test
    void theyTellEveryKindOfCardTheSame() {
        List<Tapped> page = byThePage(CARDS);
        for (int i = 0; i < CARDS.size(); i++) {
            Tapped hub = byTheHub(CARDS.get(i));
            assertThat(hub.end()).as("card " + i).isEqualTo("DONE");
            assertThat(page.get(i)).as("card " + i).isEqualTo(hub);
        }
    }

    @Test
    void theyTellACardThatAnswersWrongTheSame() {
        Random random = new Random(20_261_129);
        List<Map<String, String>> broken = new ArrayList<>();
        for (Map<String, String> card : CARDS) {
            for (int i = 0; i < BROKEN_OF_EACH; i++) {
                broken.add(broken(card, random));
            }
        }
        List<Tapped> page = byThePage(broken);
        int refused = 0;
        for (int i = 0; i < broken.size(); i++) {
            Tapped hub = byTheHub(broken.get(i));
            assertThat(page.get(i).sent()).as(broken.get(i).toString()).isEqualTo(hub.sent());
            // The hub also judges what was shown, so it may refuse more and never less.
            if (page.get(i).end().equals("REFUSED")) {
                assertThat(hub.end()).as(broken.get(i).toString()).isEqualTo("REFUSED");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(broken.size() / 4);
    }

    @Test
    void onlyTheHubOpensWhatThePageSealed(@TempDir Path secrets) {
        ServiceKeys keys = new ServiceKeys(secrets, ServiceKeys.Use.OPENING);
        JsonNode key = JsonMapper.shared().readTree(ServiceKeys.jwks(keys)).get("keys").get(0);
        String content = "[{\"c\":\"00A4040000\",\"r\":\"9000\",\"us\":7,\"한\":1}]";

        String sealed =
                browser.evaluate(
                                "import('/seal.js').then(({seal}) => seal(%s, %s))"
                                        .formatted(
                                                key,
                                                JsonMapper.shared().writeValueAsString(content)))
                        .asString("");

        assertThat(new SealedTranscripts(keys).open(sealed))
                .isEqualTo(
                        new SealedTranscripts.Opening.Opened(
                                ByteString.of(content.getBytes(UTF_8))));
    }

    @Test
    void thePageMasksWhatTheAuditMasks() {
        for (Map<String, String> card : CARDS) {
            ArrayNode steps = JsonMapper.shared().createArrayNode();
            card.forEach((command, answer) -> steps.addObject().put("c", command).put("r", answer));
            JsonNode page =
                    browser.evaluate(
                            "import('/masked.js').then(({masked}) => %s.map(masked))"
                                    .formatted(steps));
            assertThat(page.valueStream().map(line -> line.asString("")).toList())
                    .isEqualTo(transcript(card).masked());
        }
    }

    /** Has cards that are tables of answers tapped by the page's terminal. */
    private static List<Tapped> byThePage(List<Map<String, String>> cards) {
        ArrayNode tables = JsonMapper.shared().createArrayNode();
        for (Map<String, String> card : cards) {
            ObjectNode table = tables.addObject();
            card.forEach(table::put);
        }
        List<Tapped> tapped = new ArrayList<>();
        String tapAll =
                """
                (async () => {
                  const {tap, Refusal} = await import('/terminal.js');
                  const {Malformed} = await import('/tlv.js');
                  const {hex, unhex} = await import('/bytes.js');
                  const challenge = %s;
                  const all = [];
                  for (const card of %s) {
                    const sent = [];
                    let end = 'DONE';
                    try {
                      await tap(challenge, async (command) => {
                        sent.push(hex(command));
                        return unhex(card[hex(command)] ?? '6A82');
                      });
                    } catch (refusal) {
                      if (!(refusal instanceof Refusal || refusal instanceof Malformed)) {
                        throw refusal;
                      }
                      end = 'REFUSED';
                    }
                    all.push({sent: sent.join(), end});
                  }
                  return all;
                })()
                """
                        .formatted(CHALLENGE, tables);
        for (JsonNode one : browser.evaluate(tapAll)) {
            tapped.add(new Tapped(one.path("sent").asString(""), one.path("end").asString("")));
        }
        return tapped;
    }

    private static Tapped byTheHub(Map<String, String> card) {
        List<String> sent = new ArrayList<>();
        Card table =
                command -> {
                    sent.add(command.hex());
                    return Optional.of(ByteString.ofHex(card.getOrDefault(command.hex(), "6A82")));
                };
        boolean done = new Phone(() -> 0).tap(challenge(), table) instanceof Checked.Holds<?>;
        return new Tapped(String.join(",", sent), done ? "DONE" : "REFUSED");
    }

    private static CardChallenge challenge() {
        return switch (CardChallenge.read(CHALLENGE.getBytes(UTF_8))) {
            case WireReading.Read<CardChallenge>(CardChallenge challenge) -> challenge;
            case WireReading.Refused<CardChallenge> refused ->
                    throw new AssertionError(refused.toString());
        };
    }

    /** One answer with a byte changed, taken out, put in, or cut off; never a status alone. */
    private static Map<String, String> broken(Map<String, String> card, Random random) {
        List<String> commands = List.copyOf(card.keySet());
        String command = commands.get(random.nextInt(commands.size()));
        StringBuilder answer = new StringBuilder(card.getOrDefault(command, ""));
        // In front, where tags and lengths are, more often than behind.
        int bytes = answer.length() / 2;
        int at = 2 * random.nextInt(random.nextBoolean() ? Math.min(bytes, 12) : bytes);
        String other = "%02X".formatted(random.nextInt(256));
        switch (random.nextInt(4)) {
            case 0 -> answer.replace(at, at + 2, other);
            case 1 -> answer.delete(at, at + 2);
            case 2 -> answer.insert(at, other);
            default -> answer.delete(at, answer.length()).append("9000");
        }
        Map<String, String> broken = new LinkedHashMap<>(card);
        broken.put(command, answer.length() < 4 ? "6985" : answer.toString());
        return broken;
    }

    /** What a card answers when the hub's terminal taps it. */
    private static Map<String, String> recorded(UnaryOperator<ByteString> card) {
        Map<String, String> said = new LinkedHashMap<>();
        Card recording =
                command -> {
                    ByteString answer = card.apply(command);
                    said.put(command.hex(), answer.hex());
                    return Optional.of(answer);
                };
        new Phone(() -> 0).tap(challenge(), recording);
        return said;
    }

    private static TapTranscript transcript(Map<String, String> card) {
        return new TapTranscript(
                card.entrySet().stream()
                        .map(
                                said ->
                                        new TapTranscript.Step(
                                                new Exchange(
                                                        ByteString.ofHex(said.getKey()),
                                                        ByteString.ofHex(said.getValue())),
                                                0))
                        .toList());
    }

    /** As tables of what each answers to whom tells it the hub's words. */
    private static List<Map<String, String>> cards() {
        SandboxIssuers issuers = new SandboxIssuers(2);
        SimulatedPaymentCard payment = issuers.paymentCard("8901900");
        SimulatedChip dedicated = issuers.dedicatedCard("0000000000004711");
        return List.of(
                recorded(payment::transmit),
                recorded(command -> ByteString.of(dedicated.transmit(command.toByteArray()))),
                recorded(ScriptedCard.withOptionsAndRelay()),
                recorded(ScriptedCard.fast()),
                recorded(ScriptedCard.dynamic("80")),
                recorded(ScriptedCard.dynamic("77")));
    }
}
