// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** How far an account may be drawn. The order is the wire's: append only. */
public enum HeadroomRule {
    /** Liquidity + cap + position + obligation, less pending debits, stays at or above zero. */
    NET_CAP,
    /**
     * Liquidity, less unsettled posted debits and pending debits, stays at or above zero; nothing
     * received counts.
     */
    PREFUNDED
}
