// SPDX-License-Identifier: Apache-2.0
/**
 * What must never be doubled about proofs of authentication: that a challenge is answered once,
 * that counters rise, who is locked, and that evidence is used once.
 *
 * <p>Never comes here: how a proof is verified, or of what it consists. Start at {@link
 * dev.naru.core.evidence.Evidence}.
 */
@NullMarked
package dev.naru.core.evidence;

import org.jspecify.annotations.NullMarked;
