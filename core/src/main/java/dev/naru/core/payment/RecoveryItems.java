// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.journal.Journal;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.RecoveryReason;
import dev.naru.protocol.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers and silences that a person has to look at. Two different people close one; closed ones
 * stay until their room is needed, the lowest number going first.
 */
public final class RecoveryItems {
    private static final long NOBODY = 0;

    private static final AnswerStatus[] STATUSES = AnswerStatus.values();

    /**
     * In a snapshot, of an item for which no answer came: what came behind the statuses when there
     * were five. Later ones stand behind it.
     */
    private static final int NO_STATUS = 5;

    private final int limit;
    private final Journal journal;

    /** By number, rising. */
    private final List<Outcome.RecoveryItem> items = new ArrayList<>();

    private long lastNumber;
    private int openCount;

    /** What is open of each payment, so that the same is opened once. */
    private final Map<Long, List<Finding>> open = new HashMap<>();

    public RecoveryItems(int limit, Journal journal) {
        this.limit = limit;
        this.journal = journal;
    }

    /** Whether somebody has yet to look at exactly this. */
    boolean isOpen(Finding finding) {
        return openOf(finding.paymentNumber).contains(finding);
    }

    /** Whether one more of a payment can be opened; forgets a closed one if need be. */
    boolean makeRoom(long paymentNumber) {
        if (openOf(paymentNumber).size() >= Limits.OPEN_RECOVERY_ITEMS_OF_A_PAYMENT) {
            return false;
        }
        if (items.size() < limit) {
            return true;
        }
        if (openCount == limit) {
            return false;
        }
        int place = 0;
        while (!isClosed(items.get(place))) {
            place++;
        }
        items.remove(place);
        return true;
    }

    /**
     * What a person has to look at.
     *
     * @param answer empty where none came
     * @param amountMinor {@link Command.RecordAnswer#NO_AMOUNT} where no amount was named
     */
    record Finding(
            long paymentNumber,
            RecoveryReason reason,
            int linkParticipantId,
            Optional<AnswerStatus> answer,
            long amountMinor,
            Currency currency) {}

    /** Opens an item, for which there is room. */
    void open(Finding finding, Bytes particulars) {
        lastNumber++;
        add(
                new Outcome.RecoveryItem(
                        lastNumber,
                        finding.paymentNumber,
                        finding.reason,
                        finding.linkParticipantId,
                        finding.answer,
                        finding.amountMinor,
                        finding.currency,
                        journal.nowNs(),
                        NOBODY,
                        NOBODY));
        journal.say(
                new Event.RecoveryItemOpened(
                        lastNumber,
                        finding.paymentNumber,
                        finding.reason,
                        finding.linkParticipantId,
                        finding.answer,
                        finding.amountMinor,
                        finding.currency,
                        particulars));
    }

    /**
     * Takes one person's decision to close an item; the second person's closes it. Said again it
     * changes nothing.
     */
    public Outcome decide(Command.CloseRecoveryItem command) {
        int place = placeOf(command.itemNumber());
        if (place == items.size() || items.get(place).itemNumber() != command.itemNumber()) {
            return new Outcome.Refused(Rejection.RECOVERY_ITEM_UNKNOWN);
        }
        Outcome.RecoveryItem item = items.get(place);
        if (item.firstPersonId() == command.personId()
                || item.secondPersonId() == command.personId()) {
            return new Outcome.Done();
        }
        if (isClosed(item)) {
            return new Outcome.Refused(Rejection.RECOVERY_ITEM_CLOSED);
        }

        boolean closes = item.firstPersonId() != NOBODY;
        long first = closes ? item.firstPersonId() : command.personId();
        long second = closes ? command.personId() : NOBODY;
        items.set(place, withPeople(item, first, second));
        if (closes) {
            openCount--;
            forget(findingOf(item));
        }
        journal.say(
                new Event.RecoveryItemDecided(command.itemNumber(), command.personId(), closes));
        return new Outcome.Done();
    }

