// SPDX-License-Identifier: Apache-2.0
package dev.naru.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.core.story.Story;
import dev.naru.core.story.Worlds;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the machine does not read travels from each command into the event that it leads to. */
class ParticularsTest {
    @Test
    void everyCommandsParticularsAreInItsEvent() {
        Story story = Story.small().given(Worlds.KOREA_TO_INDONESIA);
        story.run(
                """
                1 | quote q1 BANK KR-ID IDR 100000.00
                1 | quote q2 BANK KR-ID IDR 100000.00
                1 | pay p1 q1
                1 | pay p2 q2 debit=1
                2 | dispatch p1
                3 | answer p1 INTERIM
                4 | answer p1 UNCLEAR
                5 | answer p1 ACCEPTED
                6 | answer p1 UNCLEAR
                6 | answer p1 REJECTED
                """);
        Map<String, List<Bytes>> told = new LinkedHashMap<>();
        for (Event event : story.allEvents()) {
            particulars(event)
                    .forEach(
                            bytes ->
                                    told.merge(
                                            event.getClass().getSimpleName(),
                                            List.of(bytes),
                                            ParticularsTest::joined));
        }
        assertThat(told)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "PaymentReserved", texts("p1"),
                                "PaymentRefused", texts("p2"),
                                "PaymentDispatched", texts("sent"),
                                "InterimAnswered", texts("INTERIM", "UNCLEAR"),
                                "PaymentCompleted", texts("ACCEPTED"),
                                "RecoveryItemOpened", texts("REJECTED")));
    }

    private static List<Bytes> texts(String... texts) {
        return java.util.Arrays.stream(texts).map(Bytes::ofText).toList();
    }

    private static List<Bytes> joined(List<Bytes> first, List<Bytes> then) {
        List<Bytes> all = new java.util.ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private static List<Bytes> particulars(Event event) {
        return switch (event) {
            case Event.PaymentReserved e -> List.of(e.particulars());
            case Event.PaymentRefused e -> List.of(e.particulars());
            case Event.PaymentDispatched e -> List.of(e.particulars());
            case Event.InterimAnswered e -> List.of(e.particulars());
            case Event.PaymentCompleted e -> List.of(e.particulars());
            case Event.RecoveryItemOpened e -> List.of(e.particulars());
            default -> List.of();
        };
    }
}
