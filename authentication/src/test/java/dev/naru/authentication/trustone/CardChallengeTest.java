// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.formats.emv.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CardChallengeTest {
    private static final ByteString DEDICATED = ByteString.ofHex("F04E41525501");
    static final TapSite SITE = new TapSite(410, List.of(DEDICATED, TapSite.PAYMENT_DIRECTORY));

    /** The number was computed by hmac of Python. */
    @Test
    void aCardIsToldWhatTheTermsSay() {
        CardChallenge challenge = challenge(new TestTerms());
        ByteString hash = new TestTerms().terms().hash();
        assertThat(challenge.transactionHash()).isEqualTo(hash);
        assertThat(challenge.unpredictableNumber().hex()).isEqualTo("CA515818");
        assertThat(told(challenge, 0x9F37)).isEqualTo("CA515818");
        assertThat(told(challenge, 0x9F7C)).isEqualTo(hash.hex().substring(0, 40));
        assertThat(told(challenge, 0x9F02)).isEqualTo("000000128000");
        assertThat(told(challenge, 0x9F03)).isEqualTo("000000000000");
        assertThat(told(challenge, 0x5F2A)).isEqualTo("0410");
        assertThat(told(challenge, 0x5F36)).isEqualTo("00");
        assertThat(told(challenge, 0x9F1A)).isEqualTo("0410");
        assertThat(told(challenge, 0x9A)).isEqualTo("261129");
        assertThat(told(challenge, 0x9F21)).isEqualTo("000000");
        assertThat(told(challenge, 0x9C)).isEqualTo("00");
        assertThat(told(challenge, 0x95)).isEqualTo("0000000000");
        assertThat(told(challenge, 0x9F66)).isEqualTo("27000000");
        assertThat(challenge.expiresAtMs()).isEqualTo(new TestTerms().expiresAtMs);
        assertThat(challenge).isEqualTo(challenge(new TestTerms()));
    }

    /** 9F02 is in the currency's own minor units: 1.28 dollars, 128 yen, 128 fils. */
    @Test
    void amountsAreInTheMinorUnitsOfTheirCurrency() {
        for (String line :
                List.of(
                        "KRW 0410 00",
                        "JPY 0392 00",
                        "VND 0704 00",
                        "USD 0840 02",
                        "IDR 0360 02",
                        "EUR 0978 02",
                        "KWD 0414 03")) {
            String[] cells = line.split(" ");
            TestTerms terms = new TestTerms();
            terms.currency = cells[0];
            terms.amountMinor = 128;
            assertThat(told(challenge(terms), 0x9F02)).isEqualTo("000000000128");
            assertThat(told(challenge(terms), 0x5F2A)).isEqualTo(cells[1]);
            assertThat(told(challenge(terms), 0x5F36)).isEqualTo(cells[2]);
        }
        TestTerms most = new TestTerms();
        most.amountMinor = 999_999_999_999L;
        assertThat(told(challenge(most), 0x9F02)).isEqualTo("999999999999");
    }

    @Test
    void withoutTheSecretNobodyForetellsTheNumber() {
        Set<ByteString> numbers = new HashSet<>();
        for (int i = 0; i < 256; i++) {
            numbers.add(
                    CardChallenge.of(
                                    new TestTerms().terms(),
                                    ByteString.ofHex("%02X".formatted(i) + "07".repeat(31)),
                                    SITE)
                            .unpredictableNumber());
        }
        assertThat(numbers).hasSize(256);
        assertThatThrownBy(
                        () ->
                                CardChallenge.of(
                                        new TestTerms().terms(),
                                        ByteString.ofHex("07".repeat(31)),
                                        SITE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTelephoneReadsBackWhatTheHubWrote() {
        for (Purpose purpose : Purpose.values()) {
            CardChallenge challenge =
                    challenge(purpose.movesMoney() ? new TestTerms() : TestTerms.of(purpose));
            assertThat(read(challenge.toJson())).isEqualTo(new WireReading.Read<>(challenge));
            assertThat(challenge.toJson().length()).isLessThan(CardChallenge.MOST_BYTES / 4);
        }
    }

    @Test
    void everythingElseIsRefusedByName() {
        refuses("\"un\":\"", "\"un\":\"00", WireError.VALUE, "un");
        refuses("\"un\":\"CA515818\"", "\"un\":\"00000000\"", WireError.CONTRADICTION, "un");
        refuses(",\"un\":\"CA515818\"", "", WireError.MISSING_MEMBER, "un");
        refuses("\"un\":", "\"un\":\"\",\"un\":", WireError.DUPLICATE_MEMBER, "un");
        refuses("\"un\":", "\"uN\":\"\",\"un\":", WireError.UNKNOWN_MEMBER, "uN");
        refuses("\"t\":\"", "\"t\":\"0", WireError.VALUE, "t");
        refuses("\"t\":\"", "\"t\":7,\"x\":\"", WireError.UNKNOWN_MEMBER, "x");
        refuses("\"9F7C\":", "\"9F7D\":", WireError.MISSING_MEMBER, "terminal.9F7C");
        refuses("\"9F02\":\"00", "\"9F02\":\"", WireError.VALUE, "terminal.9F02");
        refuses("\"9F02\":\"00", "\"9F02\":\"0A", WireError.VALUE, "terminal.9F02");
        refuses("\"5F2A\":\"0410", "\"5F2A\":\"F410", WireError.VALUE, "terminal.5F2A");
        refuses("\"9F1A\":\"0410", "\"9F1A\":\"", WireError.VALUE, "terminal.9F1A");
        refuses("\"9F1A\":", "\"9f1A\":", WireError.UNKNOWN_MEMBER, "terminal.9f1A");
        refuses("\"9F1A\":", "\"09F1A\":", WireError.UNKNOWN_MEMBER, "terminal.09F1A");
        refuses(
                "\"9F1A\":",
                "\"9F02\":\"\",\"9F1A\":",
                WireError.DUPLICATE_MEMBER,
                "terminal.9F02");
        refuses("[\"F04E", "[\"F04", WireError.VALUE, "applications[0]");
        refuses(
                "[\"F04E41525501\"",
                "[\"325041592E5359532E4444463031\"",
                WireError.VALUE,
                "applications");
        refuses("[\"F04E", "[7,\"F04E", WireError.TYPE, "applications[0]");
        refuses("\"3f2c1e0d-", "\"3F2C1E0D-", WireError.VALUE, "challenge_id");
        refuses("\"3f2c1e0d-", "\"f2c1e0d-", WireError.VALUE, "challenge_id");
        refuses(
                "\"challenge_id\":\"3f2c1e0d-5a4b-4c6d-8e7f-0a1b2c3d4e5f\"",
                "\"challenge_id\":4711",
                WireError.TYPE,
                "challenge_id");
        refuses("\"expires_at_ms\":1", "\"expires_at_ms\":-1", WireError.VALUE, "expires_at_ms");
        refuses("}", "}" + " ".repeat(CardChallenge.MOST_BYTES), WireError.TOO_LONG, "");
        assertThat(read("[]")).isEqualTo(new WireReading.Refused<>(WireError.TYPE, ""));
        String none = challenge(new TestTerms()).toJson();
        assertThat(read(none.replaceAll("\\[.*]", "[]")))
                .isEqualTo(new WireReading.Refused<>(WireError.COUNT, "applications"));
        // Another hash than the one that the card is to sign the beginning of.
        String other = none.replaceFirst("\"t\":\"..", "\"t\":\"00");
        assertThat(read(other)).isEqualTo(new WireReading.Refused<>(WireError.CONTRADICTION, "t"));
    }

    @Test
    void aSiteIsOneThatCardsCanBeTold() {
        assertThatThrownBy(() -> new TapSite(0, List.of(DEDICATED)))
                .hasMessageStartingWith("country");
        assertThatThrownBy(() -> new TapSite(410, List.of()))
                .hasMessageStartingWith("applications");
        assertThatThrownBy(() -> new TapSite(410, List.of(DEDICATED, DEDICATED)))
                .hasMessageStartingWith("applications");
    }

    static CardChallenge challenge(TestTerms terms) {
        return CardChallenge.of(terms.terms(), TestTerms.SECRET, SITE);
    }

    private static String told(CardChallenge challenge, int tag) {
        return challenge.told().find(tag).orElseThrow().hex();
    }

    private static void refuses(String text, String instead, WireError error, String where) {
        String right = challenge(new TestTerms()).toJson();
        assertThat(right).contains(text);
        assertThat(read(right.replace(text, instead)))
                .as(instead)
                .isEqualTo(new WireReading.Refused<>(error, where));
    }

    private static WireReading<CardChallenge> read(String json) {
        return CardChallenge.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
