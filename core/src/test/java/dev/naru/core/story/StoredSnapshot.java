// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

import dev.naru.core.Machine;
import dev.naru.core.SnapshotSink;
import dev.naru.core.SnapshotSource;
import java.io.ByteArrayOutputStream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A snapshot kept in memory. */
public final class StoredSnapshot implements SnapshotSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A machine's state, now. */
    public static StoredSnapshot of(Machine machine) {
        StoredSnapshot snapshot = new StoredSnapshot();
        machine.writeSnapshot(snapshot);
        return snapshot;
    }

    @Override
    public void write(DirectBuffer buffer, int offset, int length) {
        byte[] chunk = new byte[length];
        buffer.getBytes(offset, chunk);
        bytes.writeBytes(chunk);
    }

    /** All of it. */
    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** To read it from the beginning. */
    public SnapshotSource source() {
        return sourceOf(toBytes());
    }

    /** To read these bytes from the beginning. */
    public static SnapshotSource sourceOf(byte[] content) {
        return new SnapshotSource() {
            private int position;

            @Override
            public void read(MutableDirectBuffer into, int offset, int length) {
                if (length > content.length - position) {
                    throw new IllegalStateException("the snapshot's bytes are at their end");
                }
                into.putBytes(offset, content, position, length);
                position += length;
            }
        };
    }
}
