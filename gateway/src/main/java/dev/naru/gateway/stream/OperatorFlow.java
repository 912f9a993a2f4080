// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.stream;

import dev.naru.client.EventStream;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Flow;
import dev.naru.gateway.http.front.StreamPlaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Every event of the hub, over a reader of its own: the hub waits for none. */
final class OperatorFlow implements Flow {
    private static final Duration POLL = Duration.ofMillis(200);

    private final EventStream stream;
    private final StreamPlaces places;
    private final StreamPlaces.Place place;

    OperatorFlow(EventStream stream, StreamPlaces places, StreamPlaces.Place place) {
        this.stream = stream;
        this.places = places;
        this.place = place;
    }

    @Override
    public void run(Line line) throws IOException, InterruptedException {
        Sse sse = new Sse(line);
        sse.at(stream.position().number());
        while (places.isOpen()) {
            stream.poll(
                    (position, timeNs, event) -> {
                        long number = position.number();
                        try {
                            sse.event(
                                    number, Answer.ok(EventText.of(number, timeNs, event)).body());
                        } catch (IOException gone) {
                            throw new UncheckedIOException(gone);
                        }
                    },
                    POLL);
            sse.flush();
        }
    }

    @Override
    public void close() {
        try (place) {
            stream.close();
        }
    }
}
