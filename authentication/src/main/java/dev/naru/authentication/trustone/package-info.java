// SPDX-License-Identifier: Apache-2.0
/**
 * What a tap is asked for and what it proved: the terms of a transaction and their hash, the
 * challenge that a telephone gets, the transcript that it sends back, and the evidence that is
 * kept.
 *
 * <p>Never comes here: state. Whether a challenge was used, a counter has risen or a card is locked
 * is not known here. Nor a card number in anything that outlives a call.
 *
 * <p>Start at {@link dev.naru.authentication.trustone.CardAuthenticator}.
 */
@NullMarked
package dev.naru.authentication.trustone;

import org.jspecify.annotations.NullMarked;
