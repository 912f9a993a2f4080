// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.naru.formats.iso20022.DebitCreditNotification.NamedReference;
import dev.naru.formats.iso20022.DebitCreditNotification.Parties;
import dev.naru.formats.iso20022.DebitCreditNotification.Party;
import dev.naru.formats.iso20022.DebitCreditNotification.References;
import dev.naru.formats.iso20022.DebitCreditNotification.ReportedAccount;
import dev.naru.formats.iso20022.DebitCreditNotification.Reversal;
import dev.naru.formats.iso20022.DebitCreditNotification.Side;
import dev.naru.formats.iso20022.DebitCreditNotification.Totals;
import dev.naru.formats.iso20022.IdentificationVerificationReport.MerchantTerms;
import dev.naru.formats.iso20022.IdentificationVerificationReport.OriginalAssignment;
import dev.naru.formats.iso20022.IdentificationVerificationReport.Verification;
import dev.naru.formats.iso20022.PartyIdentification.Organisation;
import dev.naru.formats.iso20022.PaymentStatusReport.OriginalGroupStatus;
import dev.naru.formats.iso20022.PaymentStatusReport.StatusReason;
import dev.naru.formats.iso20022.PaymentStatusReport.TransactionStatus;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One plausible message of each kind, as records; and a reader that accepts them all. */
final class Samples {
    static final Iso20022Writer WRITER = new Iso20022Writer();
    static final Iso20022Reader READER = new Iso20022Reader(Set.of(MessageDefinition.values()));

    static final UUID UETR = UUID.fromString("3f0c1c52-7a0e-4d2b-9c1e-5b7d6a1f0e42");
    static final OffsetDateTime CREATED = OffsetDateTime.parse("2026-11-22T14:03:07.250+09:00");
    static final OffsetDateTime ASKED = OffsetDateTime.parse("2026-11-22T05:03:05Z");
    static final FinancialInstitutionIdentification SEOUL =
            FinancialInstitutionIdentification.ofBic("HANRKRSE");
    static final FinancialInstitutionIdentification JAKARTA =
            FinancialInstitutionIdentification.ofMember("93600999");

    private static final PartyIdentification MERCHANT =
            new PartyIdentification(
                    Optional.of("Warung Bu Sri & Co <Ubud>"),
                    Optional.of(PostalAddress.ofTown("Gianyar", "ID")),
                    Optional.of(
                            new Organisation(
                                    Optional.empty(),
                                    List.of(GenericIdentification.of("ID2026004711", "NMID")))),
                    Optional.empty());

    private static final AccountIdentification PROXY =
            new Other(GenericIdentification.of("936009991234567895", "PAN"));

    private static final IdentificationInformation SUBJECT =
            new IdentificationInformation(
                    Optional.of(MERCHANT), Optional.of(PROXY), Optional.of(JAKARTA));

    private Samples() {}

    static IdentificationVerificationRequest verificationRequest() {
        return new IdentificationVerificationRequest(
                new IdentificationAssignment("IVQ-0001", ASKED, SEOUL, JAKARTA),
                "LOOK-77",
                new IdentificationInformation(
                        Optional.empty(), Optional.of(PROXY), Optional.empty()),
                Optional.of("000201010212A sample code, not a real one 100%|é상점6304ABCD"));
    }

    static IdentificationVerificationReport verificationReport() {
        return new IdentificationVerificationReport(
                new IdentificationAssignment("IVR-0001", CREATED, JAKARTA, SEOUL),
                Optional.of(new OriginalAssignment(Optional.of("IVQ-0001"), Optional.of(ASKED))),
                "LOOK-77",
                Verification.VERIFIED,
                Optional.of(CodeOrProprietary.code("MTCH")),
                Optional.of(
                        new IdentificationInformation(
                                Optional.empty(), Optional.of(PROXY), Optional.empty())),
                Optional.of(SUBJECT),
                Optional.of(
                        new MerchantTerms(
                                Optional.of("5812"),
                                Optional.of(CurrencyAndAmount.ofMinor("IDR", 10_000_000, 2)),
                                Optional.of("TABLE-9"))));
    }

