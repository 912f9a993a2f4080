// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Counts how often this process has files of one folder synced to disk, as the Java runtime itself
 * sees it. For measurements and proofs: it makes each sync a little dearer.
 */
public final class SyncCount implements AutoCloseable {
    private static final String FORCE = "jdk.FileForce";

    private final RecordingStream stream = new RecordingStream();
    private final AtomicLong count = new AtomicLong();
    private final String folder;

    private SyncCount(Path folder) {
        this.folder = folder.toAbsolutePath().normalize().toString();
        stream.enable(FORCE).withThreshold(Duration.ZERO).withoutStackTrace();
        stream.onEvent(FORCE, this::onForce);
        stream.startAsync();
    }

    /** Counts from now on. */
    public static SyncCount start(Path folder) {
        return new SyncCount(folder);
    }

    /** The number so far; what happened in the last second may be missing. */
    public long count() {
        return count.get();
    }

    /** Counts no more, and gives the number. */
    public long stop() {
        stream.stop();
        return count.get();
    }

    @Override
    public void close() {
        stream.close();
    }

    private void onForce(RecordedEvent event) {
        String path = event.getString("path");
        if (path != null && path.startsWith(folder)) {
            count.incrementAndGet();
        }
    }
}
