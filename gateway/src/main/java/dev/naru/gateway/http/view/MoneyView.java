// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.view;

import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;

/** An amount: a decimal string and a currency. */
public record MoneyView(String value, String currency) {
    /** This amount. */
    public static MoneyView of(Money money) {
        return new MoneyView(money.decimal(), money.currency().name());
    }

    /** These minor units. */
    public static MoneyView of(long minor, Currency currency) {
        return of(new Money(minor, currency));
    }
}