    static CustomerCreditTransfer creditTransfer() {
        return new CustomerCreditTransfer(
                new GroupHeader("CCT-0001", CREATED, Optional.of(SEOUL), Optional.of(JAKARTA)),
                Optional.of(CodeOrProprietary.proprietary("CROSSQR")),
                new PaymentIdentification(
                        Optional.of("INS-1"),
                        "E2E-1",
                        Optional.of("TX-1"),
                        Optional.of(UETR),
                        Optional.empty()),
                Optional.of(
                        new PaymentType(
                                List.of(CodeOrProprietary.code("SDVA")),
                                Optional.of(CodeOrProprietary.proprietary("QR")),
                                Optional.empty())),
                new Amounts(
                        CurrencyAndAmount.ofMinor("IDR", 10_000_000, 2),
                        Optional.of(LocalDate.of(2026, 11, 22)),
                        Optional.of(CurrencyAndAmount.ofMinor("KRW", 8_952, 0)),
                        Optional.of(new Decimal(111_714, 4))),
                Optional.of(ASKED),
                ChargeBearer.SHAR,
                List.of(new Charge(CurrencyAndAmount.ofMinor("KRW", 50, 0), SEOUL)),
                new TransferParty(
                        PartyIdentification.named("김하나"),
                        Optional.of(
                                CashAccount.of(
                                        new Other(GenericIdentification.of("110-234-567890")))),
                        SEOUL,
                        Optional.empty()),
                new TransferParty(
                        MERCHANT,
                        Optional.of(
                                new CashAccount(
                                        PROXY,
                                        Optional.of("IDR"),
                                        Optional.empty(),
                                        Optional.of(
                                                new CashAccount.Proxy(
                                                        Optional.of(
                                                                CodeOrProprietary.proprietary(
                                                                        "NMID")),
                                                        "ID2026004711")))),
                        JAKARTA,
                        Optional.empty()),
                Optional.of(CodeOrProprietary.code("GDDS")),
                Optional.of(
                        new RemittanceInformation(
                                List.of("nasi campur, 2 portions"),
                                List.of(
                                        new CreditorReference(
                                                Optional.of(CodeOrProprietary.code("SCOR")),
                                                "TABLE-9")))));
    }

    static PaymentStatusReport statusReport(String status, StatusReason... reasons) {
        OriginalGroupInformation group =
                new OriginalGroupInformation("CCT-0001", "pacs.008.001.08", Optional.of(CREATED));
        return new PaymentStatusReport(
                new GroupHeader("PSR-0001", CREATED, Optional.of(JAKARTA), Optional.of(SEOUL)),
                Optional.of(new OriginalGroupStatus(group, Optional.empty(), List.of())),
                Optional.of(
                        new TransactionStatus(
                                Optional.of("ST-1"),
                                original(),
                                Optional.of(status),
                                List.of(reasons),
                                Optional.of(CREATED),
                                Optional.empty(),
                                Optional.of("SWITCH-42"))));
    }

    static PaymentStatusRequest statusRequest() {
        return new PaymentStatusRequest(
                new GroupHeader("PSQ-0001", CREATED, Optional.of(SEOUL), Optional.of(JAKARTA)),
                Optional.of(
                        new OriginalGroupInformation(
                                "CCT-0001", "pacs.008.001.08", Optional.of(CREATED))),
                Optional.of("ENQ-1"),
                original(),
                Optional.of(ASKED),
                Optional.empty());
    }

    static DebitCreditNotification notification() {
        return notification(List.of(credit(), debit()));
    }

    static DebitCreditNotification notification(List<Entry> entries) {
        return new DebitCreditNotification(
                "DCN-0001",
                CREATED,
                List.of(
                        new AccountNotification(
                                "HANA-POS-1",
                                Optional.of(
                                        new DebitCreditNotification.Period(
                                                CREATED.withHour(0), CREATED)),
                                new ReportedAccount(
                                        new Other(GenericIdentification.of("POS/7/1")),
                                        Optional.of("KRW"),
                                        Optional.of("Position"),
                                        Optional.of(SEOUL)),
                                Optional.of(totals(entries)),
                                entries,
                                Optional.of("opens at 0, closes at -8952"))));
    }

    /** Amounts are whole won. */
    static Totals totals(List<Entry> entries) {
        long credits = sum(entries, Side.CREDIT);
        long debits = sum(entries, Side.DEBIT);
        long net = credits - debits;
        return new Totals(
                Optional.of(total(entries.size(), credits + debits)),
                Optional.of(
                        new DebitCreditNotification.Net(
                                new Decimal(Math.abs(net), 0), net < 0 ? Side.DEBIT : Side.CREDIT)),
                Optional.of(total(count(entries, Side.CREDIT), credits)),
                Optional.of(total(count(entries, Side.DEBIT), debits)));
    }

    private static CountAndSum total(long count, long sum) {
        return new CountAndSum(Optional.of(count), Optional.of(new Decimal(sum, 0)));
    }

