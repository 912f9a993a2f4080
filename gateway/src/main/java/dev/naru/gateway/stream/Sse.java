// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.naru.gateway.http.front.Flow;
import dev.naru.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/**
 * Writes server-sent events, gathered into parts, and something now and then where nothing happens.
 * For one thread.
 */
final class Sse {
    /** The media type. */
    static final String TYPE = "text/event-stream";

    private static final long HEARTBEAT_NS = Duration.ofSeconds(10).toNanos();

    private static final int PART_BYTES = 16 * 1024;

    private final Flow.Line line;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream(PART_BYTES);
    private long sentAtNs = System.nanoTime();

    Sse(Flow.Line line) {
        this.line = line;
    }

    /** Says only where the stream is; a caller that is cut off goes on from there. */
    void at(long number) throws IOException {
        part.writeBytes(("id: " + number + "\n\n").getBytes(US_ASCII));
        flush();
    }

    /**
     * One event, which is sent with the next {@link #flush} at the latest.
     *
     * @param data JSON on one line
     */
    void event(long number, Bytes data) throws IOException {
        part.writeBytes(("id: " + number + "\ndata: ").getBytes(US_ASCII));
        part.writeBytes(data.toArray());
        part.writeBytes("\n\n".getBytes(US_ASCII));
        if (part.size() >= PART_BYTES) {
            flush();
        }
    }

    /** Sends what was gathered; a comment, where nothing was said for a while. */
    void flush() throws IOException {
        if (part.size() == 0 && System.nanoTime() - sentAtNs >= HEARTBEAT_NS) {
            part.writeBytes(":\n\n".getBytes(US_ASCII));
        }
        if (part.size() > 0) {
            byte[] bytes = part.toByteArray();
            part.reset();
            line.send(bytes);
            sentAtNs = System.nanoTime();
        }
    }
}
