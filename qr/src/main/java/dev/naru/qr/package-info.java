// SPDX-License-Identifier: Apache-2.0
/**
 * National payment QR codes, read and written: the grammar of EMVCo merchant-presented codes, and
 * what each scheme adds to it as data.
 *
 * <p>Start at {@link dev.naru.qr.Qr#read}; its answer is a {@link dev.naru.qr.QrReading}. To mint a
 * code start at {@link dev.naru.qr.MerchantCodeComposer}. Inside, a text goes through {@code
 * TlvScanner} (grammar), {@code Crc16}, and {@code RuleCheck} (the profiles in {@link
 * dev.naru.qr.SchemeProfiles} and its files of each region).
 *
 * <p>{@link dev.naru.qr.Qr#classify} takes whatever else a camera sees: links, payers' codes in
 * Base64 ({@code BerScanner}, {@code ConsumerReader}), numbers; its answer is a {@link
 * dev.naru.qr.Presented}.
 *
 * <p>Never comes here: any word of the hub, a socket, a clock, a log, a picture of a code, a
 * dependency, an exception for something that stood in a code, or a scanned code written anew.
 */
@NullMarked
package dev.naru.qr;

import org.jspecify.annotations.NullMarked;
