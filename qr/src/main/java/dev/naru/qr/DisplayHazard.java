// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** What a text may do to the screen that shows it. */
public enum DisplayHazard {
    /** Control characters and line ends: NUL, escape, new line. */
    CONTROL,
    /** Characters that turn the reading direction, so that a name reads as another one. */
    BIDIRECTIONAL,
    /** Characters that take no room, so that two names look the same. */
    INVISIBLE,
    /** Private or unassigned characters, which every font shows differently. */
    UNPRINTABLE
}
