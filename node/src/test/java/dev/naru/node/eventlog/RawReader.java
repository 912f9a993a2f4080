// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.naru.protocol.eventlog.EventAnswer;
import dev.naru.protocol.eventlog.EventRecord;
import dev.naru.protocol.eventlog.EventRecord.Kind;
import dev.naru.protocol.eventlog.EventRecordReader;
import dev.naru.protocol.eventlog.EventRecordReader.Reading;
import dev.naru.protocol.eventlog.EventRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A reader of the plainest kind, which looks at every byte that a server sends. */
final class RawReader implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final byte[] bytes = new byte[EventRecord.MOST_BYTES];
    private final EventRecordReader record = new EventRecordReader(ByteBuffer.wrap(bytes));
    private long heardNumber = -1;
    private int lastCrc;

    RawReader(EventServer server) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        this.socket.setSoTimeout(60_000);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    EventAnswer ask(long afterNumber, int crc) throws IOException {
        return ask(new EventRequest(afterNumber, crc));
    }

    EventAnswer ask(EventRequest request) throws IOException {
        send(request.encode().array());
        EventAnswer answer = EventAnswer.decode(ByteBuffer.wrap(receive(EventAnswer.BYTES))).get();
        lastCrc = answer.crc();
        return answer;
    }

    /** Asks a server that may turn it away. */
    boolean isServed(long afterNumber, int crc) {
        try {
            send(new EventRequest(afterNumber, crc).encode().array());
            return in.readNBytes(EventAnswer.BYTES).length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    void send(byte[] sent) throws IOException {
        socket.getOutputStream().write(sent);
    }

    /** Takes these events, each exactly as it was written, and steps over heartbeats. */
    void assertEvents(long first, long last) throws IOException {
        for (long number = first; number <= last; number++) {
            do {
                next();
            } while (record.kind() == Kind.HEARTBEAT);
            // One assertion for each of some hundred thousand events would take most of the time.
            if (!isSample(number)) {
                fail("event " + number + " is not what was written: " + record.number());
            }
            lastCrc = record.crc();
        }
    }

    /** Waits for a heartbeat, which must be the next thing that comes; the number it names. */
    long heartbeat() throws IOException {
        next();
        assertThat(record.kind()).isEqualTo(Kind.HEARTBEAT);
        return heardNumber;
    }

    int lastCrc() {
        return lastCrc;
    }

    /** Whether the server has ended the connection, having sent nothing more. */
    boolean isTurnedAway() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Takes what comes until the server ends the connection. */
    void awaitEnd() throws IOException {
        in.readAllBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void next() throws IOException {
        read(0, EventRecord.HEADER_BYTES);
        if (record.read(0, EventRecord.HEADER_BYTES) == Reading.BROKEN) {
            fail("broken header");
        }
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        int size = EventRecord.sizeOf(length - EventRecord.HEADER_BYTES);
        read(EventRecord.HEADER_BYTES, size - EventRecord.HEADER_BYTES);
        if (record.read(0, size) != Reading.WHOLE) {
            fail("broken record");
        }
        if (record.kind() == Kind.HEARTBEAT) {
            heardNumber = record.number();
        }
    }

    private boolean isSample(long number) {
        return record.number() == number
                && record.previousCrc() == lastCrc
                && record.timeNs() == Sample.timeNs(number)
                && Arrays.equals(
                        Sample.bytes(
                                record.buffer(), record.payloadOffset(), record.payloadLength()),
                        Sample.payload(number));
    }

    private byte[] receive(int length) throws IOException {
        read(0, length);
        return Arrays.copyOf(bytes, length);
    }

    private void read(int offset, int length) throws IOException {
        if (in.readNBytes(bytes, offset, length) != length) {
            fail("the connection ended");
        }
    }
}
