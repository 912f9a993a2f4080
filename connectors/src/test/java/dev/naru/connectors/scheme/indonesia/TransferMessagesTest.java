// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.connectors.scheme.LinkSettings;
import dev.naru.connectors.scheme.PaymentNames;
import dev.naru.formats.iso20022.CustomerCreditTransfer;
import dev.naru.formats.iso20022.CustomerCreditTransfer.Charge;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.Iso20022Message;
import dev.naru.formats.iso20022.Iso20022Reader;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.Parsed;
import dev.naru.formats.iso20022.PaymentStatusRequest;
import dev.naru.formats.iso20022.Unwritable;
import dev.naru.formats.iso20022.Writing;
import dev.naru.formats.iso20022.Written;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Price;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rate;
import dev.naru.protocol.Route;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferMessagesTest {
    private static final String UETR = "7f1c9a52-3f0e-4b6d-9c57-2a61a4b8d013";
    private static final PaymentId ID = PaymentId.parse(UETR).orElseThrow();
    private static final long TIME_NS = 1_795_000_000_123_000_000L;
    private static final FinancialInstitutionIdentification HUB =
            FinancialInstitutionIdentification.ofBic("NARUKRSEXXX");

    private final TransferMessages messages =
            new TransferMessages(
                    IndonesiaSettings.standard(
                            LinkSettings.standard(3, Path.of("position")),
                            URI.create("http://127.0.0.1:1"),
                            0));
    private final Iso20022Reader reader =
            new Iso20022Reader(
                    Set.of(MessageDefinition.PACS_008_001_08, MessageDefinition.PACS_028_001_04));

    private static Event.PaymentReserved reserved(long payeeFeeMinor) {
        return new Event.PaymentReserved(
                42,
                ID,
                new QuoteId(1),
                new Route(1, PaymentKind.QR_PURCHASE, 12, 1, 2, 3, 2),
                new Price(
                        Rate.parse("0.089514").orElseThrow(),
                        8_952,
                        8_951,
                        50,
                        10_000_000,
                        10_000_000,
                        payeeFeeMinor),
                Digest.NONE,
                List.of(
                        new Transfer(
                                TransferPurpose.PRINCIPAL,
                                new AccountId(AccountKind.POSITION, 1, 1),
                                new AccountId(AccountKind.POSITION, 2, 1),
                                8_952)),
                0,
                TIME_NS,
                Bytes.EMPTY);
    }

    private static Particulars particulars(String payerName, String reference, String purpose) {
        return new Particulars(
                new Particulars.Payer(payerName, "110-234-567890", "cus_1"),
                new Particulars.Payee(
                        "Kopi Gunung Salak",
                        "Bogor",
                        "936000020000104711",
                        "5814",
                        "ID1026000047112"),
                new Particulars.Scan("", reference, ""),
                purpose,
                "Two coffees");
    }

    private <T extends Iso20022Message> T read(Class<T> kind, Writing writing) {
        return ((Parsed<T>) reader.read(kind, ((Written) writing).bytes())).message();
    }

    private CustomerCreditTransfer transfer(long payeeFeeMinor, Particulars particulars) {
        return read(
                CustomerCreditTransfer.class,
                messages.transfer(reserved(payeeFeeMinor), particulars, TIME_NS));
    }

    @Test
    void names_the_payment_by_its_number_and_id_alone() {
        CustomerCreditTransfer transfer = transfer(70_000, particulars("Kim Naru", "INV-7", ""));

        String name = "pmt_000000000001a";
        assertThat(transfer.identification().instructionId()).contains(name);
        assertThat(transfer.identification().endToEndId()).isEqualTo(name);
        assertThat(transfer.identification().transactionId()).contains(name);
        assertThat(transfer.identification().uetr()).contains(UUID.fromString(UETR));
        assertThat(transfer.header().messageId()).isEqualTo("M" + name);
        assertThat(transfer.header().creationDateTime()).isEqualTo("2026-11-18T11:06:40.123Z");
    }

    @Test
    void sends_what_is_credited_and_says_what_was_asked_and_taken() {
        CustomerCreditTransfer transfer = transfer(70_000, particulars("Kim Naru", "INV-7", ""));

        assertThat(transfer.amounts().interbankSettlement()).hasToString("IDR 99300.00");
        assertThat(transfer.amounts().instructed().orElseThrow()).hasToString("IDR 100000.00");
        assertThat(transfer.charges())
                .containsExactly(
                        new Charge(
                                dev.naru.formats.iso20022.CurrencyAndAmount.ofMinor(
                                        "IDR", 70_000, 2),
                                HUB));
        assertThat(transfer(0, particulars("Kim Naru", "", "")).charges()).isEmpty();
    }

    @Test
    void says_who_pays_whom_and_for_what() {
        CustomerCreditTransfer transfer =
                transfer(0, particulars("김나루", "INV-7", "travel expenses"));

        assertThat(transfer.debtor().party().name()).contains("김나루");
        assertThat(transfer.debtor().agent())
                .isEqualTo(FinancialInstitutionIdentification.ofMember("12"));
        assertThat(transfer.creditor().party().name()).contains("Kopi Gunung Salak");
        assertThat(transfer.creditor().agent())
                .isEqualTo(FinancialInstitutionIdentification.ofMember("93600002"));
        assertThat(transfer.remittance().orElseThrow().unstructured())
                .containsExactly("Two coffees");
        assertThat(transfer.remittance().orElseThrow().references().getFirst().reference())
                .isEqualTo("INV-7");
        assertThat(transfer.purpose().orElseThrow().value()).isEqualTo("travel expenses");
        assertThat(transfer(0, particulars("Kim Naru", "", "GDDS")).purpose())
                .contains(dev.naru.formats.iso20022.CodeOrProprietary.code("GDDS"));
    }

    @Test
    void carries_the_reference_that_the_switch_named_before_the_codes_own() {
        Particulars code = particulars("Kim Naru", "BILL-1", "");
        Particulars named =
                new Particulars(
                        code.payer(),
                        code.payee(),
                        new Particulars.Scan("", "BILL-1", "INV-7"),
                        "",
                        "");

        assertThat(transfer(0, code).remittance().orElseThrow().references())
                .extracting(CustomerCreditTransfer.CreditorReference::reference)
                .containsExactly("BILL-1");
        assertThat(transfer(0, named).remittance().orElseThrow().references())
                .extracting(CustomerCreditTransfer.CreditorReference::reference)
                .containsExactly("INV-7");
    }

    @Test
    void the_same_event_makes_the_same_bytes() {
        Particulars particulars = particulars("Kim Naru", "INV-7", "");

        assertThat(messages.transfer(reserved(5), particulars, TIME_NS))
                .hasToString(messages.transfer(reserved(5), particulars, TIME_NS).toString());
    }

    @Test
    void a_payment_without_a_payer_cannot_be_written() {
        assertThat(messages.transfer(reserved(0), particulars("", "", ""), TIME_NS))
                .isInstanceOf(Unwritable.class);
    }

    @Test
    void an_enquiry_names_the_payment_as_the_order_did() {
        String messageId = PaymentNames.enquiryMessage(42, 3);
        PaymentStatusRequest request =
                read(PaymentStatusRequest.class, messages.enquiry(messageId, 42, ID, TIME_NS));

        assertThat(messageId).isEqualTo("Epmt_000000000001a-3");
        assertThat(request.header().messageId()).isEqualTo(messageId);
        assertThat(request.group().orElseThrow().messageId()).isEqualTo("Mpmt_000000000001a");
        assertThat(request.original().endToEndId()).isEqualTo(Optional.of("pmt_000000000001a"));
        assertThat(request.original().uetr()).contains(UUID.fromString(UETR));
    }
}
