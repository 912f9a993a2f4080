// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.core.story.Story;
import dev.naru.core.story.Worlds;
import org.junit.jupiter.api.Test;

/** What the simulation once found, as the shortest story that shows it. */
class FindingsTest {

    /** Seed 1: the chain was void after a rejection of another amount. */
    @Test
    void rejectionOfAnotherAmountIsNotApplied() {
        Story.small()
                .given(Worlds.KOREA_TO_INDONESIA)
                .run(
                        """
                        1 | quote q1 BANK KR-ID IDR 100000.00
                        1 | pay p1 q1
                        1 | dispatch p1
                        """)
                .tell(
                        """
                        2 | answer p1 REJECTED amount=100000.03 | SET_ASIDE DISPATCHED | item 1 WRONG_AMOUNT p1
                        3 | answer p1 REJECTED amount=100000.00 | APPLIED REJECTED     | rejected p1
                        """);
    }

    /** Seed 71: a refusal for want of room had made the machine forget old payments. */
    @Test
    void refusalForgetsNoPayment() {
        Story story =
                new Story(Story.smallSettings().withMemory(1_000, 0).withRecords(100, 1, 100))
                        .given(Worlds.KOREA_TO_INDONESIA)
                        .run(
                                """
                                1 | quote q1 BANK KR-ID IDR 100.00
                                1 | quote q2 BANK KR-ID IDR 100.00
                                1 | pay p1 q1 payer=ana
                                1 | dispatch p1
                                1 | answer p1 REJECTED
                                5 | tick
                                """);
        long before = story.machine().stateHash();
        story.tell("5 | pay p2 q2 payer=ben | LIMIT_PAYERS |");
        assertThat(story.machine().stateHash()).isEqualTo(before);
    }
}
