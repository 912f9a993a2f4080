// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import io.aeron.exceptions.AeronException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.agrona.ErrorHandler;

/**
 * Hears of what goes wrong inside Aeron. Most of it Aeron mends by itself; what happens on the
 * service's thread is a fault, because a message of the log may have been skipped.
 */
final class ErrorLog {
    private static final System.Logger LOG = System.getLogger(ErrorLog.class.getName());
    private static final int KEPT = 4;

    private final Faults faults;
    private final AtomicLong count = new AtomicLong();

    /** What went wrong last, the newest at the end. */
    private final Deque<String> last = new ArrayDeque<>();

    ErrorLog(Faults faults) {
        this.faults = faults;
    }

    /**
     * For the driver. An {@link Error} is not mended: memory is at its end, or, as an
     * InternalError, a file that lies in memory met a full disk.
     */
    ErrorHandler mended() {
        return error -> {
            note(error);
            if (error instanceof Error) {
                faults.raise(error);
            }
        };
    }

    /**
     * For the archive and the consensus module. Beside files in this folder they open those of the
     * driver in memory, which may be gone when a peer is; their sockets are the driver's. What a
     * disk refused is not mended either. Aeron would end the recording, elect a leader anew and
     * record on; but a kernel tells of a sync that failed only once, and says of the next that it
     * succeeded, whatever was lost.
     */
    ErrorHandler stored(Path folder) {
        return error -> {
            Optional<IOException> disk = ofDisk(folder, error);
            if (disk.isPresent()) {
                note(error);
                faults.raise(new IllegalStateException(unusable(folder, disk.get()), error));
            } else {
                mended().onError(error);
            }
        };
    }

    /** For the service. */
    ErrorHandler fatal() {
        return error -> {
            note(error);
            if (!isWarning(error)) {
                faults.raise(error);
            }
        };
    }

    /**
     * Whose end is a fault. Aeron writes what went wrong into a file in memory before it tells the
     * handlers above; where that meets a full disk, the thread ends and they hear of nothing.
     */
    ThreadFactory threads() {
        return work -> {
            Thread thread = new Thread(work);
            thread.setUncaughtExceptionHandler((ended, error) -> fatal().onError(error));
            return thread;
        };
    }

    /** How often something went wrong. */
    long count() {
        return count.get();
    }

    /** What went wrong last, in its order: it may say why a part of Aeron has ended. */
    List<String> last() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    private void keep(Throwable error) {
        synchronized (last) {
            last.add(String.valueOf(error.getMessage()));
            if (last.size() > KEPT) {
                last.remove();
            }
        }
    }

    private void note(Throwable error) {
        if (faults.isClosing()) {
            LOG.log(System.Logger.Level.DEBUG, "while closing", error);
            return;
        }
        count.incrementAndGet();
        if (isWarning(error)) {
            LOG.log(System.Logger.Level.WARNING, error.getMessage());
        } else {
            keep(error);
            LOG.log(System.Logger.Level.ERROR, "reported by Aeron", error);
        }
    }

    /** What a disk refused. */
    private static Optional<IOException> ofDisk(Path folder, Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .filter(cause -> !isClosed(cause) && !isGoneElsewhere(folder, cause))
                .filter(IOException.class::isInstance)
                .map(IOException.class::cast)
                .findFirst();
    }

    /** The member ends. */
    private static boolean isClosed(Throwable cause) {
        return cause instanceof ClosedChannelException;
    }

    private static boolean isGoneElsewhere(Path folder, Throwable cause) {
        return cause instanceof NoSuchFileException gone
                && !Path.of(gone.getFile()).toAbsolutePath().startsWith(folder.toAbsolutePath());
    }

    private static String unusable(Path folder, IOException error) {
        return "the disk under %s failed (%s; %d bytes are free), so the log of commands cannot go on: nothing was acknowledged that is not on disk; make room, or mend the disk and mount it anew, then start again"
                .formatted(folder, error.getMessage(), folder.toFile().getUsableSpace());
    }

    private static boolean isWarning(Throwable error) {
        return error instanceof AeronException aeron
                && aeron.category() == AeronException.Category.WARN;
    }
}
