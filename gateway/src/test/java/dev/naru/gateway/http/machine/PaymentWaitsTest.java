// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.PaymentId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaymentWaitsTest {
    private static final PaymentId ONE =
            PaymentId.parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").orElseThrow();
    private static final PaymentId OTHER =
            PaymentId.parse("6f9619ff-8b86-4d01-b42d-00cf4fc964fe").orElseThrow();
    private static final long LONG_NS = TimeUnit.SECONDS.toNanos(60);

    private final PaymentWaits waits = new PaymentWaits();

    @Test
    void everyKindOfEndWakesWhoWaitsForThatPaymentOnly() throws InterruptedException {
        for (Event end :
                new Event[] {
                    new Event.PaymentCompleted(1, ONE, 10, 1, 1, Bytes.EMPTY),
                    new Event.PaymentRejected(1, ONE, 10, "AC04", Bytes.EMPTY),
                    new Event.PaymentBlocked(1, ONE, 10, 1, 1, "", Bytes.EMPTY),
                    new Event.PaymentExpired(1, ONE, 10)
                }) {
            try (PaymentWaits.Wait first = waits.begin(10, ONE);
                    PaymentWaits.Wait second = waits.begin(10, ONE);
                    PaymentWaits.Wait othersSame = waits.begin(11, ONE);
                    PaymentWaits.Wait another = waits.begin(10, OTHER)) {
                waits.onEvent(end);
                assertThat(first.await(LONG_NS)).isTrue();
                assertThat(second.await(LONG_NS)).isTrue();
                assertThat(othersSame.await(0)).isFalse();
                assertThat(another.await(0)).isFalse();
            }
        }
        assertThat(waits.size()).isZero();
    }

    @Test
    void whatIsNoEndWakesNobody() throws InterruptedException {
        try (PaymentWaits.Wait wait = waits.begin(10, ONE)) {
            waits.onEvent(new Event.PaymentInDoubt(1, ONE, 10, 20));
            assertThat(wait.await(0)).isFalse();
        }
    }

    @Test
    void anEndBeforeTheWaitIsRemembered() throws InterruptedException {
        try (PaymentWaits.Wait wait = waits.begin(10, ONE)) {
            waits.onEvent(new Event.PaymentExpired(1, ONE, 10));
            assertThat(wait.await(LONG_NS)).isTrue();
        }
    }

    @Test
    void everybodyIsWokenWhenEventsMayHaveBeenMissedAndAtTheClose() throws InterruptedException {
        try (PaymentWaits.Wait one = waits.begin(10, ONE);
                PaymentWaits.Wait other = waits.begin(10, OTHER)) {
            waits.wakeAll();
            assertThat(one.await(LONG_NS)).isTrue();
            assertThat(other.await(LONG_NS)).isTrue();
        }
        waits.close();
        try (PaymentWaits.Wait late = waits.begin(10, ONE)) {
            assertThat(late.await(LONG_NS)).isTrue();
        }
        assertThat(waits.isClosed()).isTrue();
    }
}
