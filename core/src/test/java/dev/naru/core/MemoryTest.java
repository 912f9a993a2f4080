// SPDX-License-Identifier: Apache-2.0
package dev.naru.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.core.story.StoredSnapshot;
import dev.naru.core.story.Story;
import dev.naru.core.story.Worlds;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered, for how long, and what happens when much is due at once. */
class MemoryTest {
    private static final long SECOND_NS = 1_000_000_000;

    /** What anybody may have of what costs nothing. */
    private static final int SHARE = 4_096;

    @Test
    void paymentInDoubtForMonthsDelaysNobodyAndIsItselfRememberedAfterItsEnd() {
        Story story =
                new Story(Story.smallSettings().withMemory(100, 1_000 * SECOND_NS))
                        .given(Worlds.KOREA_TO_INDONESIA)
                        .run(
                                """
                                1 | quote q0 BANK KR-ID IDR 100.00
                                1 | pay p0 q0
                                1 | dispatch p0
                                """);
        // Ten thousand others come and go, many slabs of them.
        for (int i = 1; i <= 10_000; i++) {
            String at = Integer.toString(100 + i * 20);
            story.ask(at, "rate FXA KRW/IDR 0.09");
            reserve(story, at, "x" + i);
        }
        Outcome.Figures figures = (Outcome.Figures) story.ask("200100", "figures?");
        assertThat(figures.rememberedPayments()).isBetween(50L, 53L);
        assertThat(figures.lastPaymentNumber()).isEqualTo(10_001);
        assertThat(state(story.ask("200100", "payment? BANK p0"))).isEqualTo(PaymentState.IN_DOUBT);

        Machine restored = restored(story);
        assertThat(restored.stateHash()).isEqualTo(story.machine().stateHash());

        story.ask("200111", "answer p0 ACCEPTED");
        reserve(story, "201111", "y1");
        assertThat(state(story.ask("201111", "payment? BANK p0")))
                .isEqualTo(PaymentState.COMPLETED);
        // Four are forgotten for each that begins, until nothing is old any more.
        for (int i = 2; i <= 20; i++) {
            reserve(story, "201112", "y" + i);
        }
        assertThat(story.words(story.ask("201112", "payment? BANK p0")))
                .isEqualTo("PAYMENT_UNKNOWN");
        assertThat(((Outcome.Payments) story.ask("201112", "payments? 1")).rows()).hasSize(20);
    }

    @Test
    void oneMembersRefusalsLeaveRoomForEverybodysPayments() {
        Story story =
                new Story(Story.smallSettings().withMemory(640, 1_000 * SECOND_NS))
                        .given(Worlds.KOREA_TO_INDONESIA)
                        .run("1 | quote late BANK KR-ID IDR 100.00 until=5");
        for (int i = 1; i <= 20; i++) {
            assertThat(story.words(story.ask("5", "pay bad" + i + " late")))
                    .startsWith("REJECTED QUOTE_EXPIRED");
        }
        long before = story.machine().stateHash();
        for (int i = 21; i <= 700; i++) {
            assertThat(story.words(story.ask("5", "pay bad" + i + " late")))
                    .isEqualTo("QUOTE_EXPIRED");
        }
        assertThat(story.machine().stateHash()).isEqualTo(before);

        // Another's refusal is remembered, and so is whatever good one there is of anybody.
        assertThat(story.words(story.ask("5", "pay other nothing by=EMI")))
                .startsWith("REJECTED QUOTE_UNKNOWN");
        reserve(story, "5", "good");

        // A restored machine counts the same, and what is forgotten makes room again.
        Machine restored = restored(story);
        Story.Step last = story.steps().getLast();
        assertThat(restored.apply(last.timeNs(), last.command())).isEqualTo(last.outcome());
        assertThat(story.words(story.ask("1004", "pay late1 nothing by=BANK")))
                .isEqualTo("QUOTE_UNKNOWN");
        assertThat(story.words(story.ask("1006", "pay late1 nothing by=BANK")))
                .startsWith("REJECTED QUOTE_UNKNOWN");
        assertThat(rememberedBy(story)).isEqualTo(640 / 32 - 4 + 1 + 2);
    }

