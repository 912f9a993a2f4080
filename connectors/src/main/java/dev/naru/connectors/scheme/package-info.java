// SPDX-License-Identifier: Apache-2.0
/**
 * What every scheme's connector is made of. {@link dev.naru.connectors.scheme.LinkEngine} turns
 * events into sendings and answers into commands; a scheme supplies a {@link
 * dev.naru.connectors.scheme.SchemeLink}, which knows how its switch is spoken to.
 *
 * <p>What keeps it safe: the machine grants each dispatch once, so an event that is read twice is
 * sent once; from the grant on the machine's own timers ask for an answer, so a sending that is
 * lost here is asked for there; and the position in the events is stored only when everything up to
 * it needs no more work here.
 *
 * <p>Payments go over a link only while its partner has agreed to a sign-on and answers: {@link
 * dev.naru.connectors.scheme.LinkSession} alone says whether that is so.
 *
 * <p>A process may stand still between the grant and the sending. So nothing is sent once the
 * payment is in doubt, and because even that is only looked at a moment before, each link's rules
 * must bar a late execution over there ({@link
 * dev.naru.connectors.scheme.SchemeLink#executionTime}): only where they do may "not found" end a
 * payment.
 *
 * <p>Never comes here: a word of one scheme.
 */
@NullMarked
package dev.naru.connectors.scheme;

import org.jspecify.annotations.NullMarked;
