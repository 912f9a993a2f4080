// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.Route;
import java.util.EnumSet;
import java.util.Set;

/**
 * Nobody gets a quote or a payment against whom there is a reason, and of several reasons the first
 * in the order of {@link Rejection} is told. Only a remittance is held, and only for its score.
 * Reasons that only the machine's room gives are not looked for.
 */
public final class FirstReasonIsTold implements Law {
    private static final Set<Rejection> OF_PARTIES =
            EnumSet.of(
                    Rejection.PARTICIPANT_SUSPENDED,
                    Rejection.KIND_NOT_ALLOWED,
                    Rejection.CORRIDOR_CLOSED,
                    Rejection.DESTINATION_SUSPENDED);

    private static final Set<Rejection> OF_QUOTES =
            with(OF_PARTIES, EnumSet.of(Rejection.NOT_IN_GROUP, Rejection.QUOTE_EXPIRED));

    private static final Set<Rejection> OF_HELD =
            with(
                    OF_PARTIES,
                    EnumSet.of(
                            Rejection.NO_RATE, Rejection.AMOUNT_TOO_SMALL, Rejection.DATA_MISSING));

    private static final Set<Rejection> OF_FUNDS =
            EnumSet.of(Rejection.HEADROOM_EXCEEDED, Rejection.FX_LIQUIDITY_SHORT);

    private static final Set<Rejection> OF_EVIDENCE =
            EnumSet.of(
                    Rejection.EVIDENCE_UNKNOWN,
                    Rejection.EVIDENCE_DIFFERS,
                    Rejection.EVIDENCE_USED,
                    Rejection.EVIDENCE_EXPIRED);

    private static final Set<Rejection> OF_ORDERS =
            with(
                    with(OF_HELD, OF_EVIDENCE),
                    EnumSet.of(
                            Rejection.QUOTE_EXPIRED,
                            Rejection.QUOTE_USED,
                            Rejection.QUOTE_AMOUNT_DIFFERS,
                            Rejection.QUOTE_PAYEE_DIFFERS,
                            Rejection.EVIDENCE_MISSING,
                            Rejection.SCREENING_REFUSED));

    private final Reasons reasons;

    /**
     * For one machine.
     *
     * @param rememberNs how long it remembers at the least what has ended
     */
    public FirstReasonIsTold(long rememberNs) {
        reasons = new Reasons(rememberNs);
    }

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        Command command = exchange.command().orElse(null);
        if (command == null) {
            return;
        }
        Case it = new Case(command, books);
        if (fact.event() instanceof Event.QuoteCreated) {
            none(OF_QUOTES, it);
        } else if (fact.event() instanceof Event.PaymentHeld held) {
            none(OF_ORDERS, it);
            if (!isToBeHeld(held.route(), it)) {
                throw broken(held + " is held without a reason");
            }
        } else if (fact.event() instanceof Event.PaymentReserved reserved) {
            if (isToBeHeld(reserved.route(), it)) {
                throw broken(reserved + " is not held");
            }
            none(command instanceof Command.DecideHold ? OF_HELD : OF_ORDERS, it);
            none(OF_FUNDS, it);
        } else if (fact.event() instanceof Event.PaymentRefused refused
                && refused.rejection() != Rejection.HOLD_REFUSED) {
            boolean isHeld = command instanceof Command.DecideHold;
            none(before(refused.rejection(), isHeld ? OF_HELD : OF_ORDERS), it);
        }
    }

    private static boolean isToBeHeld(Route route, Case it) {
        return it.command() instanceof Command.InitiatePayment asked
                && route.kind() == PaymentKind.REMITTANCE
                && asked.screeningScore()
                        >= it.request()
                                .orElseThrow()
                                .corridor()
                                .definition()
                                .terms()
                                .demands()
                                .holdAtScore();
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        if (exchange.outcome().orElse(null) instanceof Outcome.Refused(Rejection rejection)
                && exchange.command().orElse(null) instanceof Command.CreateQuote asked) {
            none(before(rejection, OF_QUOTES), new Case(asked, books));
        }
        if (exchange.outcome().orElse(null) instanceof Outcome.Refused(Rejection rejection)
                && exchange.command().orElse(null) instanceof Command.InitiatePayment asked) {
            none(before(rejection, OF_ORDERS), new Case(asked, books));
        }
    }

    private void none(Set<Rejection> of, Case it) {
        for (Rejection rejection : of) {
            if (reasons.isTrue(rejection, it)) {
                throw broken(rejection + " was not told to " + it.command());
            }
        }
    }

    /** Those that had to be told before this one. */
    private static Set<Rejection> before(Rejection told, Set<Rejection> of) {
        Set<Rejection> earlier = EnumSet.noneOf(Rejection.class);
        for (Rejection rejection : of) {
            if (rejection.ordinal() < told.ordinal() && isLookedFor(rejection, told)) {
                earlier.add(rejection);
            }
        }
        return earlier;
    }

    /** Memory speaks before judgement, and without a quote there is only the sender to judge. */
    private static boolean isLookedFor(Rejection rejection, Rejection told) {
        return told != Rejection.REQUEST_REUSED
                && (told != Rejection.QUOTE_UNKNOWN
                        || rejection == Rejection.PARTICIPANT_SUSPENDED);
    }

    private static Set<Rejection> with(Set<Rejection> some, Set<Rejection> others) {
        Set<Rejection> all = EnumSet.copyOf(some);
        all.addAll(others);
        return all;
    }
}
