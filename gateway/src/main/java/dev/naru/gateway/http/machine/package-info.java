// SPDX-License-Identifier: Apache-2.0
/**
 * The gateway's side of the one door: asks turned into outcomes or refusals, the hub's clock as far
 * as it was heard, definitions kept for look-up, and the events that wake whoever waits.
 *
 * <p>Never comes here: HTTP, or a copy of anything that money depends on. Start at {@link
 * dev.naru.gateway.http.machine.HubDoor}.
 */
@NullMarked
package dev.naru.gateway.http.machine;

import org.jspecify.annotations.NullMarked;
