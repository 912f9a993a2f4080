// SPDX-License-Identifier: Apache-2.0
/**
 * What lies between the two ends of a link, when it does not work. Start at {@link
 * dev.naru.simulators.wire.FaultyWire}.
 *
 * <p>Never comes here: what either end means by what it says.
 */
@NullMarked
package dev.naru.simulators.wire;

import org.jspecify.annotations.NullMarked;
