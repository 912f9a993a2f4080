// SPDX-License-Identifier: Apache-2.0
/**
 * The hub's own words: money, identifiers, what can be asked ({@link dev.naru.protocol.Command}),
 * what is answered ({@link dev.naru.protocol.Outcome}), what happened ({@link
 * dev.naru.protocol.Event}) and why something was refused ({@link dev.naru.protocol.Rejection}).
 *
 * <p>Never comes here: a decision, a clock, a thread, a socket, a word of one national scheme.
 * Start at {@link dev.naru.protocol.Command}.
 */
@NullMarked
package dev.naru.protocol;

import org.jspecify.annotations.NullMarked;
