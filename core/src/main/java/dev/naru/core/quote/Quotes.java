// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.quote;

import dev.naru.core.memory.Deadlines;
import dev.naru.core.memory.KeyHash;
import dev.naru.core.memory.LookupIndex;
import dev.naru.core.memory.Shares;
import dev.naru.core.memory.Slabs;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Command;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Price;
import dev.naru.protocol.QuoteId;

/**
 * Quotes in slots. A quote's id is a rising number and its slot, so finding it is one step. Slots
 * of quotes that were used or have expired are taken again in the order in which that happened, and
 * only when no slot is fresh; until then the machine can still say what became of the quote.
 */
public final class Quotes implements LookupIndex.Keys {
    /** What {@link #slotOf} and {@link #slotOfRequest} answer when there is no such quote. */
    public static final int NO_SLOT = -1;

    private static final int SLOT_BITS = 20;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    private final int limit;
    private final Shares open;
    private final Slabs slots;
    private final LookupIndex requests;
    private final Deadlines expiries = new Deadlines();
    private final QuoteRecord record = new QuoteRecord();

    /** So that a link can be set while {@link #record} is looked at. */
    private final QuoteRecord linked = new QuoteRecord();

    private long lastSequence;
    private int takenSlots;
    private int firstEnded = NO_SLOT;
    private int lastEnded = NO_SLOT;

    /**
     * No quotes.
     *
     * @param limit how many slots there are, up to a million
     * @param keyHash by which the ids of requests are scattered
     */
    public Quotes(int limit, KeyHash keyHash) {
        this.limit = limit;
        open = new Shares(limit);
        slots = new Slabs(QuoteRecord.BYTES, limit);
        requests = new LookupIndex(this, keyHash, limit);
    }

    /** The slot of a participant's quote, or {@link #NO_SLOT}. */
    public int slotOf(int participantId, QuoteId id) {
        int slot = (int) id.value() & SLOT_MASK;
        boolean isThere =
                slot < takenSlots
                        && at(slot).id() == id.value()
                        && at(slot).participantId() == participantId;
        return isThere ? slot : NO_SLOT;
    }

    /** The slot of the quote that answered a participant's request, or {@link #NO_SLOT}. */
    int slotOfRequest(Command.CreateQuote command) {
        long slot =
                requests.find(
                        command.participantId(),
                        command.requestId().high(),
                        command.requestId().low());
        return slot == LookupIndex.MISSING ? NO_SLOT : (int) slot;
    }

    /** The quote in a slot; the view is good until the next call. */
    public QuoteRecord at(int slot) {
        return record.view(slots.buffer(slot), slots.offset(slot));
    }

    /**
     * Whether a participant can be given another quote, if need be in place of one that is over by
     * now. Of its own share, an eighth of all, those count until they are cleared away.
     */
    boolean hasRoom(int participantId, long nowNs) {
        return open.hasRoomFor(participantId, 1)
                && (takenSlots < limit || firstEnded != NO_SLOT || expiries.firstDueNs() <= nowNs);
    }

    /**
     * Gives a quote, for which there is room. What is over is cleared away here if it was not
     * before, so that a refusal leaves everything as it was.
     */
    QuoteRecord give(Command.CreateQuote command, int providerId, Price price, long expiresAtNs) {
        int slot = takenSlots < limit ? takeFresh() : takeEnded();
        lastSequence++;
        long id = (lastSequence << SLOT_BITS) | slot;
        QuoteRecord given = at(slot);
        given.set(id, command, providerId, price, expiresAtNs);
        requests.add(
                command.participantId(),
                command.requestId().high(),
                command.requestId().low(),
                slot);
        expiries.set(slot, expiresAtNs, id);
        open.take(command.participantId());
        return given;
    }

    /** Uses a quote up. */
    public void use(int slot) {
        end(slot, QuoteStatus.USED);
    }

    /** Ends quotes whose time is over, the earliest first, a number of them at the most. */
    public void expire(long nowNs, int most) {
        for (int i = 0; i < most && expiries.firstDueNs() <= nowNs; i++) {
            end(expiries.first(), QuoteStatus.EXPIRED);
        }
    }

    /** How many are neither used nor expired. */
    public int openCount() {
        return expiries.size();
    }

    private void end(int slot, QuoteStatus status) {
        Invariant.check(at(slot).status() == QuoteStatus.OPEN, "a quote ends once");
        at(slot).setStatus(status);
        open.giveBack(at(slot).participantId());
        expiries.clear(slot);
        if (lastEnded == NO_SLOT) {
            firstEnded = slot;
        } else {
            linked.view(slots.buffer(lastEnded), slots.offset(lastEnded)).setNext(slot);
        }
        lastEnded = slot;
    }

    private int takeFresh() {
        int slot = takenSlots;
        takenSlots++;
        slots.open(slot);
        return slot;
    }

    private int takeEnded() {
        if (firstEnded == NO_SLOT) {
            end(expiries.first(), QuoteStatus.EXPIRED);
        }
        int slot = firstEnded;
        firstEnded = at(slot).next();
        if (firstEnded == NO_SLOT) {
            lastEnded = NO_SLOT;
        }
        requests.remove(slot);
        return slot;
    }

    @Override
    public boolean matches(long slot, int scope, long high, long low) {
        QuoteRecord quote = linkedAt(slot);
        return quote.requestHigh() == high
                && quote.requestLow() == low
                && quote.participantId() == scope;
    }

    @Override
    public long hashOf(long slot, KeyHash keyHash) {
        QuoteRecord quote = linkedAt(slot);
        return keyHash.of(quote.participantId(), quote.requestHigh(), quote.requestLow());
    }

    private QuoteRecord linkedAt(long slot) {
        return linked.view(slots.buffer(slot), slots.offset(slot));
    }

    /** Writes all quotes by slot. */
    public void write(SnapshotWriter out) {
        out.putLong(lastSequence);
        out.putInt(takenSlots);
        out.putInt(firstEnded);
        out.putInt(lastEnded);
        for (int slot = 0; slot < takenSlots; slot++) {
            out.putBytes(slots.buffer(slot), slots.offset(slot), QuoteRecord.BYTES);
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        lastSequence = in.getLong();
        takenSlots = in.getCount(limit);
        firstEnded = in.getInt();
        lastEnded = in.getInt();
        for (int slot = 0; slot < takenSlots; slot++) {
            slots.open(slot);
            in.getBytes(slots.buffer(slot), slots.offset(slot), QuoteRecord.BYTES);
            QuoteRecord quote = at(slot);
            requests.add(quote.participantId(), quote.requestHigh(), quote.requestLow(), slot);
            if (quote.status() == QuoteStatus.OPEN) {
                expiries.set(slot, quote.expiresAtNs(), quote.id());
                open.take(quote.participantId());
            }
        }
    }
}
