// SPDX-License-Identifier: Apache-2.0
/**
 * Faults that can be armed in a sandbox, so that it can be proved what a death at the worst moment
 * does. Start at {@link dev.naru.connectors.sandbox.Faults}.
 *
 * <p>Never comes here: anything that a live hub uses.
 */
@NullMarked
package dev.naru.connectors.sandbox;

import org.jspecify.annotations.NullMarked;
