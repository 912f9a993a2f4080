// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.ledger;

/** Counts the accounts of all groups and members against their one limit. */
public final class AccountRoom {
    private final int limit;
    private int count;

    public AccountRoom(int limit) {
        this.limit = limit;
    }

    /** How many accounts there are. */
    public int count() {
        return count;
    }

    boolean hasRoomFor(int more) {
        return count + more <= limit;
    }

    void take(int more) {
        count += more;
    }
}
