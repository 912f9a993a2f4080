// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.InFlight;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.CanonicalDigest;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.RejectionStatus;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.gateway.http.view.MoneyView;
import dev.naru.gateway.http.view.PositionView;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import java.util.List;
import java.util.Set;

/** Settlement groups: their definition, members, prefunding, positions, accounts and windows. */
final class GroupEndpoints {
    private static final int NOT_FOUND = 404;
    private static final Set<Rejection> NO_GROUP = Set.of(Rejection.GROUP_UNKNOWN);
    private static final String GROUP_ID = "group_id";

    private final HubDoor door;
    private final Directory directory;
    private final InFlight inFlight = new InFlight();

    GroupEndpoints(HubDoor door, Directory directory) {
        this.door = door;
        this.directory = directory;
    }

    /** One settlement group. */
    record GroupView(
            int groupId,
            String code,
            String currency,
            String settlementBank,
            int utcOffsetMinutes,
            long openWindow) {
        static GroupView of(Outcome.Group row) {
            return new GroupView(
                    row.groupId(),
                    row.code(),
                    row.currency().name(),
                    row.settlementBankCode(),
                    row.utcOffsetMinutes(),
                    row.openWindowNumber());
        }
    }

    /** One account's sums. */
    record AccountView(
            String kind,
            int participantId,
            MoneyView debitsPosted,
            MoneyView creditsPosted,
            MoneyView debitsPending,
            MoneyView creditsPending) {}

    /** What a closed window left. */
    record WindowView(int groupId, long window, long nextWindow, List<NetView> nets) {}

    /** One participant's net. */
    record NetView(int participantId, MoneyView net) {}

    Answer define(Call call) {
        call.noQuery();
        Fields body =
                call.body(
                        List.of("code", "currency", "settlement_bank", "utc_offset_minutes"),
                        List.of());
        Command command =
                new Command.DefineGroup(
                        groupId(call),
                        Codes.code(body, "code"),
                        body.currency("currency"),
                        Codes.code(body, "settlement_bank"),
                        body.smallInteger("utc_offset_minutes", -720, 840));
        door.ask(command, Outcome.Done.class);
        return Answer.ok(DoneView.DONE);
    }

    Answer setHeadroom(Call call) {
        call.noQuery();
        Fields body = call.body(List.of("rule"), List.of("cap", "collateral"));
        Outcome.Group group = group(call);
        HeadroomRule rule = body.choice("rule", HeadroomRule.class);
        long cap = optionalMinor(body, "cap", group.currency());
        if (rule == HeadroomRule.PREFUNDED && cap > 0) {
            throw body.invalid("cap", "must be zero or absent where the rule is PREFUNDED");
        }
        Command command =
                new Command.SetHeadroom(
                        call.pathNumber("participant_id", Limits.PARTICIPANTS),
                        group.groupId(),
                        rule,
                        cap,
                        optionalMinor(body, "collateral", group.currency()));
        door.ask(command, Outcome.Done.class, Set.of(Rejection.PARTICIPANT_UNKNOWN));
        return Answer.ok(DoneView.DONE);
    }

    Answer fund(Call call) {
        call.noQuery();
        String key = call.idempotencyKey();
        return inFlight.once("funding", key, () -> fund(call, key));
    }

    private Answer fund(Call call, String key) {
        Fields body = call.body(List.of("participant_id", "group_id", "amount"), List.of());
        int groupId = body.smallInteger(GROUP_ID, 1, Limits.GROUPS);
        Outcome.Group group =
                directory
                        .group(groupId)
                        .orElseThrow(() -> unknown(RejectionStatus.of(Rejection.GROUP_UNKNOWN)));
        Money amount = body.money("amount");
        CorridorCurrencies.check("amount", amount, group.currency());
        if (amount.minor() < 1) {
            throw body.invalid("amount", "must be more than zero");
        }
        Command command =
                new Command.RecordFunding(
                        CanonicalDigest.request("funding", 0, key),
                        body.smallInteger("participant_id", 1, Limits.PARTICIPANTS),
                        groupId,
                        amount.minor());
        door.ask(command, Outcome.Done.class);
        return Answer.json(201, DoneView.DONE);
    }

    Answer closeWindow(Call call) {
        call.noQuery();
        call.noBody();
        Outcome.Group group = group(call);
        long window = call.pathLong("window", Long.MAX_VALUE / 2);
        return inFlight.once(
                "close window",
                call.idempotencyKey(),
                () -> {
                    Outcome.WindowReport report =
                            door.ask(
                                    new Command.CloseWindow(group.groupId(), window),
                                    Outcome.WindowReport.class);
                    directory.forgetGroup(group.groupId());
                    return Answer.ok(view(report, group.currency()));
                });
    }

    Answer list(Call call) {
        return Listing.page(
                call,
                (from, limit) ->
                        door.ask(
                                        new Command.ReadGroups(Listing.smallId(from), limit),
                                        Outcome.Groups.class)
                                .rows(),
                Outcome.Group::groupId,
                GroupView::of);
    }

    Answer positions(Call call) {
        Outcome.Group group = group(call);
        return Listing.page(
                call,
                (from, limit) ->
                        door.ask(
                                        new Command.ReadPositions(
                                                group.groupId(), Listing.smallId(from), limit),
                                        Outcome.Positions.class,
                                        NO_GROUP)
                                .rows(),
                Outcome.Position::participantId,
                row -> PositionView.of(row, group));
    }

    Answer accounts(Call call) {
        Outcome.Group group = group(call);
        return Listing.page(
                call,
                (from, limit) ->
                        door.ask(
                                        new Command.ReadAccounts(
                                                group.groupId(), Listing.smallId(from), limit),
                                        Outcome.Accounts.class,
                                        NO_GROUP)
                                .rows(),
                row -> row.id().packed(),
                row -> view(row, group.currency()));
    }

    static AccountView view(Outcome.Account row, Currency currency) {
        return new AccountView(
                row.id().kind().name(),
                row.id().participantId(),
                MoneyView.of(row.debitsPostedMinor(), currency),
                MoneyView.of(row.creditsPostedMinor(), currency),
                MoneyView.of(row.debitsPendingMinor(), currency),
                MoneyView.of(row.creditsPendingMinor(), currency));
    }

    private static WindowView view(Outcome.WindowReport report, Currency currency) {
        return new WindowView(
                report.groupId(),
                report.windowNumber(),
                report.nextWindowNumber(),
                report.nets().stream()
                        .map(
                                net ->
                                        new NetView(
                                                net.participantId(),
                                                MoneyView.of(net.netMinor(), currency)))
                        .toList());
    }

    private static int groupId(Call call) {
        return call.pathNumber(GROUP_ID, Limits.GROUPS);
    }

    /**
     * The group in the path. Its currency, bank and calendar never change, its open window does.
     */
    private Outcome.Group group(Call call) {
        return directory.group(groupId(call)).orElseThrow(() -> unknown(NOT_FOUND));
    }

    private static RefusedException unknown(int status) {
        return Refusal.of(Rejection.GROUP_UNKNOWN, status).about(GROUP_ID).thrown();
    }

    private static long optionalMinor(Fields body, String name, Currency currency) {
        return body.optionalMoney(name)
                .map(
                        money -> {
                            CorridorCurrencies.check(name, money, currency);
                            return money.minor();
                        })
                .orElse(0L);
    }
}
