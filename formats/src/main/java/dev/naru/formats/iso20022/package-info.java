// SPDX-License-Identifier: Apache-2.0

/**
 * Six ISO 20022 messages as records, read from and written to XML.
 *
 * <table>
 *   <caption>What is spoken</caption>
 *   <tr><th>definition</th><th>record</th></tr>
 *   <tr><td>acmt.023.001.02</td><td>{@link IdentificationVerificationRequest}</td></tr>
 *   <tr><td>acmt.024.001.02</td><td>{@link IdentificationVerificationReport}</td></tr>
 *   <tr><td>pacs.008.001.08</td><td>{@link CustomerCreditTransfer}</td></tr>
 *   <tr><td>pacs.002.001.10</td><td>{@link PaymentStatusReport}</td></tr>
 *   <tr><td>pacs.028.001.04</td><td>{@link PaymentStatusRequest}</td></tr>
 *   <tr><td>camt.054.001.08</td><td>{@link DebitCreditNotification}</td></tr>
 * </table>
 *
 * <p>Start at {@link Iso20022Reader} and {@link Iso20022Writer}; both are safe to share between
 * threads. A camt.054 of any length is written by {@link NotificationOutput}. Neither throws at
 * content: what cannot be read is a {@link Refused}, what cannot be written is an {@link
 * Unwritable}, each with a code, the path of the element and a sentence that repeats none of the
 * content.
 *
 * <p><b>Strict where it counts.</b> A message follows its schema's order and occurrence; elements
 * that the schema does not know are refused. Elements that the schema knows, that are optional and
 * that no record here carries are stepped over without a look at their inside, so whoever must
 * prove what was received keeps the raw bytes. Stricter than the schemas on purpose: one transfer,
 * report or enquiry per message; date-times carry an offset; dates carry none; amounts and rates
 * are plain digits without a sign; settlement is by clearing system (CLRG); the header's control
 * figures must equal the transfer, and a camt.054's totals its entries; an agent stands in the
 * header or in the transaction, not both.
 *
 * <p>Stepped over in a pacs.008, and worth knowing: previous and intermediary agents, the
 * initiating party, instructions for the creditor's and the next agent, regulatory reporting, tax,
 * LEIs, a person's date and place of birth.
 *
 * <p>Lengths count code points when read and UTF-16 units when written, because validators differ:
 * what we write fits by either count.
 *
 * <p><b>Where a scanned code travels.</b> The merchant's proxy (an account number, a merchant id)
 * fits the 34 characters of {@code PtyAndAcctId/Acct/Othr/Id}. The scanned text itself does not,
 * and acmt.024.001.02 has no place for an amount, so both use the extension that the standard
 * provides, {@code SplmtryData/Envlp}, with the elements {@code ScndCd} and {@code MrchntTrms} in
 * the namespace {@value SupplementaryContent#NAMESPACE}. Other parties' supplementary content is
 * stepped over.
 *
 * <p><b>How it is built.</b> {@code XmlCursor} is the only class that touches the JDK's StAX parser
 * and holds every guard; {@code XmlOutput} is its mirror. {@code ValueTypes} are the simple types
 * of the schemas, used in both directions. The {@code ...Xml} classes hold one read and one write
 * per structure, side by side, in the schema's order.
 *
 * <p>What never comes here: the meaning of a status for a payment, currencies' exponents,
 * transport, signatures, the business application header.
 */
@NullMarked
package dev.naru.formats.iso20022;

import org.jspecify.annotations.NullMarked;
