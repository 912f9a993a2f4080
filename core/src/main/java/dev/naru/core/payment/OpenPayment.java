// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.memory.Slabs;
import dev.naru.protocol.Digest;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of what is kept of a payment only while it is open, good until the next one is looked at.
 */
final class OpenPayment {
    static final int BYTES = 64;

    private static final int NUMBER = 0;
    private static final int QUOTE = 8;
    private static final int EVIDENCE = 16;
    private static final int PAYER_HIGH = 24;
    private static final int PAYER_LOW = 32;
    private static final int EXECUTE_BY = 40;
    private static final int IN_DOUBT_AT = 48;
    private static final int PAYER_DAY = 56;
    private static final int ENQUIRIES = 60;

    /** One bit of {@link #ENQUIRIES}. */
    private static final int ASKED_OUT = 1 << 31;

    private UnsafeBuffer buffer = new UnsafeBuffer(new byte[BYTES]);
    private int at;

    OpenPayment view(UnsafeBuffer newBuffer, int newAt) {
        buffer = newBuffer;
        at = newAt;
        return this;
    }

    /** The payment's number. */
    long number() {
        return getLong(NUMBER);
    }

    long quoteId() {
        return getLong(QUOTE);
    }

    long evidenceReference() {
        return getLong(EVIDENCE);
    }

    Digest payer() {
        return new Digest(getLong(PAYER_HIGH), getLong(PAYER_LOW));
    }

    /** The day on which the payer's sum was raised; 0 when none was. */
    int payerDay() {
        return buffer.getInt(at + PAYER_DAY, Slabs.ORDER);
    }

    /** After this the other side must not execute it any more; 0 before the dispatch. */
    long executeByNs() {
        return getLong(EXECUTE_BY);
    }

    /** The moment of doubt, exact; 0 before. */
    long inDoubtAtNs() {
        return getLong(IN_DOUBT_AT);
    }

    /** How many status enquiries have fallen due. */
    int enquiries() {
        return buffer.getInt(at + ENQUIRIES, Slabs.ORDER) & ~ASKED_OUT;
    }

    /** Whether the schedule has no further enquiry. */
    boolean isAskedOut() {
        return (buffer.getInt(at + ENQUIRIES, Slabs.ORDER) & ASKED_OUT) != 0;
    }

    void clear(long number) {
        buffer.setMemory(at, BYTES, (byte) 0);
        putLong(NUMBER, number);
    }

    void set(long quoteId, long evidenceReference, Digest payer) {
        putLong(QUOTE, quoteId);
        putLong(EVIDENCE, evidenceReference);
        putLong(PAYER_HIGH, payer.high());
        putLong(PAYER_LOW, payer.low());
    }

    void setPayerDay(int day) {
        buffer.putInt(at + PAYER_DAY, day, Slabs.ORDER);
    }

    void setExecuteBy(long timeNs) {
        putLong(EXECUTE_BY, timeNs);
    }

    void setInDoubtAt(long timeNs) {
        putLong(IN_DOUBT_AT, timeNs);
    }

    /** Counts one more status enquiry, and gives its number. */
    int addEnquiry() {
        buffer.putInt(at + ENQUIRIES, buffer.getInt(at + ENQUIRIES, Slabs.ORDER) + 1, Slabs.ORDER);
        return enquiries();
    }

    void setAskedOut() {
        int both = buffer.getInt(at + ENQUIRIES, Slabs.ORDER) | ASKED_OUT;
        buffer.putInt(at + ENQUIRIES, both, Slabs.ORDER);
    }

    private long getLong(int field) {
        return buffer.getLong(at + field, Slabs.ORDER);
    }

    private void putLong(int field, long value) {
        buffer.putLong(at + field, value, Slabs.ORDER);
    }
}
