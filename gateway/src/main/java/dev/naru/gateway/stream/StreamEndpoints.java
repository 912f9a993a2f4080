// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.stream;

import static dev.naru.gateway.http.machine.DatabaseDoor.asked;

import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.client.EventsAwayException;
import dev.naru.gateway.http.front.Access;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Endpoint;
import dev.naru.gateway.http.front.Flow;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.front.StreamPlaces;
import dev.naru.gateway.http.front.StreamPlaces.Who;
import dev.naru.gateway.http.machine.RecentPositions;
import dev.naru.gateway.webhook.MessageStore.Stored;
import dev.naru.gateway.webhook.Webhooks;
import java.time.Duration;
import java.util.Optional;

/** The streams, and where each begins. */
public final class StreamEndpoints {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final int RETRY_SECONDS = 2;
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);

    private StreamEndpoints() {}

    /** Every event, to the operator. */
    public static Endpoint ofOperator(
            EventSource events, RecentPositions positions, StreamPlaces places) {
        return Endpoint.get(
                        "/v1/operator/events/stream",
                        Access.OPERATOR,
                        call -> {
                            call.noQuery();
                            Optional<EventPosition> after =
                                    lastEventId(call).map(number -> known(positions, number));
                            return begin(
                                    places,
                                    Who.of(call),
                                    place -> new OperatorFlow(open(events, after), places, place));
                        })
                .producing(Sse.TYPE);
    }

    private static EventStream open(EventSource events, Optional<EventPosition> after) {
        try {
            return after.map(events::openAfter).orElseGet(events::openAtHead);
        } catch (EventsAwayException away) {
            throw Refusal.of(Problem.HUB_BUSY, Problem.HUB_BUSY.english())
                    .retryAfter(RETRY_SECONDS)
                    .thrown();
        }
    }

    private static EventPosition known(RecentPositions positions, long number) {
        return positions
                .find(number, HEARD_WITHIN)
                .orElseThrow(
                        () ->
                                gone(
                                        "This gateway does not know event "
                                                + number
                                                + " any more: read what is, and begin a stream"
                                                + " without Last-Event-ID."));
    }

    /** What a participant's webhooks get, to the participant. */
    public static Endpoint ofParticipant(Webhooks webhooks, StreamPlaces places) {
        return Endpoint.get(
                        "/v1/events/stream",
                        Access.PARTICIPANT,
                        call -> {
                            call.noQuery();
                            int participantId = call.participantId();
                            long after =
                                    asked(
                                            () ->
                                                    lastEventId(call)
                                                            .map(
                                                                    number ->
                                                                            kept(
                                                                                    webhooks,
                                                                                    participantId,
                                                                                    number))
                                                            .orElseGet(
                                                                    () ->
                                                                            newest(
                                                                                    webhooks,
                                                                                    participantId)));
                            return begin(
                                    places,
                                    Who.of(call),
                                    place ->
                                            new ParticipantFlow(
                                                    webhooks, participantId, places, place, after));
                        })
                .producing(Sse.TYPE);
    }

    /** 0 is before everything that is kept; any other must be one that the caller was told. */
    private static long kept(Webhooks webhooks, int participantId, long number) {
        long oldestNs = webhooks.nowNs() - Webhooks.KEPT.toNanos();
        boolean isKept =
                number == 0
                        || webhooks.messages()
                                .find(participantId, number)
                                .filter(message -> message.timeNs() >= oldestNs)
                                .isPresent();
        if (!isKept) {
            throw gone(
                    "Event "
                            + number
                            + " was not told to the caller, or is too old: read GET /v1/events, and"
                            + " begin a stream without Last-Event-ID.");
        }
        return number;
    }

    private static long newest(Webhooks webhooks, int participantId) {
        return webhooks.messages().falling(participantId, Long.MAX_VALUE, 1).stream()
                .mapToLong(Stored::eventNumber)
                .findFirst()
                .orElse(0);
    }

    private interface Opening {
        Flow open(StreamPlaces.Place place);
    }

    private static Answer begin(StreamPlaces places, Who who, Opening opening) {
        StreamPlaces.Place place = places.take(who);
        try {
            return Answer.flowing(Sse.TYPE, opening.open(place));
        } catch (RuntimeException failed) {
            place.close();
            throw failed;
        }
    }

    private static Optional<Long> lastEventId(Call call) {
        return call.header(LAST_EVENT_ID)
                .map(
                        text -> {
                            if (!text.matches("0|[1-9][0-9]{0,17}")) {
                                throw call.invalid(LAST_EVENT_ID, "must be the number of an event");
                            }
                            return Long.parseLong(text);
                        });
    }

    private static RefusedException gone(String detail) {
        return Refusal.of(Problem.STREAM_POSITION_GONE, detail).about(LAST_EVENT_ID).thrown();
    }
}
