// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.client.EventHearing.Standing;
import dev.naru.protocol.codec.EventCodec;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All events from the first one on: from the members' event servers, and from the archive those
 * that the members have retired. One chain runs through both, and a reader is handed nothing that
 * does not follow what it has.
 *
 * <p>Nobody looks into the archive before a server has said that it does not have what comes next,
 * so whoever needs nothing from there is not concerned by what becomes of it.
 */
public final class ArchivedEvents implements EventSource {
    private static final Pattern NAME = Pattern.compile("(\\d{19})\\.events");
    private static final System.Logger LOG = System.getLogger(ArchivedEvents.class.getName());
    private static final int MOST_AT_ONCE = 10_000;

    /** How long servers may look for an event before the archive is looked at. */
    private static final Duration TURN = Duration.ofMillis(100);

    /** A look in vain may have read a whole file. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Path folder;
    private final EventSource live;
    private final long lookAgainNs;

    /**
     * Of this archive and these servers.
     *
     * @param folder into which a member retires its files; it may not be there, and may grow
     *     meanwhile
     */
    public ArchivedEvents(Path folder, EventSource live) {
        this(folder, live, LOOK_AGAIN);
    }

    ArchivedEvents(Path folder, EventSource live, Duration lookAgain) {
        this.folder = folder;
        this.live = live;
        this.lookAgainNs = lookAgain.toNanos();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Its {@link EventStream#poll} throws an {@link IllegalStateException} that names the place
     * when a file of the archive is damaged whose events no server has. A file or folder that
     * cannot be read is an alarm in the log, and is looked at again.
     */
    @Override
    public EventStream openAfter(EventPosition position) {
        return new Stream(position);
    }

    @Override
    public EventStream openAtHead() {
        return live.openAtHead();
    }

    /** First number of the file that holds this event if any does. */
    private Optional<Long> holding(long number) throws IOException {
        TreeSet<Long> firsts = new TreeSet<>();
        if (Files.notExists(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.events")) {
            for (Path file : found) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    firsts.add(Long.parseLong(name.group(1)));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return Optional.ofNullable(firsts.floor(number));
    }

    private Path pathOf(long firstNumber) {
        return folder.resolve("%019d.events".formatted(firstNumber));
    }

    private final class Stream implements EventStream {
        private final EventDecoder decoder = new EventCodec()::decode;
        private volatile EventPosition position;
        private volatile @Nullable EventStream served;
        private volatile long headNumber;
        private volatile boolean closed;
        private @Nullable ArchivedFile file;
        private long lookAtNs = System.nanoTime();
        private String complaint = "";

        Stream(EventPosition position) {
            this.position = position;
        }

        @Override
        public int poll(EventHandler handler, Duration wait) throws InterruptedException {
            if (closed || Thread.interrupted()) {
                throw new InterruptedException(closed ? "The stream is closed" : "Interrupted");
            }
            if (file == null) {
                int taken = pollServed(handler, wait);
                if (taken > 0 || file == null) {
                    return taken;
                }
            }
            return pollArchive(handler);
        }

        private int pollServed(EventHandler handler, Duration wait) throws InterruptedException {
            EventStream now = served == null ? serve() : served;
            boolean feeds = now.hearing().standing() == Standing.STREAMING;
            int taken = now.poll(handler, feeds || wait.compareTo(TURN) < 0 ? wait : TURN);
            position = now.position();
            if (taken == 0 && now.hearing().standing() == Standing.NOT_HERE) {
                look(now);
            }
            return taken;
        }

        private EventStream serve() {
            EventStream opened = live.openAfter(position);
            served = opened;
            if (closed) {
                opened.close();
            }
            return opened;
        }

        /** What no server has may have been retired. */
        private void look(EventStream now) {
            if (System.nanoTime() - lookAtNs < 0) {
                return;
            }
            file = find();
            if (file == null) {
                lookAtNs = System.nanoTime() + lookAgainNs;
                return;
            }
            headNumber = position.number() + now.lag();
            served = null;
            now.close();
        }

        private int pollArchive(EventHandler handler) {
            int taken = 0;
            while (taken < MOST_AT_ONCE && !closed) {
                ArchivedFile from = goOn();
                if (from == null) {
                    break;
                }
                EventPosition next = from.position();
                handler.onEvent(next, from.timeNs(), from.decode(decoder));
                from.pass();
                position = next;
                taken++;
            }
            return taken;
        }

        /** Stands before the next event, if the archive goes on. */
        private @Nullable ArchivedFile goOn() {
            ArchivedFile now = file;
            // Where this fails the servers are asked again, and what is here is looked at again.
            file = null;
            if (now != null && !isBeforeNext(now)) {
                long next = position.number() + 1;
                now = Files.exists(pathOf(next)) ? open(next) : null;
            }
            file = now;
            return now;
        }

        private boolean isBeforeNext(ArchivedFile now) {
            boolean isThere = false;
            try {
                isThere = now.isBefore(position);
            } catch (IOException unreadable) {
                complain(unreadable);
            } finally {
                if (!isThere) {
                    close(now);
                }
            }
            return isThere;
        }

        private @Nullable ArchivedFile find() {
            try {
                Optional<Long> first = holding(position.number() + 1);
                return first.isEmpty() ? null : open(first.get());
            } catch (IOException unreadable) {
                complain(unreadable);
                return null;
            }
        }

        private @Nullable ArchivedFile open(long first) {
            boolean isThere = false;
            ArchivedFile found;
            try {
                found = new ArchivedFile(pathOf(first), first);
            } catch (IOException unreadable) {
                complain(unreadable);
                return null;
            }
            try {
                isThere = found.seek(position);
                return isThere ? found : null;
            } catch (IOException unreadable) {
                complain(unreadable);
                return null;
            } finally {
                if (!isThere) {
                    close(found);
                }
            }
        }

        private void close(ArchivedFile over) {
            try {
                over.close();
            } catch (IOException unreadable) {
                complain(unreadable);
            }
        }

        private void complain(IOException unreadable) {
            String now = "the archive of events in " + folder + " cannot be read: " + unreadable;
            if (!now.equals(complaint)) {
                LOG.log(Level.ERROR, now);
            }
            complaint = now;
        }

        @Override
        public EventPosition position() {
            return position;
        }

        @Override
        public long lag() {
            return hearing().lag();
        }

        /** What the servers said before the archive was read is the least that there is to read. */
        @Override
        public EventHearing hearing() {
            EventStream now = served;
            long least = headNumber - position.number();
            if (now == null) {
                return new EventHearing(Standing.CONNECTING, Math.max(1, least), System.nanoTime());
            }
            EventHearing heard = now.hearing();
            return heard.standing() == Standing.STREAMING || heard.lag() >= least
                    ? heard
                    : new EventHearing(heard.standing(), least, heard.heardAtNs());
        }

        @Override
        public void close() {
            closed = true;
            EventStream now = served;
            if (now != null) {
                now.close();
            }
        }
    }
}
