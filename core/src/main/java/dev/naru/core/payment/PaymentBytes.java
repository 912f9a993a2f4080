// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.memory.Slabs;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * All payments as they stand in a snapshot: by number, each open one followed by what is kept only
 * while it is open. Slots are left out, since they are taken anew.
 */
final class PaymentBytes {
    private static final long NO_SLOT = 0;
    private static final long THE_END = 0;

    private final PaymentBook book;
    private final PaymentMemory memory;
    private final UnsafeBuffer copy = new UnsafeBuffer(new byte[PaymentRecord.BYTES]);
    private final PaymentRecord copied = new PaymentRecord().view(copy, 0);

    PaymentBytes(PaymentBook book) {
        this.book = book;
        memory = book.memory();
    }

    void write(SnapshotWriter out) {
        out.putLong(memory.lastNumber());
        out.putLong(memory.firstEnded());
        out.putLong(memory.lastEnded());
        for (long count : book.countsForSnapshot()) {
            out.putLong(count);
        }
        long number = memory.nextFrom(1);
        while (number != PaymentMemory.MISSING) {
            out.putLong(number);
            writePayment(number, out);
            number = memory.nextFrom(number + 1);
        }
        out.putLong(THE_END);
    }

    void read(SnapshotReader in) {
        memory.restore(in.getLong(), in.getLong(), in.getLong());
        long[] counts = book.countsForSnapshot();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.getLong();
        }
        for (long number = in.getLong(); number != THE_END; number = in.getLong()) {
            readPayment(number, in);
        }
    }

    private void writePayment(long number, SnapshotWriter out) {
        Slabs records = memory.records();
        copy.putBytes(0, records.buffer(number), records.offset(number), PaymentRecord.BYTES);
        boolean isOpen = !copied.state().isFinal();
        if (isOpen) {
            copied.setLink(NO_SLOT);
        }
        out.putBytes(copy, 0, PaymentRecord.BYTES);
        if (isOpen) {
            int slot = (int) memory.at(number).link();
            Slabs slots = book.open().slots();
            out.putBytes(slots.buffer(slot), slots.offset(slot), OpenPayment.BYTES);
            out.putLong(book.deadlineNs(number));
        }
    }

    private void readPayment(long number, SnapshotReader in) {
        memory.reopen(number);
        Slabs records = memory.records();
        in.getBytes(records.buffer(number), records.offset(number), PaymentRecord.BYTES);
        memory.reindex(number);
        if (!memory.at(number).state().isFinal()) {
            int slot = book.open().open(number);
            memory.at(number).setLink(slot);
            Slabs slots = book.open().slots();
            in.getBytes(slots.buffer(slot), slots.offset(slot), OpenPayment.BYTES);
            long deadlineNs = in.getLong();
            if (deadlineNs != Long.MAX_VALUE) {
                book.setDeadline(number, deadlineNs);
            }
        }
    }
}
