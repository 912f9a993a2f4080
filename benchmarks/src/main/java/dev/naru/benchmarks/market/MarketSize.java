// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.market;

import java.util.Locale;

/**
 * How many of everything. Every participant is a member of every group, where it has three
 * accounts; a group has six of its own.
 */
public enum MarketSize {
    /** About 10^3 accounts: what a hub of some countries begins with. */
    ACCOUNTS_1000(4, 81, 64),
    /** About 10^5 accounts. */
    ACCOUNTS_100000(10, 3_331, 1_024),
    /** About 10^6 accounts: the written limit. */
    ACCOUNTS_1000000(82, 4_063, 4_096);

    private final int groups;
    private final int participants;
    private final int corridors;

    MarketSize(int groups, int participants, int corridors) {
        this.groups = groups;
        this.participants = participants;
        this.corridors = corridors;
    }

    /** Settlement groups, one currency each. */
    public int groups() {
        return groups;
    }

    /** Participants: the first three sell currencies, the next tenth are switches. */
    public int participants() {
        return participants;
    }

    /** Corridors, each between two groups. */
    public int corridors() {
        return corridors;
    }

    /** The ending of a figure's name. */
    public String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }
}
