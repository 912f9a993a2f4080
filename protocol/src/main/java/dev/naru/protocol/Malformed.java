// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * Bytes that are no command. The sender is answered {@link Rejection#MALFORMED_COMMAND}, and the
 * machine never sees them.
 *
 * @param reason what is wrong, for the log; it quotes numbers but nothing personal
 */
public record Malformed(String reason) implements Received {}
