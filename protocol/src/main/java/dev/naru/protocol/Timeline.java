// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * When a payment reached its states; epoch nanoseconds of the cluster's clock, 0 for not reached.
 * Kept to the millisecond.
 *
 * @param initiatedAtNs asked for, and reserved, held or refused in the same moment
 * @param dispatchedAtNs the right to send was granted
 * @param inDoubtAtNs no answer in time
 * @param endedAtNs completed, rejected, blocked or expired
 */
public record Timeline(long initiatedAtNs, long dispatchedAtNs, long inDoubtAtNs, long endedAtNs) {}
