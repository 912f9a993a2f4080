// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.client.EventHearing.Standing;
import dev.naru.protocol.codec.EventCodec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All events from the first one on: those that the members have retired from the archive, and the
 * others from their event servers. One chain runs through both, and a reader is handed nothing that
 * does not follow what it has.
 *
 * <p>Where the archive does not have what comes next, this is the event servers alone.
 */
public final class ArchivedEvents implements EventSource {
    private static final Pattern NAME = Pattern.compile("(\\d{19})\\.events");
    private static final int MOST_AT_ONCE = 10_000;

    private final Path folder;
    private final EventSource live;

    /**
     * Of this archive and these servers.
     *
     * @param folder into which a member retires its files; it may not be there, and may grow
     *     meanwhile
     */
    public ArchivedEvents(Path folder, EventSource live) {
        this.folder = folder;
        this.live = live;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Its {@link EventStream#poll} throws an {@link IllegalStateException} that names the place
     * when a file of the archive is damaged.
     */
    @Override
    public EventStream openAfter(EventPosition position) {
        return new Stream(position);
    }

    @Override
    public EventStream openAtHead() {
        return live.openAtHead();
    }

    /** The file that holds this event if any does; named after its own first event. */
    private Optional<Long> holding(long number) {
        TreeMap<Long, Path> files = new TreeMap<>();
        if (Files.notExists(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.events")) {
            for (Path file : found) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    files.put(Long.parseLong(name.group(1)), file);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot look into " + folder, e);
        }
        return Optional.ofNullable(files.floorKey(number));
    }

    private Path pathOf(long firstNumber) {
        return folder.resolve("%019d.events".formatted(firstNumber));
    }

    private final class Stream implements EventStream {
        private final EventDecoder decoder = new EventCodec()::decode;
        private volatile EventPosition position;
        private volatile @Nullable EventStream served;
        private volatile boolean closed;
        private @Nullable ArchivedFile file;

        Stream(EventPosition position) {
            this.position = position;
        }

        @Override
        public int poll(EventHandler handler, Duration wait) throws InterruptedException {
            if (closed || Thread.interrupted()) {
                throw new InterruptedException(closed ? "The stream is closed" : "Interrupted");
            }
            if (served == null) {
                int taken = pollArchive(handler);
                if (taken > 0) {
                    return taken;
                }
                serve();
            }
            return pollServed(handler, wait);
        }

        private int pollServed(EventHandler handler, Duration wait) throws InterruptedException {
            EventStream now = served;
            if (now == null) {
                return 0;
            }
            int taken = now.poll(handler, wait);
            position = now.position();
            if (taken == 0 && now.hearing().standing() == Standing.NOT_HERE && isArchived()) {
                // It was retired meanwhile.
                served = null;
                now.close();
            }
            return taken;
        }

        private void serve() {
            EventStream opened = live.openAfter(position);
            served = opened;
            if (closed) {
                opened.close();
            }
        }

        /** Whether the archive has the next event, as far as a look at its file tells. */
        private boolean isArchived() {
            try (ArchivedFile found = find()) {
                return found != null;
            } catch (IOException e) {
                throw new IllegalStateException("Cannot read in " + folder, e);
            }
        }

        private int pollArchive(EventHandler handler) {
            try {
                int taken = 0;
                while (taken < MOST_AT_ONCE && !closed && goOn()) {
                    ArchivedFile from = file;
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
            } catch (IOException e) {
                throw new IllegalStateException("Cannot read in " + folder, e);
            }
        }

        /** Stands before the next event, if the archive has it. */
        private boolean goOn() throws IOException {
            if (file != null && file.isBefore(position)) {
                return true;
            }
            if (file != null) {
                file.close();
            }
            file = find();
            return file != null;
        }

        private @Nullable ArchivedFile find() throws IOException {
            Optional<Long> first = holding(position.number() + 1);
            if (first.isEmpty()) {
                return null;
            }
            ArchivedFile found = new ArchivedFile(pathOf(first.get()), first.get());
            try {
                if (found.seek(position)) {
                    return found;
                }
            } catch (IOException | RuntimeException e) {
                found.close();
                throw e;
            }
            found.close();
            return null;
        }

        @Override
        public EventPosition position() {
            return position;
        }

        @Override
        public long lag() {
            return hearing().lag();
        }

        /** In the archive the end is not in sight: there is one more at the least. */
        @Override
        public EventHearing hearing() {
            EventStream now = served;
            return now == null
                    ? new EventHearing(Standing.CONNECTING, 1, System.nanoTime())
                    : now.hearing();
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
