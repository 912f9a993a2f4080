// SPDX-License-Identifier: Apache-2.0
package dev.naru.settlement.funding;

import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.CustomerCreditTransfer.CreditorReference;
import dev.naru.formats.iso20022.CustomerCreditTransfer.RemittanceInformation;
import dev.naru.formats.iso20022.DebitCreditNotification;
import dev.naru.formats.iso20022.DebitCreditNotification.AccountNotification;
import dev.naru.formats.iso20022.DebitCreditNotification.Entry;
import dev.naru.formats.iso20022.DebitCreditNotification.EntryTransaction;
import dev.naru.formats.iso20022.DebitCreditNotification.Moment;
import dev.naru.formats.iso20022.DebitCreditNotification.Reversal;
import dev.naru.formats.iso20022.DebitCreditNotification.Side;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification.ClearingSystemMember;
import dev.naru.formats.iso20022.GenericIdentification;
import dev.naru.formats.iso20022.Iso20022Reader;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.Parsed;
import dev.naru.formats.iso20022.Refused;
import dev.naru.protocol.Currency;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a camt.054 of a settlement bank and says whose money each of its entries is. */
final class NoticeReading {
    private static final Iso20022Reader READER =
            new Iso20022Reader(Set.of(MessageDefinition.CAMT_054_001_08));
    private static final String BOOKED = "BOOK";

    private final BankAccount account;

    NoticeReading(BankAccount account) {
        this.account = account;
    }

    Notice read(byte[] file) {
        return switch (READER.read(DebitCreditNotification.class, file)) {
            case Refused<DebitCreditNotification> refused ->
                    new Notice.Bad(
                            Submission.Fault.MALFORMED,
                            refused.code() + " at " + refused.path() + ": " + refused.sentence());
            case Parsed<DebitCreditNotification>(DebitCreditNotification message) -> read(message);
        };
    }

    private Notice read(DebitCreditNotification message) {
        List<Notice.Line> lines = new ArrayList<>();
        Set<String> references = new HashSet<>();
        for (AccountNotification notification : message.notifications()) {
            Optional<Notice.Bad> bad = objection(notification);
            if (bad.isPresent()) {
                return bad.get();
            }
            for (Entry entry : notification.entries()) {
                OptionalLong amountMinor = entry.amount().amountMinor(currency().exponent());
                String reference = reference(entry).orElse("");
                if (amountMinor.isEmpty() || !references.add(reference) || reference.isEmpty()) {
                    return new Notice.Bad(
                            Submission.Fault.MALFORMED,
                            "Every Ntry needs an AcctSvcrRef of its own and an Amt of whole minor"
                                    + " units.");
                }
                lines.add(line(entry, reference, amountMinor.getAsLong()));
            }
        }
        return new Notice.Read(message.messageId(), lines);
    }

    private Optional<Notice.Bad> objection(AccountNotification notification) {
        boolean ours = notification.account().servicer().map(this::isOurBank).orElse(false);
        if (!ours) {
            return Optional.of(
                    new Notice.Bad(
                            Submission.Fault.OTHER_BANK,
                            "Acct/Svcr does not name the group's settlement bank."));
        }
        boolean sameCurrency =
                notification.account().currency().map(currency().name()::equals).orElse(true)
                        && notification.entries().stream()
                                .allMatch(
                                        entry ->
                                                entry.amount()
                                                        .currency()
                                                        .equals(currency().name()));
        return sameCurrency
                ? Optional.empty()
                : Optional.of(
                        new Notice.Bad(
                                Submission.Fault.OTHER_CURRENCY,
                                "Acct/Ccy or an Ntry/Amt is not in the group's currency."));
    }

    private boolean isOurBank(FinancialInstitutionIdentification servicer) {
        return Stream.of(
                        servicer.bicfi(),
                        servicer.clearingSystemMember().map(ClearingSystemMember::memberId),
                        servicer.other().map(GenericIdentification::id))
                .flatMap(Optional::stream)
                .anyMatch(account.group().settlementBankCode()::equals);
    }

    private Notice.Line line(Entry entry, String reference, long amountMinor) {
        String booked =
                entry.booked()
                        .map(
                                moment ->
                                        switch (moment) {
                                            case Moment.On(var date) -> date.toString();
                                            case Moment.At(var time) -> time.toString();
                                        })
                        .orElse("");
        Optional<Unmatched> objection = objection(entry, amountMinor);
        if (objection.isPresent()) {
            return new Notice.Line(reference, amountMinor, booked, OptionalInt.empty(), objection);
        }
        Set<Integer> named = named(entry);
        return named.size() == 1
                ? new Notice.Line(
                        reference,
                        amountMinor,
                        booked,
                        OptionalInt.of(named.iterator().next()),
                        Optional.empty())
                : new Notice.Line(
                        reference,
                        amountMinor,
                        booked,
                        OptionalInt.empty(),
                        Optional.of(
                                named.isEmpty()
                                        ? Unmatched.PARTICIPANT_UNKNOWN
                                        : Unmatched.PARTICIPANT_UNCLEAR));
    }

    private static Optional<Unmatched> objection(Entry entry, long amountMinor) {
        if (entry.side() != Side.CREDIT) {
            return Optional.of(Unmatched.NOT_A_CREDIT);
        }
        if (entry.reversal() != Reversal.NO) {
            return Optional.of(Unmatched.REVERSAL);
        }
        if (!entry.status().value().equals(BOOKED)) {
            return Optional.of(Unmatched.NOT_BOOKED);
        }
        if (amountMinor == 0) {
            return Optional.of(Unmatched.NO_AMOUNT);
        }
        boolean isSeveral =
                entry.transactions().size() > 1
                        || entry.batched().orElse(1L) > 1
                        || !entry.transactions().stream().allMatch(one -> isAllOf(entry, one));
        return isSeveral ? Optional.of(Unmatched.SEVERAL_TRANSACTIONS) : Optional.empty();
    }

    /** A transaction that names another amount or side is only a part of what was booked. */
    private static boolean isAllOf(Entry entry, EntryTransaction transaction) {
        return transaction.side().map(side -> side == entry.side()).orElse(true)
                && transaction.amount().map(amount -> isSame(amount, entry.amount())).orElse(true);
    }

    private static boolean isSame(CurrencyAndAmount one, CurrencyAndAmount other) {
        return one.currency().equals(other.currency()) && exact(one).compareTo(exact(other)) == 0;
    }

    private static BigDecimal exact(CurrencyAndAmount amount) {
        return BigDecimal.valueOf(amount.amount().unscaled(), amount.amount().scale());
    }

    private static Optional<String> reference(Entry entry) {
        return entry.servicerReference();
    }

    /** The members whose code is the whole of a reference that the payer gave. */
    private Set<Integer> named(Entry entry) {
        Set<Integer> named = new HashSet<>();
        for (EntryTransaction transaction : entry.transactions()) {
            Stream.concat(
                            transaction.references().endToEndId().stream(),
                            transaction.remittance().stream().flatMap(NoticeReading::texts))
                    .map(String::strip)
                    .filter(account.membersByCode()::containsKey)
                    .forEach(code -> named.add(account.membersByCode().get(code)));
        }
        return named;
    }

    private static Stream<String> texts(RemittanceInformation remittance) {
        return Stream.concat(
                remittance.unstructured().stream(),
                remittance.references().stream().map(CreditorReference::reference));
    }

    private Currency currency() {
        return account.group().currency();
    }
}
