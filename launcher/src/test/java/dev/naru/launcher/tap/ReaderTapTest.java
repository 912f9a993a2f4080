// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.tap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.assertion.SealedTranscripts;
import dev.naru.authentication.assertion.ServiceKeys;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.launcher.tap.ReaderTap.End;
import dev.naru.simulators.card.SimulatedChip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.regex.Matcher;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./naru tap} with the dedicated card in a simulated reader. */
class ReaderTapTest {
    private static final String HASH = "5A".repeat(32);

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SimulatedChip chip = chip();
    private ServiceKeys keys;
    private String challenge = "";

    @BeforeEach
    void askForATap() {
        keys = new ServiceKeys(folder, ServiceKeys.Use.OPENING);
        challenge =
                """
                {"challenge_id":"0b6e0a3c-3b1f-4c0e-9a59-1f6a2d3c4b5e","opening_key":%s,
                 "card_challenge":{"applications":["%s"],
                  "challenge_id":"0b6e0a3c-3b1f-4c0e-9a59-1f6a2d3c4b5e",
                  "expires_at_ms":1796000000000,"t":"%s","un":"01020304",
                  "terminal":{"9F02":"000000008952","9F03":"000000000000","9F1A":"0410",
                  "95":"0000000000","5F2A":"0410","5F36":"00","9A":"261129","9F21":"101112",
                  "9C":"00","9F37":"01020304","9F7C":"%s","9F66":"27000000"}}}
                """
                        .formatted(
                                JsonMapper.shared()
                                        .readTree(ServiceKeys.jwks(keys))
                                        .get("keys")
                                        .get(0),
                                AppletTerminal.SANDBOX.hex(),
                                HASH,
                                HASH.substring(0, 40));
    }

    @Test
    void theCardInTheReaderAnswersAndOnlyTheHubCanReadIt() throws IOException {
        Files.writeString(folder.resolve("challenge.json"), challenge);
        assertThat(tap("challenge.json", List.of(chip.inReader()))).isEqualTo(End.TAPPED);
        String sealed =
                JsonMapper.shared().readTree(out.toByteArray()).get("sealed_transcript").asString();
        assertThat(new SealedTranscripts(keys).open(sealed))
                .isInstanceOfSatisfying(
                        SealedTranscripts.Opening.Opened.class,
                        opened ->
                                assertThat(new String(opened.content().toByteArray(), UTF_8))
                                        .contains("0088000020" + HASH + "00"));
    }

    @Test
    void theChallengeMayComeFromStandardInput() {
        assertThat(tap("-", List.of(chip.inReader()))).isEqualTo(End.TAPPED);
        assertThat(said()).doesNotContain("agrees to");
    }

    @Test
    void whatTheTapIsForIsShownBeforeTheCardIsAskedFor() {
        String asked = challenge;
        challenge =
                """
                {"display":{"amount":{"value":"300000","currency":"KRW"},
                 "limit":"daily\\u202e transfer"},
                """
                        + asked.substring(1);
        assertThat(tap("-", List.of(chip.inReader()))).isEqualTo(End.TAPPED);
        assertThat(said())
                .startsWith("naru: the tap agrees to daily transfer, 300000 KRW\nnaru: put the");
        challenge =
                """
                {"display":{"amount":{"value":"300000","currency":"KRW"},
                 "payee":"Kim Garam","payee_account":"***3444"},
                """
                        + asked.substring(1);
        assertThat(tap("-", List.of(chip.inReader()))).isEqualTo(End.TAPPED);
        assertThat(said()).startsWith("naru: the tap agrees to 300000 KRW, Kim Garam, ***3444\n");
        challenge = "{\"display\":[7]," + asked.substring(1);
        assertThat(tap("-", List.of(chip.inReader()))).isEqualTo(End.TAPPED);
        assertThat(said()).startsWith("naru: put the card");
    }

    @Test
    void withoutReaderOrCardItSaysSo() {
        assertThat(tap("-", List.of())).isEqualTo(End.IMPOSSIBLE);
        assertThat(err.toString(UTF_8)).contains("there is no reader").contains("pcscd");

        CardTerminal empty = chip.inReader();
        chip.pullOut();
        assertThat(tap("-", List.of(empty))).isEqualTo(End.NOT_TAPPED);
        assertThat(err.toString(UTF_8)).contains("no card came");
    }

