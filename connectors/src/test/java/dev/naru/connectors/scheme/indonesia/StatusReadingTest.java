// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.connectors.scheme.AnswerReading;
import dev.naru.connectors.scheme.LinkAnswer;
import dev.naru.connectors.scheme.LinkSettings;
import dev.naru.connectors.scheme.PaymentNames;
import dev.naru.connectors.scheme.indonesia.StatusReading.Occasion;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.GroupHeader;
import dev.naru.formats.iso20022.Iso20022Writer;
import dev.naru.formats.iso20022.OriginalTransaction;
import dev.naru.formats.iso20022.PaymentStatusReport;
import dev.naru.formats.iso20022.PaymentStatusReport.StatusReason;
import dev.naru.formats.iso20022.PaymentStatusReport.TransactionStatus;
import dev.naru.formats.iso20022.Written;
import dev.naru.protocol.AnswerParticulars;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Currency;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.Money;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusReadingTest {
    private static final UUID UETR = UUID.fromString("7f1c9a52-3f0e-4b6d-9c57-2a61a4b8d013");
    private static final String NAME = PaymentNames.transaction(42);

    private final StatusReading reading =
            new StatusReading(
                    IndonesiaSettings.standard(
                            LinkSettings.standard(3, Path.of("position")),
                            URI.create("http://127.0.0.1:1"),
                            0));

    private static byte[] report(
            String from,
            String name,
            String status,
            String reason,
            String currency,
            String amount) {
        OriginalTransaction.Reference reference =
                new OriginalTransaction.Reference(
                        amount.isEmpty()
                                ? Optional.empty()
                                : Optional.of(
                                        new CurrencyAndAmount(
                                                currency,
                                                dev.naru.formats.iso20022.Decimal.parse(
                                                                amount, 18, 5)
                                                        .orElseThrow())),
                        Optional.empty());
        PaymentStatusReport report =
                new PaymentStatusReport(
                        new GroupHeader(
                                "S1",
                                OffsetDateTime.parse("2026-11-22T10:15:30+07:00"),
                                Optional.of(FinancialInstitutionIdentification.ofBic(from)),
                                Optional.of(
                                        FinancialInstitutionIdentification.ofBic("NARUKRSEXXX"))),
                        Optional.empty(),
                        Optional.of(
                                new TransactionStatus(
                                        Optional.empty(),
                                        new OriginalTransaction(
                                                Optional.empty(),
                                                Optional.of(NAME),
                                                Optional.of(NAME),
                                                Optional.of(name),
                                                Optional.of(UETR),
                                                Optional.of(reference)),
                                        Optional.of(status),
                                        reason.isEmpty()
                                                ? List.of()
                                                : List.of(StatusReason.ofCode(reason)),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("RRN000042"))));
        return ((Written) new Iso20022Writer().write(report)).bytes();
    }

    private static byte[] report(String status, String reason) {
        return report("QRSWIDJAXXX", NAME, status, reason, "IDR", "99300.00");
    }

    private LinkAnswer understood(byte[] bytes) {
        AnswerReading result = reading.read(bytes, Occasion.OTHER);
        assertThat(result).isInstanceOf(AnswerReading.Understood.class);
        return ((AnswerReading.Understood) result).answer();
    }

    private String unclear(byte[] bytes) {
        AnswerReading result = reading.read(bytes, Occasion.OTHER);
        assertThat(result).isInstanceOf(AnswerReading.Unclear.class);
        return ((AnswerReading.Unclear) result).reason();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCC, '', ACCEPTED",
        "ACSC, '', ACCEPTED",
        "RJCT, AC04, REJECTED",
        "RJCT, '', REJECTED",
        "RJCT, NOOR, NOT_FOUND",
        "RJCT, AG09, NOT_FOUND",
        "BLCK, RR03, BLOCKED",
        "ACTC, '', INTERIM",
        "ACSP, '', INTERIM",
        "PDNG, '', INTERIM",
        "ACWP, '', INTERIM"
    })
    void knows_the_links_statuses(String status, String reason, AnswerStatus expected) {
        LinkAnswer answer = understood(report(status, reason));

        assertThat(answer.status()).isEqualTo(expected);
        assertThat(answer.isoReason()).isEqualTo(reason);
    }

    @Test
    void finds_not_received_among_the_reasons() {
        String report = new String(report("RJCT", "AG09"), StandardCharsets.UTF_8);
        String twoReasons =
                report.replaceFirst(
                        "<StsRsnInf>",
                        "<StsRsnInf><Rsn><Cd>MS03</Cd></Rsn></StsRsnInf><StsRsnInf>");

        LinkAnswer answer = understood(twoReasons.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(AnswerStatus.NOT_FOUND);
        assertThat(answer.isoReason()).isEqualTo("AG09");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AG09", "NOOR", "AC04"})
    void what_answers_the_payment_itself_rejects_it(String reason) {
        AnswerReading result = reading.read(report("RJCT", reason), Occasion.PAYMENT);

        assertThat(result).isInstanceOf(AnswerReading.Understood.class);
        assertThat(((AnswerReading.Understood) result).answer().status())
                .isEqualTo(AnswerStatus.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PART", "CANC", "XXXX", "accc"})
    void guesses_at_no_other_status(String status) {
        assertThat(unclear(report(status, ""))).contains("status");
    }

    @Test
    void reads_who_how_much_and_what_is_worth_keeping() {
        byte[] bytes = report("ACSC", "");

        LinkAnswer answer = understood(bytes);

        assertThat(answer.paymentNumber()).isEqualTo(42);
        assertThat(answer.paymentId()).hasToString(UETR.toString());
        assertThat(answer.amount()).contains(new Money(9_930_000, Currency.IDR));
        AnswerParticulars kept = AnswerParticulars.read(answer.particulars()).orElseThrow();
        assertThat(kept.schemeReference()).isEqualTo("RRN000042");
        assertThat(kept.rawStatus()).isEqualTo("ACSC");
        assertThat(answer.messages()).containsExactly(LinkMessage.received(Bytes.copyOf(bytes)));
        assertThat(AnswerParticulars.read(answer.over(3, 0).particulars())).contains(kept);
    }

    @Test
    void an_amount_that_is_not_stated_is_none() {
        assertThat(understood(report("QRSWIDJAXXX", NAME, "ACCC", "", "IDR", "")).amount())
                .isEmpty();
    }

    @Test
    void an_amount_of_nothing_is_an_amount() {
        LinkAnswer answer = understood(report("QRSWIDJAXXX", NAME, "ACCC", "", "IDR", "0.00"));

        assertThat(answer.amount()).contains(new Money(0, Currency.IDR));
        assertThat(answer.over(3, 0).amountMinor()).isZero();
    }

    @Test
    void another_currency_is_for_the_machine_to_set_aside() {
        assertThat(understood(report("QRSWIDJAXXX", NAME, "ACCC", "", "KRW", "99300")).amount())
                .contains(new Money(99_300, Currency.KRW));
    }

    @Test
    void an_amount_that_cannot_be_understood_is_unclear() {
        assertThat(unclear(report("QRSWIDJAXXX", NAME, "ACCC", "", "XTS", "1.00")))
                .contains("amount");
        assertThat(unclear(report("QRSWIDJAXXX", NAME, "ACCC", "", "IDR", "1.001")))
                .contains("amount");
    }

    @Test
    void two_names_for_one_payment_are_unclear() {
        assertThat(
                        unclear(
                                report(
                                        "QRSWIDJAXXX",
                                        PaymentNames.transaction(43),
                                        "ACCC",
                                        "",
                                        "IDR",
                                        "1")))
                .contains("named");
        assertThat(unclear(report("QRSWIDJAXXX", "something", "ACCC", "", "IDR", "1")))
                .contains("named");
    }

    @Test
    void a_report_from_somebody_else_is_unclear() {
        assertThat(unclear(report("OTHRIDJAXXX", NAME, "ACCC", "", "IDR", "1")))
                .contains("two ends");
    }

    @Test
    void no_mutation_of_a_report_makes_it_throw() {
        byte[] good = report("RJCT", "AC04");
        for (int at = 0; at < good.length; at++) {
            for (byte other : new byte[] {0, '<', '9', (byte) 0xFF}) {
                byte[] bad = good.clone();
                bad[at] = other;
                assertThat(reading.read(bad, Occasion.OTHER)).isNotNull();
            }
        }
        assertThat(unclear(new byte[0])).isNotEmpty();
        assertThat(unclear("hello".getBytes(StandardCharsets.UTF_8))).isNotEmpty();
    }
}