    /** A page of items by number. */
    public Outcome read(Command.ReadRecoveryItems command) {
        int from = placeOf(command.fromNumber());
        int to = Math.min(items.size(), from + command.limit());
        return new Outcome.RecoveryItems(items.subList(from, to));
    }

    /** How many nobody has closed. */
    public int openCount() {
        return openCount;
    }

    /** Writes all items by number. */
    public void write(SnapshotWriter out) {
        out.putLong(lastNumber);
        out.putInt(items.size());
        for (Outcome.RecoveryItem item : items) {
            out.putLong(item.itemNumber());
            out.putLong(item.paymentNumber());
            out.putByte(item.reason().ordinal());
            out.putInt(item.linkParticipantId());
            out.putByte(item.answer().map(RecoveryItems::code).orElse(NO_STATUS));
            out.putLong(item.amountMinor());
            out.putInt(item.currency().numeric());
            out.putLong(item.openedAtNs());
            out.putLong(item.firstPersonId());
            out.putLong(item.secondPersonId());
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        lastNumber = in.getLong();
        int left = in.getCount(limit);
        while (left-- > 0) {
            Outcome.RecoveryItem item = readItem(in);
            add(item);
        }
    }

    private static int code(AnswerStatus status) {
        return status.ordinal() < NO_STATUS ? status.ordinal() : status.ordinal() + 1;
    }

    private static Optional<AnswerStatus> status(int code) {
        return code == NO_STATUS
                ? Optional.empty()
                : Optional.of(STATUSES[code < NO_STATUS ? code : code - 1]);
    }

    private static Outcome.RecoveryItem readItem(SnapshotReader in) {
        long number = in.getLong();
        long paymentNumber = in.getLong();
        RecoveryReason reason = in.getOneOf(RecoveryReason.values());
        int linkParticipantId = in.getInt();
        int answer = in.getByte();
        in.require(answer <= STATUSES.length, "has a recovery item of an unknown answer");
        long amountMinor = in.getLong();
        Optional<Currency> currency = Currency.ofNumeric(in.getInt());
        in.require(currency.isPresent(), "has a recovery item of an unknown currency");
        return new Outcome.RecoveryItem(
                number,
                paymentNumber,
                reason,
                linkParticipantId,
                status(answer),
                amountMinor,
                currency.orElseThrow(),
                in.getLong(),
                in.getLong(),
                in.getLong());
    }

    private void add(Outcome.RecoveryItem item) {
        items.add(item);
        if (!isClosed(item)) {
            openCount++;
            open.computeIfAbsent(item.paymentNumber(), _ -> new ArrayList<>()).add(findingOf(item));
        }
    }

    private void forget(Finding finding) {
        List<Finding> others = openOf(finding.paymentNumber);
        others.remove(finding);
        if (others.isEmpty()) {
            open.remove(finding.paymentNumber);
        }
    }

    private List<Finding> openOf(long paymentNumber) {
        return open.getOrDefault(paymentNumber, List.of());
    }

    private static Finding findingOf(Outcome.RecoveryItem item) {
        return new Finding(
                item.paymentNumber(),
                item.reason(),
                item.linkParticipantId(),
                item.answer(),
                item.amountMinor(),
                item.currency());
    }

    private static boolean isClosed(Outcome.RecoveryItem item) {
        return item.secondPersonId() != NOBODY;
    }

    private static Outcome.RecoveryItem withPeople(
            Outcome.RecoveryItem item, long firstPersonId, long secondPersonId) {
        return new Outcome.RecoveryItem(
                item.itemNumber(),
                item.paymentNumber(),
                item.reason(),
                item.linkParticipantId(),
                item.answer(),
                item.amountMinor(),
                item.currency(),
                item.openedAtNs(),
                firstPersonId,
                secondPersonId);
    }

    /** The place of the first item whose number is this or higher. */
    private int placeOf(long number) {
        int low = 0;
        int high = items.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (items.get(middle).itemNumber() < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
