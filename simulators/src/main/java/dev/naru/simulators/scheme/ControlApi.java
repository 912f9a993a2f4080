// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import dev.naru.simulators.JsonService;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stage door at {@code /control}, for whoever directs the play: scripts, releases, outages, and
 * a look into the book.
 *
 * <pre>
 * POST /control/behaviours {"match": {"uetr"|"pan"|"reference": "...", "next": 1},
 *                           "behaviour": "reject", "reason": "AC04"}
 * POST /control/release
 * POST /control/outage     {"lookups": "none"|"refuse"|"silent", "payments": ...}
 * POST /control/session    {"refuse_sign_ons": "...", "echoes": "silent", "sign_off": "..."}
 * POST /control/time       {"time": "2026-11-22T10:15:30Z"}, forward only
 * POST /control/reset
 * GET  /control/payments
 * GET  /control/merchants
 * </pre>
 */
final class ControlApi implements HttpService {
    private final IndonesiaSwitch stage;
    private final MerchantDirectory merchants;

    ControlApi(IndonesiaSwitch stage, MerchantDirectory merchants) {
        this.stage = stage;
        this.merchants = merchants;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/behaviours", this::script)
                .post("/release", this::release)
                .post("/outage", this::outage)
                .post("/time", this::time)
                .post("/reset", this::reset)
                .get("/payments", this::payments)
                .get("/merchants", this::merchants);
    }

    private void script(ServerRequest request, ServerResponse response) {
        JsonNode body = JsonService.body(request);
        stage.script(match(body.path("match")), behaviour(body));
        JsonService.send(response, JsonService.object().put("scripted", stage.scripted()));
    }

    private void release(ServerRequest request, ServerResponse response) {
        JsonService.send(response, JsonService.object().put("released", stage.release()));
    }

    private void outage(ServerRequest request, ServerResponse response) {
        JsonNode body = JsonService.body(request);
        text(body, "lookups").map(ControlApi::outage).ifPresent(stage::lookupOutage);
        text(body, "payments").map(ControlApi::outage).ifPresent(stage::paymentOutage);
        JsonService.send(response, JsonService.object());
    }

    private void time(ServerRequest request, ServerResponse response) {
        JsonNode body = JsonService.body(request);
        try {
            text(body, "time").map(Instant::parse).ifPresent(stage::moveTimeTo);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("A time is RFC 3339 in UTC.", e);
        }
        JsonService.send(response, JsonService.object().put("time", stage.now().toString()));
    }

    private void reset(ServerRequest request, ServerResponse response) {
        stage.reset();
        JsonService.send(response, JsonService.object());
    }

    private void payments(ServerRequest request, ServerResponse response) {
        ObjectNode body = JsonService.object();
        ArrayNode rows = body.putArray("data");
        for (SwitchPayment payment : stage.payments()) {
            ObjectNode row = rows.addObject();
            row.put("uetr", payment.uetr().toString());
            row.put("end_to_end_id", payment.endToEndId());
            row.put("pan", payment.pan());
            row.putObject("amount")
                    .put("value", rupiah(payment.amountMinor()))
                    .put("currency", LinkRules.CURRENCY);
            row.put("status", payment.status());
            row.put("reason", payment.reason());
            row.put("times_received", payment.timesReceived());
            row.put("answers_delivered", payment.answersDelivered());
        }
        JsonService.send(response, body);
    }

    private void merchants(ServerRequest request, ServerResponse response) {
        ObjectNode body = JsonService.object();
        ArrayNode rows = body.putArray("data");
        for (Merchant merchant : merchants.all()) {
            rows.addObject()
                    .put("pan", merchant.pan())
                    .put("nmid", merchant.nmid())
                    .put("name", merchant.name())
                    .put("city", merchant.city())
                    .put("category", merchant.category())
                    .put("standing", merchant.standing().name().toLowerCase(Locale.ROOT))
                    .put("static_code", merchant.staticCode());
        }
        JsonService.send(response, body);
    }

    private static String rupiah(long minor) {
        return minor / 100 + "." + (minor / 10 % 10) + minor % 10;
    }

    private static Outage outage(String name) {
        return switch (name) {
            case "none" -> Outage.NONE;
            case "refuse" -> Outage.REFUSE;
            case "silent" -> Outage.SILENT;
            default -> throw new IllegalArgumentException("An outage is none, refuse or silent.");
        };
    }

    private static Match match(JsonNode match) {
        return new Match(
                text(match, "uetr").map(UUID::fromString),
                text(match, "pan"),
                text(match, "reference"),
                match.path("next").asInt(1));
    }

    private static Behaviour behaviour(JsonNode body) {
        String reason = text(body, "reason").orElse("MS03");
        return switch (text(body, "behaviour").orElse("")) {
            case "accept" -> new Behaviour.Accept();
            case "accept_in_body" -> new Behaviour.AcceptInBody();
            case "reject" -> new Behaviour.Reject(reason);
            case "reject_in_body" -> new Behaviour.RejectInBody(reason);
            case "block" -> new Behaviour.Block(reason);
            case "silent" -> new Behaviour.Silent();
            case "lost" -> new Behaviour.Lost();
            case "interim_then_accept" ->
                    new Behaviour.InterimThenAccept(text(body, "status").orElse("ACSP"));
            case "interim_then_late" ->
                    new Behaviour.InterimThenLate(text(body, "status").orElse("ACSP"));
            case "answer_twice" -> new Behaviour.AnswerTwice();
            case "late" -> new Behaviour.Late();
            case "late_after_denial" -> new Behaviour.LateAfterDenial();
            case "accept_then_reject" -> new Behaviour.AcceptThenReject();
            case "reject_then_accept" -> new Behaviour.RejectThenAccept();
            case "wrong_amount" -> new Behaviour.WrongAmount(body.path("amount_minor").asLong(1));
            case "garbage_in_body" -> new Behaviour.GarbageInBody();
            case "truncated_in_body" -> new Behaviour.TruncatedInBody();
            case "garbage_callback" -> new Behaviour.GarbageCallback();
            case "disconnect" -> new Behaviour.Disconnect();
            case "delay" -> new Behaviour.Delay(millis(body, 1_000));
            case "slow" -> new Behaviour.Slow(millis(body, 200));
            case "unavailable" -> new Behaviour.Unavailable();
            default -> throw new IllegalArgumentException("This behaviour is not known.");
        };
    }

    private static Duration millis(JsonNode body, long otherwise) {
        return Duration.ofMillis(body.path("millis").asLong(otherwise));
    }

    private static Optional<String> text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }
}
