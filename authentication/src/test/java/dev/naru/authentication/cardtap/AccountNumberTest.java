// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.formats.emv.ByteString;
import org.junit.jupiter.api.Test;

class AccountNumberTest {
    private static final String DIGITS = "1234567890123456789";

    @Test
    void atLeastFiveDigitsOfANumberStayUnknown() {
        for (int length = 12; length <= 19; length++) {
            AccountNumber account = account(DIGITS.substring(0, length));
            assertThat(account.firstDigits()).isEqualTo("123456");
            int last = Math.min(4, length - 11);
            assertThat(account.lastDigits()).isEqualTo(DIGITS.substring(length - last, length));
        }
    }

    @Test
    void itIsPackedAsCertificatesHaveIt() {
        assertThat(account("123456789012").packed().hex()).isEqualTo("123456789012FFFFFFFF");
        assertThat(account(DIGITS).packed().hex()).isEqualTo(DIGITS + "F");
        assertThat(AccountNumber.of(account("1234567890123").packed()))
                .contains(account("1234567890123"));
    }

    private static AccountNumber account(String digits) {
        return AccountNumber.of(ByteString.ofHex(digits.length() % 2 == 0 ? digits : digits + "F"))
                .orElseThrow();
    }
}
