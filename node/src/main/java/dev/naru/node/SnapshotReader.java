// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.core.SnapshotSource;
import dev.naru.protocol.Invariant;
import io.aeron.Image;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads what {@link SnapshotWriter} wrote, and refuses anything else. */
final class SnapshotReader implements SnapshotSource {
    private static final int FRAGMENTS_A_POLL = 16;

    private final Image image;
    private final IdleStrategy idle;
    private final NodeCounters counters;
    private final FragmentHandler append = this::append;
    private final ExpandableArrayBuffer waiting = new ExpandableArrayBuffer(64 * 1024);
    private final CRC32C crc = new CRC32C();
    private final long eventNumber;
    private final int eventCrc;
    private int readLimit;
    private int readPosition;
    private long total;

    /** Reads the header. */
    SnapshotReader(Image image, IdleStrategy idle, NodeCounters counters) {
        this.image = image;
        this.idle = idle;
        this.counters = counters;
        UnsafeBuffer header = new UnsafeBuffer(new byte[SnapshotWriter.HEADER_BYTES]);
        take(header, 0, SnapshotWriter.HEADER_BYTES);
        Invariant.check(
                header.getLong(0, ByteOrder.LITTLE_ENDIAN) == SnapshotWriter.MAGIC,
                "a snapshot begins with its mark");
        eventNumber = header.getLong(Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        eventCrc = (int) header.getLong(2 * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    /** The last event that the state contains. */
    long eventNumber() {
        return eventNumber;
    }

    /** That event's CRC in the chain. */
    int eventCrc() {
        return eventCrc;
    }

    /** The bytes of state read so far. */
    long stateBytes() {
        return total;
    }

    @Override
    public void read(MutableDirectBuffer into, int offset, int length) {
        take(into, offset, length);
        total += length;
    }

    /**
     * Reads the trailer, after the machine has read all that it wrote.
     *
     * @throws Invariant.Broken when bytes are missing, left over or changed
     */
    void trailer() {
        long read = crc.getValue();
        UnsafeBuffer trailer = new UnsafeBuffer(new byte[SnapshotWriter.TRAILER_BYTES]);
        take(trailer, 0, SnapshotWriter.TRAILER_BYTES);
        Invariant.check(
                trailer.getLong(0, ByteOrder.LITTLE_ENDIAN) == total
                        && trailer.getLong(Long.BYTES, ByteOrder.LITTLE_ENDIAN) == read,
                "a snapshot is read back as it was written");
    }

    private void take(MutableDirectBuffer into, int offset, int length) {
        int taken = 0;
        while (taken < length) {
            if (readPosition == readLimit) {
                await();
            }
            int part = Math.min(readLimit - readPosition, length - taken);
            into.putBytes(offset + taken, waiting, readPosition, part);
            crc.update(waiting.byteArray(), readPosition, part);
            readPosition += part;
            taken += part;
        }
    }

    private void await() {
        readPosition = 0;
        readLimit = 0;
        idle.reset();
        while (readLimit == 0) {
            int fragments = image.poll(append, FRAGMENTS_A_POLL);
            if (fragments == 0 && (image.isEndOfStream() || image.isClosed())) {
                throw new IllegalStateException("the snapshot ends too early");
            }
            if (fragments == 0) {
                idle.idle();
            }
        }
        // Also where there is always more to read, the client of this thread wants its turn.
        idle.reset();
        idle.idle();
        counters.onStep();
    }

    @SuppressWarnings("UnusedVariable") // Aeron's signature
    private void append(DirectBuffer buffer, int offset, int length, Header header) {
        waiting.putBytes(readLimit, buffer, offset, length);
        readLimit += length;
    }
}
