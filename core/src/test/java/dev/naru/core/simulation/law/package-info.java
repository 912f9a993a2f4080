// SPDX-License-Identifier: Apache-2.0
/**
 * What must be true of everything that the machine says, computed again from its events by a second
 * reading of the rules: the {@link dev.naru.core.simulation.law.Books} keep accounts from events
 * alone, and each {@link dev.naru.core.simulation.law.Law} is one named invariant.
 *
 * <p>Never comes here: a class of the machine, nor a rule copied from its code; two independent
 * readings catch each other's mistakes. Start at {@link dev.naru.core.simulation.law.Law}.
 */
@NullMarked
package dev.naru.core.simulation.law;

import org.jspecify.annotations.NullMarked;
