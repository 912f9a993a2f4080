// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.query;

/**
 * A stretch of time in which one member's position in one settlement group is looked at.
 *
 * @param fromNs epoch nanoseconds, whole microseconds
 * @param untilNs the first moment that does not count any more
 * @param lastEvent nothing that happened after this event counts
 */
public record PositionDay(
        int groupId, int participantId, long fromNs, long untilNs, long lastEvent) {}
