// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Currency;
import dev.naru.protocol.Outcome;
import dev.naru.settlement.statement.MemberDay.Standing;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

final class MemberDayTest {
    private static final LocalDate DATE = LocalDate.of(2026, 11, 22);

    @Test
    void aDayIsTheGroupsOwn() {
        assertThat(day(540, "2026-11-22T00:00:00Z").from())
                .isEqualTo(OffsetDateTime.parse("2026-11-21T15:00:00Z"));
        assertThat(day(-210, "2026-11-22T00:00:00Z").until())
                .isEqualTo(OffsetDateTime.parse("2026-11-23T03:30:00Z"));
    }

    @Test
    void aDayIsOverAtTheNextMidnightAndNotBefore() {
        assertThat(day(540, "2026-11-21T14:59:59.999999999Z").standing())
                .isEqualTo(Standing.FUTURE);
        assertThat(day(540, "2026-11-21T15:00:00Z").standing()).isEqualTo(Standing.PRELIMINARY);
        assertThat(day(540, "2026-11-22T14:59:59.999999999Z").standing())
                .isEqualTo(Standing.PRELIMINARY);
        assertThat(day(540, "2026-11-22T15:00:00Z").standing()).isEqualTo(Standing.FINAL);
    }

    @Test
    void onlyANameOfADayThatIsOverIsAlwaysTheSame() {
        assertThat(day(540, "2026-11-22T15:00:00Z").name()).isEqualTo("IS-HANA_KR-KRW_2026-11-22");
        assertThat(day(540, "2026-11-22T14:00:00Z").name())
                .isEqualTo("IS-HANA_KR-KRW_2026-11-22_until-event-7");
    }

    private static MemberDay day(int offsetMinutes, String now) {
        OffsetDateTime time = OffsetDateTime.parse(now);
        return new MemberDay(
                new Outcome.Group(1, "KR-KRW", Currency.KRW, "BOK", offsetMinutes, 1),
                10,
                "IS-HANA",
                DATE,
                new MemberDay.AsOf(7, time.toEpochSecond() * 1_000_000_000L + time.getNano()));
    }
}
