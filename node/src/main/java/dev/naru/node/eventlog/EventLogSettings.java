// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import dev.naru.protocol.eventlog.EventRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How an event log is kept.
 *
 * @param folder where its files lie; nothing else lies there
 * @param fileBytes a file that has reached this size is followed by the next one
 * @param stagingBytes memory that gathers events before they are written
 * @param syncEvery the longest time between a flush and its sync, but for the disk's own time
 * @param onFault hears of the first fault, on the thread that met it, also when nobody is
 *     appending; must be quick
 */
public record EventLogSettings(
        Path folder,
        long fileBytes,
        int stagingBytes,
        Duration syncEvery,
        Consumer<EventLogFault> onFault) {
    /** The least size of a file and of the staging memory. */
    public static final int LEAST_BYTES = EventRecord.MOST_BYTES;

    public EventLogSettings {
        if (fileBytes < LEAST_BYTES || stagingBytes < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "fileBytes and stagingBytes must be at least " + LEAST_BYTES);
        }
        if (syncEvery.isNegative() || syncEvery.isZero()) {
            throw new IllegalArgumentException("syncEvery must be positive");
        }
    }

    /** Files of 64 MiB, 1 MiB of staging, a sync every 50 ms; faults surface by exception only. */
    public static EventLogSettings of(Path folder) {
        return new EventLogSettings(
                folder, 64L * 1024 * 1024, 1024 * 1024, Duration.ofMillis(50), fault -> {});
    }

    /** With other files. */
    public EventLogSettings withFileBytes(long bytes) {
        return new EventLogSettings(folder, bytes, stagingBytes, syncEvery, onFault);
    }

    /** With another staging memory. */
    public EventLogSettings withStagingBytes(int bytes) {
        return new EventLogSettings(folder, fileBytes, bytes, syncEvery, onFault);
    }

    /** With another time between syncs. */
    public EventLogSettings withSyncEvery(Duration time) {
        return new EventLogSettings(folder, fileBytes, stagingBytes, time, onFault);
    }

    /** With somebody who hears of faults. */
    public EventLogSettings withOnFault(Consumer<EventLogFault> listener) {
        return new EventLogSettings(folder, fileBytes, stagingBytes, syncEvery, listener);
    }
}
