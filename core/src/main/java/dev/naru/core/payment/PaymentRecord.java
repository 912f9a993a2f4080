// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.memory.KeyHash;
import dev.naru.core.memory.Slabs;
import dev.naru.core.quote.StoredPrice;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Price;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A view of one remembered payment, good until the next one is looked at. 112 bytes, which is why
 * times are 48 bits of milliseconds and share their words with 16 bits of something else.
 */
final class PaymentRecord {
    static final int BYTES = 112;

    /** How exactly times are remembered. */
    static final long MILLISECOND_NS = 1_000_000;

    private static final int ID_HIGH = 0;
    private static final int ID_LOW = 8;
    private static final int FINGERPRINT = 16;
    private static final int PRICE = 24;
    private static final int INITIATED_AT = PRICE + StoredPrice.BYTES;
    private static final int CORRIDOR = INITIATED_AT + 6;
    private static final int DISPATCHED_AT = 72;
    private static final int PARTICIPANT = DISPATCHED_AT + 6;
    private static final int IN_DOUBT_AT = 80;
    private static final int PROVIDER = IN_DOUBT_AT + 6;
    private static final int ENDED_AT = 88;
    private static final int KIND = ENDED_AT + 6;
    private static final int IS_PRICED = ENDED_AT + 7;
    private static final int LINK = 96;
    private static final int ISO_REASON = 104;
    private static final int STATE = 108;
    private static final int REJECTION = 109;
    private static final int FIRST_BARRED = 110;

    private static final int TIME_BITS = 48;
    private static final long TIME_MASK = (1L << TIME_BITS) - 1;
    private static final int ISO_REASON_LENGTH = 4;
    private static final int MOST_BARRED = 0xFFFF;

    private static final PaymentKind[] KINDS = PaymentKind.values();
    private static final PaymentState[] STATES = PaymentState.values();
    private static final Rejection[] REJECTIONS = Rejection.values();

    private UnsafeBuffer buffer = new UnsafeBuffer(new byte[BYTES]);
    private int at;

    PaymentRecord view(UnsafeBuffer newBuffer, int newAt) {
        buffer = newBuffer;
        at = newAt;
        return this;
    }

    // ---- which

    /** Whether a payment is remembered here at all. */
    boolean isThere() {
        return buffer.getByte(at + STATE) != 0;
    }

    PaymentId id() {
        return new PaymentId(getLong(ID_HIGH), getLong(ID_LOW));
    }

    boolean isOf(int participantId, long idHigh, long idLow) {
        return getLong(ID_HIGH) == idHigh
                && getLong(ID_LOW) == idLow
                && participantId() == participantId;
    }

    /** The hash by which the index knows it. */
    long hash(KeyHash keyHash) {
        return keyHash.of(participantId(), getLong(ID_HIGH), getLong(ID_LOW));
    }

    /** Tells one request from another under the same id. */
    long fingerprint() {
        return getLong(FINGERPRINT);
    }

    void begin(PaymentId id, int participantId, long fingerprint, long nowNs) {
        putLong(ID_HIGH, id.high());
        putLong(ID_LOW, id.low());
        putLong(FINGERPRINT, fingerprint);
        putTime(INITIATED_AT, nowNs);
        putShort(PARTICIPANT, participantId);
    }

    // ---- between whom and how much

    /** Whether it was refused before its quote was known. */
    boolean isPriced() {
        return buffer.getByte(at + IS_PRICED) != 0;
    }

    int participantId() {
        return getShort(PARTICIPANT);
    }

    int corridorId() {
        return getShort(CORRIDOR);
    }

    int providerId() {
        return getShort(PROVIDER);
    }

    PaymentKind kind() {
        return KINDS[buffer.getByte(at + KIND)];
    }

    Price price() {
        return StoredPrice.read(buffer, at + PRICE);
    }

