// SPDX-License-Identifier: Apache-2.0
package sample.broken.naru.protocol;

/**
 * Breaks: money in floating point.
 *
 * @param amount wrong
 */
public record FloatingMoney(double amount) {}
