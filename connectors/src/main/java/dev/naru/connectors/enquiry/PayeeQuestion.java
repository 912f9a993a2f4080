// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.enquiry;

import dev.naru.qr.MerchantCode;

/**
 * Who is behind this code?
 *
 * @param code as it was scanned, already read and accepted
 */
public record PayeeQuestion(MerchantCode code) {}
