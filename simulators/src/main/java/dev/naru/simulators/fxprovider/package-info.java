// SPDX-License-Identifier: Apache-2.0
/**
 * An FX provider that pushes its prices to the hub's gateway. Start at {@link
 * dev.naru.simulators.fxprovider.FxProvider}.
 *
 * <p>Never comes here: liquidity, or what became of a payment.
 */
@NullMarked
package dev.naru.simulators.fxprovider;

import org.jspecify.annotations.NullMarked;
