// SPDX-License-Identifier: Apache-2.0
package dev.naru.qr;

/** The payment systems that this library can tell apart by a merchant account in a code. */
public enum Scheme {
    /** Indonesia's QRIS, to merchants. */
    QRIS,
    /** South Korea's EMV code under the Korean identifier, as BC Card publishes it. */
    KOREA_EMV,
    /** A well-formed account of a system that no profile describes; routing decides. */
    UNKNOWN
}
