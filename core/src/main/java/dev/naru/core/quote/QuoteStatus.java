// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.quote;

/** What became of a quote. The order is the snapshot's: append only. */
public enum QuoteStatus {
    /** It can be used. */
    OPEN,
    /** A payment used it. */
    USED,
    /** Nobody used it in time. */
    EXPIRED
}
