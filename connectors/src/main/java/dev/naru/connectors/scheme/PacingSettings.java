// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

/**
 * How much a link is given to do at once.
 *
 * @param inFlight messages that may wait for their answer at the same time, at least 1
 * @param perSecond messages that may begin in a second on average, at least 1
 * @param burst messages that may begin at once after a quiet time, at least 1
 */
public record PacingSettings(int inFlight, int perSecond, int burst) {
    /** 256 at once, 1,000 a second, 200 in a burst. */
    public static final PacingSettings STANDARD = new PacingSettings(256, 1_000, 200);

    public PacingSettings {
        if (inFlight < 1 || perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("inFlight, perSecond and burst must be at least 1");
        }
    }
}
