// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import java.util.HashSet;
import java.util.Set;

/** The right to send a payment is given once, to its own link, and only before it expires. */
public final class DispatchIsGrantedOnce implements Law {
    private final Set<Long> granted = new HashSet<>();

    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (!(fact.event() instanceof Event.PaymentDispatched dispatched)) {
            return;
        }
        Journey journey =
                books.payment(dispatched.paymentNumber())
                        .orElseThrow(() -> broken("an unknown payment is sent: " + dispatched));
        if (journey.wasDispatched()) {
            throw broken("payment " + journey.number() + " is sent a second time");
        }
        if (journey.state() == PaymentState.RESERVED && fact.timeNs() >= journey.dispatchByNs()) {
            throw broken("payment " + journey.number() + " is sent after it expired");
        }
        int link = journey.terms().orElseThrow().route().destinationParticipantId();
        if (dispatched.linkParticipantId() != link) {
            throw broken("payment " + journey.number() + " is sent over another link than " + link);
        }
    }

    @Override
    public void answered(Exchange exchange, Books books) {
        if (!(exchange.outcome().orElse(null) instanceof Outcome.DispatchGranted outcome)) {
            return;
        }
        if (!(exchange.command().orElseThrow() instanceof Command.RecordDispatch asked)
                || !granted.add(asked.paymentNumber())) {
            throw broken("the right to send is granted again: " + exchange.step());
        }
        Fact last = exchange.facts().isEmpty() ? NONE : exchange.facts().getLast();
        if (!(last.event() instanceof Event.PaymentDispatched fact)
                || fact.paymentNumber() != asked.paymentNumber()
                || fact.linkParticipantId() != asked.linkParticipantId()
                || fact.answerDueAtNs() != outcome.answerDueAtNs()
                || fact.executeByNs() != outcome.executeByNs()) {
            throw broken(outcome + " was answered, and the fact is " + last);
        }
    }

    private static final Fact NONE = new Fact(0, 0, new Event.TimeMoved(0));
}
