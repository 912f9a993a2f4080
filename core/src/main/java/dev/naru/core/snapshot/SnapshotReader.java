// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.snapshot;

import static dev.naru.core.snapshot.SnapshotWriter.CONTENT_AT;
import static dev.naru.core.snapshot.SnapshotWriter.CRC_BYTES;
import static dev.naru.core.snapshot.SnapshotWriter.FRAME_BYTES;
import static dev.naru.core.snapshot.SnapshotWriter.FRAME_NUMBER_AT;
import static dev.naru.core.snapshot.SnapshotWriter.LENGTH_AT;
import static dev.naru.core.snapshot.SnapshotWriter.ORDER;
import static dev.naru.core.snapshot.SnapshotWriter.SECTION_AT;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads what {@link SnapshotWriter} wrote. A frame's checksum is verified before a byte of it is
 * believed, so that damage is named and never taken for state.
 */
public final class SnapshotReader {
    /** Where the frames come from. */
    public interface Input {
        /** Gives exactly this many bytes, or throws. */
        void read(MutableDirectBuffer into, int offset, int length);
    }

    private final Input input;
    private final ByteBuffer bytes = ByteBuffer.allocate(FRAME_BYTES);
    private final UnsafeBuffer frame = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();
    private Section section = Section.HEADER;
    private long nextFrameNumber;
    private int position = CONTENT_AT;
    private int end = CONTENT_AT;

    public SnapshotReader(Input input) {
        this.input = input;
    }

    /**
     * Ends the section before, which must have been read completely, and begins this one.
     *
     * @throws SnapshotDamaged when anything of the section before is left
     */
    public void begin(Section next) {
        require(position == end, "has more in it than its counts say");
        section = next;
    }

    /**
     * Reads the snapshot's end.
     *
     * @throws SnapshotDamaged when this is not the end
     */
    public void end() {
        begin(Section.END);
        readFrame();
        require(end == CONTENT_AT, "has something in it");
    }

    /** Reads 8 bits, as 0 to 255. */
    public int getByte() {
        return frame.getByte(advance(Byte.BYTES)) & 0xFF;
    }

    /** Reads 32 bits. */
    public int getInt() {
        return frame.getInt(advance(Integer.BYTES), ORDER);
    }

    /** Reads 64 bits. */
    public long getLong() {
        return frame.getLong(advance(Long.BYTES), ORDER);
    }

    /** Reads a number of things. */
    public int getCount(int most) {
        int count = getInt();
        require(count >= 0 && count <= most, "counts " + count + ", not 0 to " + most);
        return count;
    }

    /** Reads a text. */
    public String getText() {
        int length = getByte();
        byte[] ascii = new byte[length];
        frame.getBytes(advance(length), ascii);
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    /** Reads bytes as they are. */
    public void getBytes(MutableDirectBuffer into, int offset, int length) {
        into.putBytes(offset, frame, advance(length), length);
    }

    /** Reads one of these, which was written as its ordinal. */
    public <E extends Enum<E>> E getOneOf(E[] values) {
        int ordinal = getByte();
        require(ordinal < values.length, "has " + ordinal + " for one of " + values.length);
        return values[ordinal];
    }

    /**
     * Refuses the snapshot.
     *
     * @throws SnapshotDamaged when the condition is false, naming the section and frame
     */
    public void require(boolean condition, String complaint) {
        if (!condition) {
            throw new SnapshotDamaged(
                    "snapshot section "
                            + section
                            + ", frame "
                            + (nextFrameNumber - 1)
                            + " "
                            + complaint);
        }
    }

    private int advance(int length) {
        if (position == end && length > 0) {
            readFrame();
        }
        require(length <= end - position, "ends in the middle of a value");
        int at = position;
        position += length;
        return at;
    }

    private void readFrame() {
        input.read(frame, 0, CONTENT_AT);
        nextFrameNumber++;
        int length = frame.getInt(LENGTH_AT, ORDER);
        require(
                length >= 0 && length <= FRAME_BYTES - CONTENT_AT - CRC_BYTES,
                "has an impossible length");
        input.read(frame, CONTENT_AT, length + CRC_BYTES);
        end = CONTENT_AT + length;
        crc.reset();
        crc.update(bytes.array(), 0, end);
        require(frame.getInt(end, ORDER) == (int) crc.getValue(), "fails its checksum");
        require(
                frame.getLong(FRAME_NUMBER_AT, ORDER) == nextFrameNumber - 1,
                "is out of its place");
        require(frame.getInt(SECTION_AT, ORDER) == section.ordinal(), "is of another section");
        position = CONTENT_AT;
    }
}
