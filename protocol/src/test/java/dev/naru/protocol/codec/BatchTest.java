// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.Invariant;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class BatchTest {
    private record Payload(long correlationId, List<Byte> bytes) {}

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final Batch.Writer writer = new Batch.Writer(buffer, 8, 1_000);
    private final Batch.Reader reader = new Batch.Reader();

    @Test
    void givesBackEachPayloadWithItsCorrelationId() {
        List<Payload> written = new ArrayList<>();
        for (int length = 0; length < 20; length++) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) (length + 1));
            put(-5 + length, bytes);
            written.add(payload(-5 + length, bytes));
        }
        assertThat(read(buffer, 8, writer.length())).isEqualTo(written);
        assertThat(reader.isBroken()).isFalse();
    }

    @Test
    void beginsEachRecordAtAMultipleOfEight() {
        put(1, new byte[1]);
        assertThat(writer.length()).isEqualTo(16);
        put(2, new byte[5]);
        assertThat(writer.length()).isEqualTo(16 + 24);
        put(3, new byte[4]);
        assertThat(writer.length()).isEqualTo(16 + 24 + 16);
    }

    @Test
    void isLaidOutAsAgreed() {
        put(0x0102030405060708L, new byte[] {9, 10});
        byte[] bytes = new byte[16];
        buffer.getBytes(8, bytes);
        assertThat(bytes).containsExactly(2, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1, 9, 10, 0, 0);
    }

    @Test
    void carriesNumberAndTimeBeforeAnOutcome() {
        int payload = writer.next(7);
        Batch.putOutcomeHeader(buffer, payload, 1_234, 5_678);
        writer.end(Batch.OUTCOME_HEADER_BYTES);
        reader.wrap(buffer, 8, writer.length());
        assertThat(reader.next()).isTrue();
        assertThat(Batch.eventNumber(reader.buffer(), reader.payloadOffset())).isEqualTo(1_234);
        assertThat(Batch.timeNs(reader.buffer(), reader.payloadOffset())).isEqualTo(5_678);
    }

    @Test
    void saysWhenNothingMoreFits() {
        Batch.Writer small = new Batch.Writer(buffer, 0, 40);
        assertThat(small.hasRoom(28)).isTrue();
        assertThat(small.hasRoom(29)).isFalse();
        small.next(1);
        small.end(12);
        assertThat(small.hasRoom(4)).isTrue();
        assertThat(small.hasRoom(5)).isFalse();
        small.next(2);
        assertThatThrownBy(() -> small.end(5)).isInstanceOf(Invariant.Broken.class);
    }

    @Test
    void isEmptyAfterItWasCleared() {
        put(1, new byte[3]);
        writer.clear();
        assertThat(writer.length()).isZero();
        put(2, new byte[] {4});
        assertThat(read(buffer, 8, writer.length())).containsExactly(payload(2, new byte[] {4}));
    }

    @Test
    void readsWhatComesBeforeABrokenRecord() {
        put(1, new byte[] {1});
        int second = 8 + writer.length();
        put(2, new byte[] {2});
        put(3, new byte[] {3});
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 21, 1_000}) {
            buffer.putInt(second, length, ByteOrder.LITTLE_ENDIAN);
            assertThat(read(buffer, 8, writer.length()))
                    .containsExactly(payload(1, new byte[] {1}));
            assertThat(reader.isBroken()).isTrue();
        }
    }

    @Test
    void readsWhateverTheBytesAre() {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            if (bytes.length > 4 && random.nextBoolean()) {
                bytes[1] = 0;
                bytes[2] = 0;
                bytes[3] = 0;
            }
            int sum = 0;
            for (Payload payload : read(new UnsafeBuffer(bytes), 0, bytes.length)) {
                sum += Batch.recordBytes(payload.bytes().size());
            }
            assertThat(sum == bytes.length).isEqualTo(!reader.isBroken());
        }
    }

    private void put(long correlationId, byte[] bytes) {
        int payload = writer.next(correlationId);
        buffer.putBytes(payload, bytes);
        writer.end(bytes.length);
    }

    private List<Payload> read(UnsafeBuffer source, int offset, int length) {
        List<Payload> payloads = new ArrayList<>();
        reader.wrap(source, offset, length);
        while (reader.next()) {
            byte[] bytes = new byte[reader.payloadLength()];
            reader.buffer().getBytes(reader.payloadOffset(), bytes);
            payloads.add(payload(reader.correlationId(), bytes));
        }
        return payloads;
    }

    private static Payload payload(long correlationId, byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte b : bytes) {
            list.add(b);
        }
        return new Payload(correlationId, list);
    }
}