    @Test
    void oneParticipantsCardsAndChallengesLeaveRoomForEverybodysTaps() {
        Story story =
                new Story(Story.smallSettings().withEvidence(10_000, 5_000))
                        .given(Worlds.KOREA_TO_INDONESIA);
        for (int i = 1; i < SHARE; i++) {
            assertThat(
                            story.words(
                                    story.ask(
                                            "1",
                                            "challenge c" + i + " CARD_ENROLMENT payer=p" + i)))
                    .startsWith("ISSUED");
        }
        // A payer and a card were two more.
        assertThat(story.words(story.ask("1", "challenge x CARD_ENROLMENT payer=x")))
                .isEqualTo("LIMIT_AUTHENTICATORS");
        assertThat(story.words(story.ask("1", "challenge y CARD_ENROLMENT payer=p1")))
                .startsWith("ISSUED");
        assertThat(story.words(story.ask("1", "challenge z CARD_ENROLMENT payer=p2")))
                .isEqualTo("LIMIT_CHALLENGES");
        Story.Step refused = story.steps().getLast();
        assertThat(story.words(story.ask("1", "challenge e CARD_ENROLMENT payer=p1 by=EMI")))
                .startsWith("ISSUED");
        for (int i = 1; i <= SHARE; i++) {
            assertThat(story.words(story.ask("1", "rule BANK KRW above=1 payer=p" + i)))
                    .isEqualTo("done");
        }
        assertThat(story.words(story.ask("1", "rule BANK KRW above=1 payer=x")))
                .isEqualTo("LIMIT_EVIDENCE_RULES");
        assertThat(story.words(story.ask("1", "rule EMI KRW above=1 payer=x"))).isEqualTo("done");

        // A restored machine counts the same, and what is forgotten makes room again.
        assertThat(restored(story).apply(refused.timeNs(), refused.command()))
                .isEqualTo(refused.outcome());
        assertThat(story.words(story.ask("301", "challenge z CARD_ENROLMENT payer=p2 by=EMI")))
                .startsWith("ISSUED");
        assertThat(story.words(story.ask("301", "challenge z CARD_ENROLMENT payer=p2")))
                .startsWith("ISSUED");
    }

    private static long rememberedBy(Story story) {
        return ((Outcome.Figures) story.ask("1006", "figures?")).rememberedPayments();
    }

    @Test
    void refusalsOfAllTogetherLeaveHalfOfTheMemoryToPayments() {
        Story story =
                new Story(Story.smallSettings().withMemory(2, 1_000 * SECOND_NS))
                        .given(Worlds.KOREA_TO_INDONESIA);
        assertThat(story.words(story.ask("1", "pay a nothing by=EMI"))).startsWith("REJECTED");
        assertThat(story.words(story.ask("1", "pay b nothing by=BANK"))).isEqualTo("QUOTE_UNKNOWN");
        reserve(story, "1", "b");
    }

    @Test
    void aRefusalThatIsNotRememberedIsJudgedAnewAndMovesMoneyOnce() {
        Story story =
                new Story(Story.smallSettings().withMemory(32, 1_000 * SECOND_NS))
                        .given(Worlds.KOREA_TO_INDONESIA)
                        .run(
                                """
                                1 | pay bad nothing by=BANK
                                1 | quote q1 BANK KR-ID IDR 100.00
                                1 | shut KR-ID
                                """);
        story.tell(
                """
                2 | pay p1 q1        | CORRIDOR_CLOSED         |
                2 | payment? BANK p1 | PAYMENT_UNKNOWN         |
                2 | open KR-ID       | done                    | KR-ID is OPEN
                2 | pay p1 q1        | RESERVED, times 2 - - - | reserved p1 until 12
                2 | shut KR-ID       | done                    | KR-ID is CLOSED
                2 | pay p1 q1        | RESERVED, times 2 - - - |
                """);
    }

    private static void reserve(Story story, String at, String name) {
        story.ask(at, "quote of-" + name + " BANK KR-ID IDR 100.00");
        assertThat(state(story.ask(at, "pay " + name + " of-" + name)))
                .isEqualTo(PaymentState.RESERVED);
    }

