// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.funding;

import java.util.List;

/** What became of a file of the settlement bank. */
public sealed interface Submission {

    /** It was read, and each of its entries is kept, now or from before. */
    record Taken(String messageId, List<Entry> entries) implements Submission {
        public Taken {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Nothing of it was kept.
     *
     * @param sentence repeats nothing of the file but names of elements
     */
    record Refused(Fault fault, String sentence) implements Submission {}

    /** One entry of the file and what is kept under its reference. */
    record Entry(Novelty novelty, BankEntry kept) {}

    /** Whether an entry was seen before. */
    enum Novelty {
        /** It is kept from now on; or was kept only as not booked, and now counts. */
        NEW,
        /** This message said so before. */
        SAME,
        /**
         * Another message, or an account of another group, had an entry of this reference: that one
         * counts and this one does not.
         */
        DUPLICATE
    }

    /** Why a whole file does not count. */
    enum Fault {
        /** It is no camt.054, fails its own totals, or an entry lacks what it must have. */
        MALFORMED,
        /** It is about an account at another bank. */
        OTHER_BANK,
        /** It is about another currency. */
        OTHER_CURRENCY
    }
}