    private static long count(List<Entry> entries, Side side) {
        return entries.stream().filter(entry -> entry.side() == side).count();
    }

    private static long sum(List<Entry> entries, Side side) {
        return entries.stream()
                .filter(entry -> entry.side() == side)
                .mapToLong(entry -> entry.amount().amount().unscaled())
                .sum();
    }

    private static Entry debit() {
        return new Entry(
                Optional.of("41-1"),
                CurrencyAndAmount.ofMinor("KRW", 8_952, 0),
                Side.DEBIT,
                Reversal.NO,
                CodeOrProprietary.code("BOOK"),
                Optional.of(new Moment.At(CREATED)),
                Optional.empty(),
                Optional.empty(),
                BankTransactionCode.ofWord("PRINCIPAL"),
                Optional.empty(),
                List.of(
                        new EntryTransaction(
                                new References(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("INS-1"),
                                        Optional.of("E2E-1"),
                                        Optional.of(UETR),
                                        Optional.of("TX-1"),
                                        Optional.of("SWITCH-42"),
                                        List.of(new NamedReference("QR", "TABLE-9"))),
                                Optional.of(CurrencyAndAmount.ofMinor("KRW", 8_952, 0)),
                                Optional.of(Side.DEBIT),
                                new Parties(
                                        Optional.empty(),
                                        Optional.of(new Party.Customer(MERCHANT)),
                                        Optional.empty(),
                                        Optional.of(JAKARTA)),
                                Optional.of(
                                        new RemittanceInformation(
                                                List.of("nasi campur"), List.of())))),
                Optional.of("a note"));
    }

    private static Entry credit() {
        return new Entry(
                Optional.of("41-2"),
                CurrencyAndAmount.ofMinor("KRW", 50, 0),
                Side.CREDIT,
                Reversal.YES,
                CodeOrProprietary.code("BOOK"),
                Optional.of(new Moment.On(LocalDate.of(2026, 11, 22))),
                Optional.of(new Moment.On(LocalDate.of(2026, 11, 23))),
                Optional.of("BANK-7"),
                new BankTransactionCode(
                        Optional.of(new BankTransactionCode.Domain("PMNT", "RCDT", "DMCT")),
                        Optional.empty()),
                Optional.of(1L),
                List.of(
                        new EntryTransaction(
                                References.NONE,
                                Optional.empty(),
                                Optional.empty(),
                                new Parties(
                                        Optional.of(new Party.Institution(SEOUL)),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                Optional.empty())),
                Optional.empty());
    }

    private static OriginalTransaction original() {
        return new OriginalTransaction(
                Optional.empty(),
                Optional.of("INS-1"),
                Optional.of("E2E-1"),
                Optional.of("TX-1"),
                Optional.of(UETR),
                Optional.of(
                        new OriginalTransaction.Reference(
                                Optional.of(CurrencyAndAmount.ofMinor("IDR", 10_000_000, 2)),
                                Optional.of(LocalDate.of(2026, 11, 22)))));
    }

    static List<Iso20022Message> all() {
        return List.of(
                verificationRequest(),
                verificationReport(),
                creditTransfer(),
                statusReport("ACCC"),
                statusReport(
                        "RJCT",
                        new StatusReason(
                                Optional.of(CodeOrProprietary.code("AC04")),
                                List.of("The account was closed", "Ask the payee"))),
                statusRequest(),
                notification());
    }

    /** The XML of a message that must be writable. */
    static String xml(Iso20022Message message) {
        Writing writing = WRITER.write(message);
        assertThat(writing).isInstanceOf(Written.class);
        return writing.toString();
    }

    static Reading<Iso20022Message> read(String xml) {
        return READER.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** The message in XML that must be readable. */
    static Iso20022Message message(String xml) {
        return switch (read(xml)) {
            case Parsed<Iso20022Message>(Iso20022Message message) -> message;
            case Refused<Iso20022Message> refused ->
                    throw new AssertionError(refused + " for " + xml);
        };
    }

    /** The refusal of XML that must not be readable. */
    static Refused<Iso20022Message> refusal(String xml) {
        return refusal(xml.getBytes(StandardCharsets.UTF_8));
    }

    static Refused<Iso20022Message> refusal(byte[] bytes) {
        return switch (READER.read(bytes)) {
            case Parsed<Iso20022Message>(Iso20022Message message) ->
                    throw new AssertionError("Should have been refused: " + message);
            case Refused<Iso20022Message> refused -> refused;
        };
    }
}
