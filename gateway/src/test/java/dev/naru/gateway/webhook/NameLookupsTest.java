// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class NameLookupsTest {
    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    /** Its name server takes what time it likes, and cannot be hurried. */
    private InetAddress[] slowly() {
        asked.incrementAndGet();
        boolean isAnswered = false;
        while (!isAnswered) {
            try {
                answers.await();
                isAnswered = true;
            } catch (InterruptedException ignored) {
                // As deaf as the operating system's.
            }
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        return host.startsWith("slow") ? slowly() : InetAddress.getAllByName("127.0.0.1");
    }

    @Test
    void nobodyWaitsForASlowNameServerAndItIsAskedOnce() throws Exception {
        NameLookups impatient = new NameLookups(this::resolve, Duration.ofMillis(20));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> impatient.all("slow.example", 1))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("in time");
        }
        assertThat(asked).hasValue(1);
        answers.countDown();
        NameLookups patient = new NameLookups(this::resolve, Duration.ofSeconds(30));
        assertThat(patient.all("slow.example", 1)).hasSize(1);
        assertThat(patient.all("fast.example", 1)).hasSize(1);
    }

    @Test
    void whoseNameServersAreSlowDelaysNobodyElse() throws Exception {
        NameLookups impatient = new NameLookups(this::resolve, Duration.ofMillis(1));
        for (int i = 0; i < NameLookups.OF_ONE; i++) {
            String host = "slow" + i + ".example";
            assertThatThrownBy(() -> impatient.all(host, 1)).hasMessageContaining("in time");
        }
        assertThatThrownBy(() -> impatient.all("fast.example", 1))
                .hasMessageContaining("this participant");
        assertThat(impatient.all("203.0.113.7", 1)).hasSize(1);
        await().until(() -> isKnown(impatient, 2));
        answers.countDown();
        await().until(() -> isKnown(impatient, 1));
    }

    @Test
    void asManyNamesAsThereMayBeAreLookedUpAtOnce() {
        NameLookups impatient = new NameLookups(this::resolve, Duration.ofMillis(1));
        for (int i = 0; i < 64; i++) {
            String host = "slow" + i + ".example";
            int participant = i;
            assertThatThrownBy(() -> impatient.all(host, participant))
                    .hasMessageContaining("in time");
        }
        assertThatThrownBy(() -> impatient.all("fast.example", 100))
                .hasMessageContaining("too many names");
        answers.countDown();
        await().until(() -> isKnown(impatient, 100));
    }

    private static boolean isKnown(NameLookups names, int participant) {
        try {
            return names.all("fast.example", participant).size() == 1;
        } catch (UnknownHostException notYet) {
            return false;
        }
    }
}
