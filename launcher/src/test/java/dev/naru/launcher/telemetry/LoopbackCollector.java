// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.telemetry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A collector for tests, with a reading of its own of OTLP's protobuf form, as far as it needs. */
public final class LoopbackCollector implements AutoCloseable {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final List<Arrived> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** A span as it arrived; ids in hexadecimal, a parent's empty where there is none. */
    public record Arrived(String traceId, String spanId, String parentId, String name, int links) {}

    /** Listens when this returns. */
    public LoopbackCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/traces",
                exchange -> {
                    take(ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    /** Before {@code /v1/traces}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What has arrived. */
    public List<Arrived> spans() {
        return List.copyOf(spans);
    }

    /** ExportTraceServiceRequest.resource_spans.scope_spans.spans. */
    private void take(ByteBuffer request) {
        within(request, 1, resource -> within(resource, 2, scope -> within(scope, 2, this::span)));
    }

    private interface Part {
        void read(ByteBuffer bytes);
    }

    private static void within(ByteBuffer message, int wanted, Part part) {
        fields(
                message,
                (number, bytes) -> {
                    if (number == wanted) {
                        part.read(bytes);
                    }
                });
    }

    /** Span: trace_id 1, span_id 2, parent_span_id 4, name 5, links 13. */
    private void span(ByteBuffer message) {
        String[] texts = {"", "", "", ""};
        int[] links = {0};
        fields(
                message,
                (number, bytes) -> {
                    switch (number) {
                        case 1 -> texts[0] = hex(bytes);
                        case 2 -> texts[1] = hex(bytes);
                        case 4 -> texts[2] = hex(bytes);
                        case 5 -> texts[3] = StandardCharsets.UTF_8.decode(bytes).toString();
                        case 13 -> links[0]++;
                        default -> {}
                    }
                });
        spans.add(new Arrived(texts[0], texts[1], texts[2], texts[3], links[0]));
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return HexFormat.of().formatHex(copy);
    }

    private static void fields(ByteBuffer message, BiConsumer<Integer, ByteBuffer> each) {
        while (message.hasRemaining()) {
            long tag = varint(message);
            switch ((int) (tag & 7)) {
                case VARINT -> varint(message);
                case FIXED64 -> message.getLong();
                case FIXED32 -> message.getInt();
                case BYTES -> {
                    int length = (int) varint(message);
                    each.accept((int) (tag >>> 3), message.slice(message.position(), length));
                    message.position(message.position() + length);
                }
                default -> throw new IllegalStateException("not protobuf");
            }
        }
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
