// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.TestWorld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every endpoint that takes a body, with every kind of body that it must not take. */
class WrongInputTest {
    private static final TestWorld WORLD = TestWorld.telling();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESOLUTION = WORLD.resolution(Codes.staticQris());
    private static final String PAY = TestWorld.payBody(WORLD.quote(RESOLUTION), RESOLUTION);
    private static final String MONEY = "{\"value\": \"1000\", \"currency\": \"KRW\"}";
    private static final String NAME = "ab".repeat(32);

    /** Fields that any text can be right for, or be wrong for otherwise than by its form. */
    private static final Set<String> TEXTS =
            Set.of(
                    "payload",
                    "resolution",
                    "point",
                    "purpose",
                    "name",
                    "payee_name",
                    "payee_account",
                    "limit",
                    "payer_reference",
                    "sealed_transcript",
                    "credential_id",
                    "authenticator_data",
                    "signature",
                    "client_data_json");

    private static final int MUTATIONS = 60;

    /** A good request to each endpoint, and which of its fields can be left out. */
    enum Target {
        RESOLVE("POST", "/v1/qr/resolve", Who.MEMBER, "{\"payload\": \"x\"}"),
        QUOTE(
                "POST",
                "/v1/quotes",
                Who.MEMBER,
                """
                {"resolution": "%s", "amount": {"value": "1000", "currency": "IDR"},
                 "fixed_side": "destination"}
                """
                        .formatted(RESOLUTION),
                "amount",
                "fixed_side"),
        PAY(
                "POST",
                "/v1/payments",
                Who.MEMBER,
                WrongInputTest.PAY.replace(
                        "\"resolution\"",
                        "\"screening_score\": 1, \"evidence_reference\": 1, \"purpose\": \"GDDS\","
                                + " \"resolution\""),
                "screening_score",
                "evidence_reference",
                "purpose",
                "payer.name",
                "payer.account"),
        RATE(
                "PUT",
                "/v1/fx/rates",
                Who.PROVIDER,
                """
                {"source": "KRW", "destination": "IDR", "valid_for_seconds": 3600,
                 "tiers": [{"up_to": {"value": "50000000.00", "currency": "IDR"}, "rate": "0.09"}]}
                """),
        PARTICIPANT(
                "PUT",
                "/v1/operator/participants/10",
                Who.OPERATOR,
                "{\"code\": \"IS-HANA\", \"kind\": \"MEMBER\", \"allowed_kinds\":"
                        + " [\"REMITTANCE\"]}"),
        STATUS(
                "PUT",
                "/v1/operator/participants/11/status",
                Who.OPERATOR,
                "{\"status\": \"ACTIVE\"}"),
        KEY(
                "PUT",
                "/v1/operator/participants/11/api-keys/x",
                Who.OPERATOR,
                "{\"sha256\": \"" + "0a".repeat(32) + "\"}"),
        GROUP(
                "PUT",
                "/v1/operator/groups/1",
                Who.OPERATOR,
                "{\"code\": \"KR-KRW\", \"currency\": \"KRW\", \"settlement_bank\": \"BOK\","
                        + " \"utc_offset_minutes\": 540}"),
        HEADROOM(
                "PUT",
                "/v1/operator/groups/1/members/11",
                Who.OPERATOR,
                "{\"rule\": \"NET_CAP\", \"cap\": %s, \"collateral\": %s}".formatted(MONEY, MONEY),
                "cap",
                "collateral"),
        FUNDING(
                "POST",
                "/v1/operator/fundings",
                Who.OPERATOR,
                "{\"participant_id\": 11, \"group_id\": 1, \"amount\": %s}".formatted(MONEY)),
        CORRIDOR(
                "PUT",
                "/v1/operator/corridors/5",
                Who.OPERATOR,
                TestWorld.corridor(
                        """
                        , "demands": {"required_items": ["ORIGINATOR"],
                                      "evidence_above": {"value": "1", "currency": "KRW"},
                                      "refuse_at_score": 900, "hold_at_score": 500},
                          "clocks": {"quote_seconds": 60, "dispatch_seconds": 5,
                                     "answer_seconds": 12, "execution_seconds": 30,
                                     "enquiries_seconds": [0, 15], "not_found": "NEVER_ENDS"}
                        """),
                "fees",
                "fees.payer_fixed",
                "demands",
                "demands.required_items",
                "demands.evidence_above",
                "demands.refuse_at_score",
                "demands.hold_at_score",
                "clocks"),
        CORRIDOR_STATUS(
                "PUT", "/v1/operator/corridors/5/status", Who.OPERATOR, "{\"status\": \"OPEN\"}"),
        HOLD(
                "POST",
                "/v1/operator/payments/pmt_0000000000001/hold",
                Who.OPERATOR,
                "{\"decision\": \"REFUSE\"}"),
        CHALLENGE(
                "POST",
                "/v1/trustone/challenges",
                Who.MEMBER,
                """
                {"purpose": "WITHDRAWAL", "payer": {"reference": "cust-771", "account": "110-222"},
                 "card": "%s", "device_key": "%s", "payment_id": "%s", "payee_name": "ATM 7",
                 "payee_account": "110-222-333444", "amount": %s}
                """
                        .formatted(NAME, NAME, TestWorld.paymentId(), MONEY),
                "payer.account",
                "payee_account"),
        LIMIT_CHALLENGE(
                "POST",
                "/v1/trustone/challenges",
                Who.MEMBER,
                """
                {"purpose": "LIMIT_CHANGE", "payer": {"reference": "cust-771"}, "card": "%s",
                 "device_key": "%s", "limit": "daily transfer", "amount": %s}
                """
                        .formatted(NAME, NAME, MONEY)),
        PAYMENT_CHALLENGE(
                "POST",
                "/v1/trustone/challenges",
                Who.MEMBER,
                """
                {"purpose": "PAYMENT", "payer": {"reference": "cust-771", "account": "110-222"},
                 "card": "%s", "device_key": "%s", "payment_id": "%s", "debit_amount": %s,
                 "resolution": "%s"}
                """
                        .formatted(NAME, NAME, TestWorld.paymentId(), MONEY, RESOLUTION),
                "payer.account"),
        LOGIN_CHALLENGE(
                "POST",
                "/v1/trustone/challenges",
                Who.MEMBER,
                """
                {"purpose": "LOGIN", "payer": {"reference": "cust-771"}, "card": "%s",
                 "device_key": "%s", "currency": "KRW"}
                """
                        .formatted(NAME, NAME)),
        RESPONSE(
                "POST",
                "/v1/trustone/challenges/" + TestWorld.paymentId() + "/response",
                Who.MEMBER,
                """
                {"sealed_transcript": "a.b.c", "device_signature": {"credential_id": "AAAA",
                 "authenticator_data": "AAAA", "client_data_json": "AAAA", "signature": "AAAA"}}
                """,
                "device_signature"),
        DEVICE_INVITATION(
                "POST",
                "/v1/trustone/device-keys/challenges",
                Who.MEMBER,
                "{\"payer_reference\": \"cust-771\"}"),
        DEVICE_KEY(
                "POST",
                "/v1/trustone/device-keys",
                Who.MEMBER,
                "{\"registration\": \"AAAA\", \"attestation_object\": \"AAAA\","
                        + " \"client_data_json\": \"AAAA\"}"),
        PAYER_UNLOCK(
                "POST",
                "/v1/trustone/payers/unlock",
                Who.MEMBER,
                "{\"payer_reference\": \"cust-771\"}"),
        RULE(
                "PUT",
                "/v1/trustone/rules/1",
                Who.MEMBER,
                "{\"evidence_above\": %s, \"new_device_limit\": %s}".formatted(MONEY, MONEY),
                "new_device_limit"),
        PAYER_RULE(
                "PUT",
                "/v1/trustone/rules/1",
                Who.MEMBER,
                "{\"evidence_above\": %s, \"payer_reference\": \"cust-771\"}".formatted(MONEY),
                "payer_reference"),
        TIME("POST", "/v1/sandbox/time", Who.OPERATOR, "{\"advance_seconds\": 1}"),
        FAULT(
                "POST",
                "/v1/sandbox/faults",
                Who.OPERATOR,
                "{\"action\": \"ARM\", \"point\": \"AFTER_SEND\"}",
                "point");

