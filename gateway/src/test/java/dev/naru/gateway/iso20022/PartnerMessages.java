// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.formats.iso20022.AccountIdentification;
import dev.naru.formats.iso20022.CashAccount;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.CustomerCreditTransfer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.Amounts;
import dev.naru.formats.iso20022.CustomerCreditTransfer.ChargeBearer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.CreditorReference;
import dev.naru.formats.iso20022.CustomerCreditTransfer.PaymentIdentification;
import dev.naru.formats.iso20022.CustomerCreditTransfer.RemittanceInformation;
import dev.naru.formats.iso20022.CustomerCreditTransfer.TransferParty;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.GenericIdentification;
import dev.naru.formats.iso20022.GroupHeader;
import dev.naru.formats.iso20022.IdentificationAssignment;
import dev.naru.formats.iso20022.IdentificationInformation;
import dev.naru.formats.iso20022.IdentificationVerificationReport;
import dev.naru.formats.iso20022.IdentificationVerificationRequest;
import dev.naru.formats.iso20022.Iso20022Message;
import dev.naru.formats.iso20022.Iso20022Reader;
import dev.naru.formats.iso20022.Iso20022Writer;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.OriginalTransaction;
import dev.naru.formats.iso20022.Parsed;
import dev.naru.formats.iso20022.PartyIdentification;
import dev.naru.formats.iso20022.PaymentStatusReport;
import dev.naru.formats.iso20022.PaymentStatusRequest;
import dev.naru.formats.iso20022.Reading;
import dev.naru.formats.iso20022.Written;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a partner switch writes and reads, for tests. */
final class PartnerMessages {
    static final String HUB = "NARUKRSEXXX";
    static final String PARTNER = "QRSWIDJAXXX";
    private static final Iso20022Writer WRITER = new Iso20022Writer();
    private static final Iso20022Reader READER =
            new Iso20022Reader(
                    Set.of(MessageDefinition.ACMT_024_001_02, MessageDefinition.PACS_002_001_10));

    private PartnerMessages() {}

    /** An order that keeps all rules, to be changed one at a time. */
    record Order(
            UUID uetr,
            String currency,
            long amountMinor,
            Instant accepted,
            String merchant,
            String merchantScheme,
            String payerAccount,
            String from) {
        static Order of(UUID uetr, long amountMinor, Instant accepted) {
            return new Order(
                    uetr,
                    "KRW",
                    amountMinor,
                    accepted,
                    "000450017",
                    "KR_MERCHANT",
                    "ID-0071",
                    PARTNER);
        }

        Order in(String other) {
            return new Order(
                    uetr,
                    other,
                    amountMinor,
                    accepted,
                    merchant,
                    merchantScheme,
                    payerAccount,
                    from);
        }

        Order over(long other) {
            return new Order(
                    uetr, currency, other, accepted, merchant, merchantScheme, payerAccount, from);
        }

        Order accepted(Instant other) {
            return new Order(
                    uetr,
                    currency,
                    amountMinor,
                    other,
                    merchant,
                    merchantScheme,
                    payerAccount,
                    from);
        }

        Order to(String otherMerchant, String otherScheme) {
            return new Order(
                    uetr,
                    currency,
                    amountMinor,
                    accepted,
                    otherMerchant,
                    otherScheme,
                    payerAccount,
                    from);
        }

        Order by(String otherAccount) {
            return new Order(
                    uetr,
                    currency,
                    amountMinor,
                    accepted,
                    merchant,
                    merchantScheme,
                    otherAccount,
                    from);
        }

        Order from(String other) {
            return new Order(
                    uetr,
                    currency,
                    amountMinor,
                    accepted,
                    merchant,
                    merchantScheme,
                    payerAccount,
                    other);
        }

        String xml() {
            return text(
                    new CustomerCreditTransfer(
                            header(from),
                            Optional.empty(),
                            new PaymentIdentification(
                                    Optional.empty(),
                                    "E2E-" + uetr.toString().substring(0, 8),
                                    Optional.empty(),
                                    Optional.of(uetr),
                                    Optional.empty()),
                            Optional.empty(),
                            new Amounts(
                                    CurrencyAndAmount.ofMinor(
                                            currency, amountMinor, currency.equals("KRW") ? 0 : 2),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()),
                            Optional.of(accepted.atOffset(ZoneOffset.UTC)),
                            ChargeBearer.SHAR,
                            List.of(),
                            party("Budi Santoso", GenericIdentification.of(payerAccount)),
                            party(
                                    "NARU BAKERY",
                                    GenericIdentification.of(merchant, merchantScheme)),
                            Optional.empty(),
                            Optional.of(
                                    new RemittanceInformation(
                                            List.of(),
                                            List.of(
                                                    new CreditorReference(
                                                            Optional.empty(), "ORD00000001"))))));
        }
    }

    /** The question who is behind a code. */
    static String question(String code) {
        return text(
                new IdentificationVerificationRequest(
                        new IdentificationAssignment(
                                "Q1",
                                OffsetDateTime.parse("2026-11-22T10:15:30+07:00"),
                                agent(PARTNER),
                                agent(HUB)),
                        "V1",
                        new IdentificationInformation(
                                Optional.empty(),
                                Optional.of(
                                        new AccountIdentification.Other(
                                                GenericIdentification.of("scanned"))),
                                Optional.empty()),
                        Optional.of(code)));
    }

    /** The question what became of a payment. */
    static String enquiry(UUID uetr) {
        return text(
                new PaymentStatusRequest(
                        header(PARTNER),
                        Optional.empty(),
                        Optional.of("S1"),
                        new OriginalTransaction(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(uetr),
                                Optional.empty()),
                        Optional.empty(),
                        Optional.empty()));
    }

    static PaymentStatusReport.TransactionStatus status(String xml) {
        OfficialSchemas.requireValid(MessageDefinition.PACS_002_001_10, xml);
        return parsed(READER.read(PaymentStatusReport.class, xml.getBytes(StandardCharsets.UTF_8)))
                .transaction()
                .orElseThrow();
    }

    static IdentificationVerificationReport verification(String xml) {
        OfficialSchemas.requireValid(MessageDefinition.ACMT_024_001_02, xml);
        return parsed(
                READER.read(
                        IdentificationVerificationReport.class,
                        xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T extends Iso20022Message> T parsed(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Parsed.class);
        return ((Parsed<T>) reading).message();
    }

    private static TransferParty party(String name, GenericIdentification account) {
        return new TransferParty(
                PartyIdentification.named(name),
                Optional.of(CashAccount.of(new AccountIdentification.Other(account))),
                FinancialInstitutionIdentification.ofMember("0071"),
                Optional.empty());
    }

    private static GroupHeader header(String from) {
        return new GroupHeader(
                "M-" + UUID.randomUUID().toString().substring(0, 8),
                OffsetDateTime.parse("2026-11-22T10:15:30+07:00"),
                Optional.of(agent(from)),
                Optional.of(agent(HUB)));
    }

    private static FinancialInstitutionIdentification agent(String bic) {
        return FinancialInstitutionIdentification.ofBic(bic);
    }

    private static String text(Iso20022Message message) {
        return ((Written) WRITER.write(message)).toString();
    }
}
