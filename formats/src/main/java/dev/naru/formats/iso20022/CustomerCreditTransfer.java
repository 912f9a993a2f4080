// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Orders one credit transfer between financial institutions (pacs.008.001.08), settled by a
 * clearing system.
 *
 * @param clearingSystem a code of at most 3 characters, or a proprietary word
 * @param acceptanceDateTime when the debtor agent accepted the order
 * @param purpose a purpose code of at most 4 characters, or a proprietary word
 */
public record CustomerCreditTransfer(
        GroupHeader header,
        Optional<CodeOrProprietary> clearingSystem,
        PaymentIdentification identification,
        Optional<PaymentType> paymentType,
        Amounts amounts,
        Optional<OffsetDateTime> acceptanceDateTime,
        ChargeBearer chargeBearer,
        List<Charge> charges,
        TransferParty debtor,
        TransferParty creditor,
        Optional<CodeOrProprietary> purpose,
        Optional<RemittanceInformation> remittance)
        implements Iso20022Message {

    public CustomerCreditTransfer {
        charges = List.copyOf(charges);
    }

    @Override
    public MessageDefinition definition() {
        return MessageDefinition.PACS_008_001_08;
    }

    /**
     * The names of the payment; texts have at most 35 characters.
     *
     * @param instructionId between the instructing and the instructed agent
     * @param endToEndId from the debtor to the creditor, unchanged
     * @param transactionId among all agents, given by the first
     * @param uetr a UUID of version 4
     * @param clearingSystemReference given by the clearing system
     */
    public record PaymentIdentification(
            Optional<String> instructionId,
            String endToEndId,
            Optional<String> transactionId,
            Optional<UUID> uetr,
            Optional<String> clearingSystemReference) {}

    /**
     * How the payment is to be handled ({@code PmtTpInf}); codes have at most 4 characters, those
     * of the local instrument at most 35.
     */
    public record PaymentType(
            List<CodeOrProprietary> serviceLevels,
            Optional<CodeOrProprietary> localInstrument,
            Optional<CodeOrProprietary> categoryPurpose) {
        public PaymentType {
            serviceLevels = List.copyOf(serviceLevels);
        }
    }

    /**
     * The money.
     *
     * @param interbankSettlement what moves between the agents
     * @param settlementDate when it is settled
     * @param instructed what the debtor ordered, before conversion and charges
     * @param exchangeRate at most 11 digits, at most 10 of them after the point
     */
    public record Amounts(
            CurrencyAndAmount interbankSettlement,
            Optional<LocalDate> settlementDate,
            Optional<CurrencyAndAmount> instructed,
            Optional<Decimal> exchangeRate) {}

    /** Who bears the charges (ChargeBearerType1Code). */
    public enum ChargeBearer {
        /** The debtor bears all. */
        DEBT,
        /** The creditor bears all. */
        CRED,
        /** Each bears its own side's. */
        SHAR,
        /** As the service level says. */
        SLEV
    }

    /** A charge that was taken, and by whom. */
    public record Charge(CurrencyAndAmount amount, FinancialInstitutionIdentification agent) {}

    /**
     * One end of the transfer.
     *
     * @param party who is debited or credited
     * @param account that party's account
     * @param agent who keeps the account
     * @param ultimate on whose behalf the party pays or receives
     */
    public record TransferParty(
            PartyIdentification party,
            Optional<CashAccount> account,
            FinancialInstitutionIdentification agent,
            Optional<PartyIdentification> ultimate) {}

    /**
     * What the payment is for.
     *
     * @param unstructured texts of at most 140 characters
     * @param references creditor references, such as that of the code that was scanned
     */
    public record RemittanceInformation(
            List<String> unstructured, List<CreditorReference> references) {
        public RemittanceInformation {
            unstructured = List.copyOf(unstructured);
            references = List.copyOf(references);
        }
    }

    /**
     * A reference that the creditor gave.
     *
     * @param type one of RADM, RPIN, FXDR, DISP, PUOR, SCOR, or a proprietary word
     * @param reference at most 35 characters
     */
    public record CreditorReference(Optional<CodeOrProprietary> type, String reference) {}
}
