// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardProof.Binding;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.phone.Phone;
import dev.naru.authentication.trustone.CardAuthenticator;
import dev.naru.authentication.trustone.CardChallenge;
import dev.naru.authentication.trustone.CardEvidence;
import dev.naru.authentication.trustone.CardEvidence.IssuerWord;
import dev.naru.authentication.trustone.Purpose;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.authentication.trustone.TransactionTerms;
import dev.naru.formats.emv.ByteString;
import dev.naru.gateway.trustone.TrustOneSettings;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.configuration.ConfigurationException;
import dev.naru.simulators.card.PaymentIssuer;
import dev.naru.simulators.card.SimulatedDynamicCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards that prove nothing without their issuer's word, as a configuration has their issuer. */
class IssuerDoorTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final ByteString SECRET = ByteString.ofHex("07".repeat(32));
    private static final String KEY = "0123456789ABCDEFFEDCBA9876543210";
    private static final String ANOTHER_KEY = "00112233445566778899AABBCCDDEEFF";
    private static final PaymentIssuer CARDS =
            PaymentIssuer.ofDynamicCards(2, 0xF2, "62109400", "1230");
    private static final String ISSUER =
            """
              issuers:
                - {name: hana, numbers: ['62109400'], keys: %s,
                   cards: [{version: ccd_tdes, option: a, key_index: 1, key: hana-1}]}
            """;

    @TempDir private Path folder;

    @BeforeEach
    void writeAuthorities() throws IOException {
        write("authorities", CARDS.authorityLine());
    }

    private Path write(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Configuration configuration(String more) {
        return Configuration.parse(
                """
                links: []
                trustone:
                  relying_party: pay.example.kr
                  origins: [https://pay.example.kr]
                  issuer: https://hub.example.kr/trustone
                  authority_keys: %s
                """
                                .formatted(folder.resolve("authorities"))
                        + more);
    }

    private String software() throws IOException {
        return "  software_keys: %s\n".formatted(write("keys", "hana-1 TDES " + KEY))
                + ISSUER.formatted("software");
    }

    private static Card card(String key) {
        SimulatedDynamicCard card = CARDS.issueDynamic("0000001", ByteString.ofHex(key));
        return command -> Optional.of(card.transmit(command));
    }

    /** What the hub of a configuration says of a card, before its service counts anything. */
    private Checked<CardEvidence> judged(
            Configuration configuration, IssuerDoor issuers, Card card) {
        TrustOneSettings settings = new TrustOneRules(configuration).read(folder, issuers.check());
        CardChallenge challenge = CardChallenge.of(terms(), SECRET, settings.site());
        TapTranscript transcript =
                switch (new Phone(() -> 0).tap(challenge, card)) {
                    case Checked.Holds<TapTranscript>(TapTranscript made) -> made;
                    case Checked.Refused<TapTranscript> refused ->
                            throw new AssertionError(refused);
                };
        return new CardAuthenticator(
                        settings.paymentCards(),
                        settings.dedicatedCards(),
                        settings.tapPolicy(),
                        ByteString.ofHex("0A".repeat(32)),
                        settings.issuerCheck())
                .verify(challenge, transcript, TODAY);
    }

    private Checked<CardEvidence> judged(String more, Card card) {
        Configuration configuration = configuration(more);
        try (IssuerDoor issuers = IssuerDoor.open(configuration.trustone())) {
            return judged(configuration, issuers, card);
        }
    }

    private static TransactionTerms terms() {
        return new TransactionTerms(
                new UUID(7, 1),
                "pay.example.kr",
                Purpose.PAYMENT,
                Optional.of(new UUID(1, 1)),
                5_000,
                "KRW",
                ByteString.ofHex("11".repeat(32)),
                "Kopi Jetty",
                "",
                "",
                ByteString.ofHex("22".repeat(32)),
                ByteString.EMPTY,
                ByteString.ofHex("44".repeat(32)),
                ByteString.ofHex("55".repeat(16)),
                1_795_910_400_000L,
                1_795_910_460_000L);
    }

    private static void assertConfirmed(Checked<CardEvidence> judged) {
        assertThat(judged)
                .isInstanceOfSatisfying(
                        Checked.Holds.class,
                        holds ->
                                assertThat((CardEvidence) holds.value())
                                        .returns(IssuerWord.CONFIRMED, CardEvidence::issuerWord)
                                        .returns(Binding.NUMBER_AND_AMOUNT, CardEvidence::binding));
    }

    @Test
    void withoutItsIssuerSuchACardIsRefused() {
        assertThat(judged("", card(KEY)))
                .isEqualTo(Checked.refused(Stage.CRYPTOGRAM, Fault.UNKNOWN));
    }

    @Test
    void withItsIssuersWordItIsTakenAndWithAWrongCryptogramNot() throws IOException {
        assertConfirmed(judged(software(), card(KEY)));
        assertThat(judged(software(), card(ANOTHER_KEY)))
                .isEqualTo(Checked.refused(Stage.CRYPTOGRAM, Fault.CRYPTOGRAM));
    }

    @Test
    void keysInATokenSayTheSameAndAreUnavailableWhenItIsAway() throws Exception {
        SoftHsm module = SoftHsm.withToken();
        byte[] three = Arrays.copyOf(ByteString.ofHex(KEY).toByteArray(), 24);
        System.arraycopy(three, 0, three, 16, 8);
        module.put("hana-1", new SecretKeySpec(three, "DESede"));
        Path pin = write("pin", SoftHsm.PIN + "\n");
        String token =
                "  tokens: [{name: hsm, library: %s, label: %s, pin_file: %s}]\n"
                                .formatted(module.library(), SoftHsm.LABEL, pin)
                        + ISSUER.formatted("hsm");
        Configuration configuration = configuration(token);
        IssuerDoor issuers = IssuerDoor.open(configuration.trustone());
        try {
            assertConfirmed(judged(configuration, issuers, card(KEY)));
            assertThat(judged(configuration, issuers, card(ANOTHER_KEY)))
                    .isEqualTo(Checked.refused(Stage.CRYPTOGRAM, Fault.CRYPTOGRAM));
            assertThat(issuers.complaint()).isEmpty();
        } finally {
            issuers.close();
        }
        assertThat(judged(configuration, issuers, card(KEY)))
                .isEqualTo(Checked.refused(Stage.CRYPTOGRAM, Fault.UNAVAILABLE));
        assertThat(issuers.complaint()).contains("keys in hsm cannot be asked: see the log");
        startsWithoutItsToken(token.replace(SoftHsm.LABEL, "other"));
        refused(token.replace("hana-1", "hana-2"), "hsm: the token has no secret key hana-2");
        refused(
                token.replace("ccd_tdes, option: a", "ccd_aes, option: c"),
                "hsm: the key hana-1 is one of TDES, and its cards need one of AES");
        write("pin", "0000");
        refused(
                token,
                "hsm: the token " + SoftHsm.LABEL + " of .* cannot be opened: CKR_PIN_INCORRECT");
    }

    /** A removed token and a wrong label look alike, and other cards need neither. */
    private void startsWithoutItsToken(String more) {
        Configuration configuration = configuration(more);
        try (IssuerDoor issuers = IssuerDoor.open(configuration.trustone())) {
            assertThat(issuers.complaint()).contains("keys in hsm cannot be asked: see the log");
            assertThat(judged(configuration, issuers, card(KEY)))
                    .isEqualTo(Checked.refused(Stage.CRYPTOGRAM, Fault.UNAVAILABLE));
        }
    }

    private void refused(String more, String sentence) {
        assertThatThrownBy(() -> IssuerDoor.open(configuration(more).trustone()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching("trustone.tokens " + sentence);
    }
}
