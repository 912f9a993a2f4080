// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;

/**
 * A refused command leaves no event and no trace in the state. A payment that was refused and is
 * remembered leaves exactly that.
 */
public final class RefusalLeavesNothing implements Law {
    @Override
    public void answered(Exchange exchange, Books books) {
        Outcome outcome = exchange.outcome().orElse(null);
        boolean isBroken =
                outcome instanceof Outcome.Refused
                        ? exchange.changedSomething()
                        : outcome instanceof Outcome.PaymentIs(var payment)
                                && payment.rejection().isPresent()
                                && exchange.ownFacts().stream().anyMatch(this::isMore);
        if (isBroken) {
            throw broken(exchange.step() + " was " + outcome + " and left " + exchange.ownFacts());
        }
    }

    /** Whether it is more than the refusal of a payment that is remembered. */
    private boolean isMore(Fact fact) {
        return !(fact.event() instanceof Event.PaymentRefused
                || fact.event() instanceof Event.HoldDecided);
    }
}
