// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.EvidenceBook;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.Fact;
import dev.naru.core.simulation.law.Journey;
import dev.naru.core.simulation.law.RefusalsKeepTheirShare;
import dev.naru.protocol.AnswerEffect;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Price;
import dev.naru.protocol.RecoveryReason;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.TapVerdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was reached, and how often, over all seeds. */
final class Coverage {
    private static final String DESTINATION_RESIDUE = "residue in the destination currency";
    private static final String SOURCE_RESIDUE = "residue in the source currency";
    private static final String BEYOND_THE_SHARE = "refusal beyond the sender's share";
    private static final String BEYOND_THE_FIRST_DAY =
            "a small payment that is too much for what is new and has paid";
    private static final String TOO_MUCH_WHEN_TAPPED =
            "a tap for a small payment that is too much for what is new and has paid";
    private static final String WARNED_BY_A_LIMIT = "headroom warned of a limit that came down";
    private static final String WARNED_AT_90 = "headroom warned at 90";
    private static final String WARNED_AT_80 = "headroom warned at 80";

    /** Rejections that no command can bring about here, and why. */
    private static final Map<Rejection, String> NOT_THE_MACHINES =
            Map.of(
                    Rejection.MALFORMED_COMMAND,
                    "a command that cannot be read never reaches the machine: the node refuses it",
                    Rejection.LIMIT_EVENT_READERS,
                    "there are never so many readers here; a table fills the room");

    private static final Optional<Outcome> TOO_NEW =
            Optional.of(new Outcome.Refused(Rejection.AUTHENTICATOR_TOO_NEW));

    private final Map<Object, Long> counts = new HashMap<>();

    /** Counts what an exchange reached. The books do not have its facts yet. */
    void hear(Exchange exchange, Books books) {
        exchange.command().ifPresent(command -> count(command.getClass()));
        exchange.outcome().ifPresent(this::hear);
        if (exchange.command().orElse(null) instanceof Command.SetHeadroom
                && exchange.facts().stream()
                        .anyMatch(fact -> fact.event() instanceof Event.HeadroomWarned)) {
            count(WARNED_BY_A_LIMIT);
        }
        if (exchange.command().orElse(null) instanceof Command.InitiatePayment
                && exchange.outcome().orElse(null) instanceof Outcome.Refused(var rejection)
                && RefusalsKeepTheirShare.isOfPayment(rejection)) {
            count(BEYOND_THE_SHARE);
        }
        if (exchange.command().orElse(null) instanceof Command.IssueChallenge asked
                && exchange.outcome().equals(TOO_NEW)
                && books.evidence().isSmallForNew(asked.participantId(), asked.terms())) {
            count(BEYOND_THE_FIRST_DAY);
        }
        for (Fact fact : exchange.facts()) {
            count(fact.event().getClass());
            hear(fact.event(), books);
        }
    }

    private void hear(Outcome outcome) {
        count(outcome.getClass());
        if (outcome instanceof Outcome.Refused(Rejection rejection)) {
            count(refused(rejection));
        } else if (outcome instanceof Outcome.AnswerTaken taken) {
            count(answered(taken.effect()));
        }
    }

    private void hear(Event event, Books books) {
        switch (event) {
            case Event.PaymentRefused e -> {
                count(remembered(e.rejection()));
                moved(e.paymentNumber(), PaymentState.REJECTED, books);
            }
            case Event.PaymentHeld e -> moved(e.paymentNumber(), PaymentState.HELD, books);
            case Event.PaymentReserved e -> {
                moved(e.paymentNumber(), PaymentState.RESERVED, books);
                hear(e.price());
            }
            case Event.PaymentDispatched e ->
                    moved(e.paymentNumber(), PaymentState.DISPATCHED, books);
            case Event.PaymentInDoubt e -> moved(e.paymentNumber(), PaymentState.IN_DOUBT, books);
            case Event.PaymentCompleted e ->
                    moved(e.paymentNumber(), PaymentState.COMPLETED, books);
            case Event.PaymentBlocked e -> moved(e.paymentNumber(), PaymentState.BLOCKED, books);
            case Event.PaymentRejected e -> moved(e.paymentNumber(), PaymentState.REJECTED, books);
            case Event.PaymentExpired e -> moved(e.paymentNumber(), PaymentState.EXPIRED, books);
            case Event.RecoveryItemOpened e -> count(opened(e.reason()));
            case Event.TapJudged e -> {
                count(judged(e.verdict()));
                if (e.verdict() == TapVerdict.TOO_NEW && isSmall(e, books.evidence())) {
                    count(TOO_MUCH_WHEN_TAPPED);
                }
            }
            case Event.HeadroomWarned e -> count(e.percent() == 80 ? WARNED_AT_80 : WARNED_AT_90);
            case Event.ParticipantDefined _,
                    Event.ParticipantStatusChanged _,
                    Event.GroupDefined _,
                    Event.HeadroomSet _,
                    Event.FundingRecorded _,
                    Event.CorridorDefined _,
                    Event.CorridorStatusChanged _,
                    Event.RatePublished _,
                    Event.QuoteCreated _,
                    Event.HoldDecided _,
                    Event.InterimAnswered _,
                    Event.EnquiryDue _,
                    Event.RecoveryItemDecided _,
                    Event.WindowClosed _,
                    Event.ObligationBooked _,
                    Event.ChallengeIssued _,
                    Event.ChallengeTaken _,
                    Event.AuthenticatorChanged _,
                    Event.EvidenceUsed _,
                    Event.EvidenceRuleSet _,
                    Event.TimeMoved _ -> {}
        }
    }

