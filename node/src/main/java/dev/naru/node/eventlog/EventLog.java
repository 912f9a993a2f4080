// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import dev.naru.node.eventlog.FileScan.Step;
import dev.naru.node.eventlog.Opening.Hole;
import dev.naru.protocol.eventlog.EventRecord;
import dev.naru.protocol.eventlog.EventRecordReader;
import dev.naru.protocol.eventlog.EventRecordWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The numbered events of one member: a chain of records in files. The service thread appends; one
 * other thread syncs; nothing that a reader does can slow either.
 *
 * <p>After a start the machine derives again what follows its snapshot. What the files have already
 * is then compared, not appended. {@link #append}, {@link #flush}, {@link #sync} and the getters
 * without another word are for the service thread alone, which nobody may interrupt: a {@link
 * java.nio.channels.FileChannel} would close.
 *
 * <p>Any {@link EventLogFault} is final: every later call throws it again, and the member must
 * halt.
 */
public final class EventLog implements AutoCloseable {
    private final EventLogSettings settings;
    private final Disk disk;
    private final EventFiles files;
    private volatile Opening opening;
    private final EventRecordWriter staging;
    private final Syncer syncer;
    private final AtomicReference<@Nullable EventLogFault> fault = new AtomicReference<>();
    private final long keptNumber;
    private LogFile file;
    private long fileBytes;
    private long lastNumber;
    private int lastCrc;
    private @Nullable EventCursor kept;
    private volatile Tail tail;
    private volatile Doorbell[] bells = {};

    private EventLog(EventLogSettings settings, Disk disk, EventFiles files, Tail snapshot)
            throws IOException {
        this.settings = settings;
        this.disk = disk;
        this.files = files;
        StartCheck.Result found = StartCheck.run(files, snapshot);
        this.opening = found.opening();
        MissingEvents.remember(files, disk, opening.hole());
        this.tail = found.end();
        this.keptNumber = found.end().number();
        this.lastNumber = snapshot.number();
        this.lastCrc = snapshot.crc();
        this.staging =
                new EventRecordWriter(
                        ByteBuffer.allocateDirect(settings.stagingBytes()), found.end().crc());
        this.fileBytes = found.lastFileBytes();
        this.file = disk.open(files.pathOf(found.lastFile()), fileBytes);
        files.add(found.lastFile());
        this.syncer = new Syncer(disk, settings, file, () -> tail.number(), this::syncFailed);
    }

    /** Opens a log with the usual settings; see {@link #open(EventLogSettings, long, int)}. */
    public static EventLog open(Path folder, long snapshotNumber, int snapshotCrc) {
        return open(EventLogSettings.of(folder), snapshotNumber, snapshotCrc);
    }

    /**
     * Opens a log, or begins one: checks the files from the one that holds the snapshot's number
     * and cuts them at the first bad record. {@link #opening} says what was found. This reads and
     * syncs all that was written since the snapshot, so it may take long, and may be done on
     * another thread than the one that appends later.
     *
     * @param snapshotNumber the last event of the snapshot that the machine starts from, 0 for none
     * @param snapshotCrc of that event's record, 0 for none
     * @throws EventLogFault when the files cannot be used, or tell another history than the
     *     snapshot
     */
    public static EventLog open(EventLogSettings settings, long snapshotNumber, int snapshotCrc) {
        return open(settings, new Tail(snapshotNumber, snapshotCrc), Disk.REAL);
    }

    static EventLog open(EventLogSettings settings, Tail snapshot, Disk disk) {
        try {
            createFolder(settings.folder(), disk);
            EventFiles files = EventFiles.list(settings.folder());
            EventLog log = new EventLog(settings, disk, files, snapshot);
            try {
                log.begin(snapshot);
            } catch (IOException | RuntimeException e) {
                log.release();
                throw e;
            }
            return log;
        } catch (IOException e) {
            throw new EventLogFault("Cannot open the event log in " + settings.folder(), e);
        }
    }

    /** What was found when this log was opened, and has become of it since. For any thread. */
    public Opening opening() {
        return opening;
    }

    /**
     * Takes the next event. When the files have it already, it is compared instead. It may stay in
     * memory until {@link #flush}.
     *
     * @param number exactly one more than {@link #lastNumber}
     * @param timeNs cluster time, epoch nanoseconds
     * @param encoded where the event's bytes lie; they are copied
     * @param length at most {@link EventRecord#MOST_PAYLOAD_BYTES}
     * @throws EventLogFault when it cannot be written, or is not the event that is on disk
     */
    public void append(long number, long timeNs, DirectBuffer encoded, int offset, int length) {
        checkFault();
        if (number != lastNumber + 1 || length < 0 || length > EventRecord.MOST_PAYLOAD_BYTES) {
            throw fail(
                    "Event "
                            + number
                            + " of "
                            + length
                            + " bytes cannot follow event "
                            + lastNumber,
                    null);
        }
        if (number <= keptNumber) {
            compare(number, timeNs, encoded, offset, length);
        } else {
            write(number, timeNs, encoded, offset, length);
        }
        lastNumber = number;
    }

    /** Hands to the files, and so to readers, what was appended. Between batches. */
    public void flush() {
        checkFault();
        if (staging.size() > 0) {
            writeStaging();
        }
    }

    /** Returns when everything appended survives a power cut. Before a snapshot. */
    public void sync() {
        flush();
        try {
            syncer.syncNow();
        } catch (IOException e) {
            throw fail("Cannot sync the event log in " + settings.folder(), e);
        }
    }

    /** The last event that the files held at the start; 0 for none. */
    public long keptNumber() {
        return keptNumber;
    }

    /** The last event that was appended or compared, or the snapshot's; 0 for none. */
    public long lastNumber() {
        return lastNumber;
    }

    /** The CRC of that event's record. */
    public int lastCrc() {
        return lastCrc;
    }

    /**
     * The last event that survives a power cut; may be beyond {@link #lastNumber} after a start.
     */
    public long syncedNumber() {
        return syncer.syncedNumber();
    }

    /** The last event that readers may see. For any thread. */
    public long visibleNumber() {
        return tail.number();
    }

    /** The first fault, if there was one. For any thread. */
    public Optional<EventLogFault> fault() {
        return Optional.ofNullable(fault.get());
    }

    /**
     * Flushes, syncs and closes; after a fault, only closes. A machine that broke in the middle of
     * a command must not do this but {@link #abandon}: what it appended is only half of that
     * command.
     */
    @Override
    public void close() {
        // An interrupt that waits to be seen would close the files before they are synced.
        boolean interrupted = Thread.interrupted();
        try {
            if (fault.get() == null) {
                sync();
            }
        } finally {
            release();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Closes without writing what is not written yet. For a machine that broke in the middle of a
     * command.
     */
    public void abandon() {
        release();
    }

    Tail tail() {
        return tail;
    }

    EventFiles files() {
        return files;
    }

    EventLogSettings settings() {
        return settings;
    }

    Disk disk() {
        return disk;
    }

    /** Events are missing, and are missed from now on until they are back. */
    void missing(Hole hole) throws IOException {
        opening = opening.missing(hole);
        MissingEvents.remember(files, disk, opening.hole());
    }

    /** A hole was filled, but for what is left. */
    void filled(Optional<Hole> left) throws IOException {
        opening = opening.filled(left);
        MissingEvents.remember(files, disk, left);
    }

    /** Ends this log: what was found about it says that it cannot be trusted. For any thread. */
    EventLogFault broken(String sentence) {
        return fail(sentence, null);
    }

    /**
     * The event before the first that is here, as that one names it. What is asked for from before
     * it is in the archive, or at another member.
     */
    Tail beginning() throws IOException {
        Optional<Long> first = files.first();
        if (first.isEmpty() || first.get() > tail.number()) {
            return tail;
        }
        try (FileScan scan = new FileScan(files.pathOf(first.get()), first.get())) {
            return scan.next(tail.number()) == Step.EVENT
                    ? new Tail(first.get() - 1, scan.record().previousCrc())
                    : tail;
        }
    }

    /** From now on this bell rings whenever there is more to see. */
    synchronized void attach(Doorbell bell) {
        Doorbell[] more = Arrays.copyOf(bells, bells.length + 1);
        more[bells.length] = bell;
        bells = more;
    }

    synchronized void detach(Doorbell bell) {
        bells = Arrays.stream(bells).filter(other -> other != bell).toArray(Doorbell[]::new);
    }

    private static void createFolder(Path folder, Disk disk) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null && Files.notExists(folder)) {
            Files.createDirectories(folder);
            disk.syncFolder(parent);
        }
    }

    private void begin(Tail snapshot) throws IOException {
        if (keptNumber > snapshot.number()) {
            kept =
                    switch (EventCursor.after(files, tail, snapshot.number(), snapshot.crc())) {
                        case EventCursor.Found.Place place -> place.cursor();
                        case EventCursor.Found.NotHere notHere ->
                                throw new EventLogFault(notHere.why());
                        case EventCursor.Found.Diverged _ ->
                                throw new EventLogFault("The snapshot is of another history");
                    };
        }
        syncFilesAfter(snapshot.number());
        syncer.syncNow();
        syncer.start();
    }

    /**
     * What a killed process wrote behind the snapshot may be in the system's memory only. One file
     * at a time: there may be more of them than can be open together.
     */
    private void syncFilesAfter(long number) throws IOException {
        Optional<Long> next = files.holding(Math.max(1, number));
        while (next.isPresent()) {
            long first = next.get();
            next = files.afterFile(first);
            if (next.isPresent()) {
                Path path = files.pathOf(first);
                try (LogFile full = disk.open(path, Files.size(path))) {
                    full.sync();
                }
            }
        }
    }

    private void write(long number, long timeNs, DirectBuffer encoded, int offset, int length) {
        if (!staging.hasRoomFor(length)) {
            writeStaging();
        }
        if (fileBytes + staging.size() >= settings.fileBytes()) {
            beginFile(number);
        }
        staging.event(number, timeNs, encoded, offset, length);
        lastCrc = staging.lastCrc();
    }

    private void compare(long number, long timeNs, DirectBuffer encoded, int offset, int length) {
        EventCursor cursor = Objects.requireNonNull(kept);
        try {
            if (cursor.next(keptNumber) != Step.EVENT) {
                throw fail("Event " + number + " was readable at the start and no longer is", null);
            }
            EventRecordReader found = cursor.record();
            boolean same =
                    found.timeNs() == timeNs
                            && found.payloadLength() == length
                            && equal(found, encoded, offset);
            if (!same) {
                throw fail(
                        "Event " + number + " was derived again and is not the one on disk", null);
            }
            lastCrc = found.crc();
            if (number == keptNumber) {
                kept = null;
                cursor.close();
            }
        } catch (IOException e) {
            throw fail("Cannot read event " + number + " in " + settings.folder(), e);
        }
    }

    private static boolean equal(EventRecordReader found, DirectBuffer encoded, int offset) {
        DirectBuffer there = found.buffer();
        int at = found.payloadOffset();
        for (int i = 0; i < found.payloadLength(); i++) {
            if (there.getByte(at + i) != encoded.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    private void writeStaging() {
        int bytes = staging.size();
        try {
            file.write(staging.written());
        } catch (IOException e) {
            throw fail("Cannot write events up to " + lastNumber + " to " + settings.folder(), e);
        }
        fileBytes += bytes;
        staging.clear();
        tail = new Tail(lastNumber, lastCrc);
        syncer.ring();
        for (Doorbell bell : bells) {
            bell.ring();
        }
    }

    private void beginFile(long firstNumber) {
        if (staging.size() > 0) {
            writeStaging();
        }
        try {
            file = disk.open(files.pathOf(firstNumber), 0);
        } catch (IOException e) {
            throw fail("Cannot begin a file for event " + firstNumber, e);
        }
        fileBytes = 0;
        files.add(firstNumber);
        syncer.follow(file);
    }

    private void checkFault() {
        EventLogFault before = fault.get();
        if (before != null) {
            throw new EventLogFault("The event log has failed before", before);
        }
    }

    private void syncFailed(Throwable cause) {
        fail("Cannot sync the event log in " + settings.folder(), cause);
    }

    private EventLogFault fail(String sentence, @Nullable Throwable cause) {
        String because = cause == null ? "" : ": " + cause.getMessage() + space();
        EventLogFault mine = new EventLogFault(sentence + because, cause);
        if (fault.compareAndSet(null, mine)) {
            settings.onFault().accept(mine);
        }
        return mine;
    }

    /** A full disk is the likeliest reason, so every message says how full it is. */
    private String space() {
        try {
            long free = Files.getFileStore(settings.folder()).getUsableSpace();
            return " (" + free + " bytes are free there)";
        } catch (IOException e) {
            return "";
        }
    }

    private void release() {
        try {
            if (kept != null) {
                kept.close();
            }
            syncer.close();
        } catch (IOException e) {
            throw new EventLogFault("Cannot close the event log in " + settings.folder(), e);
        }
    }
}
