// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Command.RecordAnswer;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.NotFoundRule;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.RecoveryReason;
import dev.naru.protocol.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the other side answered decides, and nothing else does: the first final answer over the
 * payment's own link, about its own amount, ends it that way; what cannot be applied waits for two
 * people. The caller is told which of the two it was.
 */
public final class AnswersAreTaken implements Law {
    private long lastItemNumber;

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        Event event = fact.event();
        if (event instanceof Event.PaymentCompleted e) {
            ended(e.paymentNumber(), AnswerStatus.ACCEPTED, exchange, books);
        } else if (event instanceof Event.PaymentBlocked e) {
            ended(e.paymentNumber(), AnswerStatus.BLOCKED, exchange, books);
        } else if (event instanceof Event.PaymentRejected e) {
            ended(e.paymentNumber(), AnswerStatus.REJECTED, exchange, books);
        } else if (event instanceof Event.RecoveryItemOpened e) {
            opened(e, exchange, books);
        } else if (event instanceof Event.RecoveryItemDecided e) {
            decided(e, books);
        }
    }

    private void ended(long number, AnswerStatus due, Exchange exchange, Books books) {
        Journey journey =
                books.payment(number).orElseThrow(() -> broken("nobody knows payment " + number));
        if (!(exchange.command().orElse(null) instanceof RecordAnswer answer)
                || answer.paymentNumber() != number
                || !answer.paymentId().equals(journey.id())) {
            throw broken(exchange.step() + " ended payment " + number);
        }
        boolean isNotFound =
                answer.status() == AnswerStatus.NOT_FOUND && due == AnswerStatus.REJECTED;
        if (answer.status() != due && !isNotFound) {
            throw broken("payment " + number + " ended after " + answer + ", and not " + due);
        }
        if (isNotFound && !isProofOfAbsence(answer, journey, books)) {
            throw broken("payment " + number + " may still be executed, and ended: " + answer);
        }
        if (!isOverItsLink(answer, journey) || !isItsAmount(answer, journey, books)) {
            throw broken(answer + " was applied to " + journey.terms());
        }
    }

    /**
     * Whether it answers a question that was asked when the link's rules barred the other side from
     * executing the payment any more.
     */
    private static boolean isProofOfAbsence(RecordAnswer answer, Journey journey, Books books) {
        List<Long> asked = journey.enquiriesAtNs();
        int number = answer.enquiryNumber();
        return answer.status() == AnswerStatus.NOT_FOUND
                && ruleOf(journey, books) == NotFoundRule.ENDS_AFTER_DEADLINE
                && number >= 1
                && number <= asked.size()
                && asked.get(number - 1) > journey.executeByNs();
    }

    private static NotFoundRule ruleOf(Journey journey, Books books) {
        Route route = journey.terms().orElseThrow().route();
        return books.corridor(route.corridorId())
                .orElseThrow()
                .definition()
                .terms()
                .clocks()
                .notFoundRule();
    }

    private static boolean isOverItsLink(RecordAnswer answer, Journey journey) {
        return answer.linkParticipantId()
                == journey.terms().orElseThrow().route().destinationParticipantId();
    }

    private static boolean isItsAmount(RecordAnswer answer, Journey journey, Books books) {
        Journey.Terms terms = journey.terms().orElseThrow();
        Currency currency =
                books.group(terms.route().destinationGroupId())
                        .orElseThrow()
                        .definition()
                        .currency();
        return answer.status() == AnswerStatus.NOT_FOUND
                || answer.amountMinor() < 0
                || (answer.amountMinor() == terms.price().creditMinor()
                        && answer.currency() == currency);
    }

    private void opened(Event.RecoveryItemOpened item, Exchange exchange, Books books) {
        if (item.itemNumber() != lastItemNumber + 1) {
            throw broken("recovery item " + item.itemNumber() + " follows " + lastItemNumber);
        }
        lastItemNumber = item.itemNumber();
        boolean fits =
                item.reason() == RecoveryReason.NO_ANSWER
                        ? isSilence(item, books)
                        : exchange.command().orElse(null) instanceof RecordAnswer answer
                                && isAbout(item, answer)
                                && isTrue(item.reason(), answer, books);
        if (!fits || openOf(item, books).contains(item.reason() + " " + saidBy(item))) {
            throw broken(exchange.step() + " opened " + item);
        }
    }

    /** What people have yet to look at of the same payment. */
    private static Set<String> openOf(Event.RecoveryItemOpened item, Books books) {
        return books.items().stream()
                .filter(known -> known.secondPersonId() == 0)
                .map(Books.Item::opened)
                .filter(known -> known.paymentNumber() == item.paymentNumber())
                .map(known -> known.reason() + " " + saidBy(known))
                .collect(Collectors.toSet());
    }

    private static String saidBy(Event.RecoveryItemOpened item) {
        return item.answer()
                + " "
                + item.amountMinor()
                + " "
                + item.currency()
                + " over "
                + item.linkParticipantId();
    }

    private static boolean isSilence(Event.RecoveryItemOpened item, Books books) {
        Journey journey = books.payment(item.paymentNumber()).orElseThrow();
        return journey.state() == PaymentState.IN_DOUBT
                && item.answer().isEmpty()
                && item.amountMinor() < 0
                && item.linkParticipantId()
                        == journey.terms().orElseThrow().route().destinationParticipantId();
    }

    private static boolean isAbout(Event.RecoveryItemOpened item, RecordAnswer answer) {
        return item.paymentNumber() == answer.paymentNumber()
                && item.answer().equals(Optional.of(answer.status()))
                && item.linkParticipantId() == answer.linkParticipantId()
                && item.amountMinor() == answer.amountMinor()
                && item.currency() == answer.currency();
    }

    private boolean isTrue(RecoveryReason reason, RecordAnswer answer, Books books) {
        Journey journey = books.payment(answer.paymentNumber()).orElseThrow();
        boolean isYes =
                answer.status() == AnswerStatus.ACCEPTED || answer.status() == AnswerStatus.BLOCKED;
        boolean isVoid = journey.state().isFinal() && !journey.state().isPosted();
        return switch (reason) {
            case CONTRADICTION ->
                    journey.state().isFinal()
                            && isFinal(answer, journey, books)
                            && !isSameEnd(answer, journey);
            case ACCEPTED_AFTER_VOID -> isYes && isVoid && journey.wasDispatched();
            case WRONG_AMOUNT -> !isItsAmount(answer, journey, books);
            case WRONG_LINK -> journey.terms().isEmpty() || !isOverItsLink(answer, journey);
            case NEVER_DISPATCHED -> !journey.wasDispatched();
            case NO_ANSWER -> false;
        };
    }

    private void decided(Event.RecoveryItemDecided decided, Books books) {
        Books.Item item =
                books.item(decided.itemNumber())
                        .orElseThrow(() -> broken("nothing to decide on: " + decided));
        boolean isSecond = item.firstPersonId() != 0;
        if (item.secondPersonId() != 0
                || decided.closed() != isSecond
                || decided.personId() == item.firstPersonId()) {
            throw broken(decided + " was decided on " + item);
        }
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        if (!(exchange.command().orElse(null) instanceof RecordAnswer answer)
                || !(exchange.outcome().orElse(null) instanceof Outcome.AnswerTaken taken)) {
            return;
        }
        List<Fact> own = exchange.ownFacts();
        Journey journey = books.payment(answer.paymentNumber()).orElseThrow();
        boolean fits =
                switch (taken.effect()) {
                    case APPLIED -> journey.state().isFinal() && own.size() == 1 && isEnd(own);
                    case REPEATED -> own.isEmpty() && isSameEnd(answer, journey);
                    case NOTED ->
                            !isFinal(answer, journey, books) && (own.isEmpty() || isInterim(own));
                    case SET_ASIDE ->
                            own.isEmpty()
                                    ? isWaiting(answer, books)
                                    : own.size() == 1 && isItem(own);
                };
        boolean isWasted =
                journey.awaitsAnswer()
                        && isFinal(answer, journey, books)
                        && isOverItsLink(answer, journey)
                        && isItsAmount(answer, journey, books);
        if (!fits || isWasted || taken.state() != journey.state()) {
            throw broken(
                    answer
                            + " was answered "
                            + taken
                            + " with the payment "
                            + journey.state()
                            + " and the facts "
                            + own);
        }
    }

    private static boolean isFinal(RecordAnswer answer, Journey journey, Books books) {
        return switch (answer.status()) {
            case ACCEPTED, REJECTED, BLOCKED -> true;
            case INTERIM, UNCLEAR -> false;
            case NOT_FOUND -> journey.wasDispatched() && isProofOfAbsence(answer, journey, books);
        };
    }

    /** Whether a person has yet to look at the same answer. */
    private static boolean isWaiting(RecordAnswer answer, Books books) {
        return books.items().stream()
                .anyMatch(item -> item.secondPersonId() == 0 && isAbout(item.opened(), answer));
    }

    private static boolean isSameEnd(RecordAnswer answer, Journey journey) {
        return switch (answer.status()) {
            case ACCEPTED -> journey.state() == PaymentState.COMPLETED;
            case BLOCKED -> journey.state() == PaymentState.BLOCKED;
            case REJECTED, NOT_FOUND -> journey.state() == PaymentState.REJECTED;
            case INTERIM, UNCLEAR -> false;
        };
    }

    private static boolean isEnd(List<Fact> own) {
        Event event = own.getFirst().event();
        return event instanceof Event.PaymentCompleted
                || event instanceof Event.PaymentBlocked
                || event instanceof Event.PaymentRejected;
    }

    private static boolean isInterim(List<Fact> own) {
        return own.size() == 1 && own.getFirst().event() instanceof Event.InterimAnswered;
    }

    private static boolean isItem(List<Fact> own) {
        return own.getFirst().event() instanceof Event.RecoveryItemOpened;
    }
}
