// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.korea;

import dev.naru.connectors.scheme.AnswerReading;
import dev.naru.connectors.scheme.LinkAnswer;
import dev.naru.connectors.scheme.PaymentNames;
import dev.naru.connectors.scheme.StrictJson;
import dev.naru.protocol.AnswerParticulars;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.Money;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes requests to pay and to cancel, and reads what the acquirer says of a payment. Nothing is
 * guessed: what cannot be understood makes the whole answer unclear.
 */
final class PaymentMessages {
    static final Currency CURRENCY = Currency.KRW;

    /** How long after its reservation a payment may be begun. */
    static final Duration PAYABLE = Duration.ofSeconds(30);

    private static final int LONGEST_REFERENCE = 35;

    /** ExternalStatusReason1Code: order cancelled. */
    private static final String CANCELLED = "DS02";

    /** ExternalStatusReason1Code: payment not received. */
    private static final String NOT_RECEIVED = "AG09";

    private PaymentMessages() {}

    /** The request to pay; the same event makes the same bytes. */
    static Bytes payment(
            Event.PaymentReserved payment, Particulars particulars, long reservedAtNs) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("payment", payment.paymentId().toString());
        members.put("number", PaymentNames.transaction(payment.paymentNumber()));
        members.put("merchant", particulars.payee().account());
        members.put("reference", particulars.scan().lookUpReference());
        members.put("amount", Long.toString(payment.price().destinationMinor()));
        members.put("settlement", Long.toString(payment.price().creditMinor()));
        members.put("currency", CURRENCY.name());
        members.put(
                "pay_by", Instant.ofEpochSecond(0, reservedAtNs + PAYABLE.toNanos()).toString());
        return StrictJson.write(members);
    }

    /** The request to cancel. */
    static Bytes cancel(long paymentNumber) {
        return StrictJson.write(Map.of("number", PaymentNames.transaction(paymentNumber)));
    }

    /** What an unasked result, or the answer to a request to pay, says. */
    static AnswerReading read(byte[] body) {
        Optional<ObjectNode> object = StrictJson.read(body);
        if (object.isEmpty()) {
            return new AnswerReading.Unclear("not a JSON object");
        }
        long number = StrictJson.text(object.get(), "number").map(PaymentNames::number).orElse(-1L);
        return number < 1
                ? new AnswerReading.Unclear("no number of the hub's")
                : read(object.get(), number, body);
    }

    /** What the answer to a question about one payment says, which must be of that payment. */
    static AnswerReading read(byte[] body, long number, PaymentId id) {
        Optional<ObjectNode> object = StrictJson.read(body);
        if (object.isEmpty()) {
            return new AnswerReading.Unclear("not a JSON object");
        }
        Optional<String> said = StrictJson.text(object.get(), "number");
        boolean isOther =
                (said.isPresent() && PaymentNames.number(said.get()) != number)
                        || !StrictJson.text(object.get(), "payment")
                                .equals(Optional.of(id.toString()));
        return isOther
                ? new AnswerReading.Unclear("an answer about another payment")
                : read(object.get(), number, body);
    }

    private static AnswerReading read(ObjectNode object, long number, byte[] body) {
        Optional<PaymentId> id = StrictJson.text(object, "payment").flatMap(PaymentId::parse);
        if (id.isEmpty()) {
            return new AnswerReading.Unclear("no payment id");
        }
        String state = StrictJson.text(object, "state").orElse("");
        Optional<AnswerStatus> status = status(state);
        if (status.isEmpty()) {
            return new AnswerReading.Unclear("the state is not one of this link");
        }
        boolean isPosted =
                status.get() == AnswerStatus.ACCEPTED || status.get() == AnswerStatus.BLOCKED;
        boolean isOfNothing =
                !isPosted && StrictJson.text(object, "settlement").equals(Optional.of("0"));
        Optional<Money> amount = Optional.empty();
        if (object.has("settlement") && !isOfNothing) {
            amount = money(object);
            if (amount.isEmpty()) {
                return new AnswerReading.Unclear("the settlement is not whole won");
            }
        }
        if (isPosted && amount.isEmpty()) {
            return new AnswerReading.Unclear("paid, but not how much");
        }
        return new AnswerReading.Understood(
                new LinkAnswer(
                        number,
                        id.get(),
                        status.get(),
                        amount,
                        reason(object, state),
                        new AnswerParticulars(approval(object), state).toBytes(),
                        List.of(LinkMessage.received(Bytes.copyOf(body)))));
    }

    private static Optional<AnswerStatus> status(String state) {
        return switch (state) {
            case "PAID" -> Optional.of(AnswerStatus.ACCEPTED);
            case "REFUSED", "CANCELLED" -> Optional.of(AnswerStatus.REJECTED);
            case "FROZEN" -> Optional.of(AnswerStatus.BLOCKED);
            case "WAITING" -> Optional.of(AnswerStatus.INTERIM);
            case "UNKNOWN" -> Optional.of(AnswerStatus.NOT_FOUND);
            default -> Optional.empty();
        };
    }

    private static String reason(ObjectNode object, String state) {
        String otherwise =
                switch (state) {
                    case "CANCELLED" -> CANCELLED;
                    case "UNKNOWN" -> NOT_RECEIVED;
                    default -> "";
                };
        return StrictJson.text(object, "reason")
                .filter(code -> code.matches("[A-Z0-9]{4}"))
                .orElse(otherwise);
    }

    private static Optional<Money> money(ObjectNode object) {
        return won(object, "settlement").filter(money -> isWon(object));
    }

    /** Whether amounts of this object are said to be won; where nothing is said they are not. */
    static boolean isWon(ObjectNode object) {
        return StrictJson.text(object, "currency").equals(Optional.of(CURRENCY.name()));
    }

    /** An amount of whole won, whatever its currency is said to be ({@link #isWon}); else empty. */
    static Optional<Money> won(ObjectNode object, String name) {
        return StrictJson.text(object, name)
                .filter(text -> text.matches("[1-9][0-9]{0,14}"))
                .map(text -> new Money(Long.parseLong(text), CURRENCY));
    }

    private static String approval(ObjectNode object) {
        return StrictJson.text(object, "approval")
                .filter(text -> text.matches("[ -~]{1," + LONGEST_REFERENCE + "}"))
                .orElse("");
    }
}
