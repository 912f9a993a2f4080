// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import dev.naru.connectors.scheme.PaymentNames;
import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CashAccount;
import dev.naru.formats.iso20022.CodeOrProprietary;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.CustomerCreditTransfer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.Amounts;
import dev.naru.formats.iso20022.CustomerCreditTransfer.Charge;
import dev.naru.formats.iso20022.CustomerCreditTransfer.ChargeBearer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.CreditorReference;
import dev.naru.formats.iso20022.CustomerCreditTransfer.PaymentIdentification;
import dev.naru.formats.iso20022.CustomerCreditTransfer.RemittanceInformation;
import dev.naru.formats.iso20022.CustomerCreditTransfer.TransferParty;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.GenericIdentification;
import dev.naru.formats.iso20022.GroupHeader;
import dev.naru.formats.iso20022.Iso20022Message;
import dev.naru.formats.iso20022.Iso20022Writer;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.OriginalGroupInformation;
import dev.naru.formats.iso20022.OriginalTransaction;
import dev.naru.formats.iso20022.PartyIdentification;
import dev.naru.formats.iso20022.PaymentStatusRequest;
import dev.naru.formats.iso20022.PostalAddress;
import dev.naru.formats.iso20022.Writing;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Price;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The pacs.008 and pacs.028 of the link. The same event makes the same bytes: their times are the
 * event's, not a clock's.
 */
final class TransferMessages {
    static final Currency CURRENCY = Currency.IDR;
    static final String PAN_SCHEME = "QRIS_PAN";
    static final int ACQUIRER_DIGITS = 8;

    private final Iso20022Writer writer = new Iso20022Writer();
    private final FinancialInstitutionIdentification hub;
    private final FinancialInstitutionIdentification partner;

    TransferMessages(IndonesiaSettings settings) {
        this.hub = FinancialInstitutionIdentification.ofBic(settings.hubBic());
        this.partner = FinancialInstitutionIdentification.ofBic(settings.partnerBic());
    }

    /** The order to pay. */
    Writing transfer(Event.PaymentReserved payment, Particulars particulars, long reservedAtNs) {
        Price price = payment.price();
        String name = PaymentNames.transaction(payment.paymentNumber());
        OffsetDateTime reservedAt = time(reservedAtNs);
        return writer.write(
                new CustomerCreditTransfer(
                        header(PaymentNames.transferMessage(payment.paymentNumber()), reservedAt),
                        Optional.empty(),
                        new PaymentIdentification(
                                Optional.of(name),
                                name,
                                Optional.of(name),
                                Optional.of(PaymentNames.uetr(payment.paymentId())),
                                Optional.empty()),
                        Optional.empty(),
                        new Amounts(
                                amount(price.creditMinor()),
                                Optional.empty(),
                                Optional.of(amount(price.destinationMinor())),
                                Optional.empty()),
                        Optional.of(reservedAt),
                        ChargeBearer.SHAR,
                        price.payeeFeeMinor() == 0
                                ? List.of()
                                : List.of(new Charge(amount(price.payeeFeeMinor()), hub)),
                        debtor(particulars.payer(), payment.route().sourceParticipantId()),
                        creditor(particulars.payee()),
                        purpose(particulars.purpose()),
                        remittance(particulars)));
    }

    /** The question what became of a payment. */
    Writing enquiry(String messageId, long paymentNumber, PaymentId paymentId, long dueAtNs) {
        String name = PaymentNames.transaction(paymentNumber);
        Iso20022Message question =
                new PaymentStatusRequest(
                        header(messageId, time(dueAtNs)),
                        Optional.of(
                                new OriginalGroupInformation(
                                        PaymentNames.transferMessage(paymentNumber),
                                        MessageDefinition.PACS_008_001_08.identifier(),
                                        Optional.empty())),
                        Optional.of(messageId),
                        new OriginalTransaction(
                                Optional.empty(),
                                Optional.of(name),
                                Optional.of(name),
                                Optional.of(name),
                                Optional.of(PaymentNames.uetr(paymentId)),
                                Optional.empty()),
                        Optional.empty(),
                        Optional.empty());
        return writer.write(question);
    }

    private static TransferParty debtor(Particulars.Payer payer, int participantId) {
        return new TransferParty(
                PartyIdentification.named(payer.name()),
                Optional.of(account(GenericIdentification.of(payer.account()))),
                FinancialInstitutionIdentification.ofMember(Integer.toString(participantId)),
                Optional.empty());
    }

    private static TransferParty creditor(Particulars.Payee payee) {
        String pan = payee.account();
        PartyIdentification party =
                new PartyIdentification(
                        Optional.of(payee.name()),
                        payee.city().isEmpty()
                                ? Optional.empty()
                                : Optional.of(PostalAddress.ofTown(payee.city(), "ID")),
                        Optional.empty(),
                        Optional.empty());
        return new TransferParty(
                party,
                Optional.of(account(GenericIdentification.of(pan, PAN_SCHEME))),
                FinancialInstitutionIdentification.ofMember(
                        pan.substring(0, Math.min(ACQUIRER_DIGITS, pan.length()))),
                Optional.empty());
    }

    private static Optional<CodeOrProprietary> purpose(String purpose) {
        if (purpose.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                purpose.length() <= 4
                        ? CodeOrProprietary.code(purpose)
                        : CodeOrProprietary.proprietary(purpose));
    }

    private static Optional<RemittanceInformation> remittance(Particulars particulars) {
        // What the switch named in its answer to the look-up goes before what the code says.
        String named = particulars.scan().lookUpReference();
        String reference = named.isEmpty() ? particulars.scan().qrReference() : named;
        String text = particulars.remittanceText();
        if (reference.isEmpty() && text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new RemittanceInformation(
                        text.isEmpty() ? List.of() : List.of(text),
                        reference.isEmpty()
                                ? List.of()
                                : List.of(new CreditorReference(Optional.empty(), reference))));
    }

    private static CashAccount account(GenericIdentification id) {
        return CashAccount.of(new AccountIdentification.Other(id));
    }

    private static CurrencyAndAmount amount(long minor) {
        return CurrencyAndAmount.ofMinor(CURRENCY.name(), minor, CURRENCY.exponent());
    }

    private GroupHeader header(String messageId, OffsetDateTime created) {
        return new GroupHeader(messageId, created, Optional.of(hub), Optional.of(partner));
    }

    private static OffsetDateTime time(long epochNs) {
        return Instant.ofEpochSecond(0, epochNs).atOffset(ZoneOffset.UTC);
    }
}
