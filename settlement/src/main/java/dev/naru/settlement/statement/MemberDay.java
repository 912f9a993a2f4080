// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.statement;

import dev.naru.projection.query.PositionDay;
import dev.naru.protocol.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * One day of one member in one settlement group. The day is the group's calendar day, from midnight
 * to midnight at its offset from UTC, and an item is of the day in which it was posted. Windows cut
 * the same items in another way: each item names its window.
 *
 * @param participant the member's code
 * @param asOf what the hub had done, and what time it was there, when the day was asked for
 */
public record MemberDay(
        Outcome.Group group, int participantId, String participant, LocalDate date, AsOf asOf) {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int SECONDS_A_MINUTE = 60;

    /**
     * A moment of the hub.
     *
     * @param eventNumber the last event that had happened
     * @param timeNs the machine's time, epoch nanoseconds
     */
    public record AsOf(long eventNumber, long timeNs) {}

    /** Whether anything can still be added to a day. */
    public enum Standing {
        /** Not yet begun. */
        FUTURE,
        /** Not yet over. */
        PRELIMINARY,
        /** Over: the file is the same whenever it is asked for. */
        FINAL
    }

    /** How the day stood when it was asked for. */
    public Standing standing() {
        if (asOf.timeNs() >= untilNs()) {
            return Standing.FINAL;
        }
        return asOf.timeNs() >= fromNs() ? Standing.PRELIMINARY : Standing.FUTURE;
    }

    /** Midnight. */
    public OffsetDateTime from() {
        return OffsetDateTime.of(date, LocalTime.MIDNIGHT, offset());
    }

    /** The next midnight. */
    public OffsetDateTime until() {
        return OffsetDateTime.of(date.plusDays(1), LocalTime.MIDNIGHT, offset());
    }

    /** A moment of the hub at the group's offset, to the microsecond. */
    OffsetDateTime at(long epochNs) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(epochNs, SECOND_NS), Math.floorMod(epochNs, SECOND_NS))
                .atOffset(offset());
    }

    /** The name of the file, without what says its form. */
    public String name() {
        String name = participant + "_" + group.code() + "_" + date;
        return standing() == Standing.FINAL ? name : name + "_until-event-" + asOf.eventNumber();
    }

    PositionDay position() {
        return new PositionDay(
                group.groupId(), participantId, fromNs(), untilNs(), asOf.eventNumber());
    }

    private ZoneOffset offset() {
        return ZoneOffset.ofTotalSeconds(group.utcOffsetMinutes() * SECONDS_A_MINUTE);
    }

    private long fromNs() {
        return from().toEpochSecond() * SECOND_NS;
    }

    private long untilNs() {
        return until().toEpochSecond() * SECOND_NS;
    }
}
