// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.demo;

import dev.naru.simulators.JsonClient;
import dev.naru.simulators.JsonClient.Heard;
import dev.naru.simulators.bank.SettlementBank;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The partner switch pays in more won, and two people of the operator make prefunding of it. */
final class FundingAct {
    private static final String SWITCH = "20";
    private static final String GROUP = "/v1/operator/groups/1";
    private static final long WON = 3_000_000;

    private final Sandbox sandbox;
    private final Verdicts verdicts;
    private final JsonClient first;
    private final JsonClient second;

    FundingAct(Sandbox sandbox, Verdicts verdicts) {
        this.sandbox = sandbox;
        this.verdicts = verdicts;
        this.first = sandbox.operator();
        this.second = sandbox.secondPerson();
    }

    void play() {
        verdicts.act("6. Prefunding: the settlement bank's word and two people");
        long before = prefundingWon();
        SettlementBank bank =
                new SettlementBank(
                        field("/v1/operator/groups", "1", "group_id", "settlement_bank"));
        bank.takeIn(WON, field("/v1/operator/participants", SWITCH, "participant_id", "code"));
        bank.takeIn(WON, "thank you");
        String notice = bank.notice(now());

        // The hub takes payments before its database is there, which started anew with it.
        sandbox.await(() -> first.get("/v1/operator/bank-entries").isSuccess());
        Heard brought = bring(first, notice);
        JsonNode entry = brought.body().path("entries").path(0).path("entry");
        verdicts.equal(
                "the bank's camt.054 tells of 3,000,000 won of the switch, and of some of nobody's",
                List.of("MATCHED", "UNMATCHED"),
                brought.body().path("entries").findValuesAsString("status"));
        verdicts.equal("which alone moves nothing", before, prefundingWon());
        String confirm =
                "/v1/operator/bank-entries/" + entry.path("entry_number").asString("") + "/confirm";
        verdicts.equal(
                "who brought it cannot confirm it",
                "SECOND_PERSON_NEEDED",
                ask(first, confirm).code());
        verdicts.equal(
                "a second person can",
                "FUNDED",
                ask(second, confirm).body().path("status").asString(""));
        verdicts.equal("and the switch may pay as much more", before + WON, prefundingWon());
        ask(second, confirm);
        verdicts.equal(
                "the same file again brings nothing new",
                List.of("SAME", "SAME"),
                bring(second, notice).body().path("entries").findValuesAsString("novelty"));
        verdicts.equal("and money moved once", before + WON, prefundingWon());
    }

    private static Heard bring(JsonClient person, String notice) {
        return person.sendText(
                GROUP + "/bank-entries", UUID.randomUUID().toString(), "application/xml", notice);
    }

    private static Heard ask(JsonClient person, String path) {
        return person.sendText(path, UUID.randomUUID().toString(), "application/json", "");
    }

    private Instant now() {
        return Instant.parse(first.get("/v1/operator/figures").body().path("time").asString(""));
    }

    private String field(String list, String id, String idName, String name) {
        for (JsonNode row : Pages.all(first, list)) {
            if (row.path(idName).asString("").equals(id)) {
                return row.path(name).asString("");
            }
        }
        return "";
    }

    private long prefundingWon() {
        for (JsonNode row : Pages.all(first, GROUP + "/positions")) {
            if (row.path("participant_id").asString("").equals(SWITCH)) {
                return new BigDecimal(row.path("headroom").path("value").asString("0"))
                        .longValueExact();
            }
        }
        return 0;
    }
}
