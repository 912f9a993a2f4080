// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.korea;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.connectors.scheme.PartnerClient.Exchange;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the acquirer says of a code, as the hub takes it. */
final class KoreaLookupTest {
    private static LookupResult of(String more) {
        return KoreaLookup.result(
                new Exchange.Got(
                        200,
                        Bytes.ofText(
                                """
                                {"result": "FOUND", "merchant": "123456789", "name": "Shop",
                                 "city": "Seoul", "category": "5812", "reference": ""%s}
                                """
                                        .formatted(more))));
    }

    @Test
    void aFixedAmountIsWonWhereItSaysSo() {
        assertThat(of(", \"amount\": \"100\", \"currency\": \"KRW\""))
                .isInstanceOfSatisfying(
                        LookupResult.Found.class,
                        found ->
                                assertThat(found.payee().amount())
                                        .contains(new Money(100, Currency.KRW)));
        assertThat(of("")).isInstanceOf(LookupResult.Found.class);
    }

    /** A hundred dollars are not a hundred won. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ", \"amount\": \"100\", \"currency\": \"USD\"",
                ", \"amount\": \"100\"",
                ", \"amount\": \"100.00\", \"currency\": \"KRW\"",
                ", \"amount\": \"0\", \"currency\": \"KRW\"",
                ", \"amount\": \"-1\", \"currency\": \"KRW\""
            })
    void anyOtherAmountMakesTheAnswerUnusable(String more) {
        assertThat(of(more)).isInstanceOf(LookupResult.Unavailable.class);
    }
}
