// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.List;
import java.util.Set;

/**
 * Data about the payer that a corridor can require. The machine knows only that it was supplied.
 * The order is the wire's: append only.
 */
public enum SuppliedItem {
    /** Payer's name and account (FATF Recommendation 16). */
    ORIGINATOR,
    /** Payer's residency. */
    RESIDENCY,
    /** Why the money is sent. */
    PURPOSE;

    private static final SuppliedItem[] ITEMS = values();
    private static final List<Set<SuppliedItem>> SETS = BitSets.all(ITEMS);

    /** The set as one bit an item. */
    public static int mask(Set<SuppliedItem> items) {
        return BitSets.mask(ITEMS, items);
    }

    /**
     * The set that {@link #mask} wrote.
     *
     * @throws IllegalArgumentException for a bit that no item has
     */
    public static Set<SuppliedItem> ofMask(int mask) {
        Check.range("suppliedItems", mask, 0, SETS.size() - 1);
        return SETS.get(mask);
    }
}
