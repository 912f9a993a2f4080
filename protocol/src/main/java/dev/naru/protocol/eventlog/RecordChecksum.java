// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.eventlog;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Computes the CRC-32C of records that lie in one buffer. */
final class RecordChecksum {
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer view;

    RecordChecksum(ByteBuffer memory) {
        view = memory.duplicate();
    }

    int of(int at, int alignedLength) {
        crc.reset();
        add(at + EventRecord.PREVIOUS_CRC_OFFSET, at + alignedLength);
        add(at, at + EventRecord.CRC_OFFSET);
        return (int) crc.getValue();
    }

    private void add(int from, int to) {
        view.limit(to).position(from);
        crc.update(view);
    }
}