    @Test
    void whatIsNoChallengeIsNamed() {
        assertThat(tap("missing.json", List.of(chip.inReader()))).isEqualTo(End.IMPOSSIBLE);
        assertThat(err.toString(UTF_8)).contains("there is no file missing.json");

        challenge = "{";
        assertThat(tap("-", List.of())).isEqualTo(End.IMPOSSIBLE);
        assertThat(err.toString(UTF_8)).contains("the challenge is not JSON");

        challenge = "{}";
        assertThat(tap("-", List.of())).isEqualTo(End.IMPOSSIBLE);
        assertThat(err.toString(UTF_8)).contains("card_challenge is refused");
    }

    @Test
    void aChallengeThatIsTooLargeOrCannotBeReadIsNamed() throws IOException {
        Files.writeString(folder.resolve("large.json"), challenge + " ".repeat(64 * 1024));
        assertThat(tap("large.json", List.of(chip.inReader()))).isEqualTo(End.IMPOSSIBLE);
        assertThat(said()).contains("the challenge must have 65536 bytes at the most");
        challenge += " ".repeat(64 * 1024);
        assertThat(tap("-", List.of(chip.inReader()))).isEqualTo(End.IMPOSSIBLE);
        assertThat(said()).contains("the challenge must have 65536 bytes at the most");

        assertThat(tap(".", List.of(chip.inReader()))).isEqualTo(End.IMPOSSIBLE);
        assertThat(said()).contains(". cannot be read");
        assertThat(tap("a\0b", List.of(chip.inReader()))).isEqualTo(End.IMPOSSIBLE);
        assertThat(said()).contains("there is no file");
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        assertThat(tap(broken, out)).isEqualTo(End.IMPOSSIBLE);
        assertThat(said()).contains("standard input cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "7",
                "{\"card_challenge\": 7}",
                "{\"card_challenge\": {\"t\": 7}}",
                "{\"card_challenge\": {}, \"opening_key\": {}}"
            })
    void whateverElseTheJsonIsItIsRefusedInASentence(String other) {
        challenge = other;
        assertThat(tap("-", List.of(chip.inReader()))).isEqualTo(End.IMPOSSIBLE);
        assertThat(said()).startsWith("naru: card_challenge is refused").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "\"text\"",
                "{\"kty\": \"RSA\"}",
                "{\"kty\": \"EC\", \"crv\": \"P-256\", \"kid\": \"1\", \"x\": \"AQ\", \"y\":"
                        + " \"AQ\"}"
            })
    void anOpeningKeyThatIsNoneIsRefusedInASentence(String key) {
        challenge =
                challenge.replaceFirst(
                        "\"opening_key\":\\{[^}]*\\}",
                        Matcher.quoteReplacement("\"opening_key\":" + key));
        assertThat(tap("-", List.of(chip.inReader()))).isEqualTo(End.IMPOSSIBLE);
        assertThat(said()).startsWith("naru: opening_key must be").hasLineCount(1);
    }

    @Test
    void aReaderThatDoesNotSpeakAndAnAnswerThatNobodyTakesAreTold() throws IOException {
        assertThat(tap("-", List.of(new DeafReader()))).isEqualTo(End.NOT_TAPPED);
        assertThat(said()).contains("the reader Deaf does not speak to the card");

        OutputStream shut = OutputStream.nullOutputStream();
        shut.close();
        assertThat(tap(new ByteArrayInputStream(challenge.getBytes(UTF_8)), shut))
                .isEqualTo(End.NOT_TAPPED);
        assertThat(said()).contains("its answer cannot be written");
    }

    /** A reader whose card cannot be spoken to. */
    private static final class DeafReader extends CardTerminal {
        @Override
        public String getName() {
            return "Deaf";
        }

        @Override
        public Card connect(String protocol) throws CardException {
            throw new CardException("SCARD_W_UNRESPONSIVE_CARD");
        }

        @Override
        public boolean isCardPresent() {
            return true;
        }

        @Override
        public boolean waitForCardPresent(long timeoutMs) {
            return true;
        }

        @Override
        public boolean waitForCardAbsent(long timeoutMs) {
            return false;
        }
    }

    /** What was said since it was last asked for. */
    private String said() {
        String said = err.toString(UTF_8);
        err.reset();
        return said;
    }

    private End tap(InputStream from, OutputStream to) {
        return new ReaderTap(
                        folder,
                        from,
                        new PrintStream(to, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .of("-", List.of(chip.inReader()), "", 1);
    }

    private End tap(String from, List<CardTerminal> readers) {
        return new ReaderTap(
                        folder,
                        new ByteArrayInputStream(challenge.getBytes(UTF_8)),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .of(from, readers, "", 1);
    }

    private static SimulatedChip chip() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return SimulatedChip.issued(
                    AppletTerminal.SANDBOX.hex(),
                    new SimulatedChip.Holder("4B520001", "0000000000004711", "1230"),
                    generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
