// SPDX-License-Identifier: Apache-2.0
/**
 * The link to Indonesia's QRIS switch: ISO 20022 over HTTP. Start at {@link
 * dev.naru.connectors.scheme.indonesia.IndonesiaConnector}.
 *
 * <p>The link's rules, as this side reads them:
 *
 * <ul>
 *   <li>Everything is in rupiah, with two decimals. {@code InstdAmt} is what the merchant asked
 *       for, {@code IntrBkSttlmAmt} the same less the charges in {@code ChrgsInf}.
 *   <li>{@code InstrId}, {@code EndToEndId} and {@code TxId} are the payment's number as text,
 *       {@code UETR} is its id, {@code MsgId} is {@code M} and the number: all can be made again
 *       from number and id alone.
 *   <li>The merchant is named by its PAN (scheme {@code QRIS_PAN}), of which the first eight digits
 *       are its acquirer; in a look-up also by its national id ({@code QRIS_NMID}).
 *   <li>Before it has agreed to a sign-on the switch takes no pacs.008 (HTTP 403); the session is
 *       spoken of at {@code /session}, see {@link dev.naru.connectors.scheme.SessionMessages}.
 *   <li>A pacs.008 is sent once and never repeated. Whatever is not an answer (time-out, lost
 *       connection, error, garbage) leaves the payment to be asked for by pacs.028.
 *   <li>A message id and a transaction id name one payment for good. A pacs.028 names its payment
 *       in every way that the pacs.008 did; at most ten about a payment are answered within an
 *       hour.
 *   <li>{@code AccptncDtTm} is when the hub reserved the payment. The switch executes no pacs.008
 *       that it takes up more than 55 s after it (RJCT for TM01), and none that is more than 5 s in
 *       its own future (RJCT for DT01); the two clocks differ by at most 5 s. So 60 s after the
 *       reservation on the hub's clock nothing is executed any more, and a corridor whose execution
 *       time is 60 s or more may let "not found" end a payment.
 *   <li>ACCC and ACSC accept; RJCT rejects; BLCK freezes; ACTC, ACSP, PDNG and ACWP are not final.
 *       Among the reasons of RJCT, AG09 (or NOOR) says that the payment never came there; in the
 *       HTTP answer to the pacs.008 itself, which did come, it is a rejection like any other.
 * </ul>
 *
 * <p>Never comes here: another scheme's word, or a decision about money.
 */
@NullMarked
package dev.naru.connectors.scheme.indonesia;

import org.jspecify.annotations.NullMarked;
