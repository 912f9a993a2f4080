// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.CustomerCreditTransfer.RemittanceInformation;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells an account's owner what was booked on it (camt.054.001.08,
 * BankToCustomerDebitCreditNotification). Totals that are given equal the entries, when read and
 * when written.
 *
 * @param messageId at most 35 characters
 * @param creationDateTime when the message was made
 * @param notifications at least one
 */
public record DebitCreditNotification(
        String messageId, OffsetDateTime creationDateTime, List<AccountNotification> notifications)
        implements Iso20022Message {
    public DebitCreditNotification {
        notifications = List.copyOf(notifications);
    }

    @Override
    public MessageDefinition definition() {
        return MessageDefinition.CAMT_054_001_08;
    }

    /**
     * What was booked on one account ({@code Ntfctn}).
     *
     * @param id at most 35 characters
     * @param additional at most 500 characters
     */
    public record AccountNotification(
            String id,
            Optional<Period> period,
            ReportedAccount account,
            Optional<Totals> totals,
            List<Entry> entries,
            Optional<String> additional) {
        public AccountNotification {
            entries = List.copyOf(entries);
        }
    }

    /** The time that is told of ({@code FrToDt}). */
    public record Period(OffsetDateTime from, OffsetDateTime to) {}

    /**
     * The account and where it is kept (CashAccount39).
     *
     * @param currency three letters
     * @param name at most 70 characters
     * @param servicer the bank that keeps it
     */
    public record ReportedAccount(
            AccountIdentification identification,
            Optional<String> currency,
            Optional<String> name,
            Optional<FinancialInstitutionIdentification> servicer) {}

    /**
     * What all entries come to ({@code TxsSummry}).
     *
     * @param all both sides; its sum adds credits and debits alike
     */
    public record Totals(
            Optional<CountAndSum> all,
            Optional<Net> net,
            Optional<CountAndSum> credits,
            Optional<CountAndSum> debits) {}

    /**
     * How many entries, and what their amounts add up to.
     *
     * @param count 0 to 999,999,999,999,999
     */
    public record CountAndSum(Optional<Long> count, Optional<Decimal> sum) {}

    /** Credits less debits, and which of them is more. */
    public record Net(Decimal amount, Side side) {}

    /** Which way money goes, as the account's owner sees it. */
    public enum Side {
        CREDIT,
        DEBIT
    }

    /** Whether an entry takes back an earlier one. */
    public enum Reversal {
        NO,
        YES
    }

    /**
     * One booking ({@code Ntry}).
     *
     * @param reference the entry's own name, at most 35 characters
     * @param status a code of at most 4 characters such as BOOK, or a proprietary word
     * @param servicerReference what the bank calls it, at most 35 characters
     * @param batched of how many transactions the bank says it consists, in all {@code Btch} of it
     * @param transactions those of them that are told
     * @param additional at most 500 characters
     */
    public record Entry(
            Optional<String> reference,
            CurrencyAndAmount amount,
            Side side,
            Reversal reversal,
            CodeOrProprietary status,
            Optional<Moment> booked,
            Optional<Moment> value,
            Optional<String> servicerReference,
            BankTransactionCode code,
            Optional<Long> batched,
            List<EntryTransaction> transactions,
            Optional<String> additional) {
        public Entry {
            transactions = List.copyOf(transactions);
        }
    }

    /** A day, or a moment of it. */
    public sealed interface Moment {
        /** A day of the account's calendar. */
        record On(LocalDate date) implements Moment {}

        /** A moment. */
        record At(OffsetDateTime time) implements Moment {}
    }

    /**
     * What kind of booking it is ({@code BkTxCd}).
     *
     * @param domain codes of ISO's list
     * @param proprietary a word that both sides know
     */
    public record BankTransactionCode(Optional<Domain> domain, Optional<Proprietary> proprietary) {
        /** Codes of at most 4 characters, such as PMNT, RCDT and DMCT. */
        public record Domain(String code, String family, String subFamily) {}

        /** A word of at most 35 characters, and whose it is. */
        public record Proprietary(String code, Optional<String> issuer) {}

        /** A word that both sides know. */
        public static BankTransactionCode ofWord(String word) {
            return new BankTransactionCode(
                    Optional.empty(), Optional.of(new Proprietary(word, Optional.empty())));
        }
    }

    /**
     * One transaction of a booking ({@code TxDtls}).
     *
     * @param amount its share of the entry's amount
     */
    public record EntryTransaction(
            References references,
            Optional<CurrencyAndAmount> amount,
            Optional<Side> side,
            Parties parties,
            Optional<RemittanceInformation> remittance) {}

    /**
     * What a transaction is called; texts have at most 35 characters.
     *
     * @param clearingSystemReference what the scheme calls it
     * @param proprietary names of other kinds
     */
    public record References(
            Optional<String> messageId,
            Optional<String> servicerReference,
            Optional<String> instructionId,
            Optional<String> endToEndId,
            Optional<UUID> uetr,
            Optional<String> transactionId,
            Optional<String> clearingSystemReference,
            List<NamedReference> proprietary) {
        /** Nothing. */
        public static final References NONE =
                new References(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());

        public References {
            proprietary = List.copyOf(proprietary);
        }

        boolean isEmpty() {
            return equals(NONE);
        }
    }

    /** A name and of what kind it is, each at most 35 characters. */
    public record NamedReference(String type, String reference) {}

    /** Who paid and who was paid, as far as it is known. */
    public record Parties(
            Optional<Party> debtor,
            Optional<Party> creditor,
            Optional<FinancialInstitutionIdentification> debtorAgent,
            Optional<FinancialInstitutionIdentification> creditorAgent) {
        /** Nobody is known. */
        public static final Parties NONE =
                new Parties(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A party that may be an agent itself (Party40Choice). */
    public sealed interface Party {
        /** A person or an organisation. */
        record Customer(PartyIdentification party) implements Party {}

        /** A financial institution. */
        record Institution(FinancialInstitutionIdentification agent) implements Party {}
    }
}
