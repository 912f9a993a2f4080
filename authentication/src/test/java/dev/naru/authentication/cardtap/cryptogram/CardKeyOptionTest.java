// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CardKeyOptionTest {
    /** Published: README.rst and pyemv/kd.py of pyemv, whose keys have odd parity. */
    @ParameterizedTest
    @CsvSource({
        "A, 99012345678901234F, 45, 67F8292358083E5EA7AB7FDA58D53B6B",
        "A, 12345678901234567F, 01, 73AD54688CEF2934B0979857E3C719F1",
        "B, 99012345678901234F, 45, 985EC4FD3EDF6162E31AF1C7D0543416",
        "B, 12345678901234567F, 01, AD406D7F6D7570916D75E5DCAB8CF737"
    })
    void aPublishedCardKeyIsDerived(
            CardKeyOption option, String number, String sequence, String key) {
        assertThat(
                        DesKeys.same(
                                cardKey(option, Sample.TDES_KEY, number, sequence),
                                0,
                                Sample.hex(key),
                                0,
                                16))
                .isTrue();
    }

    /** Odd and even lengths, with and without the sequence number's two digits. */
    @ParameterizedTest
    @EnumSource(CardKeyOption.class)
    void everyLengthAgreesWithTheSecondOpinion(CardKeyOption option) {
        Random random = new Random(17);
        byte[] key = option.algorithm() == KeyAlgorithm.TDES ? Sample.TDES_KEY : Sample.AES_KEY;
        for (int length = 8; length <= 19; length++) {
            for (int i = 0; i < 500; i++) {
                StringBuilder number = new StringBuilder();
                for (int digit = 0; digit < length; digit++) {
                    number.append(random.nextInt(10));
                }
                String padded = length % 2 == 0 ? number.toString() : number + "F";
                String sequence = "%02d".formatted(random.nextInt(100));
                SecondOpinion card =
                        new SecondOpinion(
                                key,
                                CryptogramVersion.CCD_TDES,
                                option,
                                Map.of(0x5A, Sample.hex(padded), 0x5F34, Sample.hex(sequence)));
                assertThat(cardKey(option, key, padded, sequence))
                        .as("%s %s", padded, sequence)
                        .isEqualTo(card.cardKey());
            }
        }
    }

    @Test
    void optionBIsOptionAForUpTo16Digits() {
        assertThat(cardKey(CardKeyOption.B, Sample.TDES_KEY, "1234567890123456", "00"))
                .isEqualTo(cardKey(CardKeyOption.A, Sample.TDES_KEY, "1234567890123456", "00"));
        assertThat(cardKey(CardKeyOption.B, Sample.TDES_KEY, "12345678901234567F", "00"))
                .isNotEqualTo(
                        cardKey(CardKeyOption.A, Sample.TDES_KEY, "12345678901234567F", "00"));
    }

    /** Checks that a whole key is of no use when it is only a third of one. */
    @Test
    void aKeyOfTwoEqualHalvesOrAnotherLengthIsRefused() {
        for (String key :
                List.of(
                        "0123456789ABCDEF0123456789ABCDEF",
                        "0123456789ABCDEF0022446688AACCEE",
                        "0123456789ABCDEF",
                        "0123456789ABCDEFFEDCBA98765432100123456789ABCDEF")) {
            assertThatThrownBy(() -> new SoftwareIssuerKeys(KeyAlgorithm.TDES, Sample.hex(key)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void cardsThatCannotBeAreNotConfigured() {
        try (IssuerKeys tdes = new SoftwareIssuerKeys(KeyAlgorithm.TDES, Sample.TDES_KEY);
                IssuerKeys aes = new SoftwareIssuerKeys(KeyAlgorithm.AES, Sample.AES_KEY)) {
            CryptogramVersion version = CryptogramVersion.VISA_CVN_18;
            refused(() -> new IssuedCards("12345", version, CardKeyOption.A, 1, tdes));
            refused(() -> new IssuedCards("12345x", version, CardKeyOption.A, 1, tdes));
            refused(() -> new IssuedCards("123456", version, CardKeyOption.C, 1, aes));
            refused(() -> new IssuedCards("123456", version, CardKeyOption.A, 1, aes));
            refused(() -> new IssuedCards("123456", version, CardKeyOption.A, 256, tdes));
            IssuedCards one = new IssuedCards("123456", version, CardKeyOption.A, 1, tdes);
            IssuedCards same = new IssuedCards("12345678", version, CardKeyOption.B, 1, tdes);
            refused(() -> new IssuerAdapter(List.of(one, same)));
        }
    }

    @Test
    void aClosedNumberHasNoDigits() {
        CardNumber card =
                CardNumber.read(Sample.hex("1234567890123456"), Sample.hex("07")).orElseThrow();
        assertThat(card.digits()).isEqualTo(Sample.hex("123456789012345607"));
        card.close();
        assertThat(card.digits()).isEqualTo(new byte[9]);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] cardKey(
            CardKeyOption option, byte[] issuerKey, String number, String sequence) {
        CardNumber card = CardNumber.read(Sample.hex(number), Sample.hex(sequence)).orElseThrow();
        return new BlockCiphers()
                .encrypt(option.algorithm(), issuerKey, option.diversification(card));
    }
}
