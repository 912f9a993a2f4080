// SPDX-License-Identifier: Apache-2.0
/**
 * What goes in and out of TrustOne under keys of its own: the transcript of a tap, which a
 * telephone seals for the service ({@link dev.naru.authentication.assertion.SealedTranscripts}),
 * and the word of the service that a tap was proved, which it signs ({@link
 * dev.naru.authentication.assertion.AssertionSigner}) and a relying party checks ({@link
 * dev.naru.authentication.assertion.AssertionVerifier}). Algorithms are fixed here; a message is
 * never asked which one it would like.
 *
 * <p>Never comes here: whether a tap is genuine, and whether an assertion was used before, which
 * whoever moves the money remembers.
 */
@NullMarked
package dev.naru.authentication.assertion;

import org.jspecify.annotations.NullMarked;
