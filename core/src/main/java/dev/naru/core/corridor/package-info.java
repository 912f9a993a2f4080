// SPDX-License-Identifier: Apache-2.0
/**
 * Whereto: corridors, one direction each, with what they ask of every payment.
 *
 * <p>Never comes here: a price or a payment. Start at {@link dev.naru.core.corridor.Corridor}.
 */
@NullMarked
package dev.naru.core.corridor;

import org.jspecify.annotations.NullMarked;
