// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CodeOrProprietary;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.GenericIdentification;
import dev.naru.formats.iso20022.GroupHeader;
import dev.naru.formats.iso20022.IdentificationAssignment;
import dev.naru.formats.iso20022.IdentificationInformation;
import dev.naru.formats.iso20022.IdentificationVerificationReport;
import dev.naru.formats.iso20022.IdentificationVerificationReport.MerchantTerms;
import dev.naru.formats.iso20022.IdentificationVerificationReport.OriginalAssignment;
import dev.naru.formats.iso20022.IdentificationVerificationReport.Verification;
import dev.naru.formats.iso20022.IdentificationVerificationRequest;
import dev.naru.formats.iso20022.Iso20022Message;
import dev.naru.formats.iso20022.Iso20022Writer;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.OriginalGroupInformation;
import dev.naru.formats.iso20022.OriginalTransaction;
import dev.naru.formats.iso20022.PartyIdentification;
import dev.naru.formats.iso20022.PaymentStatusReport;
import dev.naru.formats.iso20022.PaymentStatusReport.StatusReason;
import dev.naru.formats.iso20022.PaymentStatusReport.TransactionStatus;
import dev.naru.formats.iso20022.PaymentStatusRequest;
import dev.naru.formats.iso20022.PostalAddress;
import dev.naru.formats.iso20022.Unwritable;
import dev.naru.formats.iso20022.Written;
import dev.naru.simulators.MovedClock;
import dev.naru.simulators.scheme.SwitchBook.Entry;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the switch says, as bytes. */
final class SwitchMessages {
    static final String PAN_SCHEME = "QRIS_PAN";
    static final String NMID_SCHEME = "QRIS_NMID";

    private final Iso20022Writer writer = new Iso20022Writer();
    private final FinancialInstitutionIdentification hub;
    private final FinancialInstitutionIdentification own;
    private final MovedClock clock;

    SwitchMessages(SwitchSettings settings, MovedClock clock) {
        this.clock = clock;
        this.hub = FinancialInstitutionIdentification.ofBic(settings.hubBic());
        this.own = FinancialInstitutionIdentification.ofBic(settings.ownBic());
    }

    /** A status of a payment that is in the book. */
    byte[] report(Entry entry, String status, String reason) {
        Order order = entry.order();
        return write(
                new PaymentStatusReport(
                        header(),
                        Optional.of(
                                new PaymentStatusReport.OriginalGroupStatus(
                                        new OriginalGroupInformation(
                                                order.messageId(),
                                                MessageDefinition.PACS_008_001_08.identifier(),
                                                Optional.of(order.created())),
                                        Optional.empty(),
                                        List.of())),
                        Optional.of(
                                new TransactionStatus(
                                        Optional.empty(),
                                        original(order, entry.statedMinor()),
                                        Optional.of(status),
                                        reasons(reason),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(entry.scheme())))));
    }

    /** That an order is refused without being booked. */
    byte[] refusal(Order order, String reason) {
        return report(
                new Entry(
                        order,
                        "RJCT",
                        reason,
                        order.amountMinor(),
                        newId("R"),
                        SwitchBook.Visibility.TRUTH,
                        0),
                "RJCT",
                reason);
    }

    /** That what an enquiry is about was never received. */
    byte[] notReceived(PaymentStatusRequest request) {
        return write(
                new PaymentStatusReport(
                        header(),
                        request.group()
                                .map(
                                        group ->
                                                new PaymentStatusReport.OriginalGroupStatus(
                                                        group, Optional.empty(), List.of())),
                        Optional.of(
                                new TransactionStatus(
                                        Optional.empty(),
                                        request.original(),
                                        Optional.of("RJCT"),
                                        reasons("AG09"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))));
    }

    /** Who the merchant is, and what its code asks for. */
    byte[] verified(
            IdentificationVerificationRequest request, Merchant merchant, MerchantTerms terms) {
        return write(
                new IdentificationVerificationReport(
                        assignment(),
                        original(request),
                        request.verificationId(),
                        Verification.VERIFIED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                new IdentificationInformation(
                                        Optional.of(
                                                new PartyIdentification(
                                                        Optional.of(merchant.name()),
                                                        Optional.of(
                                                                PostalAddress.ofTown(
                                                                        merchant.city(), "ID")),
                                                        Optional.empty(),
                                                        Optional.empty())),
                                        Optional.of(
                                                new AccountIdentification.Other(
                                                        GenericIdentification.of(
                                                                merchant.pan(), PAN_SCHEME))),
                                        Optional.of(
                                                FinancialInstitutionIdentification.ofMember(
                                                        merchant.acquirer())))),
                        Optional.of(terms)));
    }

    /** That nobody can be paid by this code. */
    byte[] notVerified(IdentificationVerificationRequest request, String reason) {
        return write(
                new IdentificationVerificationReport(
                        assignment(),
                        original(request),
                        request.verificationId(),
                        Verification.NOT_VERIFIED,
                        Optional.of(CodeOrProprietary.code(reason)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    static String newId(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    private OriginalTransaction original(Order order, long amountMinor) {
        return new OriginalTransaction(
                Optional.empty(),
                Optional.of(order.endToEndId()),
                Optional.of(order.endToEndId()),
                Optional.of(order.endToEndId()),
                Optional.of(order.uetr()),
                Optional.of(
                        new OriginalTransaction.Reference(
                                Optional.of(
                                        CurrencyAndAmount.ofMinor(
                                                LinkRules.CURRENCY,
                                                amountMinor,
                                                LinkRules.EXPONENT)),
                                Optional.empty())));
    }

    private static Optional<OriginalAssignment> original(
            IdentificationVerificationRequest request) {
        return Optional.of(
                new OriginalAssignment(
                        Optional.of(request.assignment().messageId()),
                        Optional.of(request.assignment().creationDateTime())));
    }

    private static List<StatusReason> reasons(String reason) {
        return reason.isEmpty() ? List.of() : List.of(StatusReason.ofCode(reason));
    }

    private GroupHeader header() {
        return new GroupHeader(newId("S"), now(), Optional.of(own), Optional.of(hub));
    }

    private IdentificationAssignment assignment() {
        return new IdentificationAssignment(newId("V"), now(), own, hub);
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.ofHours(7));
    }

    private byte[] write(Iso20022Message message) {
        return switch (writer.write(message)) {
            case Written written -> written.bytes();
            case Unwritable unwritable ->
                    throw new IllegalStateException("cannot be written: " + unwritable);
        };
    }
}
