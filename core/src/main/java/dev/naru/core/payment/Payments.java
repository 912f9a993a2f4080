// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.corridor.Network;
import dev.naru.core.evidence.Evidence;
import dev.naru.core.journal.Journal;
import dev.naru.core.limit.PayerDays;
import dev.naru.core.memory.KeyHash;
import dev.naru.core.quote.Quotes;
import dev.naru.core.snapshot.SnapshotReader;
import dev.naru.core.snapshot.SnapshotWriter;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.Rejection;
import java.util.ArrayList;
import java.util.List;

/**
 * All payments: the commands about them, what time does to them, and what is remembered of them.
 */
public final class Payments {
    private final Network network;
    private final PaymentBook book;
    private final Initiation initiation;
    private final Holds holds;
    private final Dispatching dispatching;
    private final Answers answers;
    private final Enquiries enquiries;
    private final DueTimes dueTimes;
    private final PaymentBytes bytes;

    /**
     * How much is held.
     *
     * @param open payments that are open at one time
     * @param remembered payments that are remembered, open ones included
     * @param rememberNs for how long at the least after the end
     * @param keyHash by which the ids of payments are scattered
     */
    public record Room(int open, long remembered, long rememberNs, KeyHash keyHash) {}

    /** What payments draw on beside the network. */
    public record Sources(
            Quotes quotes, PayerDays days, RecoveryItems recoveryItems, Evidence evidence) {}

    public Payments(Network network, Sources sources, Room room, Journal journal) {
        this.network = network;
        book =
                new PaymentBook(
                        new PaymentMemory(room.remembered(), room.rememberNs(), room.keyHash()),
                        new OpenPayments(room.open()),
                        network.corridors(),
                        journal);
        Postings postings = new Postings(network.members());
        Initiation.Steps steps =
                new Initiation.Steps(
                        new Judgement(network, sources.days(), sources.evidence(), journal),
                        postings,
                        new Reserving(book, network.members(), sources.days(), journal));
        Endings endings = new Endings(book, postings, sources.days(), journal);
        initiation = new Initiation(network, sources, book, steps, journal);
        holds = new Holds(book, steps, endings, journal);
        dispatching = new Dispatching(book, endings, journal);
        answers = new Answers(book, endings, sources.recoveryItems(), journal);
        enquiries = new Enquiries(book, sources.recoveryItems(), journal);
        dueTimes = new DueTimes(book, endings, enquiries, journal);
        bytes = new PaymentBytes(book);
    }

    /** Begins a payment, or tells how a repeated one stands. */
    public Outcome initiate(Command.InitiatePayment command) {
        return initiation.initiate(command);
    }

    /** Takes compliance's decision about a held payment. */
    public Outcome decideHold(Command.DecideHold command) {
        return holds.decide(command);
    }

    /** Grants the right to send, once. */
    public Outcome recordDispatch(Command.RecordDispatch command) {
        return dispatching.record(command);
    }

    /** Takes what the other side said. */
    public Outcome recordAnswer(Command.RecordAnswer command) {
        return answers.record(command);
    }

    /** Has a payment in doubt asked about once more. */
    public Outcome askAgain(Command.AskAgain command) {
        return enquiries.askAgain(command);
    }

    /** Lets what is due by now happen, a number of them at the most. */
    public void runDueTimes(int most) {
        dueTimes.run(most);
    }

    /** When something is due next, epoch nanoseconds; Long.MAX_VALUE for never. */
    public long firstDueNs() {
        return book.open().deadlines().firstDueNs();
    }

    /** One payment by its sender and id. */
    public Outcome read(Command.ReadPayment command) {
        if (!network.participants().knows(command.participantId())) {
            return new Outcome.Refused(Rejection.PARTICIPANT_UNKNOWN);
        }
        long number = book.memory().numberOf(command.participantId(), command.paymentId());
        return number == PaymentMemory.MISSING
                ? new Outcome.Refused(Rejection.PAYMENT_UNKNOWN)
                : new Outcome.PaymentIs(book.describe(number));
    }

    /** Whether a participant's payment with this id is remembered, also one that was refused. */
    public boolean knows(int participantId, PaymentId id) {
        return book.memory().numberOf(participantId, id) != PaymentMemory.MISSING;
    }

    /** A page of payments by number. */
    public Outcome read(Command.ReadPayments command) {
        List<Payment> rows = new ArrayList<>();
        long number = nearest(command.fromNumber(), command.order());
        while (number != PaymentMemory.MISSING && rows.size() < command.limit()) {
            rows.add(book.describe(number));
            number = nearest(after(number, command.order()), command.order());
        }
        return new Outcome.Payments(rows);
    }

    private long nearest(long number, ReadOrder order) {
        return switch (order) {
            case RISING -> book.memory().nextFrom(number);
            case FALLING -> book.memory().previousFrom(number);
        };
    }

    private static long after(long number, ReadOrder order) {
        return switch (order) {
            case RISING -> number + 1;
            case FALLING -> number - 1;
        };
    }

    /** How many are open. */
    public int openCount() {
        return book.open().count();
    }

    /** How many are remembered, open ones included. */
    public long rememberedCount() {
        return book.memory().count();
    }

    /** The last payment's number, 0 before the first. */
    public long lastNumber() {
        return book.memory().lastNumber();
    }

    /** How many payments are or ended in each state, in the order of the states. */
    public List<Long> countByState() {
        return book.countByState();
    }

    /** Writes all payments by number. */
    public void write(SnapshotWriter out) {
        bytes.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public void read(SnapshotReader in) {
        bytes.read(in);
    }
}
