// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.EventPosition;
import dev.naru.client.EventStream;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.PartnerSwitch.Manner;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people decide: holds and recovery items; and what only a sandbox has. */
class DecisionTest {
    private static final String AT = "/v1/operator";

    private final TestWorld world = TestWorld.seeded();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aHeldPaymentThatIsReleasedGoesOnWithEverythingThatItCarried() {
        String number = world.hold();
        Api.Answer released = world.decide(number, "RELEASE").is(200);
        assertThat(released.at("state")).isEqualTo("RESERVED");
        Awaitility.await()
                .until(
                        () ->
                                world.operator()
                                        .get(AT + "/payments")
                                        .at("data.0.state")
                                        .equals("COMPLETED"));
        assertThat(world.partner().received())
                .singleElement()
                .satisfies(carried -> assertThat(carried.payer().name()).isEqualTo("Hong Gil-sun"));
        world.decide(number, "RELEASE").refused(409, "PAYMENT_NOT_HELD");
    }

    @Test
    void aHeldPaymentThatIsRefusedEndsWithANeutralReason() {
        String number = world.hold();
        Api.Answer refused = world.decide(number, "REFUSE").is(200);
        assertThat(refused.at("state")).isEqualTo("REJECTED");
        assertThat(refused.at("reason.code")).isEqualTo("HOLD_REFUSED");
        Api.Answer outside = world.member().get("/v1/payments/" + refused.at("payment_id")).is(200);
        assertThat(outside.at("reason.code")).isEqualTo("PAYMENT_DECLINED");
    }

    @Test
    void aPaymentThatIsNotHeldCannotBeReleased() {
        world.pay(TestWorld.paymentId()).is(201);
        String number = world.operator().get(AT + "/payments").at("data.0.payment_number");
        world.decide(number, "RELEASE").refused(409, "PAYMENT_NOT_HELD");
        world.decide("pmt_1", "RELEASE").refused(400, "FIELD_INVALID");
    }

    @Test
    void aContradictionIsClosedByTwoPeople() {
        List<Event.PaymentReserved> reserved = new CopyOnWriteArrayList<>();
        world.partner().behave(Manner.REJECT);
        world.pay(TestWorld.paymentId()).is(201);
        try (EventStream stream = world.hub().openAfter(EventPosition.START)) {
            stream.poll(
                    (position, timeNs, event) -> {
                        if (event instanceof Event.PaymentReserved one) {
                            reserved.add(one);
                        }
                    },
                    Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        world.partner().answer(reserved.getFirst(), AnswerStatus.ACCEPTED, "");

        Api.Answer items = world.operator().get(AT + "/recovery-items").is(200);
        assertThat(items.at("data.0.reason")).isEqualTo("ACCEPTED_AFTER_VOID");
        assertThat(items.at("data.0.status")).isEqualTo("OPEN");
        close(1).is(200);
        close(1).is(200);
        assertThat(world.operator().get(AT + "/recovery-items").is(200).at("data.0.status"))
                .isEqualTo("OPEN");
        close(2).is(200);
        close(3).refused(409, "RECOVERY_ITEM_CLOSED");
        Api.Answer closed = world.operator().get(AT + "/recovery-items").is(200);
        assertThat(closed.at("data.0.status")).isEqualTo("CLOSED");
        assertThat(closed.json().at("/data/0/second_person_id").asLong()).isEqualTo(2);
    }

    @Test
    void aPaymentInDoubtIsAskedAboutOnceMore() {
        world.partner().behave(Manner.SILENCE);
        String id = TestWorld.paymentId();
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        Api member = world.member().key(id).with("Prefer", "wait=0");
        Api.Answer paid = member.post("/v1/payments", body).is(202);
        Awaitility.await()
                .until(() -> member.get("/v1/payments/" + id).at("state").equals("DISPATCHED"));
        String path = AT + "/payments/" + paid.at("payment_number") + "/enquiries";
        world.operator().freshKey().post(path).refused(409, "PAYMENT_NOT_IN_DOUBT");
        world.hub().pass(Duration.ofSeconds(13));
        assertThat(world.operator().freshKey().post(path).is(200).at("state"))
                .isEqualTo("IN_DOUBT");
        world.operator().post(path).refused(400, "IDEMPOTENCY_KEY_MISSING");
        world.operator()
                .freshKey()
                .post(AT + "/payments/pmt_000000000zzzz/enquiries")
                .refused(404, "PAYMENT_UNKNOWN");
    }

    @Test
    void aNameInTheBodyMakesNobodyAnotherPerson() {
        world.operator()
                .freshKey()
                .post(AT + "/recovery-items/1/close", "{\"person_id\": 2}")
                .refused(400, "FIELD_UNKNOWN");
        world.operator()
                .freshKey()
                .post(
                        AT + "/payments/pmt_0000000000001/hold",
                        "{\"decision\": \"REFUSE\", \"person_id\": 2}")
                .refused(400, "FIELD_UNKNOWN");
    }

    @Test
    void aPersonsKeysAreAddedAndRevokedButNotTheLast() {
        String path = AT + "/persons/1/api-keys/first";
        world.operator().delete(path).refused(409, "LAST_OPERATOR_KEY");
        Api second = world.person(2);
        second.delete(path).is(200);
        second.delete(path).is(200);
        world.operator().get(AT + "/figures").refused(401, "API_KEY_UNKNOWN");
        second.get(AT + "/figures").is(200);
        second.delete(AT + "/persons/3/api-keys/none").refused(404, "API_KEY_ID_UNKNOWN");
        second.delete(AT + "/persons/0/api-keys/none").refused(400, "FIELD_INVALID");
    }

    @Test
    void timeIsMovedOnceForOneKey() {
        long before = world.hub().nowNs();
        Api key = world.operator().key("move-1");
        Api.Answer moved = key.post("/v1/sandbox/time", "{\"advance_seconds\": 700}").is(200);
        assertThat(key.post("/v1/sandbox/time", "{\"advance_seconds\": 700}").is(200).json())
                .isEqualTo(moved.json());
        assertThat(world.hub().nowNs() - before)
                .isBetween(Duration.ofSeconds(700).toNanos(), Duration.ofSeconds(701).toNanos());
        key.post("/v1/sandbox/time", "{\"advance_seconds\": 1}").refused(422, "REQUEST_REUSED");
        assertThat(world.operator().get(AT + "/figures").json().get("time_offset_seconds").asLong())
                .isBetween(699L, 700L);
    }

    @Test
    void faultsAreArmedAndDisarmed() {
        String path = "/v1/sandbox/faults";
        Api.Answer idle = world.operator().get(path).is(200);
        assertThat(idle.at("data.0.state")).isEqualTo("IDLE");
        assertThat(idle.at("data.1.payment_number")).isEqualTo("pmt_0000000000007");
        Api.Answer armed =
                world.operator()
                        .freshKey()
                        .post(path, "{\"action\": \"ARM\", \"point\": \"AFTER_SEND\"}")
                        .is(200);
        assertThat(armed.at("data.0.state")).isEqualTo("ARMED");
        Api.Answer disarmed =
                world.operator().freshKey().post(path, "{\"action\": \"DISARM\"}").is(200);
        assertThat(disarmed.at("data.0.state")).isEqualTo("IDLE");
        world.operator()
                .freshKey()
                .post(path, "{\"action\": \"ARM\"}")
                .refused(422, "FAULT_UNKNOWN");
    }

    private Api.Answer close(int person) {
        return world.person(person).freshKey().post(AT + "/recovery-items/1/close");
    }
}
