// SPDX-License-Identifier: Apache-2.0
/**
 * The machine's main proof: from one seed a small hub, the people around it, what they send,
 * repeat, spoil and answer late, and the time in between, all on one thread. Whatever the machine
 * says is judged by the laws of their own package, and every state change and every refusal must
 * have been reached by some seed.
 *
 * <p>Never comes here: a scenario that was thought out by hand; those are tables of their own.
 */
@NullMarked
package dev.naru.core.simulation;

import org.jspecify.annotations.NullMarked;
