// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found when a log was opened, and what became of it. What {@link #needsAttention}
 * deserves an alarm.
 *
 * @param standing the worst that was found
 * @param lastNumber the last event that the files hold; never before the snapshot's
 * @param hole the numbers that are missing, if any: they are served by other members only, until
 *     they have filled it
 * @param cutBytes how many bytes behind the last good event were cut off
 * @param findings what was bad or put aside, in sentences
 */
public record Opening(
        Standing standing,
        long lastNumber,
        Optional<Hole> hole,
        long cutBytes,
        List<String> findings) {
    /** Nothing was opened yet. */
    public static final Opening NOTHING =
            new Opening(Standing.WHOLE, 0, Optional.empty(), 0, List.of());

    public Opening {
        findings = List.copyOf(findings);
    }

    /** Whether events are missing or damaged that were on disk once. */
    public boolean needsAttention() {
        return switch (standing) {
            case WHOLE, CUT, FILLED -> false;
            case SHORT, DAMAGED -> true;
        };
    }

    /** How the files were. */
    public enum Standing {
        /** Every byte is good. */
        WHOLE,
        /**
         * The end behind the snapshot was torn and is cut off, as after a crash. Those events are
         * derived again.
         */
        CUT,
        /**
         * The files end before the snapshot's number, though these events were synced once: files
         * are lost, or the snapshot came from another member.
         */
        SHORT,
        /** What was synced before the snapshot is there, but is damaged. */
        DAMAGED,
        /** What was missing or damaged came back from another member. */
        FILLED
    }

    /** The same with a hole that was found later, or is larger than it was. */
    Opening missing(Hole found) {
        List<String> more = new ArrayList<>(findings);
        if (hole.isEmpty()) {
            more.add(found.sentence());
        }
        return new Opening(
                needsAttention() ? standing : Standing.DAMAGED,
                lastNumber,
                Optional.of(found),
                cutBytes,
                more);
    }

    /** The same after a hole was filled, but for what is left of it. */
    Opening filled(Optional<Hole> left) {
        return new Opening(
                left.isPresent() ? standing : Standing.FILLED,
                lastNumber,
                left,
                cutBytes,
                findings);
    }

    /**
     * Numbers that this log does not hold, or not in one piece.
     *
     * @param first the first of them
     * @param last the last of them
     * @param lastCrc of the last one's record, as the snapshot or the event after it names it
     */
    public record Hole(long first, long last, int lastCrc) {
        String sentence() {
            return "events " + first + " to " + last + " are not here";
        }
    }
}
