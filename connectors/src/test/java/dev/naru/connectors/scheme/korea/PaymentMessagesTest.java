// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.korea;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.connectors.scheme.AnswerReading;
import dev.naru.connectors.scheme.LinkAnswer;
import dev.naru.connectors.scheme.PaymentNames;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Money;
import dev.naru.protocol.PaymentId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentMessagesTest {
    private static final String ID = "7f1c9a52-3f0e-4b6d-9c57-2a61a4b8d013";
    private static final PaymentId PAYMENT = PaymentId.parse(ID).orElseThrow();
    private static final String NAMED =
            "\"payment\": \"" + ID + "\", \"number\": \"" + PaymentNames.transaction(7) + "\"";
    private static final String MONEY = ", \"settlement\": \"12710\", \"currency\": \"KRW\"";

    private static AnswerReading read(String body) {
        return PaymentMessages.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static LinkAnswer understood(String body) {
        AnswerReading reading = read(body);
        assertThat(reading).isInstanceOf(AnswerReading.Understood.class);
        return ((AnswerReading.Understood) reading).answer();
    }

    @ParameterizedTest
    @CsvSource({
        "PAID, ACCEPTED, ''",
        "REFUSED, REJECTED, ''",
        "CANCELLED, REJECTED, DS02",
        "FROZEN, BLOCKED, ''",
        "WAITING, INTERIM, ''",
        "UNKNOWN, NOT_FOUND, AG09"
    })
    void each_state_has_one_meaning(String state, AnswerStatus status, String reason) {
        LinkAnswer answer = understood("{" + NAMED + MONEY + ", \"state\": \"" + state + "\"}");

        assertThat(answer.paymentNumber()).isEqualTo(7);
        assertThat(answer.paymentId()).isEqualTo(PAYMENT);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isoReason()).isEqualTo(reason);
        assertThat(answer.amount()).contains(new Money(12_710, Currency.KRW));
    }

    @Test
    void a_refusal_keeps_its_reason_and_may_name_no_amount() {
        LinkAnswer answer =
                understood("{" + NAMED + ", \"state\": \"REFUSED\", \"reason\": \"AC04\"}");

        assertThat(answer.isoReason()).isEqualTo("AC04");
        assertThat(answer.amount()).isEqualTo(Optional.empty());
    }

    @Test
    void a_refusal_may_say_that_nothing_is_settled() {
        LinkAnswer answer =
                understood("{" + NAMED + ", \"state\": \"REFUSED\", \"settlement\": \"0\"}");

        assertThat(answer.status()).isEqualTo(AnswerStatus.REJECTED);
        assertThat(answer.amount()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"state\": \"PAID\"}",
                "{NAMED, \"state\": \"PAID\"}",
                "{NAMED, \"state\": \"FROZEN\"}",
                "{NAMED, \"state\": \"paid\" MONEY}",
                "{NAMED, \"state\": \"PAID\", \"settlement\": \"12710\"}",
                "{NAMED, \"state\": \"PAID\", \"settlement\": 12710, \"currency\": \"KRW\"}",
                "{NAMED, \"state\": \"PAID\", \"settlement\": \"0\", \"currency\": \"KRW\"}",
                "{NAMED, \"state\": \"PAID\", \"settlement\": \"1.5\", \"currency\": \"KRW\"}",
                "{NAMED, \"state\": \"PAID\", \"settlement\": \"12710\", \"currency\": \"IDR\"}",
                "{NAMED, \"state\": \"REFUSED\", \"state\": \"PAID\" MONEY}",
                "{NAMED, \"state\": \"PAID\" MONEY} {}",
                "{\"payment\": \"x\", \"number\": \"pmt_0000000000007\", \"state\": \"WAITING\"}"
            })
    void what_cannot_be_understood_is_not_guessed(String body) {
        assertThat(read(body.replace("NAMED", NAMED).replace("MONEY", MONEY)))
                .isInstanceOf(AnswerReading.Unclear.class);
    }

    @Test
    void an_answer_about_another_payment_is_none_to_the_question() {
        byte[] body = ("{" + NAMED + ", \"state\": \"WAITING\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(PaymentMessages.read(body, 7, PAYMENT))
                .isInstanceOf(AnswerReading.Understood.class);
        assertThat(PaymentMessages.read(body, 8, PAYMENT))
                .isInstanceOf(AnswerReading.Unclear.class);
        assertThat(PaymentMessages.read(body, 7, new PaymentId(PAYMENT.high(), PAYMENT.low() + 1)))
                .isInstanceOf(AnswerReading.Unclear.class);
    }
}
