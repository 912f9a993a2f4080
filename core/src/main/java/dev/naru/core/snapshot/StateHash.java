// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.snapshot;

import org.agrona.DirectBuffer;

/**
 * A 64-bit hash over a snapshot's frames: equal for equal states, and different for different ones
 * except by a chance of about one in 2^64. It is no defence against somebody who wants two states
 * to look alike.
 */
public final class StateHash implements SnapshotWriter.Output {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private long hash;

    @Override
    public void write(DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        int position = offset;
        for (; position + Long.BYTES <= end; position += Long.BYTES) {
            mix(buffer.getLong(position, SnapshotWriter.ORDER));
        }
        for (; position < end; position++) {
            mix(buffer.getByte(position));
        }
        mix(length);
    }

    /** The hash of all that was written. */
    public long value() {
        return hash;
    }

    private void mix(long word) {
        long mixed = (hash ^ word) * MULTIPLIER;
        hash = mixed ^ (mixed >>> 29);
    }
}
