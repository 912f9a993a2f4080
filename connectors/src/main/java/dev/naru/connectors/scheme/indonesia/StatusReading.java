// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import dev.naru.connectors.scheme.AnswerReading;
import dev.naru.connectors.scheme.LinkAnswer;
import dev.naru.connectors.scheme.PaymentNames;
import dev.naru.formats.iso20022.CodeOrProprietary;
import dev.naru.formats.iso20022.CurrencyAndAmount;
import dev.naru.formats.iso20022.FinancialInstitutionIdentification;
import dev.naru.formats.iso20022.Iso20022Reader;
import dev.naru.formats.iso20022.MessageDefinition;
import dev.naru.formats.iso20022.OriginalTransaction;
import dev.naru.formats.iso20022.Parsed;
import dev.naru.formats.iso20022.PaymentStatusReport;
import dev.naru.formats.iso20022.PaymentStatusReport.StatusReason;
import dev.naru.formats.iso20022.PaymentStatusReport.TransactionStatus;
import dev.naru.formats.iso20022.Refused;
import dev.naru.protocol.AnswerParticulars;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Currency;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.Money;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads what a pacs.002 says of one payment, in the hub's words. Nothing is guessed: a status, an
 * amount or a name that cannot be understood makes the whole message unclear.
 */
final class StatusReading {
    /** ExternalStatusReason1Code, and what cancellations say for the same. */
    private static final Set<String> NOT_RECEIVED = Set.of("AG09", "NOOR");

    private final Iso20022Reader reader =
            new Iso20022Reader(Set.of(MessageDefinition.PACS_002_001_10));
    private final String hubBic;
    private final String partnerBic;

    StatusReading(IndonesiaSettings settings) {
        this.hubBic = settings.hubBic();
        this.partnerBic = settings.partnerBic();
    }

    /** What a report answers: it decides what a rejection means. */
    enum Occasion {
        /** The pacs.008 itself, in the HTTP answer to it: every RJCT rejects. */
        PAYMENT,
        /** A pacs.028, or nothing: RJCT may say that there is nothing to report on. */
        OTHER
    }

    AnswerReading read(byte[] bytes, Occasion occasion) {
        return switch (reader.read(PaymentStatusReport.class, bytes)) {
            case Refused<PaymentStatusReport> refused ->
                    new AnswerReading.Unclear(refused.code() + " at " + refused.path());
            case Parsed<PaymentStatusReport>(PaymentStatusReport report) ->
                    read(report, bytes, occasion);
        };
    }

    private AnswerReading read(PaymentStatusReport report, byte[] bytes, Occasion occasion) {
        if (!isAgent(report.header().instructingAgent(), partnerBic)
                || !isAgent(report.header().instructedAgent(), hubBic)) {
            return new AnswerReading.Unclear("the agents are not the two ends of this link");
        }
        if (report.transaction().isEmpty()) {
            return new AnswerReading.Unclear("no transaction status");
        }
        TransactionStatus transaction = report.transaction().get();
        OriginalTransaction original = transaction.original();
        OptionalLong number = number(original);
        if (number.isEmpty() || original.uetr().isEmpty()) {
            return new AnswerReading.Unclear("the payment is not named as the hub names it");
        }
        List<String> codes = codes(transaction.reasons());
        Optional<String> notReceived =
                occasion == Occasion.PAYMENT
                        ? Optional.empty()
                        : codes.stream().filter(NOT_RECEIVED::contains).findFirst();
        String isoReason = notReceived.or(() -> codes.stream().findFirst()).orElse("");
        Optional<AnswerStatus> status =
                status(
                        transaction.status().orElse(""),
                        notReceived.isPresent() ? AnswerStatus.NOT_FOUND : AnswerStatus.REJECTED);
        if (status.isEmpty()) {
            return new AnswerReading.Unclear("the status is not one of this link");
        }
        Optional<CurrencyAndAmount> stated =
                original.reference().flatMap(OriginalTransaction.Reference::interbankSettlement);
        Optional<Money> amount = stated.flatMap(StatusReading::amount);
        if (stated.isPresent() && amount.isEmpty()) {
            return new AnswerReading.Unclear(
                    "the amount is not in a currency and decimals that we know");
        }
        return new AnswerReading.Understood(
                new LinkAnswer(
                        number.getAsLong(),
                        PaymentNames.id(original.uetr().get()),
                        status.get(),
                        amount,
                        isoReason,
                        particulars(transaction).toBytes(),
                        List.of(LinkMessage.received(Bytes.copyOf(bytes)))));
    }

    /** See the rules of the link in the package's words. */
    private static Optional<AnswerStatus> status(String status, AnswerStatus rejection) {
        return switch (status) {
            case "ACCC", "ACSC" -> Optional.of(AnswerStatus.ACCEPTED);
            case "RJCT" -> Optional.of(rejection);
            case "BLCK" -> Optional.of(AnswerStatus.BLOCKED);
            case "ACTC", "ACSP", "PDNG", "ACWP" -> Optional.of(AnswerStatus.INTERIM);
            default -> Optional.empty();
        };
    }

    /** The number under which every name that is given knows the payment. */
    private static OptionalLong number(OriginalTransaction original) {
        List<Long> numbers =
                Stream.of(original.instructionId(), original.endToEndId(), original.transactionId())
                        .flatMap(Optional::stream)
                        .map(PaymentNames::number)
                        .distinct()
                        .toList();
        return numbers.size() == 1 && numbers.getFirst() > 0
                ? OptionalLong.of(numbers.getFirst())
                : OptionalLong.empty();
    }

    /** Empty where we cannot understand what it says. */
    private static Optional<Money> amount(CurrencyAndAmount stated) {
        return Currency.ofCode(stated.currency())
                .flatMap(
                        currency -> {
                            OptionalLong minor = stated.amountMinor(currency.exponent());
                            return minor.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(new Money(minor.getAsLong(), currency));
                        });
    }

    private static List<String> codes(List<StatusReason> reasons) {
        return reasons.stream()
                .map(StatusReason::reason)
                .flatMap(Optional::stream)
                .filter(CodeOrProprietary.Code.class::isInstance)
                .map(CodeOrProprietary::value)
                .filter(code -> code.matches("[A-Z0-9]{4}"))
                .toList();
    }

    private static AnswerParticulars particulars(TransactionStatus transaction) {
        String reference =
                transaction
                        .clearingSystemReference()
                        .filter(text -> text.matches("[ -~]{1,35}"))
                        .orElse("");
        return new AnswerParticulars(reference, transaction.status().orElse(""));
    }

    private static boolean isAgent(Optional<FinancialInstitutionIdentification> agent, String bic) {
        return agent.flatMap(FinancialInstitutionIdentification::bicfi).equals(Optional.of(bic));
    }
}
