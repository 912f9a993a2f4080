// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.core.story.StoredSnapshot;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FramesTest {

    @Test
    void valuesComeBackAcrossFrames() {
        byte[] bytes =
                written(
                        out -> {
                            out.begin(Section.RATES);
                            for (int i = 0; i < 30_000; i++) {
                                out.putByte(i);
                                out.putLong(i * 7L);
                                out.putText("T" + i);
                                out.putInt(-i);
                            }
                            out.begin(Section.QUOTES);
                            out.putText("");
                            out.end();
                        });
        assertThat(bytes).hasSizeGreaterThan(4 * SnapshotWriter.FRAME_BYTES);
        SnapshotReader in = reader(bytes);
        in.begin(Section.RATES);
        for (int i = 0; i < 30_000; i++) {
            assertThat(in.getByte()).isEqualTo(i & 0xFF);
            assertThat(in.getLong()).isEqualTo(i * 7L);
            assertThat(in.getText()).isEqualTo("T" + i);
            assertThat(in.getInt()).isEqualTo(-i);
        }
        in.begin(Section.QUOTES);
        assertThat(in.getText()).isEmpty();
        in.end();
    }

    @Test
    void framesAreNeverLongerThanPromised() {
        UnsafeBuffer block = new UnsafeBuffer(new byte[30_000]);
        int[] longest = {0};
        SnapshotWriter out =
                new SnapshotWriter(
                        (buffer, offset, length) -> longest[0] = Math.max(longest[0], length));
        out.begin(Section.PAYMENTS);
        for (int i = 0; i < 10; i++) {
            out.putBytes(block, 0, block.capacity());
        }
        out.end();
        assertThat(longest[0]).isBetween(60_000, 65_536);
    }

    @Test
    void sectionThatIsNotReadToItsEndIsNamed() {
        SnapshotReader in = reader(small());
        in.begin(Section.CLOCK);
        in.getInt();
        assertThatThrownBy(() -> in.begin(Section.GROUPS))
                .isInstanceOf(SnapshotDamaged.class)
                .hasMessage("snapshot section CLOCK, frame 0 has more in it than its counts say");
    }

    @Test
    void sectionOutOfOrderIsNamed() {
        SnapshotReader in = reader(small());
        in.begin(Section.GROUPS);
        assertThatThrownBy(in::getInt)
                .isInstanceOf(SnapshotDamaged.class)
                .hasMessageContaining("is of another section");
    }

    @Test
    void frameThatWasTakenOutIsNoticed() {
        byte[] bytes =
                written(
                        out -> {
                            out.begin(Section.CLOCK);
                            out.putLong(1);
                            out.begin(Section.GROUPS);
                            out.putLong(2);
                            out.end();
                        });
        int frame = SnapshotWriter.CONTENT_AT + Long.BYTES + SnapshotWriter.CRC_BYTES;
        byte[] without = new byte[bytes.length - frame];
        System.arraycopy(bytes, frame, without, 0, without.length);
        SnapshotReader in = reader(without);
        in.begin(Section.GROUPS);
        assertThatThrownBy(in::getLong)
                .isInstanceOf(SnapshotDamaged.class)
                .hasMessage("snapshot section GROUPS, frame 0 is out of its place");
    }

    @Test
    void countsAndChoicesOutOfRangeAreRefused() {
        SnapshotReader in = reader(small());
        in.begin(Section.CLOCK);
        assertThatThrownBy(() -> in.getCount(999))
                .isInstanceOf(SnapshotDamaged.class)
                .hasMessageContaining("counts 1000, not 0 to 999");
        assertThatThrownBy(() -> in.getOneOf(Section.values()))
                .isInstanceOf(SnapshotDamaged.class)
                .hasMessageContaining("has 200 for one of");
    }

    private static byte[] small() {
        return written(
                out -> {
                    out.begin(Section.CLOCK);
                    out.putInt(1_000);
                    out.putByte(200);
                    out.putInt(3);
                    out.end();
                });
    }

    private static byte[] written(Consumer<SnapshotWriter> content) {
        StoredSnapshot stored = new StoredSnapshot();
        content.accept(new SnapshotWriter(stored::write));
        return stored.toBytes();
    }

    private static SnapshotReader reader(byte[] bytes) {
        return new SnapshotReader(StoredSnapshot.sourceOf(bytes)::read);
    }
}
