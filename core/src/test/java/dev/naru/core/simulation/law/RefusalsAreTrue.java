// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;

/** Nobody is refused without the reason that is given. */
public final class RefusalsAreTrue implements Law {
    private final Reasons reasons;

    /**
     * For one machine.
     *
     * @param rememberNs how long it remembers at the least what has ended
     */
    public RefusalsAreTrue(long rememberNs) {
        reasons = new Reasons(rememberNs);
    }

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (fact.event() instanceof Event.PaymentRefused refused) {
            judge(refused.rejection(), exchange, books);
        }
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        if (exchange.outcome().orElse(null) instanceof Outcome.Refused(Rejection rejection)) {
            judge(rejection, exchange, books);
        }
    }

    private void judge(Rejection rejection, Exchange exchange, Books books) {
        Command command =
                exchange.command().orElseThrow(() -> broken("nobody asked, and " + exchange));
        Case it = new Case(command, books);
        boolean isForgotten =
                rejection == Rejection.EVIDENCE_UNKNOWN && Reasons.isEvidenceForgettable(it);
        if (!isForgotten && !reasons.isTrue(rejection, it)) {
            throw broken(command + " was refused for " + rejection);
        }
    }
}
