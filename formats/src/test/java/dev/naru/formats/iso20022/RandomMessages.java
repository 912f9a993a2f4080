// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.AccountIdentification.Iban;
import dev.naru.formats.iso20022.AccountIdentification.Other;
import dev.naru.formats.iso20022.CustomerCreditTransfer.Amounts;
import dev.naru.formats.iso20022.CustomerCreditTransfer.Charge;
import dev.naru.formats.iso20022.CustomerCreditTransfer.ChargeBearer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.CreditorReference;
import dev.naru.formats.iso20022.CustomerCreditTransfer.PaymentIdentification;
import dev.naru.formats.iso20022.CustomerCreditTransfer.PaymentType;
import dev.naru.formats.iso20022.CustomerCreditTransfer.RemittanceInformation;
import dev.naru.formats.iso20022.CustomerCreditTransfer.TransferParty;
import dev.naru.formats.iso20022.DebitCreditNotification.AccountNotification;
import dev.naru.formats.iso20022.DebitCreditNotification.BankTransactionCode;
import dev.naru.formats.iso20022.DebitCreditNotification.CountAndSum;
import dev.naru.formats.iso20022.DebitCreditNotification.Entry;
import dev.naru.formats.iso20022.DebitCreditNotification.EntryTransaction;
import dev.naru.formats.iso20022.DebitCreditNotification.Moment;
import dev.naru.formats.iso20022.DebitCreditNotification.ReportedAccount;
import dev.naru.formats.iso20022.DebitCreditNotification.Side;
import dev.naru.formats.iso20022.DebitCreditNotification.Totals;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification.ClearingSystemMember;
import dev.naru.formats.iso20022.IdentificationVerificationReport.MerchantTerms;
import dev.naru.formats.iso20022.IdentificationVerificationReport.OriginalAssignment;
import dev.naru.formats.iso20022.IdentificationVerificationReport.Verification;
import dev.naru.formats.iso20022.PartyIdentification.Organisation;
import dev.naru.formats.iso20022.PartyIdentification.Person;
import dev.naru.formats.iso20022.PaymentStatusReport.OriginalGroupStatus;
import dev.naru.formats.iso20022.PaymentStatusReport.StatusReason;
import dev.naru.formats.iso20022.PaymentStatusReport.TransactionStatus;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/** Writable records from a seed, with every optional part sometimes there and sometimes not. */
final class RandomMessages {
    /** What XML must escape, normalise, or encode in two to four bytes; and ordinary letters. */
    private static final String[] CHARACTERS = {
        "a", "Z", "7", " ", "-", "/", "&", "<", ">", "\"", "'", "]]>", "\r", "\n", "\t", "é", "한",
        "\u0085", "\u2028", "\uFFFD", "😀", "𝔘", "&amp;", "%"
    };

    private final SplittableRandom random;

