// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.authentication.trustone.TapSite;
import dev.naru.gateway.trustone.TrustOneSettings;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.configuration.ConfigurationException;
import dev.naru.simulators.card.DedicatedIssuer;
import dev.naru.simulators.card.PaymentIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the section {@code trustone} and the files that it names may say, and what they may not. */
class TrustOneRulesTest {
    private static final String AUTHORITY =
            new PaymentIssuer(1, 0xF1, "54133300", "1230").authorityLine();
    private static final String DEDICATED =
            new DedicatedIssuer(1, AppletTerminal.SANDBOX.hex(), "4B520001", "1230").line();
    private static final String KEY = "hana-1 TDES 0123456789ABCDEFFEDCBA9876543210";
    private static final String ISSUER =
            """
              software_keys: DIR/keys
              issuers:
                - {name: hana, numbers: ['621094'], keys: software,
                   cards: [{version: ccd_tdes, option: a, key_index: 1, key: hana-1}]}
            """;
    private static final String TOKEN =
            """
              tokens: [{name: hsm, library: /nowhere/lib.so, label: naru, pin_file: DIR/pin}]
              issuers:
                - {name: hana, numbers: ['621094'], keys: hsm,
                   cards: [{version: ccd_tdes, option: a, key_index: 1, key: hana-1}]}
            """;

    @TempDir private Path folder;

    /**
     * One form that is wrong.
     *
     * @param file its name, and behind it what is in it
     * @param more what the section has beside what is right
     */
    record Wrong(String file, String content, String more, String sentence) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    private static Wrong authorities(String content, String rule) {
        return new Wrong("authorities", content, "", "authority_keys DIR/authorities " + rule);
    }

    static Stream<Wrong> keysOfPaymentSystems() {
        String[] cells = AUTHORITY.split(" ");
        return Stream.of(
                authorities("", "cannot be read"),
                authorities("\u00ff\u00fe", "must be text in UTF-8"),
                authorities("# x\n".repeat(300_000), "must have 1048576 bytes at the most"),
                authorities("# ours\nTEST A0", "line 2: must have kind, provider, index"),
                authorities("\n\n" + with(cells, 0, "DEMO"), "line 3: the kind must be TEST or"),
                authorities(with(cells, 1, "A00000000G"), "line 1: all but kind and month must"),
                authorities(with(cells, 1, "A0000000"), "line 1: the provider must have 5 bytes"),
                authorities(
                        "\n" + with(cells, 1, "A000000152"),
                        "line 2: the provider must be one whose cards can be read: A000000004"
                                + " MASTERCARD, A000000003 VISA, A000000025 AMERICAN_EXPRESS,"
                                + " A000000333 UNIONPAY, A000000065 JCB"),
                authorities(with(cells, 3, "11"), "line 1: the exponent must be 03 or 010001"),
                authorities(with(cells, 4, "C0"), "line 1: the modulus must have 64 to 248"),
                authorities(with(cells, 5, "2031-13"), "line 1: the last month must be of"),
                authorities(with(cells, 6, "00".repeat(20)), "line 1: the check sum is of another"),
                authorities(
                        AUTHORITY + "\n" + AUTHORITY, "line 2: there is a key of this provider"),
                authorities("TEST\nLIVE", "line 1: must have kind, provider, index, exponent,"));
    }

    private static String with(String[] cells, int at, String other) {
        String[] changed = cells.clone();
        changed[at] = other;
        return String.join(" ", changed);
    }

    private static Wrong certificates(String content, String rule) {
        return new Wrong(
                "roots",
                content,
                "  attestation: [{kind: android_key, certificates: DIR/roots}]\n",
                "attestation.certificates DIR/roots " + rule);
    }

