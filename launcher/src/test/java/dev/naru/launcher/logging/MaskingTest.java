// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "card 9360001430001234567 paid      | card ***************4567 paid",
                "4111 1111 1111 1111                | **** **** **** 1111",
                "110-234-567890                     | ***-***-**7890",
                "amount 1234567                     | amount 1234567",
                "at 2026-11-22T10:11:12.123Z        | at 2026-11-22T10:11:12.123Z",
                "f47ac10b-58cc-4372-a567-0e02b2c3d479 | f47ac10b-58cc-4372-a567-0e02b2c3d479",
                "pmt_0000000000001                  | pmt_0000000000001",
                "acct_30212204557812                | acct_**********7812",
                "acct30212204557812                 | acct**********7812",
                "ACCT30212204557812                 | ACCT**********7812",
                "id_0000000000001                   | id_*********0001",
                "pmt_30212204557812                 | pmt_**********7812",
                "3021220455781200abcdef             | 3021220455781200abcdef",
                "30212204557812won                  | **********7812won"
            })
    void keepsTheLastFourOfWhatCouldBeAnAccountNumber(String text, String masked) {
        assertThat(Masking.mask(text)).isEqualTo(masked);
    }
}
