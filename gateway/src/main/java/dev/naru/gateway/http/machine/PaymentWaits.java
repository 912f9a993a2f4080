// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.protocol.Event;
import dev.naru.protocol.PaymentId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Who waits for a payment's end. A wake-up only says "look again": the machine is asked what became
 * of the payment, so an event that is missed costs time and never truth.
 */
public final class PaymentWaits implements AutoCloseable {
    private record Key(int participantId, PaymentId paymentId) {}

    private final Map<Key, Set<Wait>> waits = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** One caller's wait; ended by closing it. */
    public final class Wait implements AutoCloseable {
        private final Key key;
        private final CountDownLatch ended = new CountDownLatch(1);

        private Wait(Key key) {
            this.key = key;
        }

        /** Waits until the payment has ended, but no longer than this; says whether it has. */
        public boolean await(long nanos) throws InterruptedException {
            return closed || ended.await(nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            waits.computeIfPresent(
                    key,
                    (same, all) -> {
                        all.remove(this);
                        return all.isEmpty() ? null : all;
                    });
        }
    }

    /** Begins to wait. To be called before asking the machine, so that no end can be missed. */
    public Wait begin(int participantId, PaymentId paymentId) {
        Wait wait = new Wait(new Key(participantId, paymentId));
        waits.compute(
                wait.key,
                (key, all) -> {
                    Set<Wait> waiting = all == null ? ConcurrentHashMap.newKeySet() : all;
                    waiting.add(wait);
                    return waiting;
                });
        return wait;
    }

    /** Wakes whoever waits for the payment that this event ends. */
    public void onEvent(Event event) {
        switch (event) {
            case Event.PaymentCompleted done -> wake(done.participantId(), done.paymentId());
            case Event.PaymentRejected done -> wake(done.participantId(), done.paymentId());
            case Event.PaymentBlocked done -> wake(done.participantId(), done.paymentId());
            case Event.PaymentExpired done -> wake(done.participantId(), done.paymentId());
            case Event.ParticipantDefined _,
                    Event.ParticipantStatusChanged _,
                    Event.GroupDefined _,
                    Event.HeadroomSet _,
                    Event.HeadroomWarned _,
                    Event.FundingRecorded _,
                    Event.CorridorDefined _,
                    Event.CorridorStatusChanged _,
                    Event.RatePublished _,
                    Event.QuoteCreated _,
                    Event.PaymentRefused _,
                    Event.PaymentHeld _,
                    Event.HoldDecided _,
                    Event.PaymentReserved _,
                    Event.PaymentDispatched _,
                    Event.InterimAnswered _,
                    Event.PaymentInDoubt _,
                    Event.EnquiryDue _,
                    Event.RecoveryItemOpened _,
                    Event.RecoveryItemDecided _,
                    Event.WindowClosed _,
                    Event.ObligationBooked _,
                    Event.ChallengeIssued _,
                    Event.ChallengeTaken _,
                    Event.TapJudged _,
                    Event.AuthenticatorChanged _,
                    Event.EvidenceUsed _,
                    Event.EvidenceRuleSet _,
                    Event.TimeMoved _ -> {
                // Not an end that anybody waits for: a refusal is in the outcome itself.
            }
        }
    }

    /** Wakes everybody, when events may have been missed. */
    public void wakeAll() {
        waits.values().forEach(all -> all.forEach(wait -> wait.ended.countDown()));
    }

    /** Lets nobody wait any more: the gateway is closing, and says what it knows. */
    @Override
    public void close() {
        closed = true;
        wakeAll();
    }

    /** Whether nobody waits any more. */
    public boolean isClosed() {
        return closed;
    }

    /** How many wait. */
    public int size() {
        return waits.values().stream().mapToInt(Set::size).sum();
    }

    private void wake(int participantId, PaymentId paymentId) {
        Set<Wait> waiting = waits.get(new Key(participantId, paymentId));
        if (waiting != null) {
            waiting.forEach(wait -> wait.ended.countDown());
        }
    }
}