    static Stream<Wrong> certificatesOfMakers() {
        String begin = "-----BEGIN CERTIFICATE-----\n";
        String end = "-----END CERTIFICATE-----\n";
        return Stream.of(
                certificates("", "cannot be read"),
                certificates("Our roots\n", "must hold certificates (PEM)"),
                certificates("Ours\n" + begin + "AAAA\n", "line 2: a certificate begins and never"),
                certificates(begin + "AAAA\n" + begin, "line 3: a certificate begins before the"),
                certificates("\n" + begin + "AAAA\n" + end, "line 2: is no certificate (X.509)"),
                certificates(begin + "%%%%\n" + end, "line 1: is no certificate (X.509)"));
    }

    private static Wrong keys(String content, String rule) {
        return new Wrong("keys", content, ISSUER, "software_keys DIR/keys " + rule);
    }

    static Stream<Wrong> keysOfIssuers() {
        String weak = "hana-1 TDES " + "0123456789ABCDEF".repeat(2);
        return Stream.of(
                keys("", "cannot be read"),
                keys("open" + KEY, "must be readable by its owner only (chmod 600)"),
                keys("# ours\nhana-1 TDES", "line 2: must have label, TDES or AES, and key"),
                keys("hana-1 DES 00", "line 1: the algorithm must be TDES or AES"),
                keys("\nhana-1 AES 00", "line 2: the key must have 32 hexadecimal digits"),
                keys(KEY + "\n" + KEY, "line 2: there is a key with this label already"),
                keys(weak, "line 1: a triple DES key with two halves that are the same"),
                keys(
                        KEY.replace("hana", "woori"),
                        "has no key hana-1, which trustone.issuers hana"),
                new Wrong(
                        "keys",
                        KEY.replace("TDES", "AES"),
                        ISSUER,
                        "issuers hana, ccd_tdes: option A needs a key of TDES, not of AES"),
                new Wrong(
                        "keys",
                        KEY,
                        ISSUER.replace("['621094']", "['621094', '62109400']"),
                        "issuers: two kinds of cards cannot be told apart"),
                new Wrong("pin", "", TOKEN, "tokens.pin_file DIR/pin cannot be read"),
                new Wrong(
                        "pin",
                        "openwinterschoon",
                        TOKEN,
                        "tokens.pin_file DIR/pin must be readable by"),
                new Wrong("pin", "43\n21", TOKEN, "pin_file DIR/pin must hold the PIN alone in a"),
                new Wrong(
                        "pin",
                        "winterschoon",
                        TOKEN,
                        "tokens hsm: /nowhere/lib.so is no PKCS#11 library"),
                new Wrong(
                        "pin",
                        "winterschoon",
                        TOKEN.replace(
                                "[{name: hsm,",
                                "[{name: two, library: /nowhere/lib.so, label: naru, pin_file:"
                                        + " DIR/pin}, {name: hsm,"),
                        "trustone.tokens: two and hsm are one token"));
    }

    private static Wrong section(String more, String sentence) {
        return new Wrong("keys", KEY, more, sentence);
    }

    private static Wrong issuer(String part, String by, String sentence) {
        assertThat(ISSUER).contains(part);
        return section(ISSUER.replace(part, by), sentence);
    }

    private static Wrong token(String part, String by, String sentence) {
        assertThat(TOKEN).contains(part);
        return section(TOKEN.replace(part, by), sentence);
    }

