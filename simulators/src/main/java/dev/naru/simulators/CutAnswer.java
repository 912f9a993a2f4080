// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** An answer that promises a whole body, sends half of it, and cuts the connection. */
public final class CutAnswer {
    private CutAnswer() {}

    /**
     * How slowly the half comes.
     *
     * @param between two bytes
     * @param pause ends the waiting
     */
    public record Trickle(Duration between, Pause pause) {}

    /** Sends the half at once. */
    public static void atOnce(String contentType, byte[] body, ServerResponse response) {
        send(contentType, body, Optional.empty(), response);
    }

    /** Sends the half byte by byte. */
    public static void slowly(
            String contentType, byte[] body, Trickle trickle, ServerResponse response) {
        send(contentType, body, Optional.of(trickle), response);
    }

    private static void send(
            String contentType, byte[] body, Optional<Trickle> trickle, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, contentType);
        response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        try {
            // Not closed: to close it would end the answer in good order.
            @SuppressWarnings("resource")
            OutputStream out = response.outputStream();
            for (int i = 0; i < body.length / 2; i++) {
                out.write(body[i]);
                if (trickle.isPresent()) {
                    out.flush();
                    if (trickle.get().pause().endsEarly(trickle.get().between())) {
                        break;
                    }
                }
            }
            out.flush();
        } catch (IOException | UncheckedIOException e) {
            // The hub has given up waiting, which is what this behaviour is for.
            throw new CloseConnectionException("the other side left", e);
        }
        throw new CloseConnectionException("cut in the middle of an answer");
    }
}
