// SPDX-License-Identifier: Apache-2.0
/**
 * The link to a Korean acquirer: JSON over HTTP. Start at {@link
 * dev.naru.connectors.scheme.korea.KoreaConnector}.
 *
 * <p>The link's rules, as this side reads them; {@code docs/inbound.md} has every field:
 *
 * <ul>
 *   <li>Everything is in whole won. {@code amount} is what the customer pays, {@code settlement}
 *       the same less the hub's fee.
 *   <li>A payment is named by its id and its number, which the acquirer gives back. Its id names it
 *       for good: asked for again it is not paid again.
 *   <li>{@code PAID}, {@code REFUSED}, {@code CANCELLED} and {@code FROZEN} are final; {@code
 *       WAITING} is not, and {@code UNKNOWN} says that no such payment has come.
 *   <li>A cancel that is answered {@code CANCELLED} bars the payment for good, also one that has
 *       not come yet. Any other answer to it says that the payment is not cancelled.
 *   <li>After {@code pay_by}, 30 s from the reservation, the acquirer begins no payment; the two
 *       clocks differ by at most 5 s.
 *   <li>Before it has agreed to a sign-on the acquirer takes no request to pay (HTTP 403); the
 *       session is spoken of at {@code /v1/session}, see {@link
 *       dev.naru.connectors.scheme.SessionMessages}.
 *   <li>A request to pay is sent once and never repeated. When a payment comes into doubt each
 *       status enquiry that finds no end asks for a cancel, so that nobody waits at a till for
 *       long.
 * </ul>
 *
 * <p>Never comes here: another scheme's word, or a decision about money.
 */
@NullMarked
package dev.naru.connectors.scheme.korea;

import org.jspecify.annotations.NullMarked;
