// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Command;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketTest {
    private static final int SOME = 20_000;

    @ParameterizedTest
    @CsvSource({
        "ACCOUNTS_1000, 1000",
        "ACCOUNTS_100000, 100000",
        "ACCOUNTS_1000000, 1000000",
    })
    void hasAboutAsManyAccountsAsItsNameSaysAndNeverMore(MarketSize size, int accounts) {
        int really = size.groups() * (3 * size.participants() + 6);

        assertThat(really).isBetween(accounts - accounts / 50, accounts);
    }

    @Test
    void theSamePaymentIsTheSameEachTime() {
        Market once = new Market(MarketSize.ACCOUNTS_1000);
        Market again = new Market(MarketSize.ACCOUNTS_1000);

        assertThat(again.quote(12_345)).isEqualTo(once.quote(12_345));
        assertThat(again.idOf(12_345)).isEqualTo(once.idOf(12_345));
        assertThat(again.quote(12_346)).isNotEqualTo(once.quote(12_345));
    }

    @Test
    void paymentsAreSpreadOverMembersAndCorridorsAndHaveIdsOfTheirOwn() {
        Market market = new Market(MarketSize.ACCOUNTS_1000);
        Set<Integer> members = new HashSet<>();
        Set<Integer> corridors = new HashSet<>();
        Set<Object> ids = new HashSet<>();
        for (int i = 0; i < SOME; i++) {
            Command.CreateQuote quote = market.quote(i);
            members.add(quote.participantId());
            corridors.add(quote.corridorId());
            ids.add(market.idOf(i));
        }

        assertThat(members).hasSize(81 - 3 - 8);
        assertThat(corridors).hasSize(64);
        assertThat(ids).hasSize(SOME);
    }
}
