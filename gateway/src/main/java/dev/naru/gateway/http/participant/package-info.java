// SPDX-License-Identifier: Apache-2.0
/**
 * What members and FX providers ask: who is behind a code, what it costs, pay, what became of it,
 * how they stand.
 *
 * <p>Never comes here: a limit, a price or any other decision; the machine has them. Start at
 * {@link dev.naru.gateway.http.participant.ParticipantEndpoints}.
 */
@NullMarked
package dev.naru.gateway.http.participant;

import org.jspecify.annotations.NullMarked;
