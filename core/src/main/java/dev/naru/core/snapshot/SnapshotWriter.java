// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes sections as frames of at most 64 KiB. A frame is, little-endian: its number from 0 (8
 * bytes), its section (4), the length of its content (4), the content, and the CRC-32C of all that
 * (4). No value is split between two frames.
 */
public final class SnapshotWriter {
    /** Where the frames go. */
    public interface Output {
        /** Takes one whole frame. */
        void write(DirectBuffer buffer, int offset, int length);
    }

    static final int FRAME_BYTES = 64 * 1024;
    static final int FRAME_NUMBER_AT = 0;
    static final int SECTION_AT = 8;
    static final int LENGTH_AT = 12;
    static final int CONTENT_AT = 16;
    static final int CRC_BYTES = 4;
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final Output output;
    private final ByteBuffer bytes = ByteBuffer.allocate(FRAME_BYTES);
    private final UnsafeBuffer frame = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();
    private Section section = Section.HEADER;
    private long frameNumber;
    private int position = CONTENT_AT;

    public SnapshotWriter(Output output) {
        this.output = output;
    }

    /** Ends the section before and begins this one. */
    public void begin(Section next) {
        flush();
        section = next;
    }

    /** Ends the snapshot. */
    public void end() {
        begin(Section.END);
        writeFrame();
    }

    /** Writes 8 bits. */
    public void putByte(int value) {
        frame.putByte(advance(Byte.BYTES), (byte) value);
    }

    /** Writes 32 bits. */
    public void putInt(int value) {
        frame.putInt(advance(Integer.BYTES), value, ORDER);
    }

    /** Writes 64 bits. */
    public void putLong(long value) {
        frame.putLong(advance(Long.BYTES), value, ORDER);
    }

    /** Writes a text of at most 255 ASCII characters. */
    public void putText(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        putByte(ascii.length);
        frame.putBytes(advance(ascii.length), ascii);
    }

    /** Writes these bytes as they are, at most some tens of thousands. */
    public void putBytes(DirectBuffer from, int offset, int length) {
        frame.putBytes(advance(length), from, offset, length);
    }

    private int advance(int length) {
        if (position + length > FRAME_BYTES - CRC_BYTES) {
            writeFrame();
        }
        int at = position;
        position += length;
        return at;
    }

    private void flush() {
        if (position > CONTENT_AT) {
            writeFrame();
        }
    }

    private void writeFrame() {
        frame.putLong(FRAME_NUMBER_AT, frameNumber, ORDER);
        frame.putInt(SECTION_AT, section.ordinal(), ORDER);
        frame.putInt(LENGTH_AT, position - CONTENT_AT, ORDER);
        crc.reset();
        crc.update(bytes.array(), 0, position);
        frame.putInt(position, (int) crc.getValue(), ORDER);
        output.write(frame, 0, position + CRC_BYTES);
        frameNumber++;
        position = CONTENT_AT;
    }
}
