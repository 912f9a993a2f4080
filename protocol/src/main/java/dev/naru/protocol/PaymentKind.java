// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

import java.util.List;
import java.util.Set;

/** What is paid for. The order is the wire's: append only. */
public enum PaymentKind {
    /**
     * A purchase by a merchant's QR code: nobody at a till can wait, so a screening hit refuses.
     */
    QR_PURCHASE,
    /** Money sent to a person: a screening hit can hold it. */
    REMITTANCE;

    private static final PaymentKind[] KINDS = values();
    private static final List<Set<PaymentKind>> SETS = BitSets.all(KINDS);

    /** The set as one bit a kind. */
    public static int mask(Set<PaymentKind> kinds) {
        return BitSets.mask(KINDS, kinds);
    }

    /**
     * The set that {@link #mask} wrote.
     *
     * @throws IllegalArgumentException for a bit that no kind has
     */
    public static Set<PaymentKind> ofMask(int mask) {
        Check.range("paymentKinds", mask, 0, SETS.size() - 1);
        return SETS.get(mask);
    }
}