    @Test
    void whatIsForgottenCanBeSentAgainAndIsJudgedAnew() {
        Story story =
                new Story(Story.smallSettings().withMemory(100, 0))
                        .given(Worlds.KOREA_TO_INDONESIA)
                        .run(
                                """
                                1 | quote q1 BANK KR-ID IDR 100.00
                                1 | pay p1 q1
                                1 | dispatch p1
                                1 | answer p1 ACCEPTED
                                2 | pay p2 q9
                                """);
        // The quote stands in for the memory: it can be used once only.
        assertThat(story.words(story.ask("3", "pay p1 q1"))).startsWith("REJECTED QUOTE_USED");
    }

    @Test
    void muchThatIsDueHappensInPortionsAndNothingSlipsThroughBetween() {
        Story story =
                new Story(
                                Story.smallSettings()
                                        .withOpen(3_000, 3_000)
                                        .withMemory(5_000, 1_000_000 * SECOND_NS))
                        .given(Worlds.KOREA_TO_INDONESIA)
                        .run(
                                """
                                1 | headroom BANK KRW NET_CAP cap=10000000
                                1 | corridor 1 KR-ID KRW IDR SWITCH HUB hold=500
                                """);
        for (int i = 1; i <= 2_500; i++) {
            story.ask("1", "quote q" + i + " BANK KR-ID IDR 100.00 until=5");
            story.ask("1", "pay p" + i + " q" + i);
        }
        story.ask("1", "quote held BANK KR-ID IDR 100.00 until=50 kind=REMITTANCE");
        story.ask("1", "pay held held score=600");
        story.ask("1", "quote last BANK KR-ID IDR 100.00");
        story.ask("40", "figures?");
        assertThat(expired(story)).isEqualTo(1_000);
        assertThat(story.machine().nextDeadlineNs()).isLessThanOrEqualTo(story.machine().nowNs());

        // The sweep has not come to these yet; their time is over all the same.
        assertThat(story.words(story.ask("50", "dispatch p2500"))).isEqualTo("PAYMENT_ENDED");
        assertThat(expired(story)).isEqualTo(2_001);
        assertThat(story.words(story.ask("50", "hold held RELEASE"))).isEqualTo("PAYMENT_NOT_HELD");
        assertThat(expired(story)).isEqualTo(2_501);
        assertThat(story.machine().nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void heldPaymentThatTheSweepHasNotReachedCannotBeReleased() {
        Story story =
                new Story(
                                Story.smallSettings()
                                        .withOpen(3_000, 3_000)
                                        .withMemory(5_000, 1_000_000 * SECOND_NS))
                        .given(Worlds.KOREA_TO_INDONESIA)
                        .run("1 | corridor 1 KR-ID KRW IDR SWITCH HUB hold=500");
        for (int i = 1; i <= 1_001; i++) {
            story.ask("1", "quote q" + i + " BANK KR-ID IDR 100.00 until=5 kind=REMITTANCE");
            story.ask("1", "pay p" + i + " q" + i + " score=600");
        }
        assertThat(story.words(story.ask("5", "hold p1001 RELEASE"))).isEqualTo("PAYMENT_NOT_HELD");
        assertThat(expired(story)).isEqualTo(1_001);
    }

    @Test
    void quotesThatTheSweepHasNotReachedMakeRoomAllTheSame() {
        Story story =
                new Story(Story.smallSettings().withOpen(1_500, 10))
                        .given(Worlds.KOREA_TO_INDONESIA);
        for (int i = 1; i <= 1_500; i++) {
            story.ask("1", "quote q" + i + " BANK KR-ID IDR 100.00 until=5");
        }
        assertThat(story.words(story.ask("4", "quote r0 BANK KR-ID IDR 100.00")))
                .isEqualTo("LIMIT_OPEN_QUOTES");
        Outcome.Figures figures = (Outcome.Figures) story.ask("5", "figures?");
        assertThat(figures.openQuotes()).isEqualTo(500);
        for (int i = 1; i <= 1_500; i++) {
            assertThat(story.ask("5", "quote r" + i + " BANK KR-ID IDR 100.00"))
                    .isInstanceOf(Outcome.QuoteGiven.class);
        }
        assertThat(story.words(story.ask("5", "quote s0 BANK KR-ID IDR 100.00")))
                .isEqualTo("LIMIT_OPEN_QUOTES");
    }

    @Test
    void nobodyHasMoreThanItsShareOfTheOpenQuotes() {
        Story story =
                new Story(Story.smallSettings().withOpen(40_000, 10))
                        .given(Worlds.KOREA_TO_INDONESIA);
        for (int i = 1; i <= 5_000; i++) {
            assertThat(story.ask("1", "quote q" + i + " BANK KR-ID IDR 100.00 until=5"))
                    .isInstanceOf(Outcome.QuoteGiven.class);
        }
        assertThat(story.words(story.ask("2", "quote more BANK KR-ID IDR 100.00")))
                .isEqualTo("LIMIT_OPEN_QUOTES");
        Story.Step refused = story.steps().getLast();
        Machine again =
                Machine.restore(
                        story.settings(),
                        (number, timeNs, event) -> {},
                        /* secret= */ 7,
                        StoredSnapshot.of(story.machine()).source());
        assertThat(again.apply(refused.timeNs(), refused.command())).isEqualTo(refused.outcome());
        assertThat(story.ask("2", "quote other EMI KR-ID IDR 100.00"))
                .isInstanceOf(Outcome.QuoteGiven.class);
        story.ask("2", "pay p1 q1");
        assertThat(story.ask("2", "quote instead BANK KR-ID IDR 100.00"))
                .isInstanceOf(Outcome.QuoteGiven.class);
        for (int second = 5; second <= 10; second++) {
            story.ask(Integer.toString(second), "figures?");
        }
        assertThat(story.ask("11", "quote later BANK KR-ID IDR 100.00"))
                .isInstanceOf(Outcome.QuoteGiven.class);
    }

    @Test
    void accountThatHasTurnedOverEverythingItCanCountTakesNoMore() {
        Story story =
                new Story(Story.smallSettings().withMemory(10_000, SECOND_NS))
                        .given(Worlds.KOREA_TO_INDONESIA)
                        .run(
                                """
                                1 | headroom SWITCH KRW NET_CAP cap=100000000000000000
                                1 | headroom BANK   KRW NET_CAP cap=100000000000000000
                                1 | corridor 2 PH-KR KRW KRW BANK PARTNER
                                """);
        // 2^60 is 1,152.9 times 10^15; windows settle nothing yet, so the cap must hold it all.
        long cap = 2_000_000_000_000_000_000L;
        story.machine()
                .apply(
                        Story.BEGINNING_NS + SECOND_NS,
                        new dev.naru.protocol.Command.SetHeadroom(
                                5, 1, dev.naru.protocol.HeadroomRule.NET_CAP, cap, cap));
        int completed = 0;
        String refusal = "";
        for (int i = 1; refusal.isEmpty(); i++) {
            story.ask("2", "quote q" + i + " SWITCH PH-KR KRW 1000000000000000");
            Outcome outcome = story.ask("2", "pay p" + i + " q" + i);
            if (state(outcome) == PaymentState.RESERVED) {
                story.ask("2", "dispatch p" + i + " link=BANK");
                story.ask("2", "answer p" + i + " ACCEPTED link=BANK currency=KRW");
                completed++;
            } else {
                refusal = story.words(outcome);
            }
        }
        assertThat(completed).isEqualTo(1_153);
        assertThat(refusal).startsWith("REJECTED AMOUNT_TOO_LARGE");
        assertThat(story.ask("3", "close KRW 1")).isInstanceOf(Outcome.WindowReport.class);
        assertThat(story.words(story.ask("3", "fund big BANK KRW 900000000000000000")))
                .isEqualTo("done");
        assertThat(story.words(story.ask("3", "fund more BANK KRW 300000000000000000")))
                .isEqualTo("AMOUNT_TOO_LARGE");
    }

    private static long expired(Story story) {
        List<Event> events = story.allEvents();
        return events.stream().filter(Event.PaymentExpired.class::isInstance).count();
    }

    private static PaymentState state(Outcome outcome) {
        return ((Outcome.PaymentIs) outcome).payment().state();
    }

    private static Machine restored(Story story) {
        return Machine.restore(
                story.settings(),
                (number, timeNs, event) -> {},
                /* secret= */ 7,
                StoredSnapshot.of(story.machine()).source());
    }
}
