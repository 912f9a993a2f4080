// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.naru.connectors.enquiry.LookupResult;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.InProcessHub.Fate;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.Command;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogTest {
    @Test
    void oneLineTellsOfEachRequestAndNoLineOfAnybody() {
        Logger root = (Logger) LoggerFactory.getLogger("dev.naru");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Level before = root.getLevel();
        root.setLevel(Level.TRACE);
        lines.start();
        root.addAppender(lines);
        String authorization;
        try (TestWorld world = TestWorld.seeded()) {
            authorization = world.memberAuthorization().strip();
            int seeded = accessLines(lines).size();
            String id = TestWorld.paymentId();
            world.pay(id).is(201);
            world.member().get("/v1/payments/" + id).is(200);
            world.anonymous().get("/v1/payments/Hong%20Gil-sun").refused(401, "API_KEY_MISSING");
            world.lookup().answer(new LookupResult.Unavailable("time-out"));
            world.member()
                    .post("/v1/qr/resolve", "{\"payload\": \"" + Codes.staticQris() + "\"}")
                    .is(503);
            world.hub().fate(Fate.BROKEN, Command.ReadPayment.class::isInstance);
            world.member().get("/v1/payments/" + id).refused(500, "INTERNAL");
            List<String> access = accessLines(lines).subList(seeded, accessLines(lines).size());
            assertThat(access).hasSize(7);
            assertThat(access.get(2))
                    .matches("POST /v1/payments 201 \\d+us req_[0-9a-z]{13} participant-10");
            assertThat(access.get(3))
                    .matches(
                            "GET /v1/payments/\\{payment_id} 200 \\d+us req_[0-9a-z]{13}"
                                    + " participant-10");
            assertThat(access.get(4))
                    .matches("GET /v1/payments/\\{payment_id} 401 \\d+us req_[0-9a-z]{13} -");
        } finally {
            root.detachAppender(lines);
            root.setLevel(before);
        }
        for (ILoggingEvent line : lines.list) {
            assertThat(line.getFormattedMessage())
                    .doesNotContain(
                            "Hong",
                            "110-222",
                            "cust-771",
                            "WARUNG",
                            "Warung",
                            Codes.PAN,
                            Codes.NMID,
                            authorization.substring("Authorization: Bearer ".length()));
        }
    }

    private static List<String> accessLines(ListAppender<ILoggingEvent> lines) {
        return lines.list.stream()
                .filter(line -> line.getLoggerName().endsWith(".access"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
