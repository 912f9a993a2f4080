// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    // ---- money

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12500                | KRW | 12500              | 12500
                    0                    | KRW | 0                  | 0
                    100000               | IDR | 10000000           | 100000.00
                    100000.0             | IDR | 10000000           | 100000.00
                    100000.05            | IDR | 10000005           | 100000.05
                    0.05                 | IDR | 5                  | 0.05
                    00.5                 | IDR | 50                 | 0.50
                    9999999999999999.99  | IDR | 999999999999999999 | 9999999999999999.99
                    999999999999999999   | JPY | 999999999999999999 | 999999999999999999
                    """)
    void moneyIsReadAndWritten(String text, Currency currency, long minor, String written) {
        Money money = Money.parse(text, currency).orElseThrow();
        assertThat(money).isEqualTo(new Money(minor, currency));
        assertThat(money.decimal()).isEqualTo(written);
        assertThat(money).hasToString(currency + " " + written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".5",
                "5.",
                "1.234",
                "-1",
                "+1",
                "1e3",
                "1,000",
                " 1",
                "1 ",
                "1.2.3",
                "٣",
                "12345678901234567",
                "0x1F",
                "NaN"
            })
    void moneyIsNothingElse(String text) {
        assertThat(Money.parse(text, Currency.IDR)).isEmpty();
    }

    @Test
    void moneyHasNoDecimalsWhereTheCurrencyHasNone() {
        assertThat(Money.parse("1.0", Currency.KRW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-5,IDR,-0.05", "-100,IDR,-1.00", "-8951,KRW,-8951", "-105,IDR,-1.05"})
    void aNegativeAmountIsWrittenWithItsSign(long minor, Currency currency, String written) {
        assertThat(new Money(minor, currency).decimal()).isEqualTo(written);
    }

    @Test
    void theLargestAmountsAreWritten() {
        assertThat(new Money(Long.MAX_VALUE, Currency.IDR).decimal())
                .isEqualTo("92233720368547758.07");
        assertThat(new Money(Long.MIN_VALUE, Currency.IDR).decimal())
                .isEqualTo("-92233720368547758.08");
    }

    @ParameterizedTest
    @EnumSource(Currency.class)
    void aCurrencyIsFoundByItsNumberAndItsCode(Currency currency) {
        assertThat(Currency.ofNumeric(currency.numeric())).contains(currency);
        assertThat(Currency.ofCode(currency.name())).contains(currency);
        java.util.Currency jdk = java.util.Currency.getInstance(currency.name());
        assertThat(currency.numeric()).isEqualTo(jdk.getNumericCode());
    }

    @Test
    void anotherCurrencyIsNotFound() {
        for (int numeric : new int[] {-1, 0, 978, 999, 1_000, Integer.MAX_VALUE}) {
            assertThat(Currency.ofNumeric(numeric)).isEmpty();
        }
        assertThat(Currency.ofCode("EUR")).isEmpty();
        assertThat(Currency.ofCode("krw")).isEmpty();
        assertThat(Currency.ofCode("")).isEmpty();
    }

    // ---- rates

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0.089514          | 89514000         | 0.089514
                    1                 | 1000000000       | 1
                    1.10              | 1100000000       | 1.1
                    0.000000001       | 1                | 0.000000001
                    1000000           | 1000000000000000 | 1000000
                    0000001.5         | 1500000000       | 1.5
                    """)
    void aRateIsReadAndWritten(String text, long scaled, String written) {
        Rate rate = Rate.parse(text).orElseThrow();
        assertThat(rate.scaled()).isEqualTo(scaled);
        assertThat(rate.decimal()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0.0",
                "-1",
                "1e3",
                ".1",
                "1.",
                "1.0000000001",
                "1000000.1",
                "12345678",
                "1,5",
                "1..5",
                "١"
            })
    void aRateIsNothingElse(String text) {
        assertThat(Rate.parse(text)).isEmpty();
    }

    // ---- names

    @Test
    void aPaymentIdIsACanonicalVersionFourUuid() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            long high = (random.nextLong() & ~0xF000L) | 0x4000L;
            PaymentId id = new PaymentId(high, random.nextLong() >>> 2 | Long.MIN_VALUE);
            assertThat(PaymentId.parse(id.toString())).contains(id);
            assertThat(UUID.fromString(id.toString()).version()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0f8fad5b-d9cb-469f-a165-70867728950",
                "0F8FAD5B-D9CB-469F-A165-70867728950E",
                "0f8fad5b-d9cb-169f-a165-70867728950e",
                "0f8fad5b-d9cb-469f-c165-70867728950e",
                "0f8fad5bd-9cb-469f-a165-70867728950e",
                "{f8fad5b-d9cb-469f-a165-70867728950}",
                "0f8fad5b-d9cb-469f-a165-70867728950g"
            })
    void aPaymentIdIsNothingElse(String text) {
        assertThat(PaymentId.parse(text)).isEmpty();
    }

    @Test
    void aPaymentIdOfAnotherVersionCannotBeMade() {
        assertThatThrownBy(() -> new PaymentId(0x1000L, Long.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PaymentId(0x4000L, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1,qte_0000000000001",
        "31,qte_000000000000z",
        "32,qte_0000000000010",
        "9223372036854775807,qte_7zzzzzzzzzzzz"
    })
    void aQuoteIdIsReadAndWritten(long value, String text) {
        assertThat(new QuoteId(value)).hasToString(text);
        assertThat(QuoteId.parse(text)).contains(new QuoteId(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "qte_",
                "qte_0000000000000",
                "qte_000000000001",
                "qte_00000000000001",
                "pmt_0000000000001",
                "qte_000000000000Z",
                "qte_000000000000i",
                "qte_8000000000000",
                "qte_000000000000-"
            })
    void aQuoteIdIsNothingElse(String text) {
        assertThat(QuoteId.parse(text)).isEmpty();
    }

    @Test
    void sortableTextSortsAsTheNumbersDo() {
        SplittableRandom random = new SplittableRandom(2);
        TreeMap<String, Long> byText = new TreeMap<>();
        for (int i = 0; i < 1_000; i++) {
            long value = random.nextLong(1L << random.nextInt(1, 63));
            byText.put(SortableText.write("x_", value), value);
        }
        assertThat(new ArrayList<>(byText.values())).isSorted();
        byText.forEach((text, value) -> assertThat(SortableText.read("x_", text)).isEqualTo(value));
        assertThatThrownBy(() -> SortableText.write("x_", -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // ---- accounts

    @Test
    void everyAccountIsPackedAndUnpacked() {
        for (AccountKind kind : AccountKind.values()) {
            for (int participant : kind.perParticipant() ? new int[] {1, 77, 4_096} : new int[1]) {
                for (int group : new int[] {1, 512, 1_024}) {
                    AccountId id = new AccountId(kind, participant, group);
                    assertThat(id.packed()).isNotNegative();
                    assertThat(AccountId.ofPacked(id.packed())).isEqualTo(id);
                }
            }
        }
    }

    @Test
    void packedAccountsSortByKindThenParticipantThenGroup() {
        int[] rising = {
            new AccountId(AccountKind.POSITION, 1, 1_024).packed(),
            new AccountId(AccountKind.POSITION, 2, 1).packed(),
            new AccountId(AccountKind.POSITION, 4_096, 1_024).packed(),
            new AccountId(AccountKind.OBLIGATION, 1, 1).packed(),
            new AccountId(AccountKind.OPERATOR_LOSS, 0, 1).packed()
        };
        assertThat(rising).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 9 << 24 | 1, 1 << 11, 1 << 11 | 1_025, 3 << 24 | 1 << 11 | 1, 1})
    void otherBitsAreNoAccount(int packed) {
        assertThatThrownBy(() -> AccountId.ofPacked(packed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAccountIsOfAParticipantOrOfTheGroup() {
        assertThatThrownBy(() -> new AccountId(AccountKind.POSITION, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccountId(AccountKind.OPERATOR_FEE, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // ---- sets and amounts

    @Test
    void setsAreBits() {
        for (int mask = 0; mask < 8; mask++) {
            assertThat(SuppliedItem.mask(SuppliedItem.ofMask(mask))).isEqualTo(mask);
        }
        assertThat(SuppliedItem.mask(Set.of(SuppliedItem.PURPOSE))).isEqualTo(4);
        assertThat(PaymentKind.ofMask(2)).containsExactly(PaymentKind.REMITTANCE);
        assertThatThrownBy(() -> SuppliedItem.ofMask(8))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PaymentKind.ofMask(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPriceSaysWhatIsDebitedAndCredited() {
        Price price =
                new Price(
                        Rate.parse("0.089514").orElseThrow(),
                        8_952,
                        8_951,
                        50,
                        10_000_000,
                        10_000_000,
                        70_000);
        assertThat(price.debitMinor()).isEqualTo(9_002);
        assertThat(price.creditMinor()).isEqualTo(9_930_000);
        assertThatThrownBy(() -> new Price(Rate.ONE, 1, 1, 0, 5, 5, 5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void notFoundCanEndAPaymentOnlyWhereItIsAskedAboutAfterTheExecution() {
        assertThat(CorridorClocks.STANDARD.notFoundRule()).isEqualTo(NotFoundRule.NEVER_ENDS);
        assertThat(clocks(List.of(0L, 49L), NotFoundRule.ENDS_AFTER_DEADLINE).enquiriesNs())
                .hasSize(2);
        assertThat(clocks(List.of(), NotFoundRule.NEVER_ENDS).enquiriesNs()).isEmpty();
        for (List<Long> early : List.of(List.<Long>of(), List.of(0L), List.of(0L, 48L))) {
            assertThatThrownBy(() -> clocks(early, NotFoundRule.ENDS_AFTER_DEADLINE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("notFoundRule");
        }
    }

    /** In doubt 12 after the dispatch, executed by 60. */
    private static CorridorClocks clocks(List<Long> enquiriesNs, NotFoundRule rule) {
        return new CorridorClocks(600, 10, 12, 60, enquiriesNs, rule);
    }

    @Test
    void invariantsAreAlwaysOn() {
        Invariant.check(true, "the sky is above");
        assertThatThrownBy(() -> Invariant.check(false, "the sky is above"))
                .isInstanceOf(Invariant.Broken.class)
                .hasMessage("the sky is above");
        assertThat(Optional.of(Invariant.present("x", "there"))).contains("x");
    }
}
