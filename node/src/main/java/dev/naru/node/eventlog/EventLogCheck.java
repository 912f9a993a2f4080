// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import dev.naru.node.eventlog.FileScan.Step;
import dev.naru.protocol.eventlog.EventRecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Reads an event log's folder from its first byte to its last while no node is using it. */
public final class EventLogCheck {
    private EventLogCheck() {}

    /**
     * What lies in a folder, up to the first damage.
     *
     * @param firstNumber of the good events, 0 when there are none
     * @param lastNumber of the good events, 0 when there are none
     * @param count of the good events
     * @param lastCrc of the last good event's record
     * @param damage where the chain ends too early, if it does: a gap, a repeat or a bad byte
     */
    public record Report(
            long firstNumber, long lastNumber, long count, int lastCrc, Optional<Damage> damage) {
        /** Whether every byte belongs to one chain without gap or repeat. */
        public boolean isWhole() {
            return damage.isEmpty();
        }
    }

    /**
     * The first place that is not right.
     *
     * @param file where
     * @param offset bytes in that file that are good
     * @param number the event that should be there
     * @param sentence what is there instead
     */
    public record Damage(Path file, long offset, long number, String sentence) {}

    /** Takes events one by one. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes one event.
         *
         * @param number its number
         * @param timeNs cluster time, epoch nanoseconds
         * @param buffer holds the encoded event until this method returns
         * @param offset of the event in the buffer
         * @param length of the event
         */
        void visit(long number, long timeNs, DirectBuffer buffer, int offset, int length);
    }

    /** Checks every record of a folder. */
    public static Report verify(Path folder) throws IOException {
        return visit(folder, (number, timeNs, buffer, offset, length) -> {});
    }

    /** Checks every record of a folder, and hands over the good ones on the way. */
    public static Report visit(Path folder, Visitor visitor) throws IOException {
        EventFiles files = EventFiles.list(folder);
        Optional<Long> first = files.first();
        if (first.isEmpty()) {
            return new Report(0, 0, 0, 0, Optional.empty());
        }
        try (EventCursor cursor = EventCursor.atFile(files, first.get())) {
            Step step = cursor.next(Long.MAX_VALUE);
            while (step == Step.EVENT) {
                EventRecordReader record = cursor.record();
                visitor.visit(
                        record.number(),
                        record.timeNs(),
                        record.buffer(),
                        record.payloadOffset(),
                        record.payloadLength());
                step = cursor.next(Long.MAX_VALUE);
            }
            return report(files, first.get(), cursor, step);
        }
    }

    private static Report report(EventFiles files, long first, EventCursor cursor, Step end) {
        long next = cursor.nextNumber();
        Optional<Long> later = files.afterFile(cursor.fileFirstNumber());
        Optional<String> wrong =
                end == Step.BAD
                        ? Optional.of(cursor.complaint())
                        : later.map(number -> "the next file begins with event " + number);
        Path file = files.pathOf(cursor.fileFirstNumber());
        Optional<Damage> damage =
                wrong.map(sentence -> new Damage(file, cursor.offset(), next, sentence));
        return next == first
                ? new Report(0, 0, 0, 0, damage)
                : new Report(first, next - 1, next - first, cursor.lastCrc(), damage);
    }
}
