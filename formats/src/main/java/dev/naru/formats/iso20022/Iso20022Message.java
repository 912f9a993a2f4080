// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

/**
 * One message. Records carry what they are given; the reader and the writer judge it, so a record
 * made by hand may hold values that {@link Iso20022Writer} refuses.
 */
public sealed interface Iso20022Message
        permits IdentificationVerificationRequest,
                IdentificationVerificationReport,
                CustomerCreditTransfer,
                PaymentStatusReport,
                PaymentStatusRequest,
                DebitCreditNotification {

    /** The definition that this record is read from and written as. */
    MessageDefinition definition();
}
