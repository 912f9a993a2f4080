// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.sandbox;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The faults of a sandbox: handed to its connectors as a line to pass, to its gateway as a switch.
 */
public final class SandboxFaults implements Faults, FaultLine {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition disarmed = lock.newCondition();
    private final Map<FaultPoint, Standing> standings = new EnumMap<>(FaultPoint.class);
    private long generation;

    /** Nothing is armed. */
    public SandboxFaults() {
        for (FaultPoint point : FaultPoint.values()) {
            standings.put(point, new Standing(point, State.IDLE, OptionalLong.empty()));
        }
    }

    @Override
    public void arm(FaultPoint point) {
        lock.lock();
        try {
            standings.put(point, new Standing(point, State.ARMED, OptionalLong.empty()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void disarm() {
        lock.lock();
        try {
            standings.replaceAll(
                    (point, standing) -> new Standing(point, State.IDLE, standing.paymentNumber()));
            generation++;
            disarmed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Standing> standings() {
        lock.lock();
        try {
            return new ArrayList<>(standings.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pass(FaultPoint point, long paymentNumber) {
        lock.lock();
        try {
            Standing standing = standings.get(point);
            if (standing == null || standing.state() != State.ARMED) {
                return;
            }
            standings.put(
                    point, new Standing(point, State.REACHED, OptionalLong.of(paymentNumber)));
            long reachedIn = generation;
            while (generation == reachedIn) {
                disarmed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
