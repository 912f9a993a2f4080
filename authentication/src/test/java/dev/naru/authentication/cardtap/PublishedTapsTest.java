// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.DynamicSignature.Combined;
import dev.naru.authentication.cardtap.DynamicSignature.Dynamic;
import dev.naru.authentication.cardtap.DynamicSignature.Signed;
import dev.naru.formats.emv.ByteString;
import dev.naru.formats.emv.EmvReading;
import dev.naru.formats.emv.TlvObject;
import dev.naru.formats.emv.TlvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Sessions with test cards that others have published, kept beside the repository. */
class PublishedTapsTest {
    /** While all of the cards were good. */
    private static final LocalDate THEN = LocalDate.of(2014, 12, 31);

    private static final String MASTERCARD = "bf-contactless-mastercard-in";
    private static final String AMEX = "bf-amex-cda-in";
    private static final String UNIONPAY = "bf-contact-upi-in";

    /**
     * Of each authority's key, by its session: SHA-1 of provider, index, modulus and exponent, so
     * that no other key can take its place.
     */
    private static final Map<String, String> CHECK_SUMS =
            Map.of(
                    MASTERCARD, "21766EBB0EE122AFB65D7845B73DB46BAB65427A",
                    AMEX, "6E8C1C5EF66CC92F40A1721937A33873AF63BE5B",
                    UNIONPAY, "A075306EAB0045BAF72CDD33B3B678779DE1F527");

    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\": *\"([^\"]*)\"");
    private static final String REQUEST = "80";

    /** One session. */
    private record Tap(Map<String, String> cells) {
        ByteString bytes(String name) {
            return ByteString.ofHex(cells.getOrDefault(name, ""));
        }

        String authorityLine(AuthorityKey.Kind kind) {
            return authorityLine(kind, bytes("rid"), bytes("idx"), bytes("caE"), bytes("caN"));
        }

        /** The check sum is always that of the published key. */
        String authorityLine(
                AuthorityKey.Kind kind,
                ByteString rid,
                ByteString index,
                ByteString exponent,
                ByteString modulus) {
            return String.join(
                    " ",
                    kind.name(),
                    rid.hex(),
                    index.hex(),
                    exponent.hex(),
                    modulus.hex(),
                    "2049-12",
                    Objects.requireNonNull(CHECK_SUMS.get(cells.get("id"))));
        }

        CardCertificates certificates() {
            return new CardCertificates(
                    bytes("rid"),
                    bytes("idx").at(0),
                    bytes("t90"),
                    bytes("t92"),
                    bytes("t9F32"),
                    bytes("t9F46"),
                    bytes("t9F48"),
                    bytes("t9F47"),
                    bytes("sad"),
                    account());
        }

        private AccountNumber account() {
            // What 9F4A adds at the end is no object.
            ByteString records = bytes("sad").slice(0, bytes("sad").length() - 2);
            for (ByteString some : List.of(bytes("sad"), records)) {
                if (TlvReader.read(some)
                        instanceof EmvReading.Read<List<TlvObject>>(List<TlvObject> objects)) {
                    return TlvObject.find(objects, 0x5A)
                            .flatMap(object -> AccountNumber.of(object.value()))
                            .orElseThrow();
                }
            }
            throw new AssertionError("no account number");
        }

        DynamicSignature told(ByteString signed, ByteString exchange) {
            return cells.getOrDefault("kind", "").equals("DDA")
                    ? new Dynamic(signed)
                    : new Combined(signed, exchange, information(), ByteString.EMPTY);
        }

        /** Of the answer, which stands at the end of the exchange. */
        private int information() {
            Matcher found = Pattern.compile("9F2701(80|40)").matcher(bytes("tdhcIn").hex());
            return found.find()
                    ? Integer.parseInt(found.group(1), 16)
                    : Integer.parseInt(REQUEST, 16);
        }
    }

    @Test
    void everyPublishedTapIsGenuine() {
        for (Tap tap : taps()) {
            Checked<Signed> signed =
                    verifier(tap, AuthorityKey.Kind.TEST)
                            .cardKey(tap.certificates(), THEN)
                            .then(
                                    key ->
                                            tap.told(tap.bytes("signed"), tap.bytes("tdhcIn"))
                                                    .check(tap.bytes("t9F4B"), key.key()));
            assertThat(signed).as(tap.cells.get("id")).isInstanceOf(Checked.Holds.class);
        }
    }

    /** Whatever their sizes: this, and nothing else, keeps all published cards out. */
    @Test
    void theKindOfTheirAuthoritiesKeysKeepsAllOfThemOutOfALiveHub() {
        assertThat(verdicts(AuthorityKey.Kind.TEST, KeyPolicy.LIVE, THEN))
                .isEqualTo(
                        Map.of(
                                MASTERCARD, "AUTHORITY KIND",
                                AMEX, "AUTHORITY KIND",
                                UNIONPAY, "AUTHORITY KIND"));
    }

    /**
     * What a live hub would say if somebody gave it these test keys as live ones. The sizes refuse
     * American Express's card alone: of Mastercard's the keys have 1,984, 1,152 and 1,152 bits, of
     * UnionPay's 1,408 each, and both would be taken until they expire.
     */
    @Test
    void keysThatAreLabelledLiveAreJudgedBySizeAndDateAlone() {
        assertThat(verdicts(AuthorityKey.Kind.LIVE, KeyPolicy.LIVE, THEN))
                .isEqualTo(
                        Map.of(
                                MASTERCARD, "taken",
                                AMEX, "AUTHORITY KEY_SIZE",
                                UNIONPAY, "taken"));
        assertThat(verdicts(AuthorityKey.Kind.LIVE, KeyPolicy.LIVE, LocalDate.of(2026, 11, 29)))
                .isEqualTo(
                        Map.of(
                                MASTERCARD, "ISSUER EXPIRED",
                                AMEX, "AUTHORITY KEY_SIZE",
                                UNIONPAY, "taken"));
        assertThat(verdicts(AuthorityKey.Kind.LIVE, KeyPolicy.LIVE, LocalDate.of(2031, 1, 1)))
                .isEqualTo(
                        Map.of(
                                MASTERCARD, "ISSUER EXPIRED",
                                AMEX, "AUTHORITY KEY_SIZE",
                                UNIONPAY, "ISSUER EXPIRED"));
    }

    /**
     * 1,152, 1,024 and 896 bits: behind the key that is refused first, the others are short too.
     */
    @Test
    void noneOfTheAmericanExpressCardsKeysIsLongEnoughForALiveHub() {
        KeyPolicy live = KeyPolicy.LIVE;
        assertThat(
                        verdicts(
                                AuthorityKey.Kind.LIVE,
                                new KeyPolicy(
                                        live.kind(),
                                        1152,
                                        live.leastIssuerBits(),
                                        live.leastCardBits()),
                                THEN))
                .containsEntry(AMEX, "ISSUER KEY_SIZE");
        assertThat(
                        verdicts(
                                AuthorityKey.Kind.LIVE,
                                new KeyPolicy(live.kind(), 1152, 1024, live.leastCardBits()),
                                THEN))
                .containsEntry(AMEX, "CARD KEY_SIZE");
        assertThat(
                        verdicts(
                                AuthorityKey.Kind.LIVE,
                                new KeyPolicy(live.kind(), 1152, 1024, 896),
                                THEN))
                .containsEntry(AMEX, "taken");
    }

    /** Of each published tap, what is said of its keys where the authority's is of this kind. */
    private static Map<String, String> verdicts(
            AuthorityKey.Kind kind, KeyPolicy policy, LocalDate today) {
        Map<String, String> verdicts = new HashMap<>();
        for (Tap tap : taps()) {
            CardVerifier verifier =
                    new CardVerifier(keys(tap.authorityLine(kind)), policy, Set.of());
            verdicts.put(
                    tap.cells.get("id"),
                    switch (verifier.cardKey(tap.certificates(), today)) {
                        case Checked.Holds<CardKey> _ -> "taken";
                        case Checked.Refused<CardKey>(CardRefusal(Stage stage, Fault fault)) ->
                                stage + " " + fault;
                    });
        }
        return verdicts;
    }

    /**
     * Every bit of every input: of the authority's key, the certificates, the data, the signature.
     */
    @Test
    void noBitOfATapCanBeChanged() {
        int changes = 0;
        for (Tap tap : taps()) {
            CardCertificates card = tap.certificates();
            CardVerifier verifier = verifier(tap, AuthorityKey.Kind.TEST);
            for (UnaryOperator<CardCertificates> change : SingleBits.of(card)) {
                assertThat(verifier.cardKey(change.apply(card), THEN))
                        .isInstanceOf(Checked.Refused.class);
                changes++;
            }
            changes += authorityChanges(tap);
            CardKey key = ((Checked.Holds<CardKey>) verifier.cardKey(card, THEN)).value();
            changes += signatureChanges(tap, key);
        }
        assertThat(changes).isGreaterThan(20_000);
    }

    private static int authorityChanges(Tap tap) {
        List<String> lines = new ArrayList<>();
        for (ByteString rid : SingleBits.of(tap.bytes("rid"))) {
            lines.add(line(tap, rid, tap.bytes("idx"), tap.bytes("caE"), tap.bytes("caN")));
        }
        for (ByteString index : SingleBits.of(tap.bytes("idx"))) {
            lines.add(line(tap, tap.bytes("rid"), index, tap.bytes("caE"), tap.bytes("caN")));
        }
        for (ByteString exponent : SingleBits.of(tap.bytes("caE"))) {
            lines.add(line(tap, tap.bytes("rid"), tap.bytes("idx"), exponent, tap.bytes("caN")));
        }
        for (ByteString modulus : SingleBits.of(tap.bytes("caN"))) {
            lines.add(line(tap, tap.bytes("rid"), tap.bytes("idx"), tap.bytes("caE"), modulus));
        }
        for (String changed : lines) {
            assertThat(AuthorityKeys.load(List.of(changed)))
                    .isInstanceOf(AuthorityKeys.Loaded.Mistaken.class);
        }
        return lines.size();
    }

    private static String line(
            Tap tap, ByteString rid, ByteString index, ByteString exponent, ByteString modulus) {
        return tap.authorityLine(AuthorityKey.Kind.TEST, rid, index, exponent, modulus);
    }

    private static int signatureChanges(Tap tap, CardKey key) {
        int changes = 0;
        for (ByteString signature : SingleBits.of(tap.bytes("t9F4B"))) {
            refuses(tap.told(tap.bytes("signed"), tap.bytes("tdhcIn")), signature, key);
            changes++;
        }
        for (ByteString signed : SingleBits.of(tap.bytes("signed"))) {
            refuses(tap.told(signed, tap.bytes("tdhcIn")), tap.bytes("t9F4B"), key);
            changes++;
        }
        for (ByteString exchange : SingleBits.of(tap.bytes("tdhcIn"))) {
            refuses(
                    new Combined(
                            tap.bytes("signed"), exchange, tap.information(), ByteString.EMPTY),
                    tap.bytes("t9F4B"),
                    key);
            changes++;
        }
        return changes;
    }

    private static void refuses(DynamicSignature told, ByteString signature, CardKey key) {
        assertThat(told.check(signature, key.key())).isInstanceOf(Checked.Refused.class);
    }

    private static CardVerifier verifier(Tap tap, AuthorityKey.Kind kind) {
        return new CardVerifier(keys(tap.authorityLine(kind)), KeyPolicy.TEST, Set.of());
    }

    private static AuthorityKeys keys(String line) {
        return ((AuthorityKeys.Loaded.Keys) AuthorityKeys.load(List.of(line))).keys();
    }

    private static List<Tap> taps() {
        String named = System.getenv("NARU_SHARED");
        Path shared =
                named == null
                        ? Path.of(System.getProperty("naru.root", ".."), "..", "shared").normalize()
                        : Path.of(named);
        Path file = shared.resolve("corpus/trustone/dynamic-signatures.jsonl");
        if (!Files.exists(file)) {
            String message = "SKIPPED: no published taps at " + file;
            System.err.println(message);
            if ("true".equals(System.getenv("CI")) && Files.exists(shared)) {
                throw new AssertionError(message);
            }
            assumeTrue(false, message);
        }
        try {
            List<Tap> taps =
                    Files.readAllLines(file).stream()
                            .filter(line -> !line.isBlank())
                            .map(PublishedTapsTest::tap)
                            .toList();
            assertThat(taps)
                    .as("taps in %s", file)
                    .extracting(tap -> tap.cells.getOrDefault("id", ""))
                    .containsExactlyInAnyOrderElementsOf(CHECK_SUMS.keySet());
            return taps;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Tap tap(String line) {
        Map<String, String> cells = new HashMap<>();
        Matcher members = MEMBER.matcher(line);
        while (members.find()) {
            cells.put(members.group(1), members.group(2));
        }
        return new Tap(Map.copyOf(cells));
    }
}
