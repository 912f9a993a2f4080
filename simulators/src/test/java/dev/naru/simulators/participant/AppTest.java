// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.participant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.simulators.GatewayStandIn;
import dev.naru.simulators.GatewayStandIn.Answer;
import dev.naru.simulators.GatewayStandIn.Asked;
import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.participant.CustomerBook.Standing;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AppTest {
    private static final Customer KIM = new Customer("Kim Naru", "110-234-567890", "cus_1");

    private volatile Answer payment = state("COMPLETED");
    private volatile Answer reading = state("COMPLETED");
    private final GatewayStandIn gateway = new GatewayStandIn(this::answer);
    private final App app = new App(gateway.address(), "member-key");

    @BeforeEach
    void pays_in() {
        app.book().deposit(KIM.account(), 50_000);
    }

    @AfterEach
    void close() {
        app.close();
        gateway.close();
    }

    private static Answer state(String state) {
        return new Answer(200, JsonClient.object().put("state", state));
    }

    private Answer answer(Asked asked) {
        ObjectNode body = JsonClient.object();
        return switch (asked.method() + " " + asked.path()) {
            case "POST /v1/qr/resolve" ->
                    new Answer(200, body.put("resolution", "res_1").put("currency", "IDR"));
            case "POST /v1/quotes" -> {
                body.put("quote_id", "qte_1");
                body.putObject("debit_amount").put("value", "9002").put("currency", "KRW");
                body.putObject("destination_amount")
                        .put("value", "100000.00")
                        .put("currency", "IDR");
                yield new Answer(200, body);
            }
            case "POST /v1/payments" -> payment;
            default -> reading;
        };
    }

    private App.Purchase buy() {
        return app.buy(KIM, "payload", Optional.of("100000.00"));
    }

    @Test
    void buys_in_four_steps_and_keeps_the_debit() {
        App.Purchase purchase = buy();

        assertThat(gateway.asked().get(0).body().path("payload").stringValue())
                .isEqualTo("payload");
        assertThat(gateway.asked().get(1).body())
                .hasToString(
                        "{\"resolution\":\"res_1\",\"amount\":{\"value\":\"100000.00\","
                                + "\"currency\":\"IDR\"}}");
        Asked order = gateway.asked().get(2);
        assertThat(order.key()).isEqualTo(purchase.paymentId().toString());
        assertThat(order.authorization()).isEqualTo("Bearer member-key");
        assertThat(order.body().path("quote_id").stringValue()).isEqualTo("qte_1");
        assertThat(order.body().path("debit_amount").path("value").stringValue()).isEqualTo("9002");
        assertThat(order.body().path("payer").path("name").stringValue()).isEqualTo("Kim Naru");
        assertThat(app.book().balance(KIM.account())).isEqualTo(40_998);
        assertThat(app.book().sum(Standing.KEPT)).isEqualTo(9_002);
    }

    @Test
    void gives_back_what_was_rejected_or_expired() {
        payment = state("REJECTED");
        buy();
        payment = state("EXPIRED");
        buy();

        assertThat(app.book().balance(KIM.account())).isEqualTo(50_000);
        assertThat(app.book().sum(Standing.RETURNED)).isEqualTo(18_004);
    }

    @Test
    void keeps_a_blocked_payments_money() {
        payment = state("BLOCKED");
        buy();

        assertThat(app.book().sum(Standing.KEPT)).isEqualTo(9_002);
    }

    @Test
    void neither_keeps_nor_gives_back_while_in_doubt() {
        payment = state("IN_DOUBT");
        App.Purchase purchase = buy();
        assertThat(app.book().sum(Standing.OPEN)).isEqualTo(9_002);

        reading = state("IN_DOUBT");
        app.read(purchase.paymentId());
        assertThat(app.book().sum(Standing.OPEN)).isEqualTo(9_002);

        reading = state("COMPLETED");
        app.read(purchase.paymentId());
        app.read(purchase.paymentId());
        assertThat(app.book().entries()).hasSize(1);
        assertThat(app.book().sum(Standing.KEPT)).isEqualTo(9_002);
    }

    @Test
    void a_silent_gateway_is_no_answer() {
        gateway.answer(asked -> asked.path().equals("/v1/payments") ? payment : answer(asked));
        payment = new Answer(503, JsonClient.object());
        buy();

        assertThat(app.book().sum(Standing.OPEN)).isEqualTo(9_002);
    }

    @Test
    void gives_back_after_a_refusal_only_when_the_hub_has_no_such_payment() {
        payment = new Answer(422, JsonClient.object().put("code", "QUOTE_EXPIRED"));
        reading = new Answer(404, JsonClient.object().put("code", "PAYMENT_UNKNOWN"));
        App.Purchase refused = buy();
        assertThat(refused.payment().code()).isEqualTo("QUOTE_EXPIRED");
        assertThat(app.book().sum(Standing.RETURNED)).isEqualTo(9_002);

        reading = state("IN_DOUBT");
        buy();
        assertThat(app.book().sum(Standing.OPEN)).isEqualTo(9_002);
    }

    @Test
    void the_same_payment_again_debits_once() {
        UUID paymentId = UUID.randomUUID();
        ObjectNode order = JsonClient.object();
        order.putObject("debit_amount").put("value", "9002").put("currency", "KRW");

        app.pay(KIM, paymentId, order);
        app.pay(KIM, paymentId, order);

        assertThat(app.book().balance(KIM.account())).isEqualTo(40_998);
    }

    @Test
    void does_not_send_what_the_customer_cannot_pay() {
        ObjectNode order = JsonClient.object();
        order.putObject("debit_amount").put("value", "50001").put("currency", "KRW");

        Heard heard = app.pay(KIM, UUID.randomUUID(), order);

        assertThat(heard.code()).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void stops_where_it_is_refused() {
        gateway.answer(asked -> new Answer(422, JsonClient.object().put("code", "CRC_MISMATCH")));

        App.Purchase purchase = buy();

        assertThat(purchase.resolution().code()).isEqualTo("CRC_MISMATCH");
        assertThat(gateway.asked()).hasSize(1);
        assertThat(app.book().entries()).isEmpty();
    }
}
