// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.EnumSet;
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

    /** The set as one bit an item. */
    public static int mask(Set<SuppliedItem> items) {
        int mask = 0;
        for (SuppliedItem item : items) {
            mask |= 1 << item.ordinal();
        }
        return mask;
    }

    /** The set that {@link #mask} wrote; unknown bits are malformed. */
    public static Set<SuppliedItem> ofMask(int mask) {
        Check.range("suppliedItems", mask, 0, (1 << values().length) - 1);
        Set<SuppliedItem> items = EnumSet.noneOf(SuppliedItem.class);
        for (SuppliedItem item : values()) {
            if ((mask & 1 << item.ordinal()) != 0) {
                items.add(item);
            }
        }
        return items;
    }
}
