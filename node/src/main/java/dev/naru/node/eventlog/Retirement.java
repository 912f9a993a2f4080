// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import dev.naru.node.eventlog.FileScan.Step;
import dev.naru.node.eventlog.Opening.Hole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Takes whole files out of an event log, the oldest first, once nobody needs them: into an archive,
 * or away. A file goes only when every byte of it belongs to the chain and the next file joins it,
 * so what is in the archive can be read from its first event to where the log goes on. For one
 * thread, which is not the machine's, but for {@link #close}.
 */
public final class Retirement implements AutoCloseable {
    private static final int COPY_BYTES = 1024 * 1024;

    private final EventLog log;
    private final EventFiles files;
    private final Optional<Path> archive;
    private final Disk disk;
    private long inspected;
    private volatile boolean closed;

    /**
     * Of this log's files.
     *
     * @param archive where they go, a folder that nobody else writes into; empty to delete them,
     *     after which no reader can begin with the first event any more
     */
    public Retirement(EventLog log, Optional<Path> archive) {
        this(log, archive, Disk.REAL);
    }

    Retirement(EventLog log, Optional<Path> archive, Disk disk) {
        this.log = log;
        this.files = log.files();
        this.archive = archive;
        this.disk = disk;
    }

    /**
     * What is not needed any more. A file goes when all three allow it.
     *
     * @param acknowledgedNumber every reader has this event and all before it
     * @param snapshotNumber the older of the snapshots that are kept names this event, which must
     *     stay; 0 for none
     * @param beforeNs events of this time, epoch nanoseconds, and younger ones stay
     */
    public record Bounds(long acknowledgedNumber, long snapshotNumber, long beforeNs) {}

    /**
     * Takes away what may go, one file after the other, until it is closed.
     *
     * @return how many files went
     * @throws IOException when one cannot go: it is damaged, or the archive has no room. It is
     *     where it was, or whole in the archive; nothing is lost, and the next call tries again
     */
    public int run(Bounds bounds) throws IOException {
        int gone = 0;
        while (!closed) {
            Optional<Long> first = files.first();
            Optional<Long> next = first.flatMap(files::afterFile);
            if (next.isEmpty() || !mayGo(next.get(), bounds)) {
                return gone;
            }
            checkWhole(first.get(), next.get());
            take(first.get());
            gone++;
        }
        return gone;
    }

    /** Ends {@link #run} after the file that it is at. For any thread. */
    @Override
    public void close() {
        closed = true;
    }

    /**
     * Looks through the oldest file that was not looked through yet, but for the one in use. So
     * damage from before the snapshot, at which a start does not look, is known before somebody
     * needs what is there. What is missing becomes a hole of the log.
     *
     * @return what is wrong with it, in a sentence; empty where nothing is, or nothing is left
     */
    public String inspect() {
        Optional<Long> first = files.afterFile(inspected);
        Optional<Long> next = first.flatMap(files::afterFile);
        if (next.isEmpty()) {
            return "";
        }
        inspected = first.get();
        String damaged = "event files are damaged: ";
        try {
            Optional<Bad> bad = badIn(first.get(), next.get());
            if (bad.isEmpty()) {
                return "";
            }
            damaged += bad.get().complaint();
            Optional<Hole> hole = MissingEvents.from(files, bad.get().number());
            if (hole.isPresent()) {
                log.missing(hole.get());
            }
            return damaged;
        } catch (IOException unusable) {
            return damaged + unusable.getMessage();
        }
    }

    /** The room where the archive is; -1 where there is none, or nothing is known. */
    public long archiveFreeBytes() {
        try {
            return archive.isPresent() ? disk.freeBytes(archive.get().toAbsolutePath()) : -1;
        } catch (IOException unknown) {
            return -1;
        }
    }

    /** The first event that is here, 1 before there is any. For any thread. */
    public long firstNumber() {
        return files.first().orElse(1L);
    }

    private boolean mayGo(long nextFirst, Bounds bounds) throws IOException {
        if (nextFirst - 1 > bounds.acknowledgedNumber() || nextFirst > bounds.snapshotNumber()) {
            return false;
        }
        // No event before this one is younger.
        try (FileScan scan = new FileScan(files.pathOf(nextFirst), nextFirst)) {
            return scan.next(nextFirst) == Step.EVENT && scan.record().timeNs() < bounds.beforeNs();
        }
    }

    private void checkWhole(long first, long nextFirst) throws IOException {
        Optional<Bad> bad = badIn(first, nextFirst);
        if (bad.isPresent()) {
            throw new IOException(bad.get().complaint());
        }
    }

    /** The first event that is not there, or not as it should be. */
    private record Bad(long number, String complaint) {}

    private Optional<Bad> badIn(long first, long nextFirst) throws IOException {
        try (EventCursor cursor = EventCursor.atFile(files, first)) {
            Step step = Step.EVENT;
            while (step == Step.EVENT && cursor.nextNumber() <= nextFirst) {
                step = cursor.next(nextFirst);
            }
            return step == Step.EVENT
                    ? Optional.empty()
                    : Optional.of(
                            new Bad(
                                    cursor.nextNumber(),
                                    cursor.complaint() + "; it stays in " + files.folder()));
        }
    }

    private void take(long first) throws IOException {
        Path file = files.pathOf(first);
        files.remove(first);
        try {
            if (archive.isPresent()) {
                archive(file, archive.get());
            } else {
                Files.delete(file);
            }
        } catch (IOException | RuntimeException failed) {
            // What has moved is in the archive, whatever came after.
            if (Files.exists(file)) {
                files.add(first);
            }
            throw failed;
        }
        disk.syncFolder(files.folder());
    }

    private void archive(Path file, Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                disk.syncFolder(parent);
            }
        }
        Path target = folder.resolve(file.getFileName());
        if (Files.exists(target)) {
            if (Files.isSameFile(file, target)) {
                throw new IOException(
                        "the archive of events must be another folder than that of the events: "
                                + folder);
            }
            // An earlier move was cut short between its two halves, or this is another log's.
            if (Files.mismatch(file, target) >= 0) {
                throw new IOException(
                        target + " is there already and is another file than " + file);
            }
            disk.syncFolder(folder);
            Files.delete(file);
            return;
        }
        try {
            disk.move(file, target);
            disk.syncFolder(folder);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            disk.requireRoom(folder, Files.size(file));
            copy(file, target);
            disk.syncFolder(folder);
            Files.delete(file);
        }
    }

    /** Under another name until it is whole and on that disk. */
    private void copy(Path file, Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                    LogFile to = disk.open(part, 0)) {
                ByteBuffer bytes = ByteBuffer.allocateDirect(COPY_BYTES);
                while (from.read(bytes) >= 0) {
                    to.write(bytes.flip());
                    bytes.clear();
                }
                to.sync();
            }
            if (Files.mismatch(file, part) >= 0) {
                throw new IOException(part + " is not what was copied from " + file);
            }
            disk.move(part, target);
        } catch (IOException failed) {
            Files.deleteIfExists(part);
            throw failed;
        }
    }
}
