// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.authentication.apikey.ApiKey;
import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.Codes;
import dev.naru.gateway.http.support.InProcessHub.Fate;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.protocol.Command;
import dev.naru.protocol.ReadOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

class OperatorTest {
    private static final String AT = "/v1/operator";

    private final TestWorld world = TestWorld.seeded();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theSeedSentTwiceChangesNothing() {
        JsonNode before = everything();
        world.seed();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatWasDefinedIsListed() {
        JsonNode participants = list(AT + "/participants");
        assertThat(participants.size()).isEqualTo(4);
        assertThat(participants.get(0).toString())
                .isEqualTo(
                        "{\"participant_id\":10,\"code\":\"IS-HANA\",\"kind\":\"MEMBER\","
                                + "\"status\":\"ACTIVE\",\"allowed_kinds\":[\"QR_PURCHASE\","
                                + "\"REMITTANCE\"]}");
        JsonNode groups = list(AT + "/groups");
        assertThat(groups.get(1).get("code").asString()).isEqualTo("ID-IDR");
        assertThat(groups.get(1).get("utc_offset_minutes").asInt()).isEqualTo(420);
        JsonNode corridor = list(AT + "/corridors").get(0);
        assertThat(corridor.at("/limits/payer_day/value").asString()).isEqualTo("5000000");
        assertThat(corridor.at("/fees/payer_fixed/value").asString()).isEqualTo("50");
        assertThat(corridor.at("/clocks/quote_seconds").asLong()).isEqualTo(600);
        assertThat(corridor.at("/demands").has("evidence_above")).isFalse();
    }

    @Test
    void aCorridorIsShownInTheFormInWhichItIsDefined() {
        String terms =
                """
                , "demands": {"required_items": ["ORIGINATOR"],
                              "evidence_above": {"value": "1000", "currency": "KRW"},
                              "refuse_at_score": 900, "hold_at_score": 500},
                  "clocks": {"quote_seconds": 60, "dispatch_seconds": 5, "answer_seconds": 12,
                             "execution_seconds": 30, "enquiries_seconds": [0, 15],
                             "not_found": "NEVER_ENDS"}
                """;
        world.put("/corridors/5", TestWorld.corridor(terms));
        JsonNode corridor = list(AT + "/corridors").get(0);
        assertThat(corridor.get("demands").toString())
                .isEqualTo(
                        "{\"required_items\":[\"ORIGINATOR\"],\"evidence_above\":{\"value\":\"1000\","
                            + "\"currency\":\"KRW\"},\"refuse_at_score\":900,\"hold_at_score\":500}");
        assertThat(corridor.get("clocks").toString())
                .isEqualTo(
                        "{\"quote_seconds\":60,\"dispatch_seconds\":5,\"answer_seconds\":12,"
                                + "\"execution_seconds\":30,\"enquiries_seconds\":[0,15],"
                                + "\"not_found\":\"NEVER_ENDS\"}");
    }

    @Test
    void whatNeverChangesCannotBeChanged() {
        world.operator()
                .put(
                        AT + "/participants/10",
                        "{\"code\": \"OTHER\", \"kind\": \"MEMBER\", \"allowed_kinds\": []}")
                .refused(409, "DEFINITION_CONFLICTS");
        world.operator()
                .put(
                        AT + "/groups/1",
                        "{\"code\": \"KR-KRW\", \"currency\": \"JPY\", \"settlement_bank\":"
                                + " \"BOK\", \"utc_offset_minutes\": 540}")
                .refused(409, "DEFINITION_CONFLICTS");
    }

    @Test
    void whatThePathNamesAndIsNotThereIsNotFound() {
        Api operator = world.operator();
        operator.put(AT + "/participants/99/status", "{\"status\": \"SUSPENDED\"}")
                .refused(404, "PARTICIPANT_UNKNOWN");
        operator.put(AT + "/corridors/99/status", "{\"status\": \"CLOSED\"}")
                .refused(404, "CORRIDOR_UNKNOWN");
        operator.get(AT + "/groups/99/positions").refused(404, "GROUP_UNKNOWN");
        operator.get(AT + "/groups/99/accounts").refused(404, "GROUP_UNKNOWN");
        operator.put(AT + "/groups/99/members/10", "{\"rule\": \"PREFUNDED\"}")
                .refused(404, "GROUP_UNKNOWN");
        operator.put(AT + "/groups/1/members/99", "{\"rule\": \"PREFUNDED\"}")
                .refused(404, "PARTICIPANT_UNKNOWN");
        operator.freshKey()
                .post(AT + "/recovery-items/99/close")
                .refused(404, "RECOVERY_ITEM_UNKNOWN");
        operator.freshKey()
                .post(AT + "/payments/pmt_000000000zzzz/hold", "{\"decision\": \"REFUSE\"}")
                .refused(404, "PAYMENT_UNKNOWN");
    }

    @Test
    void aSuspendedMemberCannotPayUntilItIsResumed() {
        String resolution = world.resolution(Codes.staticQris());
        String body = TestWorld.payBody(world.quote(resolution), resolution);
        world.put("/participants/10/status", "{\"status\": \"SUSPENDED\"}");
        world.member().freshKey().post("/v1/payments", body).refused(422, "PARTICIPANT_SUSPENDED");
        world.put("/participants/10/status", "{\"status\": \"ACTIVE\"}");
        world.member().freshKey().post("/v1/payments", body).is(201);
    }

    @Test
    void aKeyIsRegisteredOnceAndRevokedForEver() {
        ApiKey key = ApiKey.random();
        String path = AT + "/participants/11/api-keys/second";
        String body = "{\"sha256\": \"" + key.hash().hex() + "\"}";
        world.anonymous().as(key).get("/v1/positions").refused(401, "API_KEY_UNKNOWN");
        world.operator().put(path, body).is(200);
        world.operator().put(path, body).is(200);
        world.anonymous().as(key).get("/v1/positions").is(200);
        world.operator().delete(path).is(200);
        world.operator().delete(path).is(200);
        world.anonymous().as(key).get("/v1/positions").refused(401, "API_KEY_UNKNOWN");
        world.operator().put(path, body).refused(409, "API_KEY_ID_TAKEN");
    }

    @Test
    void aFundingIsBookedOnce() {
        String body =
                """
                {"participant_id": 10, "group_id": 1, "amount": {"value": "500", "currency": "KRW"}}
                """;
        Api key = world.operator().key("funding-2");
        key.post(AT + "/fundings", body).is(201);
        key.post(AT + "/fundings", body).is(201);
        assertThat(position(1, 10).at("/liquidity/value").asString()).isEqualTo("500");
        key.post(AT + "/fundings", body.replace("500", "501")).refused(422, "FUNDING_REUSED");
        key.post(AT + "/fundings", body.replace("\"KRW\"", "\"IDR\""))
                .refused(422, "CURRENCY_MISMATCH");
        world.operator()
                .freshKey()
                .post(AT + "/fundings", body.replace("\"group_id\": 1", "\"group_id\": 9"))
                .refused(422, "GROUP_UNKNOWN");
    }

    @Test
    void aCapAboveItsCollateralIsRefused() {
        world.operator()
                .put(
                        AT + "/groups/1/members/10",
                        """
                        {"rule": "NET_CAP", "cap": {"value": "2", "currency": "KRW"},
                         "collateral": {"value": "1", "currency": "KRW"}}
                        """)
                .refused(422, "CAP_EXCEEDS_COLLATERAL");
    }

    @Test
    void aWindowIsClosedOnceAndItsNetsSumToZero() {
        world.pay(TestWorld.paymentId()).is(201);
        String path = AT + "/groups/1/windows/1/close";
        world.operator().post(path).refused(400, "IDEMPOTENCY_KEY_MISSING");
        Api.Answer report = world.operator().freshKey().post(path).is(200);
        assertThat(report.json().get("next_window").asLong()).isEqualTo(2);
        JsonNode position =
                world.operator().get(AT + "/groups/1/positions").is(200).json().at("/data/0");
        assertThat(position.get("open_window").asLong()).isEqualTo(2);
        assertThat(world.operator().freshKey().post(path).is(200).json()).isEqualTo(report.json());
        long sum =
                report.json()
                        .get("nets")
                        .valueStream()
                        .mapToLong(net -> Long.parseLong(net.at("/net/value").asString()))
                        .sum();
        long fees = operatorsFees();
        assertThat(sum + fees).isZero();
        assertThat(position(1, 10).at("/obligation/value").asString()).isEqualTo("-9000");
        assertThat(position(1, 10).get("open_window").asLong()).isEqualTo(2);
        world.operator()
                .freshKey()
                .post(AT + "/groups/1/windows/7/close")
                .refused(409, "WINDOW_NOT_OPEN");
    }

    @Test
    void paymentsAndFiguresAreTheMachinesOwn() {
        String id = TestWorld.paymentId();
        world.pay(id).is(201);
        JsonNode payments = list(AT + "/payments");
        assertThat(payments.size()).isEqualTo(1);
        assertThat(payments.get(0).get("payment_id").asString()).isEqualTo(id);
        JsonNode figures = world.operator().get(AT + "/figures").is(200).json();
        assertThat(figures.get("last_payment_number").asLong()).isEqualTo(1);
        assertThat(figures.at("/payments_by_state/COMPLETED").asLong()).isEqualTo(1);
        assertThat(figures.get("participants").asInt()).isEqualTo(4);
    }

    @Test
    void readersOfEventsAreListedWithTheirLagAndRemovedByTheirName() {
        assertThat(list(AT + "/event-readers").size()).isZero();
        world.hub().ask(new Command.AcknowledgeEvents("PROJECTION", 3));
        world.hub().ask(new Command.AcknowledgeEvents("LINK-21", 0));
        JsonNode readers = list(AT + "/event-readers");
        long last =
                world.operator().get(AT + "/figures").is(200).json().get("event_number").asLong();
        assertThat(readers.size()).isEqualTo(2);
        assertThat(readers.get(0).get("reader_name").asString()).isEqualTo("LINK-21");
        assertThat(readers.get(0).get("lag").asLong()).isEqualTo(last);
        assertThat(readers.get(1).get("acknowledged_event_number").asLong()).isEqualTo(3);
        world.operator().delete(AT + "/event-readers/LINK-21").is(200);
        world.operator().delete(AT + "/event-readers/LINK-21").refused(404, "EVENT_READER_UNKNOWN");
        world.operator().delete(AT + "/event-readers/link").refused(400, "FIELD_INVALID");
        assertThat(list(AT + "/event-readers").size()).isEqualTo(1);
    }

    @Test
    void theAccountsOfAGroupSumToZero() {
        world.pay(TestWorld.paymentId()).is(201);
        for (int group = 1; group <= 2; group++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode account :
                    list(AT + "/groups/" + group + "/accounts?limit=100").valueStream().toList()) {
                sum =
                        sum.add(decimal(account, "debits_posted"))
                                .subtract(decimal(account, "credits_posted"))
                                .add(decimal(account, "debits_pending"))
                                .subtract(decimal(account, "credits_pending"));
            }
            assertThat(sum).isZero();
        }
    }

