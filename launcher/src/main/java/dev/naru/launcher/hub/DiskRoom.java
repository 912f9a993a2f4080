// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import dev.naru.gateway.http.HealthReport.Part;
import dev.naru.gateway.http.HealthReport.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The room on the disk that the state is kept on. */
final class DiskRoom {
    /**
     * Below it somebody should look: a gibibyte of log may come before the next snapshot, and as
     * much has to stay behind the older of the two that are kept.
     */
    static final long LITTLE_BYTES = 4L << 30;

    private final FileStore store;

    /** Of the disk that a folder is on; the folder is made when it is missing. */
    DiskRoom(Path folder) {
        try {
            store = Files.getFileStore(Files.createDirectories(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What may still be written, bytes; -1 when the disk does not say. */
    long freeBytes() {
        try {
            return store.getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }

    /** What there is in all, bytes; -1 when the disk does not say. */
    long totalBytes() {
        try {
            return store.getTotalSpace();
        } catch (IOException e) {
            return -1;
        }
    }

    Part part() {
        return part(freeBytes(), totalBytes());
    }

    static Part part(long freeBytes, long totalBytes) {
        return new Part(
                "disk",
                freeBytes < LITTLE_BYTES ? Status.DEGRADED : Status.UP,
                Optional.empty(),
                Map.of("free_bytes", freeBytes, "total_bytes", totalBytes));
    }
}
