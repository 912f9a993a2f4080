// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.journal.Journal;
import dev.naru.protocol.AnswerEffect;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.NotFoundRule;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Price;
import dev.naru.protocol.RecoveryReason;
import dev.naru.protocol.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the other side says of payments. The first final answer wins. What cannot be applied becomes
 * a recovery item, one for each thing that was said while a person has not looked at it.
 */
final class Answers {
    /** ISO 20022 ExternalStatusReason1Code: no original transaction received. */
    private static final String NOT_RECEIVED = "NOOR";

    private final PaymentBook book;
    private final Endings endings;
    private final RecoveryItems recoveryItems;
    private final Journal journal;

    Answers(PaymentBook book, Endings endings, RecoveryItems recoveryItems, Journal journal) {
        this.book = book;
        this.endings = endings;
        this.recoveryItems = recoveryItems;
        this.journal = journal;
    }

    Outcome record(Command.RecordAnswer command) {
        long number = command.paymentNumber();
        if (!book.memory().remembers(number) || !book.at(number).id().equals(command.paymentId())) {
            return new Outcome.Refused(Rejection.PAYMENT_UNKNOWN);
        }
        RecoveryReason objection = firstObjection(command);
        if (objection != null) {
            return setAside(command, objection);
        }
        PaymentState state = book.at(number).state();
        return state.isFinal() ? afterTheEnd(command, state) : whileOpen(command);
    }

    /** Why the answer cannot be meant for this payment as it is. */
    private @Nullable RecoveryReason firstObjection(Command.RecordAnswer command) {
        PaymentRecord record = book.at(command.paymentNumber());
        if (!record.isPriced()) {
            return RecoveryReason.NEVER_DISPATCHED;
        }
        Corridor corridor = book.corridorOf(command.paymentNumber());
        if (corridor.destinationParticipant().id() != command.linkParticipantId()) {
            return RecoveryReason.WRONG_LINK;
        }
        if (!record.wasDispatched()) {
            return RecoveryReason.NEVER_DISPATCHED;
        }
        boolean isVoid = record.state().isFinal() && !record.state().isPosted();
        return switch (command.status()) {
            case ACCEPTED, BLOCKED -> {
                if (isVoid) {
                    yield RecoveryReason.ACCEPTED_AFTER_VOID;
                }
                yield wrongAmount(command, corridor, record.price());
            }
            // What rejects another amount rejects another payment: nothing is given back on that.
            case REJECTED -> wrongAmount(command, corridor, record.price());
            case INTERIM, NOT_FOUND, UNCLEAR -> null;
        };
    }

    private static @Nullable RecoveryReason wrongAmount(
            Command.RecordAnswer command, Corridor corridor, Price price) {
        return isOfAmount(command, corridor, price) ? null : RecoveryReason.WRONG_AMOUNT;
    }

    private static boolean isOfAmount(
            Command.RecordAnswer command, Corridor corridor, Price price) {
        return command.amountMinor() == Command.RecordAnswer.NO_AMOUNT
                || (command.amountMinor() == price.creditMinor()
                        && command.currency() == corridor.destination().currency());
    }

    private Outcome whileOpen(Command.RecordAnswer command) {
        long number = command.paymentNumber();
        return switch (command.status()) {
            case ACCEPTED -> {
                endings.complete(number, command.particulars());
                yield taken(AnswerEffect.APPLIED, PaymentState.COMPLETED);
            }
            case BLOCKED -> {
                endings.block(number, command.isoReason(), command.particulars());
                yield taken(AnswerEffect.APPLIED, PaymentState.BLOCKED);
            }
            case REJECTED -> {
                endings.reject(number, command.isoReason(), command.particulars());
                yield taken(AnswerEffect.APPLIED, PaymentState.REJECTED);
            }
            case NOT_FOUND -> notFound(command);
            case INTERIM, UNCLEAR -> interim(command);
        };
    }

    /**
     * Ends the payment only where it can no longer be executed over there, and could not when it
     * was asked about: a denial from before the deadline may reach us after it.
     */
    private Outcome notFound(Command.RecordAnswer command) {
        long number = command.paymentNumber();
        boolean isAsked = command.enquiryNumber() <= book.openAt(number).enquiries();
        if (!isAsked || !isProofOfAbsence(command)) {
            return interim(command);
        }
        String reason = command.isoReason().isEmpty() ? NOT_RECEIVED : command.isoReason();
        endings.reject(number, reason, command.particulars());
        return taken(AnswerEffect.APPLIED, PaymentState.REJECTED);
    }

    private boolean isProofOfAbsence(Command.RecordAnswer command) {
        long number = command.paymentNumber();
        NotFoundRule rule = book.corridorOf(number).terms().clocks().notFoundRule();
        return rule == NotFoundRule.ENDS_AFTER_DEADLINE
                && book.at(number).isAfterExecution(command.enquiryNumber());
    }

    private Outcome interim(Command.RecordAnswer command) {
        journal.say(
                new Event.InterimAnswered(
                        command.paymentNumber(),
                        command.paymentId(),
                        command.status(),
                        command.isoReason(),
                        command.particulars()));
        return taken(AnswerEffect.NOTED, book.at(command.paymentNumber()).state());
    }

    /** An answer to a payment that was dispatched and has ended. */
    private Outcome afterTheEnd(Command.RecordAnswer command, PaymentState state) {
        return switch (command.status()) {
            case ACCEPTED -> repeatedIf(state == PaymentState.COMPLETED, command, state);
            case BLOCKED -> repeatedIf(state == PaymentState.BLOCKED, command, state);
            case REJECTED -> repeatedIf(state == PaymentState.REJECTED, command, state);
            case NOT_FOUND ->
                    state == PaymentState.REJECTED || isProofOfAbsence(command)
                            ? repeatedIf(state == PaymentState.REJECTED, command, state)
                            : taken(AnswerEffect.NOTED, state);
            case INTERIM, UNCLEAR -> taken(AnswerEffect.NOTED, state);
        };
    }

    private Outcome repeatedIf(boolean isSame, Command.RecordAnswer command, PaymentState state) {
        return isSame
                ? taken(AnswerEffect.REPEATED, state)
                : setAside(command, RecoveryReason.CONTRADICTION);
    }

    private Outcome setAside(Command.RecordAnswer command, RecoveryReason reason) {
        long number = command.paymentNumber();
        RecoveryItems.Finding finding =
                new RecoveryItems.Finding(
                        number,
                        reason,
                        command.linkParticipantId(),
                        Optional.of(command.status()),
                        command.amountMinor(),
                        command.currency());
        if (!recoveryItems.isOpen(finding)) {
            if (!recoveryItems.makeRoom(number)) {
                return new Outcome.Refused(Rejection.LIMIT_RECOVERY_ITEMS);
            }
            recoveryItems.open(finding, command.particulars());
        }
        return taken(AnswerEffect.SET_ASIDE, book.at(number).state());
    }

    private static Outcome taken(AnswerEffect effect, PaymentState state) {
        return new Outcome.AnswerTaken(effect, state);
    }
}