    static Stream<Wrong> keysOfTheSection() {
        String number = DEDICATED.split(" ")[1];
        return Stream.of(
                section("  country: 0\n", "trustone.country must be from 1 to 999"),
                section("  origins: [https://evil.kr]\n", "origins: https://evil.kr is no origin"),
                section("  revoked_certificates: [AB]\n", "revoked_certificates must each have"),
                section("  dedicated_application: F0\n", "dedicated_application must be 10 to 32"),
                section("  dedicated_issuers: [AB]\n", "dedicated_issuers must each have the form"),
                section(
                        "  dedicated_issuers: ['%s']\n".formatted(DEDICATED.substring(5)),
                        "dedicated_issuers must each have the form"),
                section(
                        "  dedicated_issuers: ['%s']\n"
                                .formatted(DEDICATED.replaceFirst("^TEST ", "LIVE ")),
                        "dedicated_issuers must each be TEST where world is sandbox, not LIVE as"
                                + " 4B520001"),
                section(
                        "  dedicated_issuers: ['TEST %s 04%s']\n"
                                .formatted(number, "11".repeat(64)),
                        "dedicated_issuers: no point of P-256"),
                section(
                        "  dedicated_issuers: ['%s', '%s']\n".formatted(DEDICATED, DEDICATED),
                        "dedicated_issuers has two of the number 4B520001"),
                section("  revoked_cards: [AB]\n", "revoked_cards must each have the form"),
                section("  revoked_attestations: [xy]\n", "revoked_attestations must each have"),
                section(
                        "  larger: [{currency: won, from_minor: 1, binding: hash}]\n",
                        "larger.currency must be a code of ISO 4217, not won"),
                section(
                        "  larger: [{currency: XXZ, from_minor: 1, binding: hash}]\n",
                        "larger.currency must be a code of ISO 4217, not XXZ"),
                section(
                        "  attestation: [{kind: none, certificates: x}]\n",
                        "attestation.kind must be one that has certificates"),
                issuer("name: hana", "name: Hana", "issuers.name must be a lower-case letter"),
                issuer("['621094']", "[]", "issuers.numbers must have at least one"),
                issuer(
                        "'621094'",
                        "'62109'",
                        "issuers.numbers must each have the form [0-9]{6,10}"),
                issuer("keys: software", "keys: hsm", "issuers.keys must be the name of one of"),
                issuer(
                        "software_keys: DIR/keys",
                        "software_keys: ''",
                        "where trustone.software_keys"),
                issuer("ccd_tdes", "visa", "version must be one of [visa_cvn_10, visa_cvn_18,"),
                issuer(
                        "option: a",
                        "option: c",
                        "option must be one of [A, B] with CCD_TDES, not C"),
                issuer(
                        "key_index: 1",
                        "key_index: 256",
                        "key_index must be from 0 to 255, not 256"),
                issuer("key: hana-1", "key: 'a b'", "cards.key must be 1 to 32 letters, digits"),
                issuer(
                        "{version: ccd_tdes, option: a, key_index: 1, key: hana-1}",
                        "",
                        "issuers.cards"),
                token("name: hsm", "name: software", "tokens.name must not be software"),
                token("name: hsm", "name: HSM", "tokens.name must be a lower-case letter"),
                token("/nowhere/lib.so", "lib.so", "tokens.library must be a path from the root"),
                token("label: naru", "label: ''", "tokens.label must be 1 to 32 ASCII characters"),
                token("pin_file: DIR/pin", "pin_file: ''", "tokens.pin_file must name the file"));
    }

    @ParameterizedTest
    @MethodSource({
        "keysOfPaymentSystems",
        "certificatesOfMakers",
        "keysOfIssuers",
        "keysOfTheSection"
    })
    void whatIsWrongIsToldWithItsKeyItsFileItsLineAndTheRule(Wrong wrong) throws IOException {
        write("authorities", AUTHORITY);
        if (wrong.content.isEmpty()) {
            Files.deleteIfExists(folder.resolve(wrong.file));
        } else {
            write(wrong.file, wrong.content);
        }
        String yaml = placed(wrong.more);
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(placed(wrong.sentence))
                // Neither a key nor a PIN is in what is told.
                .hasMessageNotContaining("456789ABCDEF")
                .hasMessageNotContaining("winterschoon");
    }

