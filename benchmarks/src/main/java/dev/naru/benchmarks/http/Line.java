// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One kept connection to the gateway, for one thread: HTTP/1.1 with bodies of a given length, as
 * few instructions as possible, because the load shares the processor with what it measures.
 *
 * <p>What it is not: a general HTTP client.
 */
final class Line implements AutoCloseable {
    private static final int TIME_OUT_MS = 30_000;
    private static final int BUFFER_BYTES = 8_192;
    private static final long IDLE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final String LENGTH = "content-length:";

    private final int port;
    private final String headers;
    private final StringBuilder header = new StringBuilder();
    private Connection connection;
    private long usedAtNs = System.nanoTime();

    /** A socket and its two ways. */
    private record Connection(Socket socket, InputStream in, OutputStream out) {
        static Connection to(int port) throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIME_OUT_MS);
            return new Connection(
                    socket,
                    new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES),
                    socket.getOutputStream());
        }
    }

    Line(int port, String apiKey) throws IOException {
        this.port = port;
        connection = Connection.to(port);
        headers =
                " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + apiKey
                        + "\r\nContent-Type: application/json\r\n";
    }

    /** What came back. */
    record Heard(int status, String body) {
        /**
         * The value of a member of the body as it stands there, from its first quotation mark or
         * brace to the last.
         *
         * @throws IllegalStateException when there is none
         */
        String raw(String name) {
            String start = "\"" + name + "\":";
            int from = body.indexOf(start);
            if (from < 0) {
                throw new IllegalStateException("no " + name + " in " + body);
            }
            from += start.length();
            char last = body.charAt(from) == '{' ? '}' : '"';
            return body.substring(from, body.indexOf(last, from + 1) + 1);
        }

        /** The text that is a member of the body. */
        String text(String name) {
            String raw = raw(name);
            return raw.substring(1, raw.length() - 1);
        }
    }

    Heard post(String path, String idempotencyKey, String body) throws IOException {
        byte[] content = body.getBytes(UTF_8);
        String head =
                "POST "
                        + path
                        + headers
                        + "Idempotency-Key: "
                        + idempotencyKey
                        + "\r\nContent-Length: "
                        + content.length
                        + "\r\n\r\n";
        byte[] whole = new byte[head.length() + content.length];
        System.arraycopy(head.getBytes(ISO_8859_1), 0, whole, 0, head.length());
        System.arraycopy(content, 0, whole, head.length(), content.length);
        return exchange(whole);
    }

    Heard get(String path) throws IOException {
        return exchange(("GET " + path + headers + "\r\n").getBytes(ISO_8859_1));
    }

    /** A server closes what is idle for long, so that is not used again, as with any client. */
    private Heard exchange(byte[] request) throws IOException {
        if (System.nanoTime() - usedAtNs > IDLE_NS) {
            connection.socket().close();
            connection = Connection.to(port);
        }
        connection.out().write(request);
        Heard heard = read();
        usedAtNs = System.nanoTime();
        return heard;
    }

    private Heard read() throws IOException {
        String status = headerLine();
        int length = -1;
        for (String line = headerLine(); !line.isEmpty(); line = headerLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        if (length < 0) {
            throw new IOException("an answer without a length: " + status);
        }
        byte[] body = connection.in().readNBytes(length);
        if (body.length < length) {
            throw new EOFException("an answer was cut off");
        }
        return new Heard(
                Integer.parseInt(status.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3)),
                new String(body, UTF_8));
    }

    private String headerLine() throws IOException {
        InputStream in = connection.in();
        header.setLength(0);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            if (next != '\r') {
                header.append((char) next);
            }
        }
        return header.toString();
    }

    @Override
    public void close() throws IOException {
        connection.socket().close();
    }
}
