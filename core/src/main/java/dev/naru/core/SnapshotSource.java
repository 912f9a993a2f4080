// SPDX-License-Identifier: Apache-2.0
package dev.naru.core;

import org.agrona.MutableDirectBuffer;

/** Where a snapshot is read from, in the order in which it was written. */
public interface SnapshotSource {
    /**
     * Gives exactly the next {@code length} bytes, or throws when there are not as many. The
     * boundaries of writing need not be the boundaries of reading.
     */
    void read(MutableDirectBuffer into, int offset, int length);
}
