// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some payers who pay one payment after another, and write down what they were told of each.
 * Whoever hears nothing certain asks again with the same id until it does, or until all are
 * stopped.
 */
final class Payers implements AutoCloseable {
    private static final int PAYERS = 4;

    private final Map<PaymentId, Payment> acknowledged = new ConcurrentHashMap<>();
    private final Map<PaymentId, Reply> unknown = new ConcurrentHashMap<>();
    private final AtomicInteger payments = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    /** Begins to pay. */
    void payThrough(Hub hub) {
        for (int payer = 0; payer < PAYERS; payer++) {
            threads.execute(() -> payOn(hub));
        }
    }

    /** Has everybody stop, and waits until they have. */
    void stop() {
        stopped = true;
        threads.close();
    }

    /** What the hub said it had done. */
    Collection<Payment> acknowledged() {
        return acknowledged.values();
    }

    /** What was asked and has had no certain answer. */
    Collection<PaymentId> unknown() {
        return unknown.keySet();
    }

    /**
     * Shows that a hub remembers all that was acknowledged, takes what was not when it is asked
     * again, and has nothing besides. Once all are stopped.
     */
    void findEverythingAt(Hub hub) {
        acknowledged.values().forEach(it -> assertThat(Scene.read(hub, it.id())).isEqualTo(it));
        unknown.keySet().forEach(id -> assertThat(Scene.paid(hub, id).id()).isEqualTo(id));
        assertThat(Scene.figures(hub).lastPaymentNumber())
                .isEqualTo(acknowledged.size() + unknown.size());
    }

    @Override
    public void close() {
        stop();
    }

    private void payOn(Hub hub) {
        while (!stopped) {
            PaymentId id = Scene.paymentId(99, payments.incrementAndGet());
            while (!stopped && !acknowledged.containsKey(id)) {
                tryToPay(hub, id);
            }
        }
    }

    private void tryToPay(Hub hub, PaymentId id) {
        Reply reply = Scene.pay(hub, id);
        if (reply instanceof Reply.Answered(Outcome.PaymentIs(Payment payment), _, _)) {
            acknowledged.put(id, payment);
            unknown.remove(id);
        } else {
            unknown.put(id, reply);
        }
    }
}
