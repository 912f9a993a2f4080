// SPDX-License-Identifier: Apache-2.0
/**
 * What a payment would cost: providers' published rates, exact conversion, and quotes that bind.
 *
 * <p>Never comes here: a payment, or a movement of money. Start at {@link
 * dev.naru.core.quote.Pricing} for the arithmetic's rules and {@link dev.naru.core.quote.Quoting}
 * for the command.
 */
@NullMarked
package dev.naru.core.quote;

import org.jspecify.annotations.NullMarked;
