// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.quote;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.memory.Slabs;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Price;
import dev.naru.protocol.Quote;
import dev.naru.protocol.QuoteId;
import org.agrona.concurrent.UnsafeBuffer;

/** A view of one quote in its slot, good until the next one is looked at. */
public final class QuoteRecord {
    static final int BYTES = 112;

    private static final int ID = 0;
    private static final int REQUEST_HIGH = 8;
    private static final int REQUEST_LOW = 16;
    private static final int PAYEE_HIGH = 24;
    private static final int PAYEE_LOW = 32;
    private static final int EXPIRES_AT = 40;
    private static final int NOT_AFTER = 48;
    private static final int PRICE = 56;
    private static final int CORRIDOR = PRICE + StoredPrice.BYTES;
    private static final int PARTICIPANT = 98;
    private static final int PROVIDER = 100;
    private static final int KIND = 102;
    private static final int FIXED_SIDE = 103;
    private static final int STATUS = 104;
    private static final int NEXT = 108;

    private static final PaymentKind[] KINDS = PaymentKind.values();
    private static final FixedSide[] SIDES = FixedSide.values();
    private static final QuoteStatus[] STATUSES = QuoteStatus.values();

    private UnsafeBuffer buffer = new UnsafeBuffer(new byte[BYTES]);
    private int at;

    QuoteRecord view(UnsafeBuffer newBuffer, int newAt) {
        buffer = newBuffer;
        at = newAt;
        return this;
    }

    /** The quote's number. */
    public long id() {
        return buffer.getLong(at + ID, Slabs.ORDER);
    }

    /** Who asked for it. */
    public int participantId() {
        return buffer.getShort(at + PARTICIPANT, Slabs.ORDER);
    }

    /** For which corridor. */
    public int corridorId() {
        return buffer.getShort(at + CORRIDOR, Slabs.ORDER);
    }

    /** Who converts, 0 where the partner does. */
    public int providerId() {
        return buffer.getShort(at + PROVIDER, Slabs.ORDER);
    }

    /** For what. */
    public PaymentKind kind() {
        return KINDS[buffer.getByte(at + KIND)];
    }

    /** Whether it can be used, apart from the time. */
    public QuoteStatus status() {
        return STATUSES[buffer.getByte(at + STATUS)];
    }

    /** At this moment it is gone. */
    public long expiresAtNs() {
        return buffer.getLong(at + EXPIRES_AT, Slabs.ORDER);
    }

    /** Every amount. */
    public Price price() {
        return StoredPrice.read(buffer, at + PRICE);
    }

    /** Whether it may pay this payee. */
    public boolean isFor(Digest payee) {
        return buffer.getLong(at + PAYEE_HIGH, Slabs.ORDER) == payee.high()
                && buffer.getLong(at + PAYEE_LOW, Slabs.ORDER) == payee.low();
    }

    /** The quote as it was given. */
    Quote quote(Corridor corridor) {
        return new Quote(
                new QuoteId(id()),
                corridor.route(kind(), participantId(), providerId()),
                price(),
                new Digest(
                        buffer.getLong(at + PAYEE_HIGH, Slabs.ORDER),
                        buffer.getLong(at + PAYEE_LOW, Slabs.ORDER)),
                expiresAtNs());
    }

    /** Whether it was given for the same business fields. */
    boolean answers(Command.CreateQuote command) {
        FixedSide side = SIDES[buffer.getByte(at + FIXED_SIDE)];
        Price price = price();
        long amount =
                switch (side) {
                    case SOURCE -> price.sourceMinor();
                    case DESTINATION -> price.destinationMinor();
                };
        return corridorId() == command.corridorId()
                && kind() == command.kind()
                && side == command.fixedSide()
                && amount == command.amountMinor()
                && isFor(command.payee())
                && buffer.getLong(at + NOT_AFTER, Slabs.ORDER) == command.notAfterNs();
    }

    void set(long id, Command.CreateQuote command, int providerId, Price price, long expiresAtNs) {
        buffer.putLong(at + ID, id, Slabs.ORDER);
        buffer.putLong(at + REQUEST_HIGH, command.requestId().high(), Slabs.ORDER);
        buffer.putLong(at + REQUEST_LOW, command.requestId().low(), Slabs.ORDER);
        buffer.putLong(at + PAYEE_HIGH, command.payee().high(), Slabs.ORDER);
        buffer.putLong(at + PAYEE_LOW, command.payee().low(), Slabs.ORDER);
        buffer.putLong(at + EXPIRES_AT, expiresAtNs, Slabs.ORDER);
        buffer.putLong(at + NOT_AFTER, command.notAfterNs(), Slabs.ORDER);
        StoredPrice.write(buffer, at + PRICE, price);
        buffer.putShort(at + CORRIDOR, (short) command.corridorId(), Slabs.ORDER);
        buffer.putShort(at + PARTICIPANT, (short) command.participantId(), Slabs.ORDER);
        buffer.putShort(at + PROVIDER, (short) providerId, Slabs.ORDER);
        buffer.putByte(at + KIND, (byte) command.kind().ordinal());
        buffer.putByte(at + FIXED_SIDE, (byte) command.fixedSide().ordinal());
        setStatus(QuoteStatus.OPEN);
        setNext(Quotes.NO_SLOT);
    }

    void setStatus(QuoteStatus status) {
        buffer.putByte(at + STATUS, (byte) status.ordinal());
    }

    /** The slot that is recycled after this one. */
    int next() {
        return buffer.getInt(at + NEXT, Slabs.ORDER);
    }

    void setNext(int slot) {
        buffer.putInt(at + NEXT, slot, Slabs.ORDER);
    }

    long requestHigh() {
        return buffer.getLong(at + REQUEST_HIGH, Slabs.ORDER);
    }

    long requestLow() {
        return buffer.getLong(at + REQUEST_LOW, Slabs.ORDER);
    }
}
