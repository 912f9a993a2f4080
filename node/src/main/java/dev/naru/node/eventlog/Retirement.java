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
import java.util.function.LongPredicate;

/**
 * Takes whole files out of an event log, the oldest first, once nobody needs them: into an archive,
 * or away. A file goes only when every byte of it belongs to the chain and the next file joins it,
 * so what is in the archive can be read from its first event to where the log goes on; but where
 * nobody has what is missing, the rest does not wait for it until the disk is full. For one which
 * is not the machine's, but for {@link #close}.
 */
public final class Retirement implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Retirement.class.getName());
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
        return run(bounds, _ -> false);
    }

    /**
     * The same, past what is nowhere. A whole file before it goes like any other; one that is
     * damaged is put aside beside the others. What is missing then is a hole of the log, and stays
     * one, so that somebody finds out.
     *
     * @param isNowhere whether nobody has this event, the first that is missing or damaged here
     */
    public int run(Bounds bounds, LongPredicate isNowhere) throws IOException {
        int gone = 0;
        while (!closed) {
            Optional<Long> first = files.first();
            Optional<Long> next = first.flatMap(files::afterFile);
            if (next.isEmpty() || !mayGo(next.get(), bounds)) {
                return gone;
            }
            Optional<Bad> bad = badIn(first.get(), next.get());
            if (bad.isEmpty()) {
                take(first.get());
            } else {
                leave(bad.get(), isNowhere);
            }
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
        // No event before one is younger than it. Damage must not hide how old the others are.
        for (Optional<Long> file = Optional.of(nextFirst);
                file.isPresent();
                file = files.afterFile(file.get())) {
            try (FileScan scan = new FileScan(files.pathOf(file.get()), file.get())) {
                if (scan.next(file.get()) == Step.EVENT) {
                    return scan.record().timeNs() < bounds.beforeNs();
                }
            }
        }
        return false;
    }

    /**
     * The first event that is not there, or not as it should be.
     *
     * @param first of the file that was looked through
     * @param isBehind whether every byte of that file is good, and what comes behind it is not
     */
    private record Bad(long number, long first, boolean isBehind, String complaint) {}

    private void leave(Bad bad, LongPredicate isNowhere) throws IOException {
        Optional<Hole> hole = MissingEvents.from(files, bad.number());
        if (hole.isEmpty() || !isNowhere.test(bad.number())) {
            throw new IOException(bad.complaint() + "; it stays in " + files.folder());
        }
        long from = bad.isBehind() ? hole.get().first() : bad.first();
        LOG.log(
                System.Logger.Level.ERROR,
                "{0}: nobody has events {1} to {2}, and what is before them goes without",
                bad.complaint(),
                from,
                hole.get().last());
        log.missing(new Hole(from, hole.get().last(), hole.get().lastCrc()));
        if (bad.isBehind()) {
            take(bad.first());
        } else {
            files.setAside(bad.first());
            disk.syncFolder(files.folder());
        }
    }

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
                                    first,
                                    step == Step.END || cursor.fileFirstNumber() != first,
                                    cursor.complaint()));
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
            disk.requireRoom(folder, Files.size(file), Disk.RESERVE_BYTES);
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
