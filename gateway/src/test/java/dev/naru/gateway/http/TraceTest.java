// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.trace.Span;
import dev.naru.client.trace.SpanIds;
import dev.naru.client.trace.TraceParent;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.PaymentId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One payment, one trace: what hangs on what. The link's part is LinkEngineTest's. */
class TraceTest {
    private static final String CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final TestWorld world = TestWorld.traced(spans::add);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theCommandHangsOnItsRequestAndTheLinkWillHangOnTheCommand() {
        String id = TestWorld.paymentId();
        PaymentId payment = PaymentId.parse(id).orElseThrow();
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        assertThat(spans).isEmpty();

        world.member().key(id).with("traceparent", CALLER).post("/v1/payments", body).is(201);

        assertThat(spans).hasSize(2).allMatch(span -> span.payment().equals(payment));
        Span command = spans.getFirst();
        Span request = spans.getLast();
        assertThat(request.name()).isEqualTo("POST /v1/payments");
        assertThat(request.parentId()).isZero();
        assertThat(request.kind()).isEqualTo(Span.Kind.SERVER);
        assertThat(request.attributes()).containsEntry("http.response.status_code", "201");
        assertThat(request.caller()).isEqualTo(TraceParent.read(CALLER));
        assertThat(command.name()).isEqualTo("InitiatePayment");
        assertThat(command.parentId()).isEqualTo(request.spanId());
        assertThat(command.spanId()).isEqualTo(SpanIds.initiation(payment));
        assertThat(command.attributes()).containsEntry("naru.payment.state", "RESERVED");
        assertThat(request.time().beganAtNs()).isLessThanOrEqualTo(command.time().beganAtNs());
    }

    @Test
    void aRepeatIsAStepOfItsOwnInTheSameTrace() {
        String id = TestWorld.paymentId();
        PaymentId payment = PaymentId.parse(id).orElseThrow();
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        world.member().key(id).post("/v1/payments", body).is(201);
        world.member().key(id).post("/v1/payments", body).is(201);

        assertThat(spans).hasSize(4).allMatch(span -> span.payment().equals(payment));
        assertThat(spans).extracting(Span::spanId).doesNotHaveDuplicates();
        Span again = spans.get(2);
        assertThat(again.parentId()).isEqualTo(spans.get(3).spanId());
        assertThat(again.attributes()).containsEntry("naru.payment.state", "COMPLETED");
    }

    @Test
    void noSpanHasAnythingPersonal() {
        world.pay(TestWorld.paymentId()).is(201);

        assertThat(spans.toString())
                .doesNotContain("Hong", "110-222-333444", "cust-771", "WARUNG", Codes.PAN);
    }
}
