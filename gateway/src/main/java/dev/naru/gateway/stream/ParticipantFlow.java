// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.stream;

import dev.naru.gateway.http.front.Flow;
import dev.naru.gateway.http.front.StreamPlaces;
import dev.naru.gateway.webhook.MessageStore;
import dev.naru.gateway.webhook.MessageStore.Stored;
import dev.naru.gateway.webhook.Webhooks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A participant's messages, the very objects that its webhooks get, as they are kept. */
final class ParticipantFlow implements Flow {
    private static final int PAGE = 100;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final Webhooks webhooks;
    private final int participantId;
    private final StreamPlaces places;
    private final StreamPlaces.Place place;
    private long last;

    /**
     * A flow.
     *
     * @param last the event after which it begins
     */
    ParticipantFlow(
            Webhooks webhooks,
            int participantId,
            StreamPlaces places,
            StreamPlaces.Place place,
            long last) {
        this.webhooks = webhooks;
        this.participantId = participantId;
        this.places = places;
        this.place = place;
        this.last = last;
    }

    @Override
    public void run(Line line) throws IOException, InterruptedException {
        Sse sse = new Sse(line);
        sse.at(last);
        MessageStore messages = webhooks.messages();
        while (places.isOpen()) {
            List<Stored> page = messages.rising(participantId, last + 1, PAGE);
            for (Stored message : page) {
                sse.event(message.eventNumber(), message.body());
                last = message.eventNumber();
            }
            sse.flush();
            if (page.size() < PAGE) {
                // What another gateway has kept is not told here, so that it is looked for.
                places.awaitEnd(LOOK_AGAIN);
            }
        }
    }

    @Override
    public void close() {
        place.close();
    }
}
