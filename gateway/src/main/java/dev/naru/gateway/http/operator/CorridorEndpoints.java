// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.CorridorCurrencies;
import dev.naru.gateway.http.machine.Directory;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.RejectionStatus;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.protocol.Command;
import dev.naru.protocol.Converter;
import dev.naru.protocol.CorridorStatus;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import java.util.List;
import java.util.Set;

/** Defines, opens, closes and lists corridors. */
final class CorridorEndpoints {
    private final HubDoor door;
    private final Directory directory;

    CorridorEndpoints(HubDoor door, Directory directory) {
        this.door = door;
        this.directory = directory;
    }

    Answer define(Call call) {
        call.noQuery();
        int corridorId = corridorId(call);
        Fields body =
                call.body(
                        List.of(
                                "code",
                                "source_group",
                                "destination_group",
                                "destination_participant",
                                "converter",
                                "limits"),
                        List.of("fees", "demands", "clocks"));
        int sourceGroup = body.smallInteger("source_group", 1, Limits.GROUPS);
        int destinationGroup = body.smallInteger("destination_group", 1, Limits.GROUPS);
        Converter converter = body.choice("converter", Converter.class);
        if ((sourceGroup == destinationGroup) != (converter == Converter.PARTNER)) {
            throw body.invalid(
                    "destination_group",
                    "must be source_group where the converter is PARTNER, and another where it is"
                            + " HUB");
        }
        CorridorCurrencies currencies =
                new CorridorCurrencies(
                        currency("source_group", sourceGroup),
                        currency("destination_group", destinationGroup));
        Command command =
                new Command.DefineCorridor(
                        corridorId,
                        Codes.code(body, "code"),
                        sourceGroup,
                        destinationGroup,
                        body.smallInteger("destination_participant", 1, Limits.PARTICIPANTS),
                        converter,
                        TermsFields.read(body, currencies));
        door.ask(command, Outcome.Done.class);
        directory.forgetCorridor(corridorId);
        return Answer.ok(DoneView.DONE);
    }

    Answer setStatus(Call call) {
        call.noQuery();
        int corridorId = corridorId(call);
        Fields body = call.body(List.of("status"), List.of());
        Command command =
                new Command.SetCorridorStatus(
                        corridorId, body.choice("status", CorridorStatus.class));
        door.ask(command, Outcome.Done.class, Set.of(Rejection.CORRIDOR_UNKNOWN));
        directory.forgetCorridor(corridorId);
        return Answer.ok(DoneView.DONE);
    }

    Answer list(Call call) {
        return Listing.page(
                call,
                (from, limit) ->
                        door.ask(
                                        new Command.ReadCorridors(Listing.smallId(from), limit),
                                        Outcome.Corridors.class)
                                .rows(),
                row -> row.definition().corridorId(),
                this::view);
    }

    private CorridorView view(Outcome.Corridor row) {
        Command.DefineCorridor definition = row.definition();
        return CorridorView.of(
                row,
                new CorridorCurrencies(
                        directory.currency(definition.sourceGroupId()),
                        directory.currency(definition.destinationGroupId())));
    }

    private static int corridorId(Call call) {
        return call.pathNumber("corridor_id", Limits.CORRIDORS);
    }

    private Currency currency(String param, int groupId) {
        return directory
                .group(groupId)
                .map(Outcome.Group::currency)
                .orElseThrow(() -> unknownGroup(param));
    }

    private static RefusedException unknownGroup(String param) {
        return Refusal.of(Rejection.GROUP_UNKNOWN, RejectionStatus.of(Rejection.GROUP_UNKNOWN))
                .about(param)
                .thrown();
    }
}
