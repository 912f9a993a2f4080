// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.assertion.SealedTranscripts;
import dev.naru.authentication.assertion.ServiceKeys;
import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.authentication.phone.CardReader;
import dev.naru.authentication.phone.Phone;
import dev.naru.authentication.phone.TranscriptSeal;
import dev.naru.authentication.trustone.CardChallenge;
import dev.naru.authentication.trustone.TapSite;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.authentication.trustone.WireReading;
import dev.naru.formats.emv.ByteString;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The reference for telephones, with cards of both kinds. */
class PhoneTest {
    private static final String HASH = "5A".repeat(32);
    private static final String DEDICATED = AppletTerminal.SANDBOX.hex();

    /** Each look at it takes 700 microseconds. */
    private final AtomicLong clock = new AtomicLong();

    private final Phone phone = new Phone(() -> clock.getAndAdd(700_000));

    @Test
    void aPaymentCardIsAskedWhereItHasNoDedicatedApplication() {
        SimulatedPaymentCard card = new PaymentIssuer(7, 0xF1, "54133300", "1230").issue("8901900");
        TapTranscript transcript =
                holds(phone.tap(challenge(), command -> Optional.of(card.transmit(command))));
        assertThat(transcript.exchanges().getFirst().command().hex()).contains("325041592E");
        assertThat(transcript.exchanges().getLast().answer().hex()).endsWith("9000");
        assertThat(transcript.slowestUs()).isEqualTo(700);
    }

    @Test
    void aCardInAReaderAnswersThroughPcSc() {
        SimulatedChip chip = chip();
        try (CardReader reader = CardReader.await(chip.inReader(), 1_000).orElseThrow()) {
            TapTranscript transcript = holds(phone.tap(challenge(), reader));
            assertThat(transcript.exchanges()).hasSize(3);
            assertThat(transcript.exchanges().getLast().command().hex())
                    .isEqualTo("0088000020" + HASH + "00");
        }
    }

    @Test
    void aCardThatIsGoneEndsTheTap() {
        SimulatedChip chip = chip();
        CardReader reader = CardReader.await(chip.inReader(), 1_000).orElseThrow();
        reader.close();
        assertThat(reader.answer(ByteString.ofHex("00A4040000"))).isEmpty();
        assertThat(phone.tap(challenge(), reader)).isInstanceOf(Checked.Refused.class);
        reader.close();
    }

    @Test
    void withoutACardNobodyWaitsForEver() {
        SimulatedChip chip = chip();
        var terminal = chip.inReader();
        chip.pullOut();
        assertThat(CardReader.await(terminal, 1)).isEmpty();
    }

    @Test
    void aCardWithoutAnyOfTheApplicationsIsNoCard() {
        Card other = command -> Optional.of(ByteString.ofHex("6A82"));
        assertThat(phone.tap(challenge(), other))
                .isEqualTo(Checked.refused(Stage.TRANSCRIPT, Fault.ANSWER));
        Card none = command -> Optional.empty();
        assertThat(phone.tap(challenge(), none)).isInstanceOf(Checked.Refused.class);
    }

    @Test
    void onlyTheHubOpensWhatWasSealed(@TempDir Path folder) {
        ServiceKeys keys = new ServiceKeys(folder, ServiceKeys.Use.OPENING);
        String key =
                JsonMapper.shared().readTree(ServiceKeys.jwks(keys)).get("keys").get(0).toString();
        SimulatedChip chip = chip();
        Card card = command -> Optional.of(ByteString.of(chip.transmit(command.toByteArray())));
        TapTranscript transcript = holds(phone.tap(challenge(), card));

        String sealed = TranscriptSeal.forKey(key).seal(transcript);
        assertThat(sealed).doesNotContain(HASH);
        assertThat(new SealedTranscripts(keys).open(sealed))
                .isEqualTo(
                        new SealedTranscripts.Opening.Opened(
                                ByteString.of(transcript.toJson().getBytes(UTF_8))));
    }

    @Test
    void aKeyThatIsNoneOfTheHubsFormIsRefused() {
        assertThatThrownBy(() -> TranscriptSeal.forKey("{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("opening_key");
        assertThatThrownBy(
                        () ->
                                TranscriptSeal.forKey(
                                        """
                                        {"kty":"EC","crv":"P-256",
                                         "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                                         "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
                                        """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("opening_key");
    }

    private static CardChallenge challenge() {
        String told =
                """
                {"applications":["%s","%s"],"challenge_id":"0b6e0a3c-3b1f-4c0e-9a59-1f6a2d3c4b5e",
                 "expires_at_ms":1796000000000,"t":"%s","un":"01020304",
                 "terminal":{"9F02":"000000008952","9F03":"000000000000","9F1A":"0410",
                 "95":"0000000000","5F2A":"0410","5F36":"00","9A":"261129","9F21":"101112",
                 "9C":"00","9F37":"01020304","9F7C":"%s","9F66":"27000000"}}
                """
                        .formatted(
                                DEDICATED,
                                TapSite.PAYMENT_DIRECTORY.hex(),
                                HASH,
                                HASH.substring(0, 40));
        return switch (CardChallenge.read(told.getBytes(UTF_8))) {
            case WireReading.Read<CardChallenge>(CardChallenge challenge) -> challenge;
            case WireReading.Refused<CardChallenge> refused ->
                    throw new AssertionError(refused.toString());
        };
    }

    private static SimulatedChip chip() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair issuer = generator.generateKeyPair();
            return SimulatedChip.issued(
                    DEDICATED,
                    new SimulatedChip.Holder("4B520001", "0000000000004711", "1230"),
                    issuer.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static TapTranscript holds(Checked<TapTranscript> checked) {
        return switch (checked) {
            case Checked.Holds<TapTranscript>(TapTranscript value) -> value;
            case Checked.Refused<TapTranscript>(CardRefusal refusal) ->
                    throw new AssertionError(refusal);
        };
    }
}
