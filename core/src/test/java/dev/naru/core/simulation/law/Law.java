// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

/**
 * One named invariant. It hears every exchange in order, and throws {@link LawBroken} at the first
 * that cannot be. A law may keep what it needs from one exchange to the next, so each simulation
 * has its own.
 */
public interface Law {

    /** One fact of this exchange, before the books have it. */
    default void hear(Fact fact, Exchange exchange, Books books) {}

    /** The whole exchange, once the books have its facts. */
    default void answered(Exchange exchange, Books books) {}

    /** What the machine says of itself, to be compared with the books. */
    default void audited(Audit audit, Books books) {}

    /** The end, when everybody has had all the time and every answer. */
    default void finished(Books books) {}

    /** What it is called in a report. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** To be thrown: what was seen and what had to be. */
    default LawBroken broken(String sentence) {
        return new LawBroken(name(), sentence);
    }
}
