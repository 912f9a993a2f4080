// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.sbe.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Messages of other versions of the schema than this build's, as there will be. */
class FrameTest {
    /** In version 1 and 2 the message had 8 bytes; a field was appended in version 3. */
    private static final int[] EARLIER = {8, 8};

    private static final int NOW = 12;

    private final Frame strict = new Frame(Frame.Newer.REFUSED, 4);
    private final Frame tolerant = new Frame(Frame.Newer.TOLERATED, 4);

    @Test
    void aMessageIsAsLongAsItWasInItsOwnVersion() {
        assertThat(read(strict, 1, 8)).isEqualTo(8);
        assertThat(read(strict, 2, 8)).isEqualTo(8);
        assertThat(read(strict, 3, NOW)).isEqualTo(NOW);
        assertThat(read(strict, 4, NOW)).isEqualTo(NOW);
    }

    @Test
    void aMessageOfAnotherLengthThanItsVersionsIsRefused() {
        for (int[] wrong : new int[][] {{1, 7}, {1, NOW}, {2, 9}, {3, 8}, {4, 8}, {4, NOW + 1}}) {
            assertThatThrownBy(() -> read(strict, wrong[0], wrong[1]))
                    .as("version %d with %d bytes", wrong[0], wrong[1])
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("block");
        }
    }

    @Test
    void aNewerMessageMayBeLongerWhereThatIsTolerated() {
        assertThat(read(tolerant, 5, NOW + 4)).isEqualTo(NOW + 4);
        assertThatThrownBy(() -> read(tolerant, 5, NOW - 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(strict, 5, NOW + 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version");
    }

    @Test
    void anEntryOfAGroupIsAsLongAsItWasInItsOwnVersion() {
        UnsafeBuffer bytes = message(1, 0, 4 + 2 * 8);
        bytes.putShort(Frame.HEADER_BYTES, (short) 8);
        bytes.putShort(Frame.HEADER_BYTES + 2, (short) 2);
        strict.open(bytes, 0, bytes.capacity());
        strict.block(0);
        strict.group(NOW, 5, EARLIER);
        strict.close();
    }

    private static int read(Frame frame, int version, int blockBytes) {
        UnsafeBuffer bytes = message(version, blockBytes, blockBytes);
        frame.open(bytes, 0, bytes.capacity());
        int given = frame.block(NOW, EARLIER);
        frame.close();
        return given;
    }

    private static UnsafeBuffer message(int version, int blockBytes, int bodyBytes) {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[Frame.HEADER_BYTES + bodyBytes]);
        new MessageHeaderEncoder()
                .wrap(bytes, 0)
                .blockLength(blockBytes)
                .templateId(1)
                .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                .version(version);
        return bytes;
    }
}
