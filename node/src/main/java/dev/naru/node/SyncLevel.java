// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

/** How far a command must be on this member's disk before it counts as written. */
public enum SyncLevel {
    /** Handed to the operating system only: lost when the machine loses power. For measuring. */
    NONE(0),
    /** The content of the files is synced. What a member alone needs. */
    CONTENT(1),
    /** The content and the file system's record of it are synced. */
    CONTENT_AND_METADATA(2);

    private final int aeronLevel;

    SyncLevel(int aeronLevel) {
        this.aeronLevel = aeronLevel;
    }

    /** Aeron's {@code fileSyncLevel}. */
    int aeronLevel() {
        return aeronLevel;
    }
}
