// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Syncs what has been written, on its own thread, some time after the first write since the last
 * sync. It sleeps while nothing is written. A sync that failed is never tried again: the system may
 * have dropped the bytes and would then report success.
 */
final class Syncer implements AutoCloseable {
    private final Disk disk;
    private final Path folder;
    private final long everyNs;
    private final LongSupplier writtenNumber;
    private final Consumer<Throwable> onFailure;
    private final Thread thread = Thread.ofPlatform().name("event-sync").unstarted(this::run);
    private final Doorbell doorbell = new Doorbell(thread);
    private final ReentrantLock syncing = new ReentrantLock();
    private final Queue<LogFile> full = new ConcurrentLinkedQueue<>();
    private volatile LogFile current;
    private volatile boolean folderChanged = true;

    /** Under {@link #syncing}: what a sync that failed had taken on is not tried again. */
    private boolean hasFailed;

    private volatile boolean closing;
    private volatile long syncedNumber;

    /**
     * Does nothing before {@link #start}.
     *
     * @param current the file that is being written
     * @param writtenNumber the last event whose bytes were given to the files
     * @param onFailure hears once, on the thread of this syncer
     */
    Syncer(
            Disk disk,
            EventLogSettings settings,
            LogFile current,
            LongSupplier writtenNumber,
            Consumer<Throwable> onFailure) {
        this.disk = disk;
        this.folder = settings.folder();
        this.everyNs = settings.syncEvery().toNanos();
        this.current = current;
        this.writtenNumber = writtenNumber;
        this.onFailure = onFailure;
    }

    void start() {
        thread.start();
    }

    /** There is something to sync. Takes no lock. */
    void ring() {
        doorbell.ring();
    }

    /** From now on this file is written; the one before is synced once more and closed. */
    void follow(LogFile next) {
        LogFile before = current;
        folderChanged = true;
        full.add(before);
        current = next;
    }

    /** The last event that survives a power cut. */
    long syncedNumber() {
        return syncedNumber;
    }

    /**
     * Syncs on the caller's thread everything that was written before this call.
     *
     * @throws IOException also when an earlier sync has failed, on whichever thread
     */
    void syncNow() throws IOException {
        syncing.lock();
        try {
            if (hasFailed) {
                throw new IOException("an earlier sync has failed");
            }
            hasFailed = true;
            // In this order: bytes up to the target lie in files that are visible from here on.
            long target = writtenNumber.getAsLong();
            LogFile open = current;
            boolean openIsDone = false;
            for (LogFile file = full.poll(); file != null; file = full.poll()) {
                file.sync();
                file.close();
                openIsDone |= file.equals(open);
            }
            if (!openIsDone) {
                open.sync();
            }
            if (folderChanged) {
                folderChanged = false;
                disk.syncFolder(folder);
            }
            syncedNumber = Math.max(syncedNumber, target);
            hasFailed = false;
        } finally {
            syncing.unlock();
        }
    }

    /** Ends the thread and closes the files, without a last sync. */
    @Override
    public void close() throws IOException {
        closing = true;
        doorbell.ring();
        LockSupport.unpark(thread);
        joinThread();
        syncing.lock();
        try {
            Queue<LogFile> files = new ArrayDeque<>(full);
            full.clear();
            files.add(current);
            for (LogFile file : files) {
                file.close();
            }
        } finally {
            syncing.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                doorbell.await();
                if (closing) {
                    return;
                }
                syncNow();
                rest();
            }
        } catch (IOException | RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    private void rest() {
        long end = System.nanoTime() + everyNs;
        for (long left = everyNs; left > 0 && !closing; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private void joinThread() {
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
