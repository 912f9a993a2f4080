// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

/**
 * The last event that a reader has dealt with. Stored with the effect, it is all that is needed to
 * go on.
 *
 * @param number the event's number, 0 for none yet
 * @param crc the CRC-32C of that event's record, 0 for none yet
 */
public record EventPosition(long number, int crc) {
    /** Before the first event. */
    public static final EventPosition START = new EventPosition(0, 0);
}
