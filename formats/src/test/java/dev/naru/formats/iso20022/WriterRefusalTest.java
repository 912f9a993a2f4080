// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.formats.iso20022.CustomerCreditTransfer.Amounts;
import dev.naru.formats.iso20022.CustomerCreditTransfer.RemittanceInformation;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WriterRefusalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nul\0",
                "bell\u0007",
                "escape\u001b",
                "high\uD800",
                "low\uDC00",
                "turned\uDC00\uD800",
                "end\uD83D",
                "none\uFFFE",
                "none\uFFFF"
            })
    void charactersThatXmlCannotCarryAreRefused(String text) {
        Unwritable unwritable = refused(withMessageId(text));
        assertThat(unwritable.code()).isEqualTo(RefusalCode.INVALID_VALUE);
        assertThat(unwritable.path()).isEqualTo("/Document/FIToFIPmtStsReq/GrpHdr/MsgId");
        assertThat(unwritable.sentence()).contains("XML 1.0");
    }

    @Test
    void whatXmlMustEscapeArrivesAsItWas() {
        String text = "a&b<c>d]]>\"'\r\n\t\u0085\u2028é한😀";
        assertThat(Samples.message(Samples.xml(withMessageId(text))))
                .isEqualTo(withMessageId(text));
    }

    @Test
    void lengthsCountCharactersWhenReadAndUnitsWhenWritten() {
        String xml = Samples.xml(withMessageId("MARK"));
        assertThat(Samples.message(xml.replace("MARK", "😀".repeat(35))))
                .isEqualTo(withMessageId("😀".repeat(35)));
        assertThat(Samples.refusal(xml.replace("MARK", "😀".repeat(36))).code())
                .isEqualTo(RefusalCode.INVALID_VALUE);
        assertThat(Samples.WRITER.write(withMessageId("😀".repeat(17))))
                .isInstanceOf(Written.class);
        assertThat(refused(withMessageId("😀".repeat(18))).code())
                .isEqualTo(RefusalCode.INVALID_VALUE);
        assertThat(refused(withMessageId("")).code()).isEqualTo(RefusalCode.INVALID_VALUE);
    }

    @Test
    void timesOutsideOfTheSchemaAreRefused() {
        OffsetDateTime good = Samples.CREATED;
        for (OffsetDateTime time :
                List.of(
                        good.withYear(0),
                        good.withYear(10_000),
                        good.withOffsetSameLocal(ZoneOffset.ofHours(15)),
                        good.withOffsetSameLocal(ZoneOffset.ofTotalSeconds(32_401)))) {
            assertThat(refused(withHeader("M", time)).path()).endsWith("/CreDtTm");
        }
    }

    @Test
    void aUetrThatIsNoRandomUuidIsRefused() {
        for (String uuid :
                List.of(
                        "00000000-0000-0000-0000-000000000000",
                        "3f0c1c52-7a0e-7d2b-9c1e-5b7d6a1f0e42",
                        "3f0c1c52-7a0e-4d2b-1c1e-5b7d6a1f0e42")) {
            assertThat(refused(askingFor(Optional.of(UUID.fromString(uuid)))).path())
                    .endsWith("/OrgnlUETR");
        }
    }

    @Test
    void anEnquiryThatNamesNothingAndAReportAboutNothingAreRefused() {
        assertThat(refused(askingFor(Optional.empty())).code())
                .isEqualTo(RefusalCode.MISSING_ELEMENT);
        PaymentStatusReport empty =
                new PaymentStatusReport(
                        Samples.statusRequest().header(), Optional.empty(), Optional.empty());
        assertThat(refused(empty).code()).isEqualTo(RefusalCode.MISSING_ELEMENT);
    }

    @Test
    void amountsAndRatesOutsideOfTheSchemaAreRefused() {
        CurrencyAndAmount good = CurrencyAndAmount.ofMinor("IDR", 1, 2);
        assertThat(refused(transferring(CurrencyAndAmount.ofMinor("IDR", 1, 6))).path())
                .endsWith("/IntrBkSttlmAmt");
        assertThat(refused(transferring(CurrencyAndAmount.ofMinor("id", 1, 2))).path())
                .endsWith("/IntrBkSttlmAmt");
        Amounts badRate =
                new Amounts(
                        good,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Decimal(123_456_789_012L, 10)));
        assertThat(refused(transferring(badRate, Optional.empty())).path()).endsWith("/XchgRate");
    }

    @Test
    void aMessageThatNobodyWouldReadIsRefused() {
        List<String> lines = Collections.nCopies(600, "x".repeat(140));
        Amounts amounts = Samples.creditTransfer().amounts();
        CustomerCreditTransfer transfer =
                transferring(amounts, Optional.of(new RemittanceInformation(lines, List.of())));
        assertThat(refused(transfer).code()).isEqualTo(RefusalCode.TOO_LARGE);
    }

    @Test
    void manySmallElementsAreRefusedLikeTheReaderDoes() {
        List<String> lines = Collections.nCopies(1_000, "x");
        CustomerCreditTransfer transfer =
                transferring(
                        Samples.creditTransfer().amounts(),
                        Optional.of(new RemittanceInformation(lines, List.of())));
        assertThat(refused(transfer).code()).isEqualTo(RefusalCode.TOO_MANY_ELEMENTS);
    }

    private static Unwritable refused(Iso20022Message message) {
        return switch (Samples.WRITER.write(message)) {
            case Unwritable unwritable -> unwritable;
            case Written written -> throw new AssertionError("Should be refused: " + written);
        };
    }

    private static PaymentStatusRequest withMessageId(String messageId) {
        return withHeader(messageId, Samples.CREATED);
    }

    private static PaymentStatusRequest withHeader(String messageId, OffsetDateTime created) {
        PaymentStatusRequest request = Samples.statusRequest();
        return new PaymentStatusRequest(
                new GroupHeader(messageId, created, Optional.empty(), Optional.empty()),
                request.group(),
                request.statusRequestId(),
                request.original(),
                request.acceptanceDateTime(),
                request.clearingSystemReference());
    }

    private static PaymentStatusRequest askingFor(Optional<UUID> uetr) {
        PaymentStatusRequest request = Samples.statusRequest();
        return new PaymentStatusRequest(
                request.header(),
                request.group(),
                request.statusRequestId(),
                new OriginalTransaction(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        uetr,
                        Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }

    private static CustomerCreditTransfer transferring(CurrencyAndAmount amount) {
        Amounts amounts = new Amounts(amount, Optional.empty(), Optional.empty(), Optional.empty());
        return transferring(amounts, Optional.empty());
    }

    private static CustomerCreditTransfer transferring(
            Amounts amounts, Optional<RemittanceInformation> remittance) {
        CustomerCreditTransfer transfer = Samples.creditTransfer();
        return new CustomerCreditTransfer(
                transfer.header(),
                transfer.clearingSystem(),
                transfer.identification(),
                transfer.paymentType(),
                amounts,
                transfer.acceptanceDateTime(),
                transfer.chargeBearer(),
                transfer.charges(),
                transfer.debtor(),
                transfer.creditor(),
                transfer.purpose(),
                remittance);
    }
}
