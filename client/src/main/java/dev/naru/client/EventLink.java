// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.eventlog.EventAnswer;
import dev.naru.protocol.eventlog.EventRecord;
import dev.naru.protocol.eventlog.EventRecordReader;
import dev.naru.protocol.eventlog.EventRecordReader.Reading;
import dev.naru.protocol.eventlog.EventRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One connection to one event server. Never waits: whoever uses it waits at the selector. */
final class EventLink implements AutoCloseable {
    private static final int BUFFER_BYTES = 4 * EventRecord.MOST_BYTES;

    /** No log is as far, so the answer is how far it is. */
    private static final EventRequest HOW_FAR = new EventRequest(Long.MAX_VALUE, 0);

    private final InetSocketAddress server;
    private final EventRequest asked;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer request;
    private final ByteBuffer memory;
    private final EventRecordReader record;
    private Optional<EventAnswer> answer = Optional.empty();
    private int at;
    private int filled;
    private boolean ended;
    private long heardAtNs = System.nanoTime();

    private EventLink(
            InetSocketAddress server,
            EventRequest asked,
            SocketChannel channel,
            SelectionKey key,
            ByteBuffer memory) {
        this.server = server;
        this.memory = memory;
        this.record = new EventRecordReader(memory);
        this.asked = asked;
        this.request = asked.encode();
        this.channel = channel;
        this.key = key;
    }

    /** Begins to connect. */
    static EventLink open(Selector selector, InetSocketAddress server, EventRequest request)
            throws IOException {
        return open(selector, server, request, ByteBuffer.allocateDirect(BUFFER_BYTES));
    }

    /** Begins to ask a server how far it is: that is the last number of its answer. */
    static EventLink askHowFar(Selector selector, InetSocketAddress server) throws IOException {
        return open(selector, server, HOW_FAR, ByteBuffer.allocate(EventAnswer.BYTES));
    }

    private static EventLink open(
            Selector selector, InetSocketAddress server, EventRequest request, ByteBuffer memory)
            throws IOException {
        InetSocketAddress address =
                server.isUnresolved()
                        ? new InetSocketAddress(server.getHostString(), server.getPort())
                        : server;
        if (address.isUnresolved()) {
            throw new IOException("nobody knows the host " + server.getHostString());
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            return new EventLink(server, request, channel, key, memory);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Connects, asks and takes in what has come, as far as that needs no waiting. */
    void advance() throws IOException {
        if (!channel.isConnected() && !channel.finishConnect()) {
            return;
        }
        if (request.hasRemaining()) {
            channel.write(request);
            key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
        receive();
        if (answer.isEmpty() && filled >= EventAnswer.BYTES) {
            answer = EventAnswer.decode(memory.limit(filled).position(0));
            at = EventAnswer.BYTES;
            if (answer.isEmpty()) {
                throw new IOException(server + " does not speak our language");
            }
        }
    }

    /** What it asked. */
    EventRequest asked() {
        return asked;
    }

    /** What the server said first; empty as long as it has not. */
    Optional<EventAnswer> answer() {
        return answer;
    }

    /** Looks at the next record, after the answer. */
    Reading peek() {
        return record.read(at, filled - at);
    }

    /** The record at which {@link #peek} looked. */
    EventRecordReader record() {
        return record;
    }

    /** Goes on behind the record at which {@link #peek} looked. */
    void pass() {
        at += record.size();
    }

    /** Whether nothing more will come than what is here. */
    boolean hasEnded() {
        return ended;
    }

    /** When a byte came last, or the connection began; as {@link System#nanoTime}. */
    long heardAtNs() {
        return heardAtNs;
    }

    @Override
    public String toString() {
        return "the event server at " + server;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void receive() throws IOException {
        memory.limit(filled).position(at);
        memory.compact();
        filled -= at;
        at = 0;
        int read = channel.read(memory);
        if (read > 0) {
            filled += read;
            heardAtNs = System.nanoTime();
        }
        ended |= read < 0;
    }
}
