// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import dev.naru.node.eventlog.FileScan.Step;
import dev.naru.protocol.eventlog.EventRecordReader;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads events in order across files, also while they grow. It ends before a hole. For one thread
 * that nobody interrupts.
 */
final class EventCursor implements AutoCloseable {
    private final EventFiles files;
    private FileScan scan;
    private long fileFirstNumber;

    private EventCursor(EventFiles files, long fileFirstNumber) throws IOException {
        this.files = files;
        this.fileFirstNumber = fileFirstNumber;
        this.scan = new FileScan(files.pathOf(fileFirstNumber), fileFirstNumber);
    }

    /** What became of a search for the place after an event. */
    sealed interface Found {
        /** The cursor's next event is the one after. */
        record Place(EventCursor cursor) implements Found {}

        /** The events after that one are not here. */
        record NotHere(String why) implements Found {}

        /** That event has another CRC here. */
        record Diverged() implements Found {}
    }

    /** Begins with the first event of a file. */
    static EventCursor atFile(EventFiles files, long firstNumber) throws IOException {
        return new EventCursor(files, firstNumber);
    }

    /**
     * Looks for the place after an event that is not beyond the tail.
     *
     * @param tail as of now
     * @param crc of that event
     */
    static Found after(EventFiles files, Tail tail, long number, int crc) throws IOException {
        if (number == tail.number() && crc != tail.crc()) {
            return new Found.Diverged();
        }
        Optional<Long> file = files.holding(number + 1);
        if (file.isEmpty()) {
            return new Found.NotHere("the first file begins later");
        }
        EventCursor cursor = new EventCursor(files, file.get());
        Found found;
        try {
            found = cursor.seek(tail, number, crc);
        } catch (IOException | RuntimeException e) {
            cursor.close();
            throw e;
        }
        if (!(found instanceof Found.Place)) {
            cursor.close();
        }
        return found;
    }

    private Found seek(Tail tail, long number, int crc) throws IOException {
        while (nextNumber() <= number) {
            if (scan.next(number) != Step.EVENT) {
                return new Found.NotHere("event " + nextNumber() + " is missing or damaged");
            }
        }
        if (fileFirstNumber <= number) {
            return scan.lastCrc() == crc ? new Found.Place(this) : new Found.Diverged();
        }
        return number == tail.number() ? chained(crc) : seekBeforeFirst(tail, crc);
    }

    /** The event lies in an older file, perhaps no longer here; the one after it names its CRC. */
    private Found seekBeforeFirst(Tail tail, int crc) throws IOException {
        if (scan.next(tail.number()) != Step.EVENT) {
            return new Found.NotHere("event " + nextNumber() + " is missing or damaged");
        }
        if (scan.record().previousCrc() != crc) {
            return new Found.Diverged();
        }
        reopen(fileFirstNumber);
        return chained(crc);
    }

    private Found chained(int crc) {
        scan.chainTo(crc);
        return new Found.Place(this);
    }

    /**
     * Goes on to the next event.
     *
     * @param limit the last number that is wholly written
     * @return END when there is none up to that limit; if {@link #nextNumber} is not beyond the
     *     limit then, a hole begins there
     */
    Step next(long limit) throws IOException {
        Step step = scan.next(limit);
        long next = nextNumber();
        if (step == Step.END && next <= limit && next > fileFirstNumber && files.beginsAt(next)) {
            int crc = scan.lastCrc();
            reopen(next);
            scan.chainTo(crc);
            return scan.next(limit);
        }
        return step;
    }

    /** The event that {@link #next} went on to. */
    EventRecordReader record() {
        return scan.record();
    }

    /** The number that the next event must have. */
    long nextNumber() {
        return scan.nextNumber();
    }

    /** The CRC of the last event gone over. */
    int lastCrc() {
        return scan.lastCrc();
    }

    /** First number of the file that it stands in. */
    long fileFirstNumber() {
        return fileFirstNumber;
    }

    /** Where in that file it stands. */
    long offset() {
        return scan.offset();
    }

    /** Why {@link #next} did not find the next event: file, place and reason. */
    String complaint() {
        String why = scan.complaint();
        return files.pathOf(fileFirstNumber).getFileName()
                + ": "
                + (why.isEmpty() ? "event " + nextNumber() + " is missing" : why);
    }

    /** Demands that the next event names this CRC as the one before. */
    void chainTo(int previousCrc) {
        scan.chainTo(previousCrc);
    }

    @Override
    public void close() throws IOException {
        scan.close();
    }

    private void reopen(long firstNumber) throws IOException {
        scan.close();
        scan = new FileScan(files.pathOf(firstNumber), firstNumber);
        fileFirstNumber = firstNumber;
    }
}