    void price(int corridorId, int providerId, PaymentKind kind, Price price) {
        putShort(CORRIDOR, corridorId);
        putShort(PROVIDER, providerId);
        buffer.putByte(at + KIND, (byte) kind.ordinal());
        buffer.putByte(at + IS_PRICED, (byte) 1);
        StoredPrice.write(buffer, at + PRICE, price);
    }

    // ---- where it is

    PaymentState state() {
        return STATES[buffer.getByte(at + STATE) - 1];
    }

    void setState(PaymentState state) {
        buffer.putByte(at + STATE, (byte) (state.ordinal() + 1));
    }

    Optional<Rejection> rejection() {
        int ordinal = buffer.getByte(at + REJECTION) - 1;
        return ordinal < 0 ? Optional.empty() : Optional.of(REJECTIONS[ordinal]);
    }

    /** Whether the hub refused it. */
    boolean isRefused() {
        return buffer.getByte(at + REJECTION) != 0;
    }

    void setRejection(Rejection rejection) {
        buffer.putByte(at + REJECTION, (byte) (rejection.ordinal() + 1));
    }

    /** Four characters, or empty. */
    String isoReason() {
        byte[] ascii = new byte[ISO_REASON_LENGTH];
        buffer.getBytes(at + ISO_REASON, ascii);
        return ascii[0] == 0 ? "" : new String(ascii, StandardCharsets.US_ASCII);
    }

    void setIsoReason(String reason) {
        for (int i = 0; i < reason.length(); i++) {
            buffer.putByte(at + ISO_REASON + i, (byte) reason.charAt(i));
        }
    }

    // ---- when

    Timeline timeline() {
        return new Timeline(
                getTime(INITIATED_AT),
                getTime(DISPATCHED_AT),
                getTime(IN_DOUBT_AT),
                getTime(ENDED_AT));
    }

    boolean wasDispatched() {
        return getTime(DISPATCHED_AT) != 0;
    }

    long endedAtNs() {
        return getTime(ENDED_AT);
    }

    void setDispatchedAt(long nowNs) {
        putTime(DISPATCHED_AT, nowNs);
    }

    void setInDoubtAt(long nowNs) {
        putTime(IN_DOUBT_AT, nowNs);
    }

    void setEndedAt(long nowNs) {
        putTime(ENDED_AT, nowNs);
    }

    // ---- where else it is

    /** While it is open its slot among the open ones; then the number of what ended next, or 0. */
    long link() {
        return getLong(LINK);
    }

    void setLink(long link) {
        putLong(LINK, link);
    }

    /**
     * Whether this enquiry fell due when the other side could not execute the payment any more, so
     * that what it did not know by then it will never do.
     */
    boolean isAfterExecution(int enquiry) {
        int first = buffer.getShort(at + FIRST_BARRED, Slabs.ORDER) & MOST_BARRED;
        return first != 0 && enquiry >= first;
    }

    /** Notes an enquiry that falls due after the time of execution, if it is the first of them. */
    void noteAfterExecution(int enquiry) {
        // One that comes after more enquiries than fit proves nothing, which is the safe side.
        if (!isAfterExecution(enquiry) && enquiry <= MOST_BARRED) {
            buffer.putShort(at + FIRST_BARRED, (short) enquiry, Slabs.ORDER);
        }
    }

    private long getLong(int field) {
        return buffer.getLong(at + field, Slabs.ORDER);
    }

    private void putLong(int field, long value) {
        buffer.putLong(at + field, value, Slabs.ORDER);
    }

    private int getShort(int field) {
        return buffer.getShort(at + field, Slabs.ORDER);
    }

    private void putShort(int field, int value) {
        buffer.putShort(at + field, (short) value, Slabs.ORDER);
    }

    private long getTime(int field) {
        return (getLong(field) & TIME_MASK) * MILLISECOND_NS;
    }

    /** Zero means never, so the first millisecond of 1970 counts as the second. */
    private void putTime(int field, long nowNs) {
        long milliseconds = Math.max(1, nowNs / MILLISECOND_NS);
        putLong(field, (getLong(field) & ~TIME_MASK) | milliseconds);
    }
}
