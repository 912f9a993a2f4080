// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol;

/**
 * A priced promise for one payment. It is used once or expires.
 *
 * @param id the machine's number for it
 * @param route between whom
 * @param price every amount
 * @param payee whom it may pay
 * @param expiresAtNs cluster time, epoch nanoseconds; at this moment it is already gone
 */
public record Quote(QuoteId id, Route route, Price price, Digest payee, long expiresAtNs) {}
