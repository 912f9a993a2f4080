// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.gateway.http.support.Api;
import dev.naru.gateway.http.support.InProcessHub;
import dev.naru.gateway.http.support.PartnerSwitch;
import dev.naru.gateway.http.support.TestWorld;
import dev.naru.projection.embedded.EmbeddedPostgres;
import dev.naru.projection.embedded.EmbeddedSettings;
import dev.naru.projection.query.ReadSide;
import dev.naru.projection.writer.ProjectionWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What happened, searched over HTTP in a real PostgreSQL. */
final class SearchTest {
    private static final String SEARCH = "/v1/operator/projection/payments";

    @TempDir private Path folder;

    @Test
    void whatHappenedIsFoundAndIsNeverSaidToBeMissing() {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(
                        new EmbeddedSettings(
                                folder.resolve("programs"), folder.resolve("data"), 0, "secret"));
        try (Following following = new Following(postgres);
                TestWorld world = TestWorld.searched(following::open)) {
            String first = TestWorld.paymentId();
            world.pay(first).is(201);
            for (int i = 0; i < 4; i++) {
                world.pay(TestWorld.paymentId()).is(201);
            }
            // However slow this machine is; from here on nothing more has to be written.
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> world.operator().get(SEARCH).status() == 200);
            findsByEveryName(world, first);
            pages(world);
            narrows(world, first);
            tellsEverything(world, first);
            addsUpAsTheMachineDoes(world);
            keepsOthersOut(world);
            refusesWhatIsNoQuery(world);

            following.stopWriting();
            world.pay(TestWorld.paymentId()).is(201);
            world.member().get("/v1/payments").refused(503, "SEARCH_UNAVAILABLE");
            postgres.close();
            world.operator().get(SEARCH).refused(503, "SEARCH_UNAVAILABLE");
            String unknown = SEARCH + "/pmt_0000000000001";
            assertThat(world.operator().get(unknown).refused(503, "SEARCH_UNAVAILABLE"))
                    .matches(answer -> !answer.header("Retry-After").isEmpty());
        } finally {
            postgres.close();
        }
    }

    /** A writer that follows the hub, and the read side of its tables. */
    private static final class Following implements AutoCloseable {
        private final EmbeddedPostgres postgres;
        private final ReadSide readSide;
        private Optional<ProjectionWriter> writer = Optional.empty();

        Following(EmbeddedPostgres postgres) {
            this.postgres = postgres;
            this.readSide = ReadSide.open(postgres.database());
        }

        ReadSide open(InProcessHub hub) {
            writer = Optional.of(ProjectionWriter.start(postgres.database(), hub));
            return readSide;
        }

        void stopWriting() {
            writer.ifPresent(ProjectionWriter::close);
        }

        @Override
        public void close() {
            writer.ifPresent(ProjectionWriter::close);
            readSide.close();
        }
    }

    private static void findsByEveryName(TestWorld world, String id) {
        Api.Answer found = world.operator().get(SEARCH + "?reference=" + id).is(200);
        assertThat(found.json().get("data")).hasSize(1);
        assertThat(found.at("data.0.payment.payment_id")).isEqualTo(id);
        assertThat(found.json().at("/data/0/references")).isNotEmpty();
        for (JsonNode reference : found.json().at("/data/0/references")) {
            String name = reference.get("reference").asString();
            assertThat(ids(world.operator().get(SEARCH + "?reference=" + encoded(name)).is(200)))
                    .as(name)
                    .contains(id);
        }
        assertThat(
                        ids(
                                world.operator()
                                        .get(
                                                SEARCH
                                                        + "?reference="
                                                        + found.at(
                                                                "data.0.payment.payment_number"))))
                .containsExactly(id);
        assertThat(ids(world.operator().get(SEARCH + "?reference=nobody").is(200))).isEmpty();
    }

    private static String encoded(String name) {
        return java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    private static List<String> ids(Api.Answer answer) {
        return answer.json()
                .get("data")
                .valueStream()
                .map(row -> row.at("/payment/payment_id").asString())
                .toList();
    }

    private static void pages(TestWorld world) {
        Api.Answer first = world.member().get("/v1/payments?limit=2").is(200);
        assertThat(first.json().get("data")).hasSize(2);
        assertThat(first.at("has_more")).isEqualTo("true");
        Api.Answer second =
                world.member()
                        .get("/v1/payments?limit=3&starting_after=" + first.at("last_cursor"))
                        .is(200);
        assertThat(second.json().get("data")).hasSize(3);
        assertThat(second.at("has_more")).isEqualTo("false");
        Api.Answer back =
                world.member()
                        .get("/v1/payments?limit=2&ending_before=" + second.at("first_cursor"))
                        .is(200);
        assertThat(back.json().get("data")).isEqualTo(first.json().get("data"));
    }

    private static void narrows(TestWorld world, String id) {
        String completed =
                "?state=COMPLETED&currency=IDR&amount_from=100000.00&amount_to=100000.00"
                        + "&initiated_from=2020-01-01T00:00:00Z&participant_id=10";
        assertThat(ids(world.operator().get(SEARCH + completed).is(200))).hasSize(5).contains(id);
        assertThat(ids(world.operator().get(SEARCH + "?participant_id=20").is(200))).hasSize(5);
        assertThat(ids(world.operator().get(SEARCH + "?participant_id=11").is(200))).isEmpty();
        assertThat(ids(world.operator().get(SEARCH + "?state=IN_DOUBT").is(200))).isEmpty();
        assertThat(ids(world.operator().get(SEARCH + "?currency=KRW&amount_from=900000").is(200)))
                .isEmpty();
        assertThat(
                        ids(
                                world.operator()
                                        .get(SEARCH + "?initiated_before=2020-01-01T00:00:00Z")
                                        .is(200)))
                .isEmpty();
    }

    private static void tellsEverything(TestWorld world, String id) {
        String number = world.member().get("/v1/payments/" + id).at("payment_number");
        Api.Answer told = world.operator().get(SEARCH + "/" + number).is(200);
        assertThat(
                        told.json()
                                .get("timeline")
                                .valueStream()
                                .map(step -> step.path("state").asString("")))
                .containsExactly("RESERVED", "DISPATCHED", "COMPLETED");
        assertThat(told.at("timeline.1.messages.0.direction")).isEqualTo("SENT");
        assertThat(told.at("timeline.1.messages.0.text")).isEqualTo(PartnerSwitch.ORDER);
        assertThat(told.at("timeline.1.messages.0.sha256"))
                .isEqualTo("e1b268d6b363c9d47b5a08d4cf7799593c89421cf9039606c89368530a7c1018");
        assertThat(told.at("timeline.2.messages.0.direction")).isEqualTo("RECEIVED");
        assertThat(told.at("timeline.2.messages.0.base64")).isEqualTo("/wAH");
        assertThat(told.at("timeline.2.messages.0.bytes")).isEqualTo("3");
        assertThat(told.json().get("transfers")).isNotEmpty();
        assertThat(told.at("transfers.0.status")).isEqualTo("POSTED");
        assertThat(told.at("transfers.0.window")).isEqualTo("1");
        assertThat(told.json().get("payment"))
                .isEqualTo(
                        world.operator()
                                .get(SEARCH + "?reference=" + id)
                                .json()
                                .at("/data/0/payment"));
        world.operator().get(SEARCH + "/pmt_7zzzzzzzzzzzz").refused(404, "PAYMENT_UNKNOWN");
    }

    private static void addsUpAsTheMachineDoes(TestWorld world) {
        for (int group = 1; group <= 2; group++) {
            String accounts = "/groups/" + group + "/accounts";
            List<JsonNode> ledger = touched(world.operator().get("/v1/operator" + accounts));
            List<JsonNode> tables =
                    touched(world.operator().get("/v1/operator/projection" + accounts));
            assertThat(tables).isEqualTo(ledger).isNotEmpty();
        }
        world.operator()
                .get("/v1/operator/projection/groups/99/accounts")
                .refused(404, "GROUP_UNKNOWN");
        assertThat(
                        world.operator()
                                .get("/v1/operator/projection/figures")
                                .json()
                                .get("payments_by_state"))
                .isEqualTo(
                        world.operator()
                                .get("/v1/operator/figures")
                                .json()
                                .get("payments_by_state"));
    }

    /** The machine also lists accounts that nothing has touched yet. */
    private static List<JsonNode> touched(Api.Answer answer) {
        return answer.is(200)
                .json()
                .get("data")
                .valueStream()
                .filter(
                        row ->
                                !row.findValuesAsString("value").stream()
                                        .allMatch(value -> value.matches("0(\\.0+)?")))
                .toList();
    }

    private static void keepsOthersOut(TestWorld world) {
        assertThat(world.otherMember().get("/v1/payments").is(200).json().get("data")).isEmpty();
        world.otherMember().get("/v1/payments?participant_id=10").refused(400, "FIELD_UNKNOWN");
        world.member().get(SEARCH).refused(403, "ROLE_FORBIDDEN");
    }

    private static void refusesWhatIsNoQuery(TestWorld world) {
        for (String query :
                List.of(
                        "state=GONE",
                        "currency=XXX",
                        "amount_from=1",
                        "currency=KRW&amount_from=1.5",
                        "initiated_from=yesterday",
                        "initiated_before=2020-13-01T00:00:00Z",
                        "participant_id=0",
                        "reference=",
                        "reference=a%00b",
                        "limit=101",
                        "starting_after=x")) {
            world.operator().get(SEARCH + "?" + query).refused(400, "FIELD_INVALID");
        }
    }
}
