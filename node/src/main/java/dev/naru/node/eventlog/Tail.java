// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

/**
 * The last event that readers may see.
 *
 * @param number 0 for none
 * @param crc of its record, 0 for none
 */
record Tail(long number, int crc) {}
