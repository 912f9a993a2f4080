// SPDX-License-Identifier: Apache-2.0
package dev.naru.core;

import org.agrona.DirectBuffer;

/** Where a snapshot is written, in order. */
public interface SnapshotSink {
    /**
     * Takes the next bytes, and has copied them when it returns.
     *
     * @param length 1 to 65,536
     */
    void write(DirectBuffer buffer, int offset, int length);
}
