// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.naru.simulators.scheme.HubSide.Draft;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way in which the switch can be told to misbehave. */
class BehaviourTest {
    private final HubSide hub = new HubSide();
    private final IndonesiaSwitch partner =
            IndonesiaSwitch.start(
                    SwitchSettings.standard(0, hub.address()).withClock(HubSide.MADE::toInstant));
    private final Merchant kopi = MerchantDirectory.standard().all().getFirst();
    private final Draft draft = HubSide.draft(kopi, 2_500_000);

    @BeforeEach
    void signOn() {
        assertThat(hub.session(partner, "SIGN_ON")).contains("AGREED");
    }

    @AfterEach
    void close() {
        partner.close();
        hub.close();
    }

    private HttpResponse<byte[]> pay(Behaviour behaviour) throws Exception {
        partner.script(Match.uetr(draft.uetr()), behaviour);
        return pay();
    }

    private HttpResponse<byte[]> pay() throws IOException, InterruptedException {
        return hub.post(partner, hub.write(draft.transfer()));
    }

    private void heard(String... statuses) {
        await().untilAsserted(() -> assertThat(hub.statuses).containsExactly(statuses));
    }

    private String booked() {
        return partner.payment(draft.uetr()).map(SwitchPayment::status).orElse("nothing");
    }

    @Test
    void rejects() throws Exception {
        assertThat(pay(new Behaviour.Reject("AC06")).statusCode()).isEqualTo(202);
        heard("RJCT AC06");
        assertThat(booked()).isEqualTo("RJCT");
        assertThat(partner.owedMinor()).isZero();
    }

    @Test
    void answers_in_the_body() throws Exception {
        HttpResponse<byte[]> response = pay(new Behaviour.AcceptInBody());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("ACCC");
        assertThat(hub.statuses).isEmpty();
    }

    @Test
    void rejects_in_the_body() throws Exception {
        HttpResponse<byte[]> response = pay(new Behaviour.RejectInBody("AC06"));
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("RJCT", "AC06");
        assertThat(booked()).isEqualTo("RJCT");
    }

    @Test
    void blocks_and_keeps_the_funds() throws Exception {
        pay(new Behaviour.Block("RR03"));
        heard("BLCK RR03");
        assertThat(partner.owedMinor()).isEqualTo(2_500_000);
    }

    @Test
    void is_silent_but_tells_the_truth_when_asked() throws Exception {
        assertThat(pay(new Behaviour.Silent()).statusCode()).isEqualTo(202);
        assertThat(hub.enquire(partner, draft.uetr())).isEqualTo("ACCC");
        assertThat(hub.statuses).isEmpty();
    }

    @Test
    void loses_a_payment() throws Exception {
        assertThat(pay(new Behaviour.Lost()).statusCode()).isEqualTo(202);
        assertThat(hub.enquire(partner, draft.uetr())).isEqualTo("RJCT AG09");
        assertThat(booked()).isEqualTo("nothing");
    }

    @Test
    void is_not_available_and_has_not_received() throws Exception {
        assertThat(pay(new Behaviour.Unavailable()).statusCode()).isEqualTo(503);
        assertThat(hub.enquire(partner, draft.uetr())).isEqualTo("RJCT AG09");
    }

    @Test
    void tells_an_interim_status_first() throws Exception {
        pay(new Behaviour.InterimThenAccept("PDNG"));
        heard("PDNG", "ACCC");
    }

    @Test
    void tells_an_interim_status_and_the_end_only_when_released() throws Exception {
        pay(new Behaviour.InterimThenLate("PDNG"));
        heard("PDNG");
        assertThat(hub.enquire(partner, draft.uetr())).isEqualTo("ACSP");
        assertThat(partner.enquiries(draft.uetr())).isEqualTo(1);

        assertThat(partner.release()).isEqualTo(1);
        heard("PDNG", "ACCC");
    }

    @Test
    void answers_twice() throws Exception {
        pay(new Behaviour.AnswerTwice());
        heard("ACCC", "ACCC");
        await().until(() -> partner.payments().getFirst().answersDelivered() == 2);
    }

