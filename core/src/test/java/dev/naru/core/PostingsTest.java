// SPDX-License-Identifier: Apache-2.0
package dev.naru.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.core.story.Story;
import dev.naru.core.story.Worlds;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Transfer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which transfers payments of each form are made of, and what becomes of them. */
class PostingsTest {

    @Test
    void destinationFixedPaymentIsBookedToTheLastMinorUnit() {
        // x = 100,000.00 * 0.089514 = 8,951.4: the payer pays 8,952, the provider gets 8,951.
        Story story = Story.small().given(Worlds.KOREA_TO_INDONESIA);
        story.run(
                """
                1 | corridor 1 KR-ID KRW IDR SWITCH HUB fee=50 payeefee=700.00
                1 | quote q1 BANK KR-ID IDR 100000.00
                1 | pay p1 q1
                """);
        assertThat(chain(story))
                .containsExactly(
                        "PRINCIPAL POS/BANK -> POS/FXA KRW 8951",
                        "ROUNDING POS/BANK -> ROUND KRW 1",
                        "PAYER_FEE POS/BANK -> FEE KRW 50",
                        "PRINCIPAL POS/FXA -> POS/SWITCH IDR 99300.00",
                        "PAYEE_FEE POS/FXA -> FEE IDR 700.00");
    }

    @Test
    void nothingIsBookedForNothing() {
        // x = 100.00 * 0.09 = 9 exactly, and nobody takes a fee.
        Story story = Story.small().given(Worlds.KOREA_TO_INDONESIA);
        story.run(
                """
                1 | corridor 1 KR-ID KRW IDR SWITCH HUB
                1 | rate FXA KRW/IDR 0.09
                1 | rate FXB KRW/IDR 0.09
                1 | quote q1 BANK KR-ID IDR 100.00
                1 | pay p1 q1
                """);
        assertThat(chain(story))
                .containsExactly(
                        "PRINCIPAL POS/BANK -> POS/FXA KRW 9",
                        "PRINCIPAL POS/FXA -> POS/SWITCH IDR 100.00");
    }

    @Test
    void sourceFixedPaymentLeavesItsResidueInTheDestinationCurrency() {
        // y = 10,000 / 0.089514 = 111,714.368...: rounds up at the half, so FXP pays one more.
        Story story = Story.small().given(Worlds.KOREA_TO_INDONESIA);
        story.run(
                """
                1 | quote q1 BANK KR-ID KRW 10000
                1 | pay p1 q1
                """);
        assertThat(chain(story))
                .containsExactly(
                        "PRINCIPAL POS/BANK -> POS/FXA KRW 10000",
                        "PAYER_FEE POS/BANK -> FEE KRW 50",
                        "PRINCIPAL POS/FXA -> POS/SWITCH IDR 111714.36",
                        "ROUNDING POS/FXA -> ROUND IDR 0.01");
    }

    @Test
    void paymentThatThePartnerConvertsIsBookedInOneCurrency() {
        Story story = Story.small().given(Worlds.KOREA_TO_INDONESIA);
        story.run(
                """
                1 | corridor 2 PH-KR KRW KRW BANK PARTNER fee=5 payeefee=10
                1 | quote q1 SWITCH PH-KR KRW 12500
                1 | pay p1 q1
                """);
        assertThat(chain(story))
                .containsExactly(
                        "PRINCIPAL POS/SWITCH -> POS/BANK KRW 12490",
                        "PAYEE_FEE POS/SWITCH -> FEE KRW 10",
                        "PAYER_FEE POS/SWITCH -> FEE KRW 5");
    }

    @Test
    void sharesOfFeesAreRoundedHalfToEven() {
        // 0.25 % of 9,000 = 22.5 and of 9,400 = 23.5: to 22 and to 24, each beside 10 fixed.
        Story story = Story.small().given(Worlds.KOREA_TO_INDONESIA);
        story.run("1 | corridor 2 PH-KR KRW KRW BANK PARTNER fee=10 share=2500");
        assertThat(story.words(story.ask("2", "quote q1 SWITCH PH-KR KRW 9000")))
                .startsWith("KRW 9000 + 32 for KRW 9000 ");
        assertThat(story.words(story.ask("2", "quote q2 SWITCH PH-KR KRW 9400")))
                .startsWith("KRW 9400 + 34 for KRW 9400 ");
    }

    @Test
    void balancesFollowEveryState() {
        Story.small()
                .given(Worlds.KOREA_TO_INDONESIA)
                .tell(
                        """
                        1 | quote q1 BANK KR-ID IDR 100000.00 | KRW 8952 + 50 for IDR 100000.00
                          |                  | at 0.089514 by FXA until 601 | quote q1
                        1 | pay p1 q1        | RESERVED, times 1 - - -  | reserved p1 until 11
                        1 | accounts? KRW    | accounts; POS/BANK 0 (-9002); POS/FXA 0 (8951);
                          |                  | LIQ/EMI 20000; LIQ/SWITCH 30000; SBM -50000;
                          |                  | FEE 0 (50); ROUND 0 (1)
                        1 | accounts? IDR    | accounts; POS/FXA 0.00 (-100000.00);
                          |                  | POS/SWITCH 0.00 (100000.00); LIQ/FXA 1000000.00;
                          |                  | LIQ/FXB 500000.00; SBM -1500000.00
                        2 | dispatch p1      | granted, answer due 14, execute by 62
                          |                  | | dispatched p1
                        3 | answer p1 ACCEPTED | APPLIED COMPLETED | completed p1 in windows 1,1
                        3 | accounts? KRW    | accounts; POS/BANK -9002; POS/FXA 8951;
                          |                  | LIQ/EMI 20000; LIQ/SWITCH 30000; SBM -50000;
                          |                  | FEE 50; ROUND 1
                        3 | accounts? IDR    | accounts; POS/FXA -100000.00; POS/SWITCH 100000.00;
                          |                  | LIQ/FXA 1000000.00; LIQ/FXB 500000.00; SBM -1500000.00
                        """);
    }

    private static List<String> chain(Story story) {
        List<String> chain = new ArrayList<>();
        for (Story.Step step : story.steps()) {
            assertThat(step.outcome()).isNotInstanceOf(Outcome.Refused.class);
            for (Event event : step.events()) {
                if (event instanceof Event.PaymentReserved reserved) {
                    for (Transfer transfer : reserved.chain()) {
                        chain.add(transfer.purpose() + " " + story.words(transfer));
                    }
                }
            }
        }
        return chain;
    }
}
