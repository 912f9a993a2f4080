// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * Whether a corridor takes new quotes and payments. Answers and enquiries go on. The order is the
 * wire's: append only.
 */
public enum CorridorStatus {
    /** Takes new payments. */
    OPEN,
    /** Refuses new payments. */
    CLOSED
}