    @Test
    void aListIsReadForwardsAndBackwardsByCursors() {
        List<String> forwards = new ArrayList<>();
        List<JsonNode> pages = new ArrayList<>();
        String next = "?limit=3";
        boolean more = true;
        while (more) {
            JsonNode page = world.operator().get(AT + "/groups/1/accounts" + next).is(200).json();
            pages.add(page);
            page.get("data").valueStream().map(JsonNode::toString).forEach(forwards::add);
            more = page.get("has_more").asBoolean();
            next = "?limit=3&starting_after=" + page.get("last_cursor").asString();
        }
        List<String> whole =
                list(AT + "/groups/1/accounts?limit=100")
                        .valueStream()
                        .map(JsonNode::toString)
                        .toList();
        assertThat(forwards).isEqualTo(whole).hasSizeGreaterThan(6);

        JsonNode third = pages.get(2);
        JsonNode second =
                world.operator()
                        .get(
                                AT
                                        + "/groups/1/accounts?limit=3&ending_before="
                                        + third.get("first_cursor").asString())
                        .is(200)
                        .json();
        assertThat(second.get("data")).isEqualTo(pages.get(1).get("data"));
        assertThat(second.get("has_more").asBoolean()).isTrue();
        JsonNode first =
                world.operator()
                        .get(
                                AT
                                        + "/groups/1/accounts?limit=3&ending_before="
                                        + second.get("first_cursor").asString())
                        .is(200)
                        .json();
        assertThat(first.get("data")).isEqualTo(pages.get(0).get("data"));
        assertThat(first.get("has_more").asBoolean()).isFalse();
    }

