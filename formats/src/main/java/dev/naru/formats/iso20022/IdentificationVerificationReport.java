// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Answers an {@link IdentificationVerificationRequest} (acmt.024.001.02); exactly one answer.
 *
 * @param originalAssignment the request's message id and time
 * @param originalVerificationId the request's verification id
 * @param reason why, as a verification reason code of at most 4 characters or a proprietary word
 * @param originalSubject what was asked about
 * @param updatedSubject what is on record: name, town, account
 * @param merchantTerms what the merchant asks for; travels in supplementary data
 */
public record IdentificationVerificationReport(
        IdentificationAssignment assignment,
        Optional<OriginalAssignment> originalAssignment,
        String originalVerificationId,
        Verification verification,
        Optional<CodeOrProprietary> reason,
        Optional<IdentificationInformation> originalSubject,
        Optional<IdentificationInformation> updatedSubject,
        Optional<MerchantTerms> merchantTerms)
        implements Iso20022Message {

    @Override
    public MessageDefinition definition() {
        return MessageDefinition.ACMT_024_001_02;
    }

    /** The answer ({@code Vrfctn}). */
    public enum Verification {
        /** The account or proxy exists and matches what was given. */
        VERIFIED,
        /** It does not; the reason says why. */
        NOT_VERIFIED
    }

    /**
     * The request that is answered.
     *
     * @param messageId at most 35 characters
     */
    public record OriginalAssignment(
            Optional<String> messageId, Optional<OffsetDateTime> creationDateTime) {}

    /**
     * What a merchant's dynamic code stands for, where the code itself does not say it.
     *
     * @param categoryCode four digits (ISO 18245)
     * @param amount what is to be paid
     * @param reference what the transfer is to carry as creditor reference, at most 35 characters
     */
    public record MerchantTerms(
            Optional<String> categoryCode,
            Optional<CurrencyAndAmount> amount,
            Optional<String> reference) {}
}
