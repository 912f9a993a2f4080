// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.participant;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Json;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.machine.DatabaseDoor;
import dev.naru.gateway.webhook.MessageStore;
import dev.naru.gateway.webhook.Webhooks;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a participant was told, or would have been: for a receiver that has missed something. */
final class EventEndpoints {
    private final Webhooks webhooks;

    EventEndpoints(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    Answer list(Call call) {
        int participantId = call.participantId();
        return DatabaseDoor.asked(
                () ->
                        Listing.longPage(
                                call,
                                (from, limit) ->
                                        webhooks.messages().rising(participantId, from, limit),
                                (from, limit) ->
                                        webhooks.messages().falling(participantId, from, limit),
                                MessageStore.Stored::eventNumber,
                                EventEndpoints::sent));
    }

    Answer read(Call call) {
        call.noQuery();
        long number = number(call);
        MessageStore.Stored found =
                DatabaseDoor.asked(() -> webhooks.messages().find(call.participantId(), number))
                        .orElseThrow(() -> unknown().thrown());
        return new Answer(200, Answer.JSON, found.body(), Map.of());
    }

    /** The very JSON that was sent. */
    private static ObjectNode sent(MessageStore.Stored stored) {
        return Json.read(stored.body().toArray()).orElseThrow();
    }

    static long number(Call call) {
        return call.pathParsed(
                "event_id",
                text -> {
                    long number = Webhooks.eventNumber(text);
                    return number < 1 ? Optional.empty() : Optional.of(number);
                },
                "must be the id of an event");
    }

    static Refusal unknown() {
        return Refusal.of(
                        Problem.EVENT_UNKNOWN,
                        "Nothing of this id concerns the caller, or it is older than "
                                + Webhooks.KEPT.toDays()
                                + " days.")
                .about("event_id");
    }
}
