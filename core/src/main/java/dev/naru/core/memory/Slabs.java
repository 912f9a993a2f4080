// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.memory;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records of one fixed size outside the heap, addressed by number. Memory comes in slabs of many
 * records when their first is opened, and goes back when their last is closed, so numbers may rise
 * for ever while old ones are closed. An open record begins as zeros.
 *
 * <p>It does not know which records are open: its owner marks that inside the record.
 */
public final class Slabs {
    /** The byte order inside records, which is the snapshot's too. */
    public static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private static final UnsafeBuffer NONE = new UnsafeBuffer(new byte[0]);
    private static final int CACHE_LINE_BYTES = 64;
    private static final int LEAST_DIRECT_BYTES = 1 << 20;
    private static final int MOST_RECORDS_SHIFT = 16;
    private static final int LEAST_RECORDS_SHIFT = 6;

    private final int recordBytes;
    private final int shift;
    private final long mask;

    /** The slabs from {@link #firstSlab} on; {@link #NONE} where there is none. */
    private UnsafeBuffer[] slabs = new UnsafeBuffer[4];

    private int[] openRecords = new int[4];
    private int slabCount;
    private long firstSlab;

    /**
     * One slab that went back and was not given to the garbage collector; {@link #NONE} for none.
     */
    private UnsafeBuffer spare = NONE;

    /**
     * Nothing is set aside yet.
     *
     * @param recordBytes a multiple of 8
     * @param mostRecords how many may be open at one time; decides only how large slabs are
     */
    public Slabs(int recordBytes, long mostRecords) {
        this.recordBytes = recordBytes;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(mostRecords);
        shift = Math.clamp(bits, LEAST_RECORDS_SHIFT, MOST_RECORDS_SHIFT);
        mask = (1L << shift) - 1;
        Arrays.fill(slabs, NONE);
    }

    /** Makes room for one more record. */
    public void open(long number) {
        int slab = slabForNew(number >>> shift);
        openRecords[slab]++;
    }

    /** Clears a record and takes its room back. */
    public void close(long number) {
        int slab = (int) ((number >>> shift) - firstSlab);
        slabs[slab].setMemory(offset(number), recordBytes, (byte) 0);
        openRecords[slab]--;
        if (openRecords[slab] == 0) {
            spare = slabs[slab];
            slabs[slab] = NONE;
            dropLeadingHoles();
        }
    }

    /** Where the record is, from {@link #offset} on. Only of a record that is open. */
    public UnsafeBuffer buffer(long number) {
        return slabs[(int) ((number >>> shift) - firstSlab)];
    }

    /** Where in its {@link #buffer} the record begins. */
    public int offset(long number) {
        return (int) (number & mask) * recordBytes;
    }

    /** Whether the slab is there in which this record would be. */
    public boolean hasRoomOf(long number) {
        long slab = (number >>> shift) - firstSlab;
        return slab >= 0 && slab < slabCount && !isNone(slabs[(int) slab]);
    }

    /** The lowest number for which there is room; 0 when there is none. */
    public long firstNumber() {
        return slabCount == 0 ? 0 : firstSlab << shift;
    }

    /** The first number of the slab after the one in which this record would be. */
    public long firstOfNextSlab(long number) {
        return ((number >>> shift) + 1) << shift;
    }

    /** The last number of the slab before the one in which this record would be. */
    public long lastOfPreviousSlab(long number) {
        return ((number >>> shift) << shift) - 1;
    }

    private int slabForNew(long wanted) {
        if (slabCount == 0) {
            firstSlab = wanted;
        }
        if (wanted < firstSlab) {
            throw new IllegalArgumentException("numbers of new records rise");
        }
        int index = (int) (wanted - firstSlab);
        if (index >= slabs.length) {
            int before = slabs.length;
            slabs = Arrays.copyOf(slabs, Math.max(index + 1, before * 2));
            Arrays.fill(slabs, before, slabs.length, NONE);
            openRecords = Arrays.copyOf(openRecords, slabs.length);
        }
        slabCount = Math.max(slabCount, index + 1);
        if (isNone(slabs[index])) {
            slabs[index] = isNone(spare) ? newSlab() : spare;
            spare = NONE;
        }
        return index;
    }

    private static boolean isNone(UnsafeBuffer slab) {
        return slab.capacity() == 0;
    }

    /** Small ones stay on the heap, whose collector takes them back sooner. */
    private UnsafeBuffer newSlab() {
        int bytes = recordBytes << shift;
        return bytes < LEAST_DIRECT_BYTES
                ? new UnsafeBuffer(new byte[bytes])
                : new UnsafeBuffer(BufferUtil.allocateDirectAligned(bytes, CACHE_LINE_BYTES));
    }

    private void dropLeadingHoles() {
        int holes = 0;
        while (holes < slabCount && isNone(slabs[holes])) {
            holes++;
        }
        slabCount -= holes;
        firstSlab += holes;
        System.arraycopy(slabs, holes, slabs, 0, slabCount);
        System.arraycopy(openRecords, holes, openRecords, 0, slabCount);
        Arrays.fill(slabs, slabCount, slabCount + holes, NONE);
        Arrays.fill(openRecords, slabCount, slabCount + holes, 0);
    }
}
