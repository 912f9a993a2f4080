// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import io.aeron.archive.checksum.Checksum;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC-32C of every frame of every recording, so that a frame that was written in part, and then the
 * power failed, is known from one that ends in zeros. For the archive's threads, a sum at a time.
 */
final class RecordingChecksum implements Checksum {
    private static final ThreadLocal<CRC32C> SUMS = ThreadLocal.withInitial(CRC32C::new);

    @Override
    @SuppressWarnings("restricted") // the archive gives the address of a buffer of its own
    public int compute(long address, int offset, int length) {
        return of(MemorySegment.ofAddress(address + offset).reinterpret(length).asByteBuffer());
    }

    /** The sum of what remains. */
    static int of(ByteBuffer bytes) {
        CRC32C sum = SUMS.get();
        sum.reset();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
