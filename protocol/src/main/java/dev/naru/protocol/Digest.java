// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * The first 128 bits of a SHA-256 over something that the machine must be able to compare but must
 * not know: a payee, a payer. The room that builds the command decides what is hashed, and the
 * machine only tests for equality.
 */
public record Digest(long high, long low) {
    /** Nobody named. */
    public static final Digest NONE = new Digest(0, 0);
}
