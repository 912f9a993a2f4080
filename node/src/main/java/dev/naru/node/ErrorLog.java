// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import io.aeron.exceptions.AeronException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
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

    private final Faults faults;
    private final AtomicLong count = new AtomicLong();

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
     * For the archive and the consensus module, which do no input or output but on files in this
     * folder; their sockets are the driver's. What a disk refused is not mended either. Aeron would
     * end the recording, elect a leader anew and record on; but a kernel tells of a sync that
     * failed only once, and says of the next that it succeeded, whatever was lost.
     */
    ErrorHandler stored(Path folder) {
        return error -> {
            Optional<IOException> disk = ofDisk(error);
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

    private void note(Throwable error) {
        if (faults.isClosing()) {
            LOG.log(System.Logger.Level.DEBUG, "while closing", error);
            return;
        }
        count.incrementAndGet();
        if (isWarning(error)) {
            LOG.log(System.Logger.Level.WARNING, error.getMessage());
        } else {
            LOG.log(System.Logger.Level.ERROR, "reported by Aeron", error);
        }
    }

    /** A file that was closed under a thread says nothing of the disk: the member ends. */
    private static Optional<IOException> ofDisk(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .filter(cause -> !(cause instanceof ClosedChannelException))
                .filter(IOException.class::isInstance)
                .map(IOException.class::cast)
                .findFirst();
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