    RandomMessages(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Iso20022Message next() {
        return switch (random.nextInt(6)) {
            case 0 -> verificationRequest();
            case 1 -> verificationReport();
            case 2 -> creditTransfer();
            case 3 -> statusReport();
            case 4 -> notification();
            default -> statusRequest();
        };
    }

    private IdentificationVerificationRequest verificationRequest() {
        return new IdentificationVerificationRequest(
                assignment(), text(35), subject(), maybe(() -> text(600)));
    }

    private IdentificationVerificationReport verificationReport() {
        return new IdentificationVerificationReport(
                assignment(),
                maybe(() -> new OriginalAssignment(maybe(() -> text(35)), maybe(this::dateTime))),
                text(35),
                pick(Verification.values()),
                maybe(() -> choice(4)),
                maybe(this::subject),
                maybe(this::subject),
                maybe(
                        () ->
                                new MerchantTerms(
                                        maybe(() -> digits(4)),
                                        maybe(this::amount),
                                        maybe(() -> text(35)))));
    }

    private CustomerCreditTransfer creditTransfer() {
        return new CustomerCreditTransfer(
                header(),
                maybe(() -> choice(3)),
                new PaymentIdentification(
                        maybe(() -> text(35)),
                        text(35),
                        maybe(() -> text(35)),
                        maybe(this::uetr),
                        maybe(() -> text(35))),
                maybe(
                        () ->
                                new PaymentType(
                                        several(() -> choice(4)),
                                        maybe(() -> choice(35)),
                                        maybe(() -> choice(4)))),
                new Amounts(
                        amount(),
                        maybe(this::date),
                        maybe(this::amount),
                        maybe(() -> decimal(11, 10))),
                maybe(this::dateTime),
                pick(ChargeBearer.values()),
                several(() -> new Charge(amount(), agent("B4NKKR7K"))),
                transferParty(),
                transferParty(),
                maybe(() -> choice(4)),
                maybe(
                        () ->
                                new RemittanceInformation(
                                        several(() -> text(140)), several(this::reference))));
    }

    private PaymentStatusReport statusReport() {
        Optional<TransactionStatus> transaction = maybe(this::transactionStatus);
        Optional<OriginalGroupStatus> group =
                transaction.isEmpty() ? Optional.of(groupStatus()) : maybe(this::groupStatus);
        return new PaymentStatusReport(header(), group, transaction);
    }

    private PaymentStatusRequest statusRequest() {
        OriginalTransaction original = original();
        OriginalTransaction named =
                original.isIdentified()
                        ? original
                        : new OriginalTransaction(
                                original.group(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(uetr()),
                                original.reference());
        return new PaymentStatusRequest(
                header(),
                maybe(this::group),
                maybe(() -> text(35)),
                named,
                maybe(this::dateTime),
                maybe(() -> text(35)));
    }

    private DebitCreditNotification notification() {
        List<AccountNotification> accounts = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            accounts.add(accountNotification());
        }
        return new DebitCreditNotification(text(35), dateTime(), accounts);
    }

    private AccountNotification accountNotification() {
        List<Entry> entries = several(this::entry);
        return new AccountNotification(
                text(35),
                maybe(() -> new DebitCreditNotification.Period(dateTime(), dateTime())),
                new ReportedAccount(
                        account(),
                        maybe(() -> pick("KRW", "IDR")),
                        maybe(() -> text(70)),
                        maybe(() -> agent("B4NKKR7K"))),
                maybe(() -> totals(entries)),
                entries,
                maybe(() -> text(500)));
    }

    /** Entries have whole amounts, so that sums are plain. */
    private Totals totals(List<Entry> entries) {
        List<Entry> credits =
                entries.stream().filter(entry -> entry.side() == Side.CREDIT).toList();
        List<Entry> debits = entries.stream().filter(entry -> entry.side() == Side.DEBIT).toList();
        long net = sum(credits) - sum(debits);
        Optional<CountAndSum> all = maybe(() -> total(entries));
        return new Totals(
                all,
                all.isEmpty()
                        ? Optional.empty()
                        : maybe(
                                () ->
                                        new DebitCreditNotification.Net(
                                                new Decimal(Math.abs(net), 0),
                                                net < 0 ? Side.DEBIT : Side.CREDIT)),
                maybe(() -> total(credits)),
                maybe(() -> total(debits)));
    }

    private CountAndSum total(List<Entry> entries) {
        return new CountAndSum(
                maybe(() -> (long) entries.size()), maybe(() -> new Decimal(sum(entries) * 10, 1)));
    }

    private static long sum(List<Entry> entries) {
        return entries.stream().mapToLong(entry -> entry.amount().amount().unscaled()).sum();
    }

    private Entry entry() {
        return new Entry(
                maybe(() -> text(35)),
                CurrencyAndAmount.ofMinor(pick("KRW", "IDR"), random.nextLong(1_000_000_000), 0),
                pick(Side.values()),
                pick(DebitCreditNotification.Reversal.values()),
                choice(4),
                maybe(this::moment),
                maybe(this::moment),
                maybe(() -> text(35)),
                new BankTransactionCode(
                        maybe(() -> new BankTransactionCode.Domain(text(4), text(4), text(4))),
                        maybe(
                                () ->
                                        new BankTransactionCode.Proprietary(
                                                text(35), maybe(() -> text(35))))),
                maybe(() -> (long) random.nextInt(1_000)),
                several(this::entryTransaction),
                maybe(() -> text(500)));
    }

    private Moment moment() {
        return random.nextBoolean() ? new Moment.On(date()) : new Moment.At(dateTime());
    }

    private EntryTransaction entryTransaction() {
        return new EntryTransaction(
                new DebitCreditNotification.References(
                        maybe(() -> text(35)),
                        maybe(() -> text(35)),
                        maybe(() -> text(35)),
                        maybe(() -> text(35)),
                        maybe(this::uetr),
                        maybe(() -> text(35)),
                        maybe(() -> text(35)),
                        several(
                                () ->
                                        new DebitCreditNotification.NamedReference(
                                                text(35), text(35)))),
                maybe(this::amount),
                maybe(() -> pick(Side.values())),
                new DebitCreditNotification.Parties(
                        maybe(this::partyOrAgent),
                        maybe(this::partyOrAgent),
                        maybe(() -> agent("B4NKKR7K")),
                        maybe(() -> agent("B4NKKR7K"))),
                maybe(
                        () ->
                                new RemittanceInformation(
                                        several(() -> text(140)), several(this::reference))));
    }

    private DebitCreditNotification.Party partyOrAgent() {
        return random.nextBoolean()
                ? new DebitCreditNotification.Party.Customer(party("B4NKKR7K"))
                : new DebitCreditNotification.Party.Institution(agent("B4NKKR7K"));
    }

    private CreditorReference reference() {
        return new CreditorReference(
                maybe(
                        () ->
                                random.nextBoolean()
                                        ? CodeOrProprietary.code(pick("SCOR", "RADM", "DISP"))
                                        : CodeOrProprietary.proprietary(text(35))),
                text(35));
    }

    private TransferParty transferParty() {
        return new TransferParty(
                party("B4NKKR7K"),
                maybe(this::cashAccount),
                agent("B4NKKR7K"),
                maybe(() -> party("B4NKKR7K")));
    }

    private CashAccount cashAccount() {
        return new CashAccount(
                account(),
                maybe(() -> pick("KRW", "IDR", "VND")),
                maybe(() -> text(70)),
                maybe(() -> new CashAccount.Proxy(maybe(() -> choice(4)), text(300))));
    }

    private OriginalGroupStatus groupStatus() {
        return new OriginalGroupStatus(group(), maybe(() -> text(4)), several(this::reason));
    }

    private TransactionStatus transactionStatus() {
        return new TransactionStatus(
                maybe(() -> text(35)),
                original(),
                maybe(() -> pick("ACCC", "ACSP", "RJCT", "BLCK", "PDNG")),
                several(this::reason),
                maybe(this::dateTime),
                maybe(() -> text(35)),
                maybe(() -> text(35)));
    }

    private StatusReason reason() {
        return new StatusReason(maybe(() -> choice(4)), several(() -> text(105)));
    }

    private OriginalTransaction original() {
        return new OriginalTransaction(
                maybe(this::group),
                maybe(() -> text(35)),
                maybe(() -> text(35)),
                maybe(() -> text(35)),
                maybe(this::uetr),
                maybe(
                        () ->
                                new OriginalTransaction.Reference(
                                        maybe(this::amount), maybe(this::date))));
    }

    private OriginalGroupInformation group() {
        return new OriginalGroupInformation(text(35), text(35), maybe(this::dateTime));
    }

    private GroupHeader header() {
        return new GroupHeader(
                text(35),
                dateTime(),
                maybe(() -> agent("B4NKKR7K")),
                maybe(() -> agent("B4NKKR7K")));
    }

    private IdentificationAssignment assignment() {
        return new IdentificationAssignment(
                text(35), dateTime(), agent("HANRKRSE"), agent("HANRKRSE"));
    }

    private IdentificationInformation subject() {
        return new IdentificationInformation(
                maybe(() -> party("HANRKRSE")),
                maybe(this::account),
                maybe(() -> agent("HANRKRSE")));
    }

    /** The BIC's pattern depends on the message, so the caller brings one that fits. */
    private PartyIdentification party(String bic) {
        return new PartyIdentification(
                maybe(() -> text(140)),
                maybe(this::address),
                maybe(
                        () ->
                                random.nextBoolean()
                                        ? new Person(several(this::generic))
                                        : new Organisation(
                                                maybe(() -> bic), several(this::generic))),
                maybe(() -> pick("KR", "ID")));
    }

    private PostalAddress address() {
        return new PostalAddress(
                maybe(() -> text(70)),
                maybe(() -> text(16)),
                maybe(() -> text(16)),
                maybe(() -> text(35)),
                maybe(() -> text(35)),
                maybe(() -> pick("KR", "ID")),
                several(() -> text(70)));
    }

    private FinancialInstitutionIdentification agent(String bic) {
        return new FinancialInstitutionIdentification(
                maybe(() -> bic),
                maybe(() -> new ClearingSystemMember(maybe(() -> choice(5)), text(35))),
                maybe(() -> text(140)),
                maybe(this::generic));
    }

    private AccountIdentification account() {
        return random.nextBoolean() ? new Iban("KR12ab34CD" + digits(10)) : new Other(generic());
    }

    /** Short enough for the id of an account too. */
    private GenericIdentification generic() {
        return new GenericIdentification(text(34), maybe(() -> choice(4)), maybe(() -> text(35)));
    }

    private CodeOrProprietary choice(int maxCode) {
        return random.nextBoolean()
                ? CodeOrProprietary.code(text(maxCode))
                : CodeOrProprietary.proprietary(text(35));
    }

    private CurrencyAndAmount amount() {
        return new CurrencyAndAmount(pick("KRW", "IDR", "USD"), decimal(18, 5));
    }

    private Decimal decimal(int maxDigits, int maxScale) {
        long limit = 1;
        for (int i = random.nextInt(maxDigits + 1); i > 0; i--) {
            limit *= 10;
        }
        return new Decimal(random.nextLong(limit), random.nextInt(maxScale + 1));
    }

    private UUID uetr() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low);
    }

    private LocalDate date() {
        return LocalDate.ofEpochDay(random.nextLong(-700_000, 2_900_000));
    }

    private OffsetDateTime dateTime() {
        int nano =
                switch (random.nextInt(4)) {
                    case 0 -> 0;
                    case 1 -> random.nextInt(1_000) * 1_000_000;
                    case 2 -> random.nextInt(1_000_000) * 1_000;
                    default -> random.nextInt(1_000_000_000);
                };
        LocalTime time = LocalTime.ofSecondOfDay(random.nextInt(86_400)).withNano(nano);
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-840, 841) * 60);
        return OffsetDateTime.of(date(), time, offset);
    }

    private String digits(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }

    /** At most {@code max} UTF-16 units, which is what we write. */
    private String text(int max) {
        int wanted = 1 + random.nextInt(max);
        StringBuilder text = new StringBuilder();
        while (text.length() < wanted) {
            String character = pick(CHARACTERS);
            text.append(text.length() + character.length() <= max ? character : "x");
        }
        return text.toString();
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> several(Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }
}
