// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.node.eventlog.EventLogSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a member keeps its event files, where they go then, and who can help out.
 *
 * @param fileBytes of one file
 * @param retention how old, in machine time, an event must be at the least before it goes; whatever
 *     a reader has not acknowledged stays however old it is
 * @param archive the folder into which files go; empty to delete them, after which nothing can be
 *     built again from the first event
 * @param peers the event servers of the other members, from which a hole is filled
 */
public record EventKeeping(
        long fileBytes, Duration retention, Optional<Path> archive, List<InetSocketAddress> peers) {
    private static final long STANDARD_FILE_BYTES = 64L * 1024 * 1024;
    private static final Duration STANDARD_RETENTION = Duration.ofDays(7);

    public EventKeeping {
        if (fileBytes < EventLogSettings.LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "fileBytes must be at least " + EventLogSettings.LEAST_BYTES);
        }
        if (retention.isNegative()) {
            throw new IllegalArgumentException("retention must not be negative");
        }
        peers = List.copyOf(peers);
    }

    /** Seven days, then into a folder of this member's own; nobody helps. */
    public static EventKeeping standard(Path folder) {
        return new EventKeeping(
                STANDARD_FILE_BYTES,
                STANDARD_RETENTION,
                Optional.of(folder.resolve("event-archive")),
                List.of());
    }

    /** The same with files of another size. */
    public EventKeeping withFileBytes(long bytes) {
        return new EventKeeping(bytes, retention, archive, peers);
    }

    /** The same for another time. */
    public EventKeeping withRetention(Duration time) {
        return new EventKeeping(fileBytes, time, archive, peers);
    }

    /** The same with another archive. */
    public EventKeeping withArchive(Optional<Path> folder) {
        return new EventKeeping(fileBytes, retention, folder, peers);
    }

    /** The same with these event servers of other members. */
    public EventKeeping withPeers(List<InetSocketAddress> servers) {
        return new EventKeeping(fileBytes, retention, archive, servers);
    }
}
