// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation.law;

/** What the machine said cannot be true. */
public final class LawBroken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String law;

    LawBroken(String law, String sentence) {
        super(law + ": " + sentence);
        this.law = law;
    }

    /** The name of the law. */
    public String law() {
        return law;
    }
}
