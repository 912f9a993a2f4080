// SPDX-License-Identifier: Apache-2.0
/**
 * The machine's main proof: from one seed a small hub, the people around it, what they send,
 * repeat, spoil and answer late, and the time in between, all on one thread. Whatever the machine
 * says is judged by the laws of {@link dev.naru.core.simulation.law}, and every state change and
 * every refusal must have been reached by some seed.
 *
 * <p>Never comes here: a scenario that was thought out by hand; those are tables of their own.
 * Start at {@link dev.naru.core.simulation.SimulationTest}; a single seed runs with {@code
 * -Dnaru.seed=N}.
 */
@NullMarked
package dev.naru.core.simulation;

import org.jspecify.annotations.NullMarked;
