// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.eventlog.EventRecordReader.Reading;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The bytes of a record, and what is made of bytes that are none. */
final class EventRecordTest {
    private static final UnsafeBuffer FERRY =
            new UnsafeBuffer("ferry".getBytes(StandardCharsets.US_ASCII));

    @Test
    void aRecordLiesAsItIsDescribed() {
        byte[] bytes = event(0x0102030405060708L, 0x1112131415161718L, 0x21222324);

        ByteBuffer expected = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        expected.putInt(37).putInt(0).putInt(0x21222324).putShort((short) 1).putShort((short) 1);
        expected.putLong(0x0102030405060708L).putLong(0x1112131415161718L);
        expected.put("ferry".getBytes(StandardCharsets.US_ASCII));
        assertThat(bytes).isEqualTo(sealed(expected.array()));
    }

    @Test
    void theBytesNeverChange() {
        assertThat(HexFormat.of().formatHex(event(1, 2, 0)))
                .isEqualTo(
                        "2500000067f999910000000001000100010000000000000002000000000000006665727279000000");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        byte[] bytes = event(7, 8, 9);
        EventRecordReader reader = new EventRecordReader(ByteBuffer.wrap(bytes));

        assertThat(reader.read(0, bytes.length)).isEqualTo(Reading.WHOLE);
        assertThat(reader.kind()).isEqualTo(EventRecord.Kind.EVENT);
        assertThat(reader.number()).isEqualTo(7);
        assertThat(reader.timeNs()).isEqualTo(8);
        assertThat(reader.previousCrc()).isEqualTo(9);
        assertThat(reader.size()).isEqualTo(40);
        assertThat(reader.buffer().getStringWithoutLengthAscii(reader.payloadOffset(), 5))
                .isEqualTo("ferry");
        assertThat(reader.payloadLength()).isEqualTo(5);
        byte[] copy = new byte[42];
        reader.copyTo(copy, 2);
        assertThat(Arrays.copyOfRange(copy, 2, 42)).isEqualTo(bytes);
    }

    @Test
    void recordsFollowOneAnotherAndAHeartbeatDoesNotBreakTheChain() {
        ByteBuffer memory = ByteBuffer.allocateDirect(200);
        EventRecordWriter writer = new EventRecordWriter(memory, 5);
        writer.event(1, 0, FERRY, 0, 5);
        int first = writer.lastCrc();
        writer.heartbeat(1);
        writer.event(2, 0, FERRY, 1, 4);
        assertThat(writer.size()).isEqualTo(40 + 32 + 40);
        assertThat(writer.written().remaining()).isEqualTo(writer.size());

        EventRecordReader reader = new EventRecordReader(memory);
        assertThat(reader.read(0, 112)).isEqualTo(Reading.WHOLE);
        assertThat(reader.previousCrc()).isEqualTo(5);
        assertThat(reader.crc()).isEqualTo(first);
        assertThat(reader.read(40, 72)).isEqualTo(Reading.WHOLE);
        assertThat(reader.kind()).isEqualTo(EventRecord.Kind.HEARTBEAT);
        assertThat(reader.number()).isEqualTo(1);
        assertThat(reader.read(72, 40)).isEqualTo(Reading.WHOLE);
        assertThat(reader.previousCrc()).isEqualTo(first);
        assertThat(reader.crc()).isEqualTo(writer.lastCrc());

        writer.clear();
        writer.event(3, 0, FERRY, 0, 0);
        assertThat(reader.read(0, 32)).isEqualTo(Reading.WHOLE);
        assertThat(reader.payloadLength()).isZero();
    }

    @Test
    void paddingIsZeroWhateverWasThereBefore() {
        ByteBuffer memory = ByteBuffer.allocate(40);
        Arrays.fill(memory.array(), (byte) 0xff);
        new EventRecordWriter(memory, 0).event(1, 2, FERRY, 0, 5);
        assertThat(memory.array()).isEqualTo(event(1, 2, 0));
    }

    @Test
    void noBitCanChangeUnseen() {
        byte[] bytes = event(1, 2, 3);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = Arrays.copyOf(bytes, 2 * EventRecord.MOST_BYTES);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(read(changed)).as("bit %d", bit).isNotEqualTo(Reading.WHOLE);
        }
    }

    @Test
    void aBeginningIsNotYetARecord() {
        byte[] bytes = event(1, 2, 3);
        EventRecordReader reader = new EventRecordReader(ByteBuffer.wrap(bytes));
        for (int length = 0; length < bytes.length; length++) {
            assertThat(reader.read(0, length)).isEqualTo(Reading.SHORT);
        }
    }

    @Test
    void whatCanNeverBecomeARecordIsBrokenAtOnce() {
        for (int length : new int[] {-1, 0, 31, EventRecord.MOST_BYTES + 1, Integer.MAX_VALUE}) {
            byte[] bytes = event(1, 2, 3);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, length);
            assertThat(read(bytes)).isEqualTo(Reading.BROKEN);
        }
        byte[] unknownKind = event(1, 2, 3);
        unknownKind[12] = 9;
        assertThat(read(sealed(unknownKind))).isEqualTo(Reading.BROKEN);
        byte[] unknownVersion = event(1, 2, 3);
        unknownVersion[14] = 2;
        assertThat(read(sealed(unknownVersion))).isEqualTo(Reading.BROKEN);
    }

    @Test
    void theLongestRecordIsTheLongest() {
        ByteBuffer memory = ByteBuffer.allocate(EventRecord.MOST_BYTES + 8);
        UnsafeBuffer payload = new UnsafeBuffer(new byte[EventRecord.MOST_PAYLOAD_BYTES + 1]);
        EventRecordWriter writer = new EventRecordWriter(memory, 0);
        assertThat(writer.hasRoomFor(EventRecord.MOST_PAYLOAD_BYTES)).isTrue();
        writer.event(1, 2, payload, 0, EventRecord.MOST_PAYLOAD_BYTES);
        assertThat(read(memory.array())).isEqualTo(Reading.WHOLE);
        assertThat(writer.hasRoomFor(0)).isFalse();
        assertThatThrownBy(() -> writer.event(2, 2, payload, 0, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);

        writer.clear();
        writer.event(2, 2, payload, 0, EventRecord.MOST_PAYLOAD_BYTES + 1);
        assertThat(read(memory.array())).isEqualTo(Reading.BROKEN);
    }

    private static byte[] event(long number, long timeNs, int previousCrc) {
        ByteBuffer memory = ByteBuffer.allocate(40);
        new EventRecordWriter(memory, previousCrc).event(number, timeNs, FERRY, 0, 5);
        return memory.array();
    }

    private static Reading read(byte[] bytes) {
        return new EventRecordReader(ByteBuffer.wrap(bytes)).read(0, bytes.length);
    }

    /** Puts the CRC into a record, computed from the description alone. */
    private static byte[] sealed(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record, 8, record.length - 8);
        crc.update(record, 0, 4);
        ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putInt(4, (int) crc.getValue());
        return record;
    }
}
