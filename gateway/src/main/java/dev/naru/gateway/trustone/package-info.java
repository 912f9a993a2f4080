// SPDX-License-Identifier: Apache-2.0
/**
 * The TrustOne service: what a payer is shown and asked to tap for, and what the answer proves.
 *
 * <p>What must happen once, whose counters rise and who is locked is the machine's to say; here is
 * kept what was shown and what was found, in PostgreSQL.
 *
 * <p>Never comes here: a card's number in anything that outlives a call, nor a reason why a tap was
 * rejected in anything that leaves the hub.
 *
 * <p>Start at {@link dev.naru.gateway.trustone.TrustOne}.
 */
@NullMarked
package dev.naru.gateway.trustone;

import org.jspecify.annotations.NullMarked;
