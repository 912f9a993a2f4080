// SPDX-License-Identifier: Apache-2.0
/**
 * A member of the hub with its app and its customers. Start at {@link
 * dev.naru.simulators.participant.App}.
 *
 * <p>Never comes here: the hub's ledger; the books here are the member's own.
 */
@NullMarked
package dev.naru.simulators.participant;

import org.jspecify.annotations.NullMarked;
