// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend;

import dev.naru.launcher.demo.Sandbox;
import dev.naru.launcher.demo.Sandbox.Offer;
import dev.naru.simulators.JsonClient.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Payers who go on paying whatever happens to the hub; a payment without an answer is sent again
 * under the same id.
 */
final class Load {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Sandbox sandbox;
    private final Map<UUID, String> acknowledged = new ConcurrentHashMap<>();
    private final List<Thread> payers = new ArrayList<>();
    private volatile boolean stopped;

    Load(Sandbox sandbox, int count, long seed) {
        this.sandbox = sandbox;
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed + i);
            payers.add(Thread.ofVirtual().name("payer-" + i).start(() -> payOn(random)));
        }
    }

    /** How many payments the hub has acknowledged, with whatever state. */
    int acknowledgements() {
        return acknowledged.size();
    }

    /**
     * Lets every payer finish the payment that it is at, and gives what was acknowledged as what.
     */
    Map<UUID, String> stop() throws InterruptedException {
        stopped = true;
        for (Thread payer : payers) {
            if (!payer.join(PATIENCE)) {
                throw new IllegalStateException(payer.getName() + " is not answered");
            }
        }
        return Map.copyOf(acknowledged);
    }

    private void payOn(Random random) {
        while (!stopped) {
            try {
                Offer offer = sandbox.offer(1_000 + random.nextInt(40_000) + ".00");
                payUntilAnswered(UUID.randomUUID(), offer);
            } catch (IllegalStateException hubIsDown) {
                pause();
            }
        }
    }

    private void payUntilAnswered(UUID payment, Offer offer) {
        while (true) {
            Heard heard = sandbox.app().pay(sandbox.customer(), payment, offer.order());
            if (heard.isSuccess()) {
                acknowledged.put(payment, heard.body().path("state").asString(""));
                return;
            }
            boolean isRefused =
                    heard.status() / 100 == 4 && heard.status() != 409 && heard.status() != 429;
            if (isRefused) {
                return;
            }
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
}
