// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.formats.emv.ByteString;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class TransactionTermsTest {
    /** Computed by a few lines of another language (json and hashlib of Python). */
    @Test
    void theHashIsThatOfTheCanonicalText() throws IOException {
        TransactionTerms terms = new TestTerms().terms();
        assertThat(terms.canonicalJson())
                .isEqualTo(
                        "{\"amount_minor\":128000,\"card_reference\":\""
                                + "33".repeat(32)
                                + "\",\"challenge_id\":\"3f2c1e0d-5a4b-4c6d-8e7f-0a1b2c3d4e5f\",\"currency\":\"KRW\",\"device_key_thumbprint\":\""
                                + "44".repeat(32)
                                + "\",\"expires_at_ms\":1795910460000,\"issued_at_ms\":1795910400000,"
                                + "\"limit\":\"\",\"nonce\":\""
                                + "55".repeat(16)
                                + "\",\"payee_account_hash\":\""
                                + "11".repeat(32)
                                + "\",\"payee_account_shown\":\"\",\"payee_name\":\"Kopi"
                                + " \\\"Jetty\\\" \u20ac \ud83d\ude00\",\"payer_account_hash\":\""
                                + "22".repeat(32)
                                + "\",\"payment_id\":\"0f0e0d0c-0b0a-4908-8706-050403020100\","
                                + "\"purpose\":\"PAYMENT\",\"relying_party\":\"pay.example.kr\"}");
        assertThat(new JsonCanonicalizer(terms.canonicalJson()).getEncodedString())
                .isEqualTo(terms.canonicalJson());
        assertThat(terms.hash().hex())
                .isEqualTo("025031D657E187A725D9A044D5DE79CE1B1085593ACEA5282B692854225733DA");
    }

    /** Computed like the first. */
    @Test
    void theHashesOfAWithdrawalAndOfAChangeOfALimitHaveWhatIsShownOfThem() {
        assertThat(TestTerms.withdrawal().terms().hash().hex())
                .isEqualTo("EB513506B3FB2897020DCDFEBE6A8FDF7BF5A67079F28CA976E9CFE53E67C50E");
        TestTerms limit = TestTerms.of(Purpose.LIMIT_CHANGE);
        limit.amountMinor = 5_000_000;
        limit.limit = "\uc77c\uc77c \uc774\uccb4";
        assertThat(limit.terms().hash().hex())
                .isEqualTo("75E8638885DF79D9E0933179E33B4BE4093F8779A2E7D4CB74F6FBB8CD7D2119");
    }

    /** What each field may be changed to; a field without an entry fails the test. */
    private static final Map<String, BiConsumer<TestTerms, Random>> CHANGES =
            Map.ofEntries(
                    Map.entry(
                            "challengeId",
                            (t, r) -> t.challengeId = new UUID(r.nextLong(), r.nextLong())),
                    Map.entry("relyingParty", (t, r) -> t.relyingParty += r.nextInt(99)),
                    Map.entry("purpose", (t, r) -> t.purpose = Purpose.WITHDRAWAL),
                    Map.entry(
                            "paymentId",
                            (t, r) ->
                                    t.paymentId =
                                            Optional.of(new UUID(r.nextLong(), r.nextLong()))),
                    Map.entry("amountMinor", (t, r) -> t.amountMinor += 1 + r.nextInt(99)),
                    Map.entry(
                            "currency",
                            (t, r) -> t.currency = List.of("USD", "IDR", "VND").get(r.nextInt(3))),
                    Map.entry(
                            "payeeAccountHash",
                            (t, r) -> t.payeeAccountHash = flip(t.payeeAccountHash, r)),
                    Map.entry(
                            "payeeName",
                            (t, r) -> t.payeeName += "\"\\\u00e9".charAt(r.nextInt(3))),
                    Map.entry("payeeAccountShown", (t, r) -> t.payeeAccountShown += r.nextInt(99)),
                    Map.entry("limit", (t, r) -> t.limit += r.nextInt(99)),
                    Map.entry(
                            "payerAccountHash",
                            (t, r) -> t.payerAccountHash = flip(t.payerAccountHash, r)),
                    Map.entry(
                            "cardReference",
                            (t, r) ->
                                    t.cardReference =
                                            r.nextBoolean()
                                                    ? ByteString.EMPTY
                                                    : flip(t.cardReference, r)),
                    Map.entry(
                            "deviceKeyThumbprint",
                            (t, r) -> t.deviceKeyThumbprint = flip(t.deviceKeyThumbprint, r)),
                    Map.entry("nonce", (t, r) -> t.nonce = flip(t.nonce, r)),
                    Map.entry("issuedAtMs", (t, r) -> t.issuedAtMs += 1 + r.nextInt(99)),
                    Map.entry("expiresAtMs", (t, r) -> t.expiresAtMs += 1 + r.nextInt(99)));

    @Test
    void aChangeOfAnyFieldChangesTheHash() {
        assertThat(Stream.of(TransactionTerms.class.getRecordComponents()))
                .extracting(RecordComponent::getName)
                .containsExactlyInAnyOrderElementsOf(CHANGES.keySet());
        Random random = new Random(5);
        CHANGES.forEach(
                (field, change) -> {
                    ByteString right = having(field).terms().hash();
                    for (int i = 0; i < 100; i++) {
                        TestTerms terms = having(field);
                        change.accept(terms, random);
                        assertThat(terms.terms().hash()).as(field).isNotEqualTo(right);
                    }
                });
    }

    /** Terms of a purpose that has this field. */
    private static TestTerms having(String field) {
        return switch (field) {
            case "payeeAccountShown" -> TestTerms.withdrawal();
            case "limit" -> TestTerms.of(Purpose.LIMIT_CHANGE);
            default -> new TestTerms();
        };
    }

    /** No text of one field can be taken for the end of it and the beginning of the next. */
    @Test
    void namesThatLookLikeTheTextAroundThemAreOtherNames() {
        Set<ByteString> hashes = new HashSet<>();
        List<String> names =
                List.of("A", "A\",\"x\":\"", "A\\", "A\\\"", "a", "A ", "A\u030a", "\u00c5");
        for (String name : names) {
            TestTerms terms = new TestTerms();
            terms.payeeName = name;
            hashes.add(terms.terms().hash());
        }
        assertThat(hashes).hasSameSizeAs(names);
    }

    private static ByteString flip(ByteString bytes, Random random) {
        byte[] changed = bytes.toByteArray();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return ByteString.of(changed);
    }

    @Test
    void everyPurposeHasTermsOfItsOwn() {
        new TestTerms().terms();
        for (Purpose purpose : Purpose.values()) {
            if (!purpose.movesMoney()) {
                assertThat(TestTerms.of(purpose).terms().canonicalJson())
                        .contains("\"payment_id\":\"\"", "\"payee_name\":\"\"");
            }
        }
        TestTerms limit = TestTerms.of(Purpose.LIMIT_CHANGE);
        limit.amountMinor = 5_000_000;
        limit.terms();
        TestTerms.withdrawal().terms();
        TestTerms cash = new TestTerms();
        cash.purpose = Purpose.WITHDRAWAL;
        cash.payeeAccountHash = ByteString.EMPTY;
        cash.terms();
    }

    @Test
    void badFieldsAreRefusedByName() {
        refuses("relying_party", t -> t.relyingParty = "");
        refuses("relying_party", t -> t.relyingParty = "Pay.example");
        refuses("relying_party", t -> t.relyingParty = "a.".repeat(127));
        refuses("payment_id", t -> t.paymentId = Optional.empty());
        refuses("amount_minor", t -> t.amountMinor = 0);
        refuses("amount_minor", t -> t.amountMinor = -1);
        refuses("amount_minor", t -> t.amountMinor = 1_000_000_000_000L);
        for (String currency : List.of("", "KR", "krw", "XXX", "XAU", "QQQ", "USDC", "410")) {
            refuses("currency", t -> t.currency = currency);
        }
        refuses("payee_account_hash", t -> t.payeeAccountHash = ByteString.EMPTY);
        refuses("payee_account_hash", t -> t.payeeAccountHash = ByteString.of(new byte[31]));
        for (String name :
                List.of(
                        "",
                        " ",
                        "a\n",
                        "a\u0000",
                        "\ud83d",
                        "a\u202eb",
                        "a\u2067b",
                        "a".repeat(141))) {
            refuses("payee_name", t -> t.payeeName = name);
        }
        for (String text : List.of(" ", "a\n", "a\u202eb", "a".repeat(65))) {
            TestTerms withdrawal = TestTerms.withdrawal();
            withdrawal.payeeAccountShown = text;
            refuses("payee_account_shown", withdrawal);
            TestTerms limit = TestTerms.of(Purpose.LIMIT_CHANGE);
            limit.limit = text;
            refuses("limit", limit);
        }
        refuses("payer_account_hash", t -> t.payerAccountHash = ByteString.EMPTY);
        refuses("card_reference", t -> t.cardReference = ByteString.of(new byte[16]));
        refuses("device_key_thumbprint", t -> t.deviceKeyThumbprint = ByteString.EMPTY);
        refuses("nonce", t -> t.nonce = ByteString.of(new byte[15]));
        refuses("issued_at_ms", t -> t.issuedAtMs = 0);
        refuses(
                "issued_at_ms",
                t -> {
                    t.issuedAtMs = 4_102_444_800_000L;
                    t.expiresAtMs = t.issuedAtMs + 1;
                });
        refuses("expires_at_ms", t -> t.expiresAtMs = t.issuedAtMs);
        refuses("expires_at_ms", t -> t.expiresAtMs = t.issuedAtMs + 300_001);
    }

    @Test
    void whatAPurposeHasNotIsRefusedByName() {
        refuses("payee_account_shown", t -> t.payeeAccountShown = "***4711");
        refuses("limit", t -> t.limit = "daily transfer");
        TestTerms cash = TestTerms.withdrawal();
        cash.payeeAccountHash = ByteString.EMPTY;
        refuses("payee_account_shown", cash);
        TestTerms login = TestTerms.of(Purpose.LOGIN);
        login.amountMinor = 1;
        refuses("amount_minor", login);
        login.amountMinor = 0;
        login.paymentId = Optional.of(new UUID(1, 1));
        refuses("payment_id", login);
        login.paymentId = Optional.empty();
        login.payeeName = "Kopi";
        refuses("payee_name", login);
        login.payeeName = "";
        login.payeeAccountHash = ByteString.ofHex("11".repeat(32));
        refuses("payee_account_hash", login);
        TestTerms limit = TestTerms.of(Purpose.LIMIT_CHANGE);
        limit.payerAccountHash = ByteString.EMPTY;
        refuses("payer_account_hash", limit);
        TestTerms unnamed = TestTerms.of(Purpose.LIMIT_CHANGE);
        unnamed.limit = "";
        refuses("limit", unnamed);
        TestTerms enrolment = TestTerms.of(Purpose.CARD_ENROLMENT);
        enrolment.cardReference = ByteString.ofHex("33".repeat(32));
        refuses("card_reference", enrolment);
        enrolment.cardReference = ByteString.EMPTY;
        enrolment.deviceKeyThumbprint = ByteString.of(new byte[16]);
        refuses("device_key_thumbprint", enrolment);
        enrolment.deviceKeyThumbprint = ByteString.EMPTY;
        assertThat(enrolment.terms().canonicalJson()).contains("\"device_key_thumbprint\":\"\"");
    }

    @Test
    void nobodyIsInTheText() {
        assertThat(new TestTerms().terms().toString())
                .isEqualTo("TransactionTerms[3f2c1e0d-5a4b-4c6d-8e7f-0a1b2c3d4e5f, PAYMENT]");
    }

    private static void refuses(String field, Consumer<TestTerms> change) {
        TestTerms terms = new TestTerms();
        change.accept(terms);
        refuses(field, terms);
    }

    private static void refuses(String field, TestTerms terms) {
        assertThatThrownBy(terms::terms)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + " must be ");
    }
}
