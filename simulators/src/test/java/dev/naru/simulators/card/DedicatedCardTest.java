// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.Exchange;
import dev.naru.authentication.cardtap.RecordedCard;
import dev.naru.authentication.cardtap.RecordingCard;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.authentication.cardtap.applet.AppletVerifier;
import dev.naru.authentication.cardtap.applet.AppletVerifier.Proof;
import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.card.SimulatedChip.Holder;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The real applet in a simulated chip, before the hub's verifier. */
class DedicatedCardTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final String NAME = AppletTerminal.SANDBOX.hex();
    private static final Holder HOLDER = new Holder("4B520001", "0000000000004711", "1230");
    private static final ByteString ISSUER = ByteString.ofHex("4B520001");
    private static final KeyPair KEYS = keys();
    private static final ByteString TRANSACTION = ByteString.ofHex("5A".repeat(32));

    private final SimulatedChip chip = SimulatedChip.issued(NAME, HOLDER, KEYS.getPrivate());
    private final Card card =
            command -> Optional.of(ByteString.of(chip.transmit(command.toByteArray())));

    @Test
    void aTapIsProvedAndTheCounterRises() {
        Proof first = holds(prove(transcript(), TRANSACTION));
        Proof second = holds(prove(transcript(), TRANSACTION));
        assertThat(first.counter()).isEqualTo(1);
        assertThat(second.counter()).isEqualTo(2);
        assertThat(first.card().hex()).isEqualTo("0000000000004711");
        assertThat(second.point()).isEqualTo(first.point());
        assertThat(transcript()).hasSize(3);
    }

    @Test
    void aTapForAnotherTransactionIsRefused() {
        assertThat(prove(transcript(), ByteString.ofHex("5B".repeat(32))))
                .isEqualTo(refused(Stage.TRANSCRIPT, Fault.COMMAND));
        List<Exchange> other = transcript();
        List<Exchange> passedOff = new ArrayList<>(other);
        ByteString wanted = ByteString.ofHex("5B".repeat(32));
        passedOff.set(
                2,
                new Exchange(
                        ByteString.ofHex("0088000020" + wanted.hex() + "00"),
                        other.get(2).answer()));
        assertThat(prove(passedOff, wanted)).isEqualTo(refused(Stage.SIGNATURE, Fault.HASH));
    }

    @Test
    void anotherCardsKeyIsNoneOfTheIssuers() {
        KeyPair other = keys();
        SimulatedChip forged = SimulatedChip.issued(NAME, HOLDER, other.getPrivate());
        RecordingCard recording =
                new RecordingCard(
                        command ->
                                Optional.of(ByteString.of(forged.transmit(command.toByteArray()))));
        holds(new AppletTerminal(AppletTerminal.SANDBOX).tap(recording, TRANSACTION));
        assertThat(prove(recording.transcript(), TRANSACTION))
                .isEqualTo(refused(Stage.CARD, Fault.HASH));
    }

    @Test
    void issuersExpiryAndRevocationCount() {
        List<Exchange> transcript = transcript();
        assertThat(prove(transcript, new AppletVerifier(Map.of(), Set.of()), TODAY))
                .isEqualTo(refused(Stage.ISSUER, Fault.UNKNOWN));
        AppletVerifier revoking =
                new AppletVerifier(
                        Map.of(ISSUER, point(KEYS)),
                        Set.of(ByteString.ofHex("4B5200010000000000004711")));
        assertThat(prove(transcript, revoking, TODAY))
                .isEqualTo(refused(Stage.CARD, Fault.REVOKED));
        holds(prove(transcript, verifier(), LocalDate.of(2030, 12, 31)));
        assertThat(prove(transcript, verifier(), LocalDate.of(2031, 1, 1)))
                .isEqualTo(refused(Stage.CARD, Fault.EXPIRED));
        assertThatThrownBy(
                        () ->
                                new AppletVerifier(
                                        Map.of(ISSUER, ByteString.of(new byte[65])), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noBitOfATranscriptCanBeChanged() {
        List<Exchange> transcript = transcript();
        int changes = 0;
        for (int which = 0; which < transcript.size(); which++) {
            Exchange was = transcript.get(which);
            for (int bit = 0; bit < 8 * was.answer().length(); bit++) {
                byte[] answer = was.answer().toByteArray();
                answer[bit / 8] ^= (byte) (1 << (bit % 8));
                List<Exchange> changed = new ArrayList<>(transcript);
                changed.set(which, new Exchange(was.command(), ByteString.of(answer)));
                assertThat(prove(changed, TRANSACTION)).isInstanceOf(Checked.Refused.class);
                changes++;
            }
        }
        assertThat(changes).isGreaterThan(1_700);
    }

    @Test
    void aFinishedCardIsNotMadeAnew() {
        chip.transmit(HexFormat.of().parseHex("00A4040006" + NAME + "00"));
        for (String command : List.of("80E2000000", "80E2010001AA")) {
            assertThat(HexFormat.of().formatHex(chip.transmit(HexFormat.of().parseHex(command))))
                    .isEqualTo("6985");
        }
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        chip.transmit(HexFormat.of().parseHex("0088000001AA00"))))
                .isEqualTo("6700");
        assertThat(HexFormat.of().formatHex(chip.transmit(HexFormat.of().parseHex("8099000000"))))
                .isEqualTo("6d00");
    }

    private List<Exchange> transcript() {
        RecordingCard recording = new RecordingCard(card);
        holds(new AppletTerminal(AppletTerminal.SANDBOX).tap(recording, TRANSACTION));
        return recording.transcript();
    }

    private static Checked<Proof> prove(List<Exchange> transcript, ByteString transaction) {
        return new AppletTerminal(AppletTerminal.SANDBOX)
                .tap(new RecordedCard(transcript), transaction)
                .then(tap -> verifier().check(tap, TODAY));
    }

    private static Checked<Proof> prove(
            List<Exchange> transcript, AppletVerifier verifier, LocalDate today) {
        return new AppletTerminal(AppletTerminal.SANDBOX)
                .tap(new RecordedCard(transcript), TRANSACTION)
                .then(tap -> verifier.check(tap, today));
    }

    private static AppletVerifier verifier() {
        return new AppletVerifier(Map.of(ISSUER, point(KEYS)), Set.of());
    }

    private static ByteString point(KeyPair keys) {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return ByteString.ofHex("04" + hex(key.getW().getAffineX()) + hex(key.getW().getAffineY()));
    }

    private static String hex(BigInteger coordinate) {
        return String.format(Locale.ROOT, "%064X", coordinate);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> Checked<T> refused(Stage stage, Fault fault) {
        return new Checked.Refused<>(new CardRefusal(stage, fault));
    }

    private static <T> T holds(Checked<T> checked) {
        return switch (checked) {
            case Checked.Holds<T>(T value) -> value;
            case Checked.Refused<T>(CardRefusal refusal) -> throw new AssertionError(refusal);
        };
    }
}
