// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

/** Event numbers rise by one from 1, and times never go back. */
public final class EventNumbersAreGapless implements Law {
    @Override
    public void hear(Fact fact, Exchange exchange, Books books) {
        if (fact.number() != books.lastNumber() + 1) {
            throw broken("event " + fact.number() + " follows " + books.lastNumber());
        }
        if (fact.timeNs() < books.lastTimeNs()) {
            throw broken(
                    "event "
                            + fact.number()
                            + " is "
                            + (books.lastTimeNs() - fact.timeNs())
                            + " ns before the one that it follows");
        }
        if (fact.timeNs() < exchange.clusterTimeNs()) {
            throw broken("event " + fact.number() + " is older than the command that it came with");
        }
    }

    @Override
    public void audited(Audit audit, Books books) {
        if (audit.figures().eventNumber() != books.lastNumber()) {
            throw broken(
                    "the machine counts "
                            + audit.figures().eventNumber()
                            + " events and told of "
                            + books.lastNumber());
        }
        if (audit.figures().timeNs() < books.lastTimeNs()) {
            throw broken("the machine's time is before its last event's");
        }
    }
}