    @Test
    void paymentsAreReadBackwardsWithoutReadingThemAll() {
        for (int i = 0; i < 5; i++) {
            world.pay(TestWorld.paymentId()).is(201);
        }
        String path = AT + "/payments";
        JsonNode all = world.operator().get(path).is(200).json();
        world.hub()
                .fate(
                        Fate.BUSY,
                        command ->
                                command instanceof Command.ReadPayments read
                                        && read.order() == ReadOrder.RISING);
        JsonNode middle = before(path, all.get("last_cursor"));
        assertThat(middle.get("data").valueStream().toList())
                .isEqualTo(all.get("data").valueStream().toList().subList(2, 4));
        assertThat(middle.get("has_more").asBoolean()).isTrue();
        JsonNode first = before(path, middle.get("first_cursor"));
        assertThat(first.get("data").valueStream().toList())
                .isEqualTo(all.get("data").valueStream().toList().subList(0, 2));
        assertThat(first.get("has_more").asBoolean()).isFalse();
        assertThat(before(path, first.get("first_cursor")).get("data").size()).isZero();
    }

    private JsonNode before(String path, JsonNode cursor) {
        return world.operator()
                .get(path + "?limit=2&ending_before=" + cursor.asString())
                .is(200)
                .json();
    }

    @Test
    void aPageIsAskedForProperly() {
        String path = AT + "/participants";
        for (String query :
                List.of(
                        "?limit=0",
                        "?limit=101",
                        "?limit=x",
                        "?limit=01",
                        "?limit=",
                        "?limit=1&limit=2",
                        "?starting_after=x",
                        "?starting_after=cur_0000000000000",
                        "?ending_before=cur_zzzzzzzzzzzzz",
                        "?starting_after=cur_0000000000001&ending_before=cur_0000000000009")) {
            world.operator().get(path + query).refused(400, "FIELD_INVALID");
        }
        world.operator().get(path + "?page=2").refused(400, "FIELD_UNKNOWN");
        world.operator().get(AT + "/figures?x=1").refused(400, "FIELD_UNKNOWN");
        assertThat(
                        world.operator()
                                .get(path + "?starting_after=cur_7zzzzzzzzzzzy")
                                .is(200)
                                .json()
                                .get("data")
                                .size())
                .isZero();
    }

    private long operatorsFees() {
        return list(AT + "/groups/1/accounts?limit=100")
                .valueStream()
                .filter(account -> account.get("kind").asString().startsWith("OPERATOR_"))
                .mapToLong(
                        account ->
                                decimal(account, "credits_posted")
                                        .subtract(decimal(account, "debits_posted"))
                                        .longValueExact())
                .sum();
    }

    private static BigDecimal decimal(JsonNode account, String sum) {
        return new BigDecimal(account.get(sum).get("value").asString());
    }

    private JsonNode position(int group, int participant) {
        return list(AT + "/groups/" + group + "/positions")
                .valueStream()
                .filter(row -> row.get("participant_id").asInt() == participant)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode everything() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (String path :
                List.of(
                        "/participants",
                        "/groups",
                        "/corridors",
                        "/groups/1/positions",
                        "/groups/2/positions",
                        "/groups/1/accounts",
                        "/groups/2/accounts")) {
            all.add(list(AT + path + "?limit=100"));
        }
        return all;
    }

    private JsonNode list(String path) {
        return world.operator().get(path).is(200).json().get("data");
    }
}
