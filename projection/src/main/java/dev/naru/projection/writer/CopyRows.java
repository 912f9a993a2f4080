// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows of one table in the binary form of PostgreSQL's COPY, which is the fastest way in. The
 * columns of a row are written one after the other, each with the method of its type. Source:
 * PostgreSQL's documentation, COPY, Binary Format.
 */
final class CopyRows {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIRST_BYTES = 64 * 1024;
    private static final int INT4_OID = 23;
    private static final int INT8_OID = 20;
    private static final int TEXT_OID = 25;
    private static final int ARRAY_HEADER_BYTES = 20;

    /** Microseconds between 1970 and 2000, where PostgreSQL counts from. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final long NS_PER_MICRO = 1_000;

    private final String sql;
    private final int columns;
    private byte[] bytes = Arrays.copyOf(HEADER, FIRST_BYTES);
    private int size = HEADER.length;

    /**
     * For one table.
     *
     * @param columnNames separated by commas, in the order in which each row writes them
     */
    CopyRows(String table, String columnNames) {
        this.sql = "copy " + table + " (" + columnNames + ") from stdin (format binary)";
        this.columns = columnNames.split(",").length;
    }

    boolean isEmpty() {
        return size == HEADER.length;
    }

    int bytes() {
        return size;
    }

    CopyRows row() {
        ensure(Short.BYTES);
        SHORT.set(bytes, size, (short) columns);
        size += Short.BYTES;
        return this;
    }

    CopyRows int8(long value) {
        ensure(Integer.BYTES + Long.BYTES);
        INT.set(bytes, size, Long.BYTES);
        LONG.set(bytes, size + Integer.BYTES, value);
        size += Integer.BYTES + Long.BYTES;
        return this;
    }

    CopyRows int4(int value) {
        ensure(2 * Integer.BYTES);
        INT.set(bytes, size, Integer.BYTES);
        INT.set(bytes, size + Integer.BYTES, value);
        size += 2 * Integer.BYTES;
        return this;
    }

    CopyRows nothing() {
        ensure(Integer.BYTES);
        INT.set(bytes, size, -1);
        size += Integer.BYTES;
        return this;
    }

    CopyRows text(@Nullable String value) {
        return bytea(value == null ? null : value.getBytes(UTF_8));
    }

    CopyRows bytea(byte @Nullable [] value) {
        if (value == null) {
            return nothing();
        }
        ensure(Integer.BYTES + value.length);
        INT.set(bytes, size, value.length);
        System.arraycopy(value, 0, bytes, size + Integer.BYTES, value.length);
        size += Integer.BYTES + value.length;
        return this;
    }

    /** A UUID, or any other two longs as 16 bytes. */
    CopyRows pair(long high, long low) {
        ensure(Integer.BYTES + 2 * Long.BYTES);
        INT.set(bytes, size, 2 * Long.BYTES);
        LONG.set(bytes, size + Integer.BYTES, high);
        LONG.set(bytes, size + Integer.BYTES + Long.BYTES, low);
        size += Integer.BYTES + 2 * Long.BYTES;
        return this;
    }

    /** A moment, cut to the microsecond; NULL for {@link PaymentRow#NEVER}. */
    CopyRows time(long epochNs) {
        return epochNs == PaymentRow.NEVER
                ? nothing()
                : int8(Math.floorDiv(epochNs, NS_PER_MICRO) - EPOCH_MICROS);
    }

    /** An int4 where 0 means that there is none. */
    CopyRows int4OrNothing(int value) {
        return value == 0 ? nothing() : int4(value);
    }

    /** An int8 where 0 means that there is none. */
    CopyRows int8OrNothing(long value) {
        return value == 0 ? nothing() : int8(value);
    }

    CopyRows int8s(long[] values) {
        array(INT8_OID, values.length, values.length * (Integer.BYTES + Long.BYTES));
        for (long value : values) {
            int8(value);
        }
        return this;
    }

    CopyRows int4s(int[] values) {
        array(INT4_OID, values.length, values.length * 2 * Integer.BYTES);
        for (int value : values) {
            int4(value);
        }
        return this;
    }

    /** Texts of ASCII. */
    CopyRows texts(List<String> values) {
        int content = values.size() * Integer.BYTES;
        for (String value : values) {
            content += value.length();
        }
        array(TEXT_OID, values.size(), content);
        for (String value : values) {
            text(value);
        }
        return this;
    }

    /** The head of a one-dimensional array without NULLs. */
    private void array(int elementOid, int length, int contentBytes) {
        ensure(Integer.BYTES + ARRAY_HEADER_BYTES);
        int dimensions = length == 0 ? 0 : 1;
        int headBytes = length == 0 ? ARRAY_HEADER_BYTES - 2 * Integer.BYTES : ARRAY_HEADER_BYTES;
        raw(headBytes + contentBytes);
        raw(dimensions);
        raw(0);
        raw(elementOid);
        if (dimensions == 1) {
            raw(length);
            raw(1);
        }
    }

    private void raw(int value) {
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    private void ensure(int more) {
        // Two bytes are left for the trailer.
        if (bytes.length - size < more + Short.BYTES) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more + Short.BYTES));
        }
    }

    /**
     * Sends the rows, which are gone from here afterwards.
     *
     * @return how many
     */
    long send(Connection connection) throws SQLException {
        if (isEmpty()) {
            return 0;
        }
        SHORT.set(bytes, size, (short) -1);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copy.writeToCopy(bytes, 0, size + Short.BYTES);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            clear();
        }
    }

    private void clear() {
        size = HEADER.length;
    }
}
