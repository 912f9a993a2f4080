// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.node.eventlog.Backfill;
import dev.naru.node.eventlog.EventLog;
import dev.naru.node.eventlog.EventLogFault;
import dev.naru.node.eventlog.Retirement;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Sees to it that a hole in the event files is filled, that damage in old ones is known, and that
 * old ones go, on a thread of its own. What it cannot do now it says once, and tries again.
 */
final class EventRetention implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventRetention.class.getName());
    private static final long ROUND_NS = TimeUnit.SECONDS.toNanos(1);

    /** An archive with less room than this many files take deserves an alarm. */
    private static final int FILES_OF_ROOM = 10;

    /** A file is looked through in as many rounds, so that nobody else misses the disk. */
    private static final int ROUNDS_A_FILE = 10;

    private final NodeSettings settings;
    private final NodeCounters counters;
    private final EventLog log;
    private final Retirement retirement;
    private final Backfill backfill;
    private final RoundThread thread;
    private final Retried filling =
            new Retried(System::nanoTime, "the hole in the event files is not filled", this::fill);
    private final Retried retiring =
            new Retried(System::nanoTime, "old event files do not go", this::retire);
    private String damaged = "";
    private int rounds;
    private volatile long snapshotNumber;
    private final AtomicLong filesGone = new AtomicLong();
    private volatile String complaint = "";

    EventRetention(
            NodeSettings settings,
            NodeCounters counters,
            EventLog log,
            Faults faults,
            LongSupplier snapshotBytes) {
        this.settings = settings;
        this.counters = counters;
        this.log = log;
        this.retirement = new Retirement(log, settings.eventKeeping().archive());
        this.backfill = new Backfill(log, settings.eventKeeping().peers(), snapshotBytes);
        this.thread = new RoundThread("node-retention", this::run, ROUND_NS, faults);
    }

    void start() {
        thread.start();
    }

    /**
     * From now on the older of the snapshots that are kept is this one.
     *
     * @param eventNumber its last event, 0 where there are no two
     */
    void keepFrom(long eventNumber) {
        snapshotNumber = eventNumber;
    }

    KeptEvents figures() {
        return new KeptEvents(
                retirement.firstNumber(),
                counters.acknowledgedByAll(),
                filesGone.get(),
                retirement.archiveFreeBytes(),
                complaint);
    }

    @Override
    public void close() {
        backfill.close();
        retirement.close();
        thread.close();
    }

    private void run() {
        while (thread.isOpen()) {
            try {
                String unfilled = backfill.isDue() ? filling.run() : "";
                inspect();
                say(
                        Stream.of(unfilled, retiring.run(), damaged, roomIsShort())
                                .filter(what -> !what.isEmpty())
                                .findFirst()
                                .orElse(""));
            } catch (EventLogFault twoHistories) {
                // The log has told whom it has to tell: this member halts.
                LOG.log(System.Logger.Level.DEBUG, "no more is done here", twoHistories);
                return;
            } catch (RuntimeException failed) {
                say("event files are not looked after: " + failed);
            }
            thread.awaitNext();
        }
    }

    private String fill() throws IOException {
        String unfilled = backfill.run();
        if (unfilled.isEmpty()) {
            damaged = "";
        }
        return unfilled;
    }

    /** What is said of a hole that a start has found is not said twice. */
    private void inspect() {
        if (rounds++ % ROUNDS_A_FILE == 0 && log.opening().hole().isEmpty() && damaged.isEmpty()) {
            damaged = retirement.inspect();
        }
    }

    private String retire() throws IOException {
        if (mayComeBackBeforeTheFirst()) {
            return "";
        }
        long beforeNs = counters.machineTimeNs() - settings.eventKeeping().retention().toNanos();
        filesGone.addAndGet(
                retirement.run(
                        new Retirement.Bounds(
                                counters.acknowledgedByAll(), snapshotNumber, beforeNs),
                        backfill::isNowhere));
        return "";
    }

    /** What comes back must join what is here, so that the archive has no gap. */
    private boolean mayComeBackBeforeTheFirst() {
        return backfill.isDue()
                && log.opening()
                        .hole()
                        .filter(hole -> hole.first() < retirement.firstNumber())
                        .isPresent();
    }

    /** Nobody sees how full a folder is in which nobody looks. */
    private String roomIsShort() {
        long free = retirement.archiveFreeBytes();
        long need = FILES_OF_ROOM * settings.eventKeeping().fileBytes();
        return free < 0 || free >= need
                ? ""
                : "the archive of events has room for %d bytes only: take files away from %s"
                        .formatted(free, settings.eventKeeping().archive().orElseThrow());
    }

    private void say(String now) {
        if (!now.equals(complaint) && !now.isEmpty()) {
            LOG.log(System.Logger.Level.ERROR, now);
        }
        complaint = now;
    }
}
