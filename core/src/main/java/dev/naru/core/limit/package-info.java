// SPDX-License-Identifier: Apache-2.0
/**
 * How much one payer has paid today.
 *
 * <p>Never comes here: who the payer is, or the limit itself, which is the corridor's. Start at
 * {@link dev.naru.core.limit.PayerDays}.
 */
@NullMarked
package dev.naru.core.limit;

import org.jspecify.annotations.NullMarked;
