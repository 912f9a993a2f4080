// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import dev.naru.node.eventlog.FileScan.Step;
import dev.naru.node.eventlog.Opening.Hole;
import dev.naru.protocol.eventlog.EventAnswer;
import dev.naru.protocol.eventlog.EventRecord;
import dev.naru.protocol.eventlog.EventRecordReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Fills the hole that was found in a log with what other members have. What comes is written beside
 * the log, while there is room, and takes its place only when its chain joins at both ends: the
 * last good event before the hole, and what the snapshot or the event after it names. For one
 * thread, which is the one that also retires files, but for {@link #close}.
 */
public final class Backfill implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Backfill.class.getName());
    private static final String ENDING = ".filling";

    private final EventLog log;
    private final EventFiles files;
    private final Disk disk;
    private final long fileBytes;
    private final List<InetSocketAddress> peers;
    private final LongSupplier snapshotBytes;
    private volatile @Nullable PeerStream stream;
    private volatile boolean closed;
    private long nowhere;

    /**
     * Of this log.
     *
     * @param peers the event servers of the other members
     * @param snapshotBytes how much room a snapshot needs that would be begun now, which is left to
     *     it: one that meets a full disk stops the member
     */
    public Backfill(EventLog log, List<InetSocketAddress> peers, LongSupplier snapshotBytes) {
        this.log = log;
        this.files = log.files();
        this.disk = log.disk();
        this.fileBytes = log.settings().fileBytes();
        this.peers = List.copyOf(peers);
        this.snapshotBytes = snapshotBytes;
    }

    /**
     * Takes away what a stop in the middle has left. On a full disk a member needs that room to
     * start, so before anything else is written.
     */
    public static void sweep(Path eventFolder) throws IOException {
        if (Files.notExists(eventFolder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(eventFolder, "*" + ENDING)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /** Whether there is a hole and somebody who could fill it. For any thread. */
    public boolean isDue() {
        return log.opening().hole().isPresent() && !peers.isEmpty() && !closed;
    }

    /**
     * Whether nobody has the hole that begins with this event: there is no other member, or the
     * last run found that all of them have retired it. For the thread that runs it.
     */
    public boolean isNowhere(long first) {
        return peers.isEmpty() || nowhere == first;
    }

    /** Ends {@link #run} soon. For any thread. */
    @Override
    public void close() {
        closed = true;
        PeerStream now = stream;
        if (now != null) {
            now.close();
        }
    }

    /**
     * Asks one member after the other and fills the hole from the first that has it all; where all
     * have retired its beginning, from where theirs begin. Where all have retired all of it and
     * nothing older is here, there is none any more.
     *
     * @return what could not be done this time, in a sentence; empty when the hole is filled
     * @throws EventLogFault when a member's chain does not join: two histories. The log is as it
     *     was
     * @throws IOException when this member's own disk does not do what it should, or is too full
     */
    public String run() throws IOException {
        try {
            return runNow(log.opening().hole().orElseThrow());
        } finally {
            sweep(files.folder());
        }
    }

    private String runNow(Hole hole) throws IOException {
        Edge edge = edgeBefore(hole);
        List<String> failures = new ArrayList<>();
        @Nullable InetSocketAddress latecomer = null;
        int beginLater = 0;
        int beginBehind = 0;
        Tail beginning = new Tail(Long.MAX_VALUE, 0);
        for (InetSocketAddress peer : peers) {
            if (closed) {
                return "closed";
            }
            try (PeerStream open = open(peer)) {
                EventAnswer answer = open.ask(edge.before());
                switch (answer.verdict()) {
                    case STREAM -> {
                        fill(open, hole, edge);
                        return "";
                    }
                    case DIVERGED ->
                            throw log.broken(
                                    "event "
                                            + edge.before().number()
                                            + " here is another than at "
                                            + open
                                            + ": two histories");
                    case AHEAD -> failures.add(open + " is not as far");
                    case NOT_HERE -> {
                        failures.add(open + " begins behind event " + answer.afterNumber());
                        beginLater++;
                        beginBehind += answer.afterNumber() >= hole.last() ? 1 : 0;
                        if (answer.afterNumber() < beginning.number()
                                && answer.afterNumber() < hole.last()
                                && (answer.afterNumber() >= hole.first() || edge.isUnknown())) {
                            latecomer = peer;
                            beginning = new Tail(answer.afterNumber(), answer.crc());
                        }
                    }
                }
            } catch (PeerFailed failed) {
                failures.add(failed.getMessage());
            }
        }
        nowhere = beginBehind == peers.size() ? hole.first() : 0;
        if (beginBehind == peers.size() && files.holding(hole.last()).isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "all others have retired: {0}", hole.sentence());
            log.filled(Optional.empty());
            return "";
        }
        if (latecomer != null && beginLater == peers.size()) {
            return fillFrom(latecomer, beginning, hole, failures);
        }
        return "the hole from event "
                + hole.first()
                + " to "
                + hole.last()
                + " is not filled: "
                + String.join("; ", failures);
    }

    private String fillFrom(
            InetSocketAddress peer, Tail beginning, Hole hole, List<String> failures)
            throws IOException {
        try (PeerStream open = open(peer)) {
            if (open.ask(beginning).verdict() == EventAnswer.Verdict.STREAM) {
                long first = Math.max(hole.first(), beginning.number() + 1);
                fill(open, hole, new Edge(beginning, first, 0));
                return "";
            }
            return open + " has changed its mind";
        } catch (PeerFailed failed) {
            failures.add(failed.getMessage());
            return String.join("; ", failures);
        }
    }

    /**
     * Where the good part ends.
     *
     * @param before the last good event before what is asked for
     * @param fileFirst first number of the file that is written again
     * @param goodBytes how many bytes of that file are good and are kept
     */
    private record Edge(Tail before, long fileFirst, long goodBytes) {
        /** Whether nothing is here of what was before. */
        boolean isUnknown() {
            return before.number() == 0;
        }
    }

    private Edge edgeBefore(Hole hole) throws IOException {
        long last = hole.first() - 1;
        Optional<Long> holding = files.holding(last);
        if (last == 0 || holding.isEmpty()) {
            // Whoever has retired what was before says so, and where it begins.
            return new Edge(new Tail(0, 0), last == 0 ? 1 : hole.first(), 0);
        }
        try (EventCursor cursor = EventCursor.atFile(files, holding.get())) {
            while (cursor.nextNumber() <= last) {
                if (cursor.next(last) != Step.EVENT) {
                    throw new IOException(cursor.complaint());
                }
            }
            Tail before = new Tail(last, cursor.lastCrc());
            long size = Files.size(files.pathOf(holding.get()));
            return size > cursor.offset()
                    ? new Edge(before, holding.get(), cursor.offset())
                    : new Edge(before, hole.first(), 0);
        }
    }

    private void fill(PeerStream from, Hole hole, Edge edge) throws IOException, PeerFailed {
        List<Long> firsts = new ArrayList<>();
        Tail last = edge.before();
        LogFile file = begin(firsts, edge.fileFirst());
        try {
            long bytes = keep(edge, file);
            ByteBuffer copy = ByteBuffer.allocate(EventRecord.MOST_BYTES);
            while (last.number() < hole.last()) {
                EventRecordReader record = from.next(last, this::apart);
                last = new Tail(record.number(), record.crc());
                if (record.number() < edge.fileFirst()) {
                    continue;
                }
                if (bytes >= fileBytes) {
                    file.sync();
                    file.close();
                    file = begin(firsts, record.number());
                    bytes = 0;
                }
                record.copyTo(copy.array(), 0);
                file.write(copy.clear().limit(record.size()));
                bytes += record.size();
            }
            file.sync();
        } finally {
            file.close();
        }
        if (last.crc() != hole.lastCrc()) {
            throw log.broken(
                    "event "
                            + last.number()
                            + " at "
                            + from
                            + " is not the one that the snapshot names, or the event after it: two"
                            + " histories");
        }
        show(hole, edge, firsts);
        LOG.log(
                System.Logger.Level.INFO,
                "the hole from event {0} to {1} is filled from {2}, from event {3} on",
                hole.first(),
                hole.last(),
                from,
                firsts.getFirst());
    }

    private EventLogFault apart(String place) {
        return log.broken(place);
    }

    private LogFile begin(List<Long> firsts, long first) throws IOException {
        disk.requireRoom(
                files.folder(),
                fileBytes + EventRecord.MOST_BYTES,
                Math.max(Disk.RESERVE_BYTES, snapshotBytes.getAsLong()));
        firsts.add(first);
        return disk.open(filling(first), 0);
    }

    /** The good beginning of a file that is damaged further on. */
    private long keep(Edge edge, LogFile file) throws IOException {
        if (edge.goodBytes() == 0) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.allocate(EventRecord.MOST_BYTES);
        try (FileChannel from =
                FileChannel.open(files.pathOf(edge.fileFirst()), StandardOpenOption.READ)) {
            long at = 0;
            while (at < edge.goodBytes()) {
                bytes.clear().limit((int) Math.min(bytes.capacity(), edge.goodBytes() - at));
                int read = from.read(bytes, at);
                if (read < 0) {
                    throw new IOException(files.pathOf(edge.fileFirst()) + " has become shorter");
                }
                file.write(bytes.flip());
                at += read;
            }
        }
        return edge.goodBytes();
    }

    /** What was damaged is put aside, not destroyed. */
    private void show(Hole hole, Edge edge, List<Long> firsts) throws IOException {
        disk.syncFolder(files.folder());
        long first = firsts.getFirst();
        if (first < hole.first()) {
            // Should this stop half-way, the good part of a damaged file is away, too.
            log.missing(new Hole(first, hole.last(), hole.lastCrc()));
        }
        for (Optional<Long> old = files.afterFile(first - 1);
                old.isPresent() && old.get() <= hole.last();
                old = files.afterFile(first - 1)) {
            files.setAside(old.get());
        }
        for (long each : firsts) {
            disk.move(filling(each), files.pathOf(each));
            files.add(each);
        }
        disk.syncFolder(files.folder());
        boolean isWhole = first <= hole.first() || files.first().orElseThrow() == first;
        log.filled(
                isWhole
                        ? Optional.empty()
                        : Optional.of(new Hole(hole.first(), first - 1, edge.before().crc())));
    }

    private Path filling(long first) {
        Path file = files.pathOf(first);
        return file.resolveSibling(file.getFileName() + ENDING);
    }

    private PeerStream open(InetSocketAddress peer) throws PeerFailed {
        PeerStream opened = PeerStream.open(peer);
        stream = opened;
        if (closed) {
            opened.close();
        }
        return opened;
    }

    /** Another member could not help this time. */
    static final class PeerFailed extends Exception {
        private static final long serialVersionUID = 1L;

        PeerFailed(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }
}
