// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

/** How the disk under an archive's recordings does, or what it feigns ({@link FailingDisk}). */
public enum DiskState {
    /** Whatever is written and synced is there. */
    WELL,

    /** Writes succeed, and {@value FailingDisk#NARROW_BYTES} bytes are said to be free. */
    NARROW,

    /** A part of the next write still fits, and nothing of any later one. */
    FULL,

    /** The next sync fails, and nothing is there of what it was to make durable. */
    SYNC_LOSES_ALL,

    /** The next sync fails, and what it was to make durable ends in the middle. */
    SYNC_LOSES_HALF,

    /** The next sync fails, and yet all is there that it was to make durable. */
    SYNC_LOSES_NOTHING
}
