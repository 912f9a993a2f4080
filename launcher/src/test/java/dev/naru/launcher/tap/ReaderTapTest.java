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
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import javax.smartcardio.CardTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void theChallengeMayComeFromStandardInput() throws IOException {
        assertThat(tap("-", List.of(chip.inReader()))).isEqualTo(End.TAPPED);
    }

    @Test
    void withoutReaderOrCardItSaysSo() throws IOException {
        assertThat(tap("-", List.of())).isEqualTo(End.IMPOSSIBLE);
        assertThat(err.toString(UTF_8)).contains("there is no reader").contains("pcscd");

        CardTerminal empty = chip.inReader();
        chip.pullOut();
        assertThat(tap("-", List.of(empty))).isEqualTo(End.NOT_TAPPED);
        assertThat(err.toString(UTF_8)).contains("no card came");
    }

    @Test
    void whatIsNoChallengeIsNamed() throws IOException {
        assertThat(tap("missing.json", List.of(chip.inReader()))).isEqualTo(End.IMPOSSIBLE);
        assertThat(err.toString(UTF_8)).contains("there is no file missing.json");

        challenge = "{";
        assertThat(tap("-", List.of())).isEqualTo(End.IMPOSSIBLE);
        assertThat(err.toString(UTF_8)).contains("the challenge is not JSON");

        challenge = "{}";
        assertThat(tap("-", List.of())).isEqualTo(End.IMPOSSIBLE);
        assertThat(err.toString(UTF_8)).contains("card_challenge is refused");
    }

    private End tap(String from, List<CardTerminal> readers) throws IOException {
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
