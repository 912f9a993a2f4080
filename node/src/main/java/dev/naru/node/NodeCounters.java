// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts that, but for the steps, the service's thread alone writes. Others read what is current
 * enough.
 */
final class NodeCounters {
    private final AtomicLong lastEventNumber = new AtomicLong();
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong droppedReplies = new AtomicLong();

    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong machineTimeNs = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();

    /** Something moved on that is counted nowhere else. From any thread. */
    void onStep() {
        steps.incrementAndGet();
    }

    void onEvents(long lastNumber) {
        lastEventNumber.setRelease(lastNumber);
    }

    void onAcknowledged(long number) {
        acknowledged.setRelease(number);
    }

    void onTime(long nowNs) {
        machineTimeNs.setRelease(nowNs);
    }

    void onCommands(int count) {
        add(commands, count);
    }

    void onMalformed() {
        add(malformed, 1);
    }

    void onDroppedReply() {
        add(droppedReplies, 1);
    }

    long acknowledgedByAll() {
        return acknowledged.getAcquire();
    }

    long machineTimeNs() {
        return machineTimeNs.getAcquire();
    }

    long lastEventNumber() {
        return lastEventNumber.getAcquire();
    }

    long commands() {
        return commands.getAcquire();
    }

    long malformed() {
        return malformed.getAcquire();
    }

    long droppedReplies() {
        return droppedReplies.getAcquire();
    }

    /** Grows as long as the member gets on with anything. */
    long progress() {
        return steps.get() + commands() + lastEventNumber();
    }

    private static void add(AtomicLong counter, int count) {
        counter.setRelease(counter.getPlain() + count);
    }
}
