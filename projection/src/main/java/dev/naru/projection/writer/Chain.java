// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.protocol.Transfer;
import java.util.List;

/** Transfers as the columns of the table hold them: the arrays are one as long as the other. */
final class Chain {
    private final List<String> purposes;
    private final int[] debits;
    private final int[] credits;
    private final long[] amountsMinor;

    Chain(List<String> purposes, int[] debits, int[] credits, long[] amountsMinor) {
        this.purposes = List.copyOf(purposes);
        this.debits = debits;
        this.credits = credits;
        this.amountsMinor = amountsMinor;
    }

    static Chain of(List<Transfer> transfers) {
        return new Chain(
                transfers.stream().map(each -> each.purpose().name()).toList(),
                transfers.stream().mapToInt(each -> each.debit().packed()).toArray(),
                transfers.stream().mapToInt(each -> each.credit().packed()).toArray(),
                transfers.stream().mapToLong(Transfer::amountMinor).toArray());
    }

    List<String> purposes() {
        return purposes;
    }

    /** Packed account ids. */
    int[] debits() {
        return debits;
    }

    /** Packed account ids. */
    int[] credits() {
        return credits;
    }

    long[] amountsMinor() {
        return amountsMinor;
    }
}
