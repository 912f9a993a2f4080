// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.participant;

/**
 * An invented customer of the member.
 *
 * @param name as on the account
 * @param account the account's number
 * @param reference the member's own name for the customer, stable and not personal
 */
public record Customer(String name, String account, String reference) {}