    @Test
    void is_late_until_released() throws Exception {
        pay(new Behaviour.Late());
        assertThat(hub.enquire(partner, draft.uetr())).isEqualTo("ACSP");
        assertThat(hub.statuses).isEmpty();

        assertThat(partner.release()).isEqualTo(1);
        heard("ACCC");
        assertThat(hub.enquire(partner, draft.uetr())).isEqualTo("ACCC");
        assertThat(partner.release()).isZero();
    }

    @Test
    void denies_a_payment_and_later_accepts_it() throws Exception {
        pay(new Behaviour.LateAfterDenial());
        assertThat(hub.enquire(partner, draft.uetr())).isEqualTo("RJCT AG09");

        partner.release();
        heard("ACCC");
    }

    @Test
    void contradicts_itself_both_ways() throws Exception {
        pay(new Behaviour.AcceptThenReject());
        heard("ACCC", "RJCT MS03");
        assertThat(booked()).isEqualTo("ACCC");

        Draft second = HubSide.draft(kopi, 100);
        partner.script(Match.next(1), new Behaviour.RejectThenAccept());
        hub.post(partner, hub.write(second.transfer()));
        heard("ACCC", "RJCT MS03", "RJCT MS03", "ACCC");
        assertThat(partner.payment(second.uetr()).orElseThrow().status()).isEqualTo("RJCT");
    }

    @Test
    void states_a_wrong_amount() throws Exception {
        pay(new Behaviour.WrongAmount(99));
        heard("ACCC");
        assertThat(hub.amounts).containsExactly(99L);
        assertThat(partner.owedMinor()).isEqualTo(2_500_000);
    }

    @Test
    void answers_with_garbage() throws Exception {
        HttpResponse<byte[]> response = pay(new Behaviour.GarbageInBody());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("is not XML");
        assertThat(hub.enquire(partner, draft.uetr())).isEqualTo("ACCC");
    }

    @Test
    void answers_with_half_a_report() throws Exception {
        String body =
                new String(pay(new Behaviour.TruncatedInBody()).body(), StandardCharsets.UTF_8);
        assertThat(body).startsWith("<?xml").doesNotContain("</Document>");
    }

    @Test
    void calls_back_with_garbage() throws Exception {
        pay(new Behaviour.GarbageCallback());
        await().until(() -> partner.refusedCallbacks() == 1);
        assertThat(hub.statuses).isEmpty();
    }

    @Test
    void cuts_the_connection_in_the_middle_of_an_answer() throws Exception {
        assertThatThrownBy(() -> pay(new Behaviour.Disconnect())).isInstanceOf(IOException.class);
        assertThat(hub.enquire(partner, draft.uetr())).isEqualTo("ACCC");
    }

    @Test
    void delays_and_trickles() throws Exception {
        assertThat(pay(new Behaviour.Delay(Duration.ofMillis(5))).statusCode()).isEqualTo(202);
        heard("ACCC");

        Draft second = HubSide.draft(kopi, 100);
        partner.script(Match.uetr(second.uetr()), new Behaviour.Slow(Duration.ofNanos(1)));
        assertThatThrownBy(() -> hub.post(partner, hub.write(second.transfer())))
                .isInstanceOf(IOException.class);
        assertThat(partner.payment(second.uetr()).orElseThrow().status()).isEqualTo("ACCC");
    }

    @Test
    void repeats_are_no_way_around_a_script() throws Exception {
        pay(new Behaviour.Late());
        assertThat(pay().statusCode()).isEqualTo(202);
        assertThat(hub.statuses).isEmpty();
    }