        private final String method;
        private final String path;
        private final Who who;
        private final String body;
        private final String optional;

        Target(String method, String path, Who who, String body, String... optional) {
            this.method = method;
            this.path = path;
            this.who = who;
            this.body = body;
            this.optional = " " + String.join(" ", optional) + " ";
        }

        Api.Answer send(byte[] content) {
            Api caller =
                    switch (who) {
                        case MEMBER -> WORLD.member();
                        case PROVIDER -> WORLD.provider();
                        case OPERATOR -> WORLD.operator();
                    };
            return caller.freshKey()
                    .with("Content-Type", "application/json")
                    .with("Prefer", "wait=0")
                    .send(method, path, Optional.of(content));
        }

        Api.Answer send(JsonNode content) {
            return send(JSON.writeValueAsBytes(content));
        }

        ObjectNode copy() {
            return (ObjectNode) JSON.readTree(body);
        }
    }

    enum Who {
        MEMBER,
        PROVIDER,
        OPERATOR
    }

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void whatIsNoJsonObjectIsRefused(Target target) {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("nothing", new byte[0]);
        bodies.put("blank", " \n".getBytes(UTF_8));
        bodies.put("cut", target.body.strip().substring(0, 8).getBytes(UTF_8));
        bodies.put("array", ("[" + target.body + "]").getBytes(UTF_8));
        bodies.put("null", "null".getBytes(UTF_8));
        bodies.put("number", "1".getBytes(UTF_8));
        bodies.put("more behind", (target.body + "{}").getBytes(UTF_8));
        bodies.put("twice", target.body.replaceFirst("\\{", "{\"a\":1,\"a\":2,").getBytes(UTF_8));
        bodies.put("comment", ("/* */" + target.body).getBytes(UTF_8));
        bodies.put("single quotes", target.body.replace('"', '\'').getBytes(UTF_8));
        bodies.put("NaN", target.body.replaceFirst("\\{", "{\"a\": NaN,").getBytes(UTF_8));
        bodies.put("plus", target.body.replaceFirst("\\{", "{\"a\": +1,").getBytes(UTF_8));
        bodies.put("leading zero", target.body.replaceFirst("\\{", "{\"a\": 01,").getBytes(UTF_8));
        bodies.put("trailing comma", target.body.strip().replaceFirst("}$", ",}").getBytes(UTF_8));
        bodies.put("UTF-16", target.body.getBytes(UTF_16LE));
        bodies.put(
                "Latin-1", target.body.replaceFirst("\\{", "{\"\u00e9\":1,").getBytes(ISO_8859_1));
        bodies.put("control", target.body.replaceFirst("\\{", "{\"\u0001\":1,").getBytes(UTF_8));
        bodies.put("byte order mark", ("\uFEFF" + target.body).getBytes(UTF_8));
        bodies.put("deep", ("{\"a\":" + "[".repeat(9) + "]".repeat(9) + "}").getBytes(UTF_8));
        bodies.put("overlong", overlong(target.body));
        bodies.forEach(
                (name, body) -> {
                    Api.Answer answer = target.send(body);
                    assertThat(answer.at("code")).as(name).isEqualTo("MALFORMED_JSON");
                    answer.is(400);
                });
        target.send(("{\"a\": \"" + "x".repeat(65 * 1024) + "\"}").getBytes(UTF_8))
                .refused(413, "BODY_TOO_LARGE");
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void aFieldThatIsNotKnownIsRefusedByName(Target target) {
        for (String place : objects(target.copy(), "")) {
            ObjectNode body = target.copy();
            objectAt(body, place).put("surprise", 1);
            Api.Answer answer = target.send(body).refused(400, "FIELD_UNKNOWN");
            assertThat(answer.at("param")).isEqualTo(place + "surprise");
        }
        ObjectNode body = target.copy();
        body.put("one\u202E<script>", 1);
        assertThat(target.send(body).refused(400, "FIELD_UNKNOWN").at("param"))
                .isEqualTo("(unprintable)");
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void aFieldThatIsMissingIsRefusedByName(Target target) {
        forEachField(
                target,
                place -> {
                    if (isOptional(target, place.path())) {
                        return;
                    }
                    ObjectNode body = target.copy();
                    objectAt(body, place.parent()).remove(place.name());
                    Api.Answer answer = target.send(body).refused(400, "FIELD_MISSING");
                    assertThat(answer.at("param")).isEqualTo(place.path());
                });
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void aValueOfAnotherTypeIsRefusedByName(Target target) {
        List<JsonNode> wrong =
                List.of(
                        JSON.readTree("null"),
                        JSON.readTree("true"),
                        JSON.readTree("1"),
                        JSON.readTree("1.5"),
                        JSON.readTree("1e3"),
                        JSON.readTree("\"?\""),
                        JSON.readTree("[]"),
                        JSON.readTree("[[]]"),
                        JSON.readTree("{}"));
        forEachField(
                target,
                place -> {
                    for (JsonNode value : wrong) {
                        ObjectNode body = target.copy();
                        ObjectNode parent = objectAt(body, place.parent());
                        if (couldBeGood(place, parent.get(place.name()), value)) {
                            continue;
                        }
                        parent.set(place.name(), value);
                        Api.Answer answer = target.send(body).is(400);
                        assertThat(answer.at("code")).isIn("FIELD_INVALID", "FIELD_MISSING");
                        assertThat(answer.at("param")).as("%s", value).startsWith(place.path());
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void moneyIsAPlainDecimalString(Target target) {
        forEachField(
                target,
                place -> {
                    if (!place.name().equals("value")) {
                        return;
                    }
                    for (String text :
                            List.of(
                                    "",
                                    " ",
                                    "-1",
                                    "+1",
                                    "1e3",
                                    "1E3",
                                    "NaN",
                                    "Infinity",
                                    " 1",
                                    "1 ",
                                    "1,000",
                                    "0x10",
                                    "1.234",
                                    "1.",
                                    ".5",
                                    "\uFF11\uFF12",
                                    "1_0",
                                    "9999999999999999999")) {
                        ObjectNode body = target.copy();
                        objectAt(body, place.parent()).put("value", text);
                        Api.Answer answer = target.send(body).refused(400, "FIELD_INVALID");
                        assertThat(answer.at("param")).as(text).isEqualTo(place.path());
                    }
                    for (String currency : List.of("krw", "XXX", "", "KRW ", "410")) {
                        ObjectNode body = target.copy();
                        objectAt(body, place.parent()).put("currency", currency);
                        Api.Answer answer = target.send(body).refused(400, "FIELD_INVALID");
                        assertThat(answer.at("param")).isEqualTo(place.parent() + "currency");
                    }
                });
    }

    /** Where nothing is told but the path, a body must say nothing, and the path be right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/trustone/challenges/{id}/use",
                "DELETE /v1/trustone/cards/{name}",
                "POST /v1/trustone/cards/{name}/unlock",
                "DELETE /v1/trustone/device-keys/{name}",
                "POST /v1/trustone/device-keys/{name}/unlock"
            })
    void whereThereIsNoBodyNoneIsRead(String operation) {
        String method = operation.substring(0, operation.indexOf(' '));
        String path = operation.substring(operation.indexOf(' ') + 1);
        String good =
                path.replace("{id}", TestWorld.paymentId()).replace("{name}", "ab".repeat(32));
        Api.Answer surprised = send(method, good, "{\"surprise\": 1}");
        assertThat(surprised.refused(400, "FIELD_UNKNOWN").at("param")).isEqualTo("surprise");
        send(method, good, "[]").refused(400, "MALFORMED_JSON");
        send(method, good, "{}").is(404);
        for (String wrong :
                List.of("x", "AB".repeat(32), "ab".repeat(31), "0".repeat(64), "%00", "%F0%9F")) {
            Api.Answer answer =
                    send(method, path.replace("{id}", wrong).replace("{name}", wrong), "{}");
            assertThat(answer.status()).as(wrong).isIn(400, 404);
            assertThat(answer.at("code")).as(wrong).isNotEqualTo("AUTHENTICATOR_UNKNOWN");
        }
        WORLD.anonymous().send(method, good, Optional.empty()).refused(401, "API_KEY_MISSING");
    }

    private static Api.Answer send(String method, String path, String body) {
        return WORLD.member()
                .freshKey()
                .with("Content-Type", "application/json")
                .send(method, path, Optional.of(body.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void noMutationOfAGoodBodyIsEverAFault(Target target) {
        Random random = new Random(7 + target.ordinal());
        byte[] good = target.body.getBytes(UTF_8);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] body = good.clone();
            int changes = 1 + random.nextInt(3);
            for (int c = 0; c < changes; c++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            Api.Answer answer = target.send(body);
            assertThat(answer.status()).as(new String(body, ISO_8859_1)).isNotEqualTo(500);
        }
    }

    private record Place(String parent, String name) {
        String path() {
            return parent + name;
        }
    }

    private static void forEachField(Target target, Consumer<Place> check) {
        for (String parent : objects(target.copy(), "")) {
            for (String name : List.copyOf(objectAt(target.copy(), parent).propertyNames())) {
                check.accept(new Place(parent, name));
            }
        }
    }

    /** What stands before the names of each object in this one: an empty text, {@code payer.}. */
    private static List<String> objects(ObjectNode object, String before) {
        List<String> found = new ArrayList<>(List.of(before));
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String here = before + field.getKey();
            if (field.getValue() instanceof ObjectNode inner) {
                found.addAll(objects(inner, here + "."));
            }
            if (field.getValue() instanceof ArrayNode list
                    && !list.isEmpty()
                    && list.get(0) instanceof ObjectNode inner) {
                found.addAll(objects(inner, here + "[0]."));
            }
        }
        return found;
    }

    private static ObjectNode objectAt(ObjectNode body, String place) {
        JsonNode found = body;
        for (String step : place.isEmpty() ? new String[0] : place.split("\\.")) {
            String name = step.replace("[0]", "");
            found = found.get(name);
            if (found instanceof ArrayNode list) {
                found = list.get(0);
            }
        }
        return (ObjectNode) found;
    }

    private static boolean isOptional(Target target, String path) {
        return target.optional.contains(" " + path + " ");
    }

    /** Whether the value can be right for the field as far as its type goes, or means absence. */
    private static boolean couldBeGood(Place place, JsonNode good, JsonNode value) {
        boolean sameType =
                good.getNodeType() == value.getNodeType()
                        && good.isIntegralNumber() == value.isIntegralNumber();
        boolean emptyObject = value.isObject() && good.isObject();
        boolean wrongWord =
                good.isString()
                        && value.isString()
                        && !TEXTS.contains(place.name())
                        && !place.parent().equals("payer.");
        if (emptyObject) {
            // All fields of fees and demands can be left out.
            return Set.of("fees", "demands").contains(place.name());
        }
        boolean emptyList =
                value.isArray()
                        && value.isEmpty()
                        && !place.name().equals("tiers")
                        && good.isArray();
        return wrongWord ? false : sameType && !(value.isArray() && !emptyList);
    }

    private static byte[] overlong(String body) {
        byte[] good = body.getBytes(UTF_8);
        byte[] bad = new byte[good.length + 1];
        // A quotation mark in two bytes, as only a lenient decoder reads it.
        int at = body.indexOf('"');
        System.arraycopy(good, 0, bad, 0, at);
        bad[at] = (byte) 0xC0;
        bad[at + 1] = (byte) 0xA2;
        System.arraycopy(good, at + 1, bad, at + 2, good.length - at - 1);
        return bad;
    }
}
