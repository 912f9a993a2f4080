// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.ParticipantStatus;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Rejection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Defines, suspends, resumes and lists participants. */
final class ParticipantEndpoints {
    private final HubDoor door;

    ParticipantEndpoints(HubDoor door) {
        this.door = door;
    }

    /** One participant. */
    record ParticipantView(
            int participantId, String code, String kind, String status, List<String> allowedKinds) {
        static ParticipantView of(Outcome.Participant row) {
            return new ParticipantView(
                    row.participantId(),
                    row.code(),
                    row.kind().name(),
                    row.status().name(),
                    row.allowedKinds().stream().sorted().map(Enum::name).toList());
        }
    }

    Answer define(Call call) {
        call.noQuery();
        Fields body = call.body(List.of("code", "kind", "allowed_kinds"), List.of());
        Set<PaymentKind> kinds = EnumSet.noneOf(PaymentKind.class);
        kinds.addAll(body.choices("allowed_kinds", PaymentKind.class));
        Command command =
                new Command.DefineParticipant(
                        call.pathNumber("participant_id", Limits.PARTICIPANTS),
                        Codes.code(body, "code"),
                        body.choice("kind", ParticipantKind.class),
                        kinds);
        door.ask(command, Outcome.Done.class);
        return Answer.ok(DoneView.DONE);
    }

    Answer setStatus(Call call) {
        call.noQuery();
        Fields body = call.body(List.of("status"), List.of());
        Command command =
                new Command.SetParticipantStatus(
                        call.pathNumber("participant_id", Limits.PARTICIPANTS),
                        body.choice("status", ParticipantStatus.class));
        door.ask(command, Outcome.Done.class, Set.of(Rejection.PARTICIPANT_UNKNOWN));
        return Answer.ok(DoneView.DONE);
    }

    Answer list(Call call) {
        return Listing.page(
                call,
                (from, limit) ->
                        door.ask(
                                        new Command.ReadParticipants(Listing.smallId(from), limit),
                                        Outcome.Participants.class)
                                .rows(),
                Outcome.Participant::participantId,
                ParticipantView::of);
    }
}