    private static boolean isSmall(Event.TapJudged judged, EvidenceBook book) {
        return book.challenge(judged.participantId(), judged.challengeNumber())
                .filter(
                        known ->
                                book.isSmallForNew(
                                        judged.participantId(), known.challenge().terms()))
                .isPresent();
    }

    private void hear(Price price) {
        if (price.sourceMinor() != price.providerSourceMinor()) {
            count(SOURCE_RESIDUE);
        }
        if (price.destinationMinor() != price.providerDestinationMinor()) {
            count(DESTINATION_RESIDUE);
        }
    }

    private void moved(long number, PaymentState to, Books books) {
        count(new Change(books.payment(number).map(Journey::state), to));
    }

    /** All that must be reached and was not. */
    List<String> missing() {
        List<Object> due = new ArrayList<>(changes());
        for (Class<?> kind : List.of(Command.class, Outcome.class, Event.class)) {
            due.addAll(List.of(kind.getPermittedSubclasses()));
        }
        for (AnswerEffect effect : AnswerEffect.values()) {
            due.add(answered(effect));
        }
        for (RecoveryReason reason : RecoveryReason.values()) {
            due.add(opened(reason));
        }
        for (TapVerdict verdict : TapVerdict.values()) {
            due.add(judged(verdict));
        }
        due.addAll(List.of(SOURCE_RESIDUE, DESTINATION_RESIDUE, WARNED_AT_80, WARNED_AT_90));
        due.addAll(List.of(BEYOND_THE_SHARE, WARNED_BY_A_LIMIT, BEYOND_THE_FIRST_DAY));
        due.add(TOO_MUCH_WHEN_TAPPED);
        due.removeAll(counts.keySet());
        for (Rejection rejection : Rejection.values()) {
            boolean isReached =
                    counts.containsKey(refused(rejection))
                            || counts.containsKey(remembered(rejection));
            if (!isReached && !NOT_THE_MACHINES.containsKey(rejection)) {
                due.add(rejection);
            }
        }
        return due.stream().map(Coverage::name).toList();
    }

    private static List<Change> changes() {
        return List.of(
                begins(PaymentState.HELD),
                begins(PaymentState.RESERVED),
                begins(PaymentState.REJECTED),
                goes(PaymentState.HELD, PaymentState.RESERVED),
                goes(PaymentState.HELD, PaymentState.REJECTED),
                goes(PaymentState.HELD, PaymentState.EXPIRED),
                goes(PaymentState.RESERVED, PaymentState.DISPATCHED),
                goes(PaymentState.RESERVED, PaymentState.EXPIRED),
                goes(PaymentState.DISPATCHED, PaymentState.IN_DOUBT),
                goes(PaymentState.DISPATCHED, PaymentState.COMPLETED),
                goes(PaymentState.DISPATCHED, PaymentState.REJECTED),
                goes(PaymentState.DISPATCHED, PaymentState.BLOCKED),
                goes(PaymentState.IN_DOUBT, PaymentState.COMPLETED),
                goes(PaymentState.IN_DOUBT, PaymentState.REJECTED),
                goes(PaymentState.IN_DOUBT, PaymentState.BLOCKED));
    }

    /** How often everything was reached, one line each. */
    String report() {
        StringBuilder text = new StringBuilder();
        Map<String, Long> sorted = new TreeMap<>();
        counts.forEach((what, times) -> sorted.put(name(what), times));
        sorted.forEach((what, times) -> text.append(what).append(": ").append(times).append('\n'));
        return text.toString();
    }

    private static String name(Object what) {
        return what instanceof Class<?> kind
                ? kind.getName().substring(kind.getPackageName().length() + 1)
                : what.toString();
    }

    private void count(Object what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** Something with a name that an enum's constant tells apart. */
    private record Named(String what, Enum<?> which) {
        @Override
        public String toString() {
            return what + " " + which;
        }
    }

    private static Named refused(Rejection rejection) {
        return new Named("refused", rejection);
    }

    private static Named remembered(Rejection rejection) {
        return new Named("refused and remembered", rejection);
    }

    private static Named answered(AnswerEffect effect) {
        return new Named("answer", effect);
    }

    private static Named judged(TapVerdict verdict) {
        return new Named("tap", verdict);
    }

    private static Named opened(RecoveryReason reason) {
        return new Named("recovery item", reason);
    }

    /** A change of state; from nothing when a payment begins. */
    private record Change(Optional<PaymentState> from, PaymentState to) {
        @Override
        public String toString() {
            return from.map(PaymentState::name).orElse("nothing") + " -> " + to;
        }
    }

    private static Change begins(PaymentState to) {
        return new Change(Optional.empty(), to);
    }

    private static Change goes(PaymentState from, PaymentState to) {
        return new Change(Optional.of(from), to);
    }
}