    /** In Latin-1, so that a test can have bytes that are no text; "open" is for all to read. */
    private void write(String name, String content) throws IOException {
        boolean isOpen = content.startsWith("open");
        Path file = folder.resolve(name);
        Files.write(file, (isOpen ? content.substring(4) : content).getBytes(ISO_8859_1));
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(isOpen ? "rw-r--r--" : "rw-------"));
    }

    private String placed(String text) {
        return text.replace("DIR", folder.toString());
    }

    /** The section with what is right, and these keys over it. */
    private Configuration configuration(String more) {
        String origins = more.contains("  origins:") ? "" : "  origins: [https://pay.example.kr]\n";
        return Configuration.parse(
                placed(
                        """
                        folder: DIR/hub
                        links: []
                        trustone:
                          relying_party: pay.example.kr
                          issuer: https://hub.example.kr/trustone
                          authority_keys: DIR/authorities
                        """
                                + origins
                                + more));
    }

    private TrustOneSettings read(String more) {
        Configuration configuration = configuration(more);
        try (IssuerDoor issuers = IssuerDoor.open(configuration.trustone())) {
            return new TrustOneRules(configuration).read(folder, issuers.check());
        }
    }

    @Test
    void whatIsRightIsRead() throws Exception {
        write("authorities", "# ours\n\n" + AUTHORITY + "\n");
        TrustOneSettings least = read("");
        assertThat(least.site().applications()).containsExactly(TapSite.PAYMENT_DIRECTORY);
        assertThat(least.relyingParty().origins()).containsExactly("https://pay.example.kr");
        assertThat(least.issuerCheck()).isEmpty();

        write("keys", "# ours\n" + KEY + "\n");
        write("roots", "Ours\n" + KeytoolRoot.pem(folder) + KeytoolRoot.pem(folder));
        TrustOneSettings most =
                read(
                        "  dedicated_issuers: ['"
                                + DEDICATED
                                + "']\n"
                                + "  attestation: [{kind: android_key, certificates: DIR/roots}]\n"
                                + ISSUER);
        assertThat(most.site().applications())
                .containsExactly(AppletTerminal.SANDBOX, TapSite.PAYMENT_DIRECTORY);
        assertThat(most.attestationPolicy().taken().values()).allMatch(roots -> roots.size() == 2);
        assertThat(most.issuerCheck()).isPresent();
    }

    @Test
    void aWrongFileIsToldBeforeAnythingStarts() throws IOException {
        write("authorities", "TEST");
        assertThatThrownBy(() -> HubProcess.start(configuration("")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("authorities line 1: must have kind");
        assertThat(folder.resolve("hub")).doesNotExist();
    }

    @Test
    void aLiveHubTakesNoKeysFromAFile() {
        String live =
                """
                world: live
                links: []
                trustone:
                  software_keys: keys
                """;
        assertThatThrownBy(() -> Configuration.parse(live))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("trustone.software_keys must be empty where world is live");
    }

    @Test
    void aLiveHubTakesNoDedicatedCardsOfASandbox() {
        String live =
                """
                world: live
                links: []
                trustone:
                  dedicated_issuers: ['%s']
                  dedicated_application: %s
                """;
        String issuer = DEDICATED.replaceFirst("^TEST ", "LIVE ");
        assertThatThrownBy(() -> Configuration.parse(live.formatted(DEDICATED, "F04E41525502")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "trustone.dedicated_issuers must each be LIVE where world is live, not TEST"
                                + " as 4B520001");
        assertThatThrownBy(() -> Configuration.parse(live.formatted(issuer, "F04E41525501")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "trustone.dedicated_application must be a name of your own where world is"
                                + " live, not F04E41525501, which is every sandbox's");
        assertThat(
                        Configuration.parse(live.formatted(issuer, "F04E41525502"))
                                .trustone()
                                .dedicatedIssuers())
                .containsExactly(issuer);
    }

    @Test
    void whoHasKeysInTokensIsToldOfThemInHealth() {
        assertThat(Observation.issuersPart(Optional.empty()).status().name()).isEqualTo("UP");
        assertThat(Observation.issuersPart(Optional.of("hsm: it is away")))
                .satisfies(part -> assertThat(part.status().name()).isEqualTo("DEGRADED"))
                .satisfies(part -> assertThat(part.note()).contains("hsm: it is away"));
    }
}
