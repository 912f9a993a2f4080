// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/** Who turns one currency into the other. The order is the wire's: append only. */
public enum Converter {
    /** The hub, through an FX provider; two currencies are booked. */
    HUB,
    /** The partner, before or after us; one currency is booked here. */
    PARTNER
}
