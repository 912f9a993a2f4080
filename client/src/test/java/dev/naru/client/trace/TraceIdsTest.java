// SPDX-License-Identifier: Apache-2.0
package dev.naru.client.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.PaymentId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdsTest {
    @Test
    void idsOfAPaymentAreTheSameEverywhereAndNobodyElses() {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = UUID.randomUUID();
            PaymentId id =
                    new PaymentId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
            assertThat(SpanIds.initiation(id)).isEqualTo(SpanIds.initiation(id)).isNotZero();
            assertThat(seen.add(SpanIds.initiation(id))).isTrue();
            assertThat(seen.add(SpanIds.dispatch(id))).isTrue();
        }
    }

    @Test
    void aCallersTraceIsRead() {
        assertThat(TraceParent.read("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                .contains(new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"));
        assertThat(TraceParent.read("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void whatIsNoTraceparentIsNotLinked(String header) {
        assertThat(TraceParent.read(header)).isEmpty();
    }
}
