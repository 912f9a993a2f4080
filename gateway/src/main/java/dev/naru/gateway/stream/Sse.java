// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.naru.gateway.http.front.Flow;
import dev.naru.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/** Writes server-sent events, and something now and then where nothing happens. For one thread. */
final class Sse {
    /** The media type. */
    static final String TYPE = "text/event-stream";

    private static final long HEARTBEAT_NS = Duration.ofSeconds(10).toNanos();

    private final Flow.Line line;
    private long sentAtNs = System.nanoTime();

    Sse(Flow.Line line) {
        this.line = line;
    }

    /** Says only where the stream is; a caller that is cut off goes on from there. */
    void at(long number) throws IOException {
        send(("id: " + number + "\n\n").getBytes(US_ASCII));
    }

    /**
     * One event.
     *
     * @param data JSON on one line
     */
    void event(long number, Bytes data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length() + 32);
        out.writeBytes(("id: " + number + "\ndata: ").getBytes(US_ASCII));
        out.writeBytes(data.toArray());
        out.writeBytes("\n\n".getBytes(US_ASCII));
        send(out.toByteArray());
    }

    /** A comment, where nothing was said for a while: it finds out whether anybody is there. */
    void beat() throws IOException {
        if (System.nanoTime() - sentAtNs >= HEARTBEAT_NS) {
            send(":\n\n".getBytes(US_ASCII));
        }
    }

    private void send(byte[] part) throws IOException {
        line.send(part);
        sentAtNs = System.nanoTime();
    }
}
