// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.core.SnapshotSink;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a snapshot into Aeron's archive as one stream of bytes: a header that names the last
 * event, the machine's own bytes, and a trailer with their count and CRC-32C. {@link
 * SnapshotReader} reads it.
 */
final class SnapshotWriter implements SnapshotSink {
    static final long MAGIC = 0x3150414E_5552414EL;
    static final int HEADER_BYTES = 3 * Long.BYTES;
    static final int TRAILER_BYTES = 2 * Long.BYTES;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final ExclusivePublication publication;
    private final IdleStrategy idle;
    private final ByteBuffer bytes =
            ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer chunk = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();
    private long total;

    SnapshotWriter(ExclusivePublication publication, IdleStrategy idle) {
        this.publication = publication;
        this.idle = idle;
    }

    /** Begins with the last event that the state contains, which must be synced by now. */
    void header(long eventNumber, int eventCrc) {
        bytes.putLong(MAGIC).putLong(eventNumber).putLong(eventCrc);
    }

    @Override
    public void write(DirectBuffer buffer, int offset, int length) {
        int written = 0;
        while (written < length) {
            if (!bytes.hasRemaining()) {
                offerChunk();
            }
            int part = Math.min(bytes.remaining(), length - written);
            buffer.getBytes(offset + written, bytes, bytes.position(), part);
            bytes.position(bytes.position() + part);
            written += part;
        }
        total += length;
    }

    /** Ends the stream, and says how many bytes of state it holds. */
    long trailer() {
        offerChunk();
        bytes.putLong(total).putLong(crc.getValue());
        offerChunk();
        return total;
    }

    private void offerChunk() {
        int length = bytes.position();
        crc.update(bytes.flip());
        idle.reset();
        while (true) {
            long result = publication.offer(chunk, 0, length);
            if (result > 0) {
                break;
            }
            // A recording that failed, as on a full disk, is closed, and nobody listens any more.
            if (result == Publication.NOT_CONNECTED
                    || result == Publication.CLOSED
                    || result == Publication.MAX_POSITION_EXCEEDED) {
                throw new IllegalStateException(
                        "the snapshot cannot be recorded: " + Publication.errorString(result));
            }
            idle.idle();
        }
        bytes.clear();
        // Also where nobody has to be waited for, the client of this thread wants its turn.
        idle.reset();
        idle.idle();
    }
}
