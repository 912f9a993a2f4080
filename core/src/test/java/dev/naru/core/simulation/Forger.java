// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.snapshot.Section;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Writes snapshots of machines that forget something, with checksums as if nothing were wrong. */
final class Forger {
    private static final int SECTION_AT = 8;
    private static final int LENGTH_AT = 12;
    private static final int CONTENT_AT = 16;
    private static final int CRC_BYTES = 4;

    private Forger() {}

    /**
     * The same snapshot with zero where a section has this long; empty when it is zero anyway.
     *
     * @param at where in the content of the section's first frame
     */
    static Optional<byte[]> withoutLong(byte[] honest, Section section, int at) {
        ByteBuffer forged = ByteBuffer.wrap(honest.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int frame = 0;
        while (forged.getInt(frame + SECTION_AT) != section.ordinal()) {
            frame += CONTENT_AT + forged.getInt(frame + LENGTH_AT) + CRC_BYTES;
        }
        int field = frame + CONTENT_AT + at;
        if (forged.getLong(field) == 0) {
            return Optional.empty();
        }
        forged.putLong(field, 0);
        int checked = CONTENT_AT + forged.getInt(frame + LENGTH_AT);
        CRC32C crc = new CRC32C();
        crc.update(forged.array(), frame, checked);
        forged.putInt(frame + checked, (int) crc.getValue());
        return Optional.of(forged.array());
    }
}
