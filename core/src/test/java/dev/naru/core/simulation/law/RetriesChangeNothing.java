// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.RequestId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked before, while it is remembered, is answered and not done again: a payment as it
 * stands now, a quote, funding, use of evidence or closed window as it was. The same id with
 * another body is refused. What is defined or set as it is already leaves no event.
 */
public final class RetriesChangeNothing implements Law {
    private final long rememberNs;
    private final Map<Books.Caller, Known> payments = new HashMap<>();
    private final Map<QuoteCaller, KnownQuote> quotes = new HashMap<>();
    private final Map<RequestId, KnownFunding> fundings = new HashMap<>();
    private final Map<Long, Command.UseEvidence> uses = new HashMap<>();
    private final Map<Integer, Outcome.WindowReport> windows = new HashMap<>();

    private record Known(Command.InitiatePayment first, long number) {}

    private record QuoteCaller(int participantId, RequestId requestId) {}

    private record KnownQuote(Command.CreateQuote first, QuoteId quoteId) {}

    private record KnownFunding(Command.RecordFunding first, long atNs) {}

    /**
     * For one machine.
     *
     * @param rememberNs how long it remembers at the least what has ended
     */
    public RetriesChangeNothing(long rememberNs) {
        this.rememberNs = rememberNs;
    }

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (isKnown(fact.event(), books)) {
            throw broken(fact + " was so already");
        }
    }

    private static boolean isKnown(Event event, Books books) {
        if (event instanceof Event.ParticipantDefined(var definition)) {
            return books.participant(definition.participantId())
                    .filter(known -> known.definition().equals(definition))
                    .isPresent();
        }
        if (event instanceof Event.ParticipantStatusChanged(var id, var status)) {
            return books.participant(id).filter(known -> known.status() == status).isPresent();
        }
        if (event instanceof Event.GroupDefined(var definition)) {
            return books.group(definition.groupId()).isPresent();
        }
        if (event instanceof Event.HeadroomSet(var setting)) {
            return books.ledger()
                    .member(setting.participantId(), setting.groupId())
                    .filter(known -> known.setting().equals(setting))
                    .isPresent();
        }
        if (event instanceof Event.CorridorDefined(var definition)) {
            return books.corridor(definition.corridorId())
                    .filter(known -> known.definition().equals(definition))
                    .isPresent();
        }
        return event instanceof Event.CorridorStatusChanged(var id, var status)
                && books.corridor(id).filter(known -> known.status() == status).isPresent();
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        Outcome outcome = exchange.outcome().orElse(null);
        Command command = exchange.command().orElse(null);
        if (outcome == null || command == null) {
            return;
        }
        if (command instanceof Command.InitiatePayment asked) {
            paid(asked, outcome, exchange, books);
        } else if (command instanceof Command.CreateQuote asked) {
            quoted(asked, outcome, exchange, books);
        } else if (command instanceof Command.RecordFunding asked) {
            funded(asked, outcome, exchange, books);
        } else if (command instanceof Command.UseEvidence asked) {
            used(asked, outcome, exchange, books);
        } else if (command instanceof Command.CloseWindow asked) {
            closed(asked, outcome, exchange);
        }
    }

    private void paid(
            Command.InitiatePayment asked, Outcome outcome, Exchange exchange, Books books) {
        Books.Caller caller = new Books.Caller(asked.participantId(), asked.paymentId());
        Optional<Known> known = Optional.ofNullable(payments.get(caller));
        Optional<Journey> journey = known.flatMap(first -> books.payment(first.number));
        if (known.isPresent() && journey.isPresent() && isRemembered(journey.get(), books)) {
            boolean fits =
                    isSame(asked, known.get().first)
                            ? outcome instanceof Outcome.PaymentIs(var payment)
                                    && journey.get().isShownAs(payment)
                            : outcome.equals(new Outcome.Refused(Rejection.REQUEST_REUSED));
            if (!fits || exchange.changedSomething()) {
                throw broken(
                        asked
                                + " repeats "
                                + known.get()
                                + "; the answer was "
                                + outcome
                                + " with "
                                + exchange.ownFacts());
            }
        } else if (outcome instanceof Outcome.PaymentIs(var payment)) {
            payments.put(caller, new Known(asked, payment.number()));
        }
    }

    private boolean isRemembered(Journey journey, Books books) {
        return !journey.state().isFinal() || journey.endedAtNs() + rememberNs > books.nowNs();
    }

    private static boolean isSame(Command.InitiatePayment one, Command.InitiatePayment other) {
        return one.quoteId().equals(other.quoteId())
                && one.debitMinor() == other.debitMinor()
                && one.destinationMinor() == other.destinationMinor()
                && one.payee().equals(other.payee())
                && one.payer().equals(other.payer());
    }

    private void quoted(
            Command.CreateQuote asked, Outcome outcome, Exchange exchange, Books books) {
        QuoteCaller caller = new QuoteCaller(asked.participantId(), asked.requestId());
        KnownQuote known = quotes.get(caller);
        Books.Promise promise = known == null ? null : books.quote(known.quoteId).orElse(null);
        boolean isAlive =
                promise != null
                        && promise.usedByPayment() == 0
                        && promise.quote().expiresAtNs() > books.nowNs();
        if (isAlive && promise != null && known != null) {
            if (asked.equals(known.first)) {
                repeats(new Outcome.QuoteGiven(promise.quote()), outcome, exchange);
            } else if (!(outcome instanceof Outcome.Refused)) {
                throw broken(asked + " was given " + outcome + ", and before it " + known.first);
            }
        } else if (outcome instanceof Outcome.QuoteGiven(var quote)) {
            quotes.put(caller, new KnownQuote(asked, quote.id()));
        }
    }

    private void funded(
            Command.RecordFunding asked, Outcome outcome, Exchange exchange, Books books) {
        KnownFunding known = fundings.get(asked.fundingId());
        if (known != null && known.atNs + rememberNs > books.nowNs()) {
            if (asked.equals(known.first)) {
                repeats(new Outcome.Done(), outcome, exchange);
            } else if (!(outcome instanceof Outcome.Refused)) {
                throw broken(asked + " was done, and before it " + known.first);
            }
        } else if (outcome instanceof Outcome.Done) {
            fundings.put(asked.fundingId(), new KnownFunding(asked, books.nowNs()));
        }
    }

    private void used(Command.UseEvidence asked, Outcome outcome, Exchange exchange, Books books) {
        Command.UseEvidence known = uses.get(asked.evidenceReference());
        if (known == null) {
            if (outcome instanceof Outcome.Done) {
                uses.put(asked.evidenceReference(), asked);
            }
        } else if (!asked.equals(known)) {
            if (!(outcome instanceof Outcome.Refused)) {
                throw broken(asked + " was done, and before it " + known);
            }
        } else if (outcome instanceof Outcome.Done || mustBeRemembered(asked, books)) {
            repeats(new Outcome.Done(), outcome, exchange);
        }
    }

    private static boolean mustBeRemembered(Command.UseEvidence asked, Books books) {
        return books.evidence()
                .challenge(asked.participantId(), asked.evidenceReference())
                .filter(one -> one.isFresh(books.nowNs()))
                .isPresent();
    }

    private void closed(Command.CloseWindow asked, Outcome outcome, Exchange exchange) {
        Outcome.WindowReport last = windows.get(asked.groupId());
        if (last != null && last.windowNumber() == asked.windowNumber()) {
            repeats(last, outcome, exchange);
        } else if (outcome instanceof Outcome.WindowReport report) {
            windows.put(asked.groupId(), report);
        }
    }

    private void repeats(Outcome due, Outcome outcome, Exchange exchange) {
        if (!outcome.equals(due) || exchange.changedSomething()) {
            throw broken(
                    exchange.step()
                            + " was known, and to be answered "
                            + due
                            + "; the answer was "
                            + outcome
                            + " with "
                            + exchange.ownFacts());
        }
    }
}