    @Test
    void a_script_is_used_up_line_by_line() throws Exception {
        partner.script(Match.pan("936000020000999999", 1), new Behaviour.Reject("XXXX"));
        partner.script(Match.reference("INV-1"), new Behaviour.Reject("MD07"));
        partner.script(Match.pan(kopi.pan(), 2), new Behaviour.RejectInBody("AC06"));

        hub.post(partner, hub.write(HubSide.draft(kopi, 1).reference("INV-1").transfer()));
        heard("RJCT MD07");
        assertThat(partner.scripted()).isEqualTo(2);
        hub.post(partner, hub.write(HubSide.draft(kopi, 2).transfer()));
        hub.post(partner, hub.write(HubSide.draft(kopi, 3).transfer()));
        assertThat(partner.scripted()).isEqualTo(1);
        hub.post(partner, hub.write(HubSide.draft(kopi, 4).transfer()));
        heard("RJCT MD07", "ACCC");
    }

    @Test
    void has_outages() throws Exception {
        partner.paymentOutage(Outage.REFUSE);
        assertThat(pay().statusCode()).isEqualTo(503);
        partner.lookupOutage(Outage.REFUSE);
        byte[] question =
                hub.write(hub.question("QRIS_PAN", kopi.pan(), java.util.Optional.empty()));
        assertThat(hub.post(partner, question).statusCode()).isEqualTo(503);

        partner.reset();
        assertThat(hub.post(partner, question).statusCode()).isEqualTo(200);
        assertThat(pay().statusCode()).isEqualTo(202);
        assertThat(partner.lookups()).isEqualTo(2);
        assertThat(partner.transfers()).isEqualTo(2);
    }

    @Test
    void is_directed_through_the_stage_door() throws Exception {
        assertThat(
                        control(
                                "/control/behaviours",
                                "{\"match\":{\"uetr\":\"%s\"},\"behaviour\":\"reject\",\"reason\":\"AC04\"}"
                                        .formatted(draft.uetr())))
                .contains("\"scripted\":1");
        pay();
        heard("RJCT AC04");
        assertThat(hub.get(partner, "/control/payments"))
                .contains(
                        draft.uetr().toString(),
                        "\"value\":\"25000.00\"",
                        "\"status\":\"RJCT\"",
                        "\"times_received\":1");
        assertThat(hub.get(partner, "/control/merchants")).contains(kopi.name(), "static_code");
        assertThat(control("/control/release", "")).contains("\"released\":0");
        control("/control/outage", "{\"payments\":\"refuse\"}");
        assertThat(hub.post(partner, hub.write(HubSide.draft(kopi, 1).transfer())).statusCode())
                .isEqualTo(503);
        control("/control/reset", "");
        assertThat(partner.payments()).isEmpty();
    }

    @Test
    void knows_every_behaviour_by_its_name() throws Exception {
        String[] names = {
            "accept",
            "accept_in_body",
            "reject",
            "reject_in_body",
            "block",
            "silent",
            "lost",
            "interim_then_accept",
            "interim_then_late",
            "answer_twice",
            "late",
            "late_after_denial",
            "accept_then_reject",
            "reject_then_accept",
            "wrong_amount",
            "garbage_in_body",
            "truncated_in_body",
            "garbage_callback",
            "disconnect",
            "delay",
            "slow",
            "unavailable"
        };
        assertThat(names).hasSize(Behaviour.class.getPermittedSubclasses().length);
        for (int i = 0; i < names.length; i++) {
            String body = "{\"match\":{\"next\":1},\"behaviour\":\"" + names[i] + "\"}";
            assertThat(control("/control/behaviours", body)).contains("\"scripted\":" + (i + 1));
        }
    }

    @Test
    void refuses_stage_directions_that_it_does_not_understand() throws Exception {
        assertThat(control("/control/behaviours", "{\"behaviour\":\"dance\"}"))
                .contains("not known");
        assertThat(control("/control/behaviours", "[]")).contains("JSON object");
        assertThat(control("/control/behaviours", "{")).contains("not JSON");
        assertThat(control("/control/outage", "{\"lookups\":\"some\"}")).contains("outage");
        assertThat(partner.scripted()).isZero();
        assertThat(partner.payment(UUID.randomUUID())).isEmpty();
    }

    private String control(String path, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new String(
                hub.post(partner, path, "application/json", bytes).body(), StandardCharsets.UTF_8);
    }
}
