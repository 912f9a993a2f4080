// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.view;

import dev.naru.protocol.Currency;
import dev.naru.protocol.Price;

/**
 * Every amount of a payment. {@code debit_amount} is {@code source_amount} and {@code payer_fee};
 * {@code credit_amount} is {@code destination_amount} without {@code payee_fee}.
 */
public record PriceView(
        String rate,
        MoneyView sourceAmount,
        MoneyView payerFee,
        MoneyView debitAmount,
        MoneyView destinationAmount,
        MoneyView payeeFee,
        MoneyView creditAmount) {

    /** This price in these currencies. */
    public static PriceView of(Price price, Currency source, Currency destination) {
        return new PriceView(
                price.rate().decimal(),
                MoneyView.of(price.sourceMinor(), source),
                MoneyView.of(price.payerFeeMinor(), source),
                MoneyView.of(price.debitMinor(), source),
                MoneyView.of(price.destinationMinor(), destination),
                MoneyView.of(price.payeeFeeMinor(), destination),
                MoneyView.of(price.creditMinor(), destination));
    }
}
