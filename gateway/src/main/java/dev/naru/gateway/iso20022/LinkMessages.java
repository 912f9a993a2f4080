// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import dev.naru.formats.iso20022.CodeOrProprietary;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.GroupHeader;
import dev.naru.formats.iso20022.IdentificationAssignment;
import dev.naru.formats.iso20022.IdentificationInformation;
import dev.naru.formats.iso20022.IdentificationVerificationReport;
import dev.naru.formats.iso20022.IdentificationVerificationReport.MerchantTerms;
import dev.naru.formats.iso20022.IdentificationVerificationReport.OriginalAssignment;
import dev.naru.formats.iso20022.IdentificationVerificationReport.Verification;
import dev.naru.formats.iso20022.IdentificationVerificationRequest;
import dev.naru.formats.iso20022.OriginalGroupInformation;
import dev.naru.formats.iso20022.OriginalTransaction;
import dev.naru.formats.iso20022.PaymentStatusReport;
import dev.naru.formats.iso20022.PaymentStatusReport.OriginalGroupStatus;
import dev.naru.formats.iso20022.PaymentStatusReport.StatusReason;
import dev.naru.formats.iso20022.PaymentStatusReport.TransactionStatus;
import dev.naru.gateway.http.machine.HubClock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the hub says on one link, before it is written. */
final class LinkMessages {
    private final HubClock clock;
    private final FinancialInstitutionIdentification hub;
    private final FinancialInstitutionIdentification partner;

    LinkMessages(InboundLink link, HubClock clock) {
        this.clock = clock;
        this.hub = FinancialInstitutionIdentification.ofBic(link.hubBic());
        this.partner = FinancialInstitutionIdentification.ofBic(link.partnerBic());
    }

    /** Whether these are the two ends of the link, the partner speaking. */
    boolean areEnds(
            Optional<FinancialInstitutionIdentification> from,
            Optional<FinancialInstitutionIdentification> to) {
        return isAgent(from, partner) && isAgent(to, hub);
    }

    private static boolean isAgent(
            Optional<FinancialInstitutionIdentification> agent,
            FinancialInstitutionIdentification end) {
        return agent.flatMap(FinancialInstitutionIdentification::bicfi).equals(end.bicfi());
    }

    /** Who would be paid. */
    IdentificationVerificationReport verified(
            IdentificationVerificationRequest question,
            IdentificationInformation payee,
            MerchantTerms terms) {
        return new IdentificationVerificationReport(
                assignment(),
                original(question),
                question.verificationId(),
                Verification.VERIFIED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(payee),
                Optional.of(terms));
    }

    /** That nobody can be paid by this code. */
    IdentificationVerificationReport notVerified(
            IdentificationVerificationRequest question, String reason) {
        return new IdentificationVerificationReport(
                assignment(),
                original(question),
                question.verificationId(),
                Verification.NOT_VERIFIED,
                Optional.of(CodeOrProprietary.code(reason)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * What is said of a payment.
     *
     * @param status ACCC, ACSP, PDNG, BLCK or RJCT
     * @param reason four characters, or empty
     * @param acceptedAtNs when the payee's side had accepted it; 0 where it has not
     * @param reference the hub's name for the payment, or empty
     */
    record Status(String status, String reason, long acceptedAtNs, String reference) {
        static Status rejected(String reason) {
            return new Status("RJCT", reason, 0, "");
        }
    }

    /**
     * The status of a payment.
     *
     * @param amount what was settled, where it is known
     */
    PaymentStatusReport report(
            Optional<OriginalGroupInformation> group,
            OriginalTransaction original,
            Optional<CurrencyAndAmount> amount,
            Status status) {
        return new PaymentStatusReport(
                new GroupHeader(
                        newId("H"), time(clock.nowNs()), Optional.of(hub), Optional.of(partner)),
                group.map(of -> new OriginalGroupStatus(of, Optional.empty(), List.of())),
                Optional.of(
                        new TransactionStatus(
                                Optional.empty(),
                                withAmount(original, amount),
                                Optional.of(status.status()),
                                status.reason().isEmpty()
                                        ? List.of()
                                        : List.of(StatusReason.ofCode(status.reason())),
                                status.acceptedAtNs() == 0
                                        ? Optional.empty()
                                        : Optional.of(time(status.acceptedAtNs())),
                                Optional.empty(),
                                status.reference().isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(status.reference()))));
    }

    private static OriginalTransaction withAmount(
            OriginalTransaction original, Optional<CurrencyAndAmount> amount) {
        return new OriginalTransaction(
                Optional.empty(),
                original.instructionId(),
                original.endToEndId(),
                original.transactionId(),
                original.uetr(),
                amount.map(
                        settled ->
                                new OriginalTransaction.Reference(
                                        Optional.of(settled), Optional.empty())));
    }

    private static Optional<OriginalAssignment> original(
            IdentificationVerificationRequest question) {
        return Optional.of(
                new OriginalAssignment(
                        Optional.of(question.assignment().messageId()),
                        Optional.of(question.assignment().creationDateTime())));
    }

    private IdentificationAssignment assignment() {
        return new IdentificationAssignment(newId("V"), time(clock.nowNs()), hub, partner);
    }

    private static String newId(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    private static OffsetDateTime time(long epochNs) {
        return Instant.ofEpochSecond(0, epochNs).atOffset(ZoneOffset.UTC);
    }
}
