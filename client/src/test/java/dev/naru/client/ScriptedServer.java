// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.codec.EventCodec;
import dev.naru.protocol.eventlog.EventAnswer;
import dev.naru.protocol.eventlog.EventAnswer.Verdict;
import dev.naru.protocol.eventlog.EventRecordWriter;
import dev.naru.protocol.eventlog.EventRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;

/** A server that says what a test wants, however wrong it is. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger served = new AtomicInteger();

    private ScriptedServer(Script script, Manners manners) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> serve(script, manners));
    }

    private enum Manners {
        LEAVE,
        HOLD
    }

    /** What to say to a reader that has asked. */
    interface Script {
        byte[] answer(EventRequest request);
    }

    /** Says something to everybody and ends the connection. */
    static ScriptedServer saying(Script script) throws IOException {
        return new ScriptedServer(script, Manners.LEAVE);
    }

    /** Says something to everybody and then nothing more, until it is closed. */
    static ScriptedServer sayingAndHolding(Script script) throws IOException {
        return new ScriptedServer(script, Manners.HOLD);
    }

    static byte[] verdict(Verdict verdict, EventRequest request) {
        long after = Math.max(0, request.afterNumber());
        return new EventAnswer(verdict, after, request.crc(), 99).encode().array();
    }

    /** A stream's beginning with one event that has this number and follows that CRC. */
    static byte[] streamWith(EventRequest request, long number, int previousCrc) {
        ByteBuffer memory = ByteBuffer.allocate(1024);
        UnsafeBuffer payload = new UnsafeBuffer(new byte[EventCodec.MOST_BYTES]);
        int length = new EventCodec().encode(Member.event(number), payload, 0);
        EventRecordWriter writer = new EventRecordWriter(memory, previousCrc);
        writer.event(number, Member.timeNs(number), payload, 0, length);
        byte[] answer = verdict(Verdict.STREAM, request);
        byte[] all = Arrays.copyOf(answer, answer.length + writer.size());
        writer.written().get(all, answer.length, writer.size());
        return all;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    int served() {
        return served.get();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
    }

    private void serve(Script script, Manners manners) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                byte[] asked = socket.getInputStream().readNBytes(EventRequest.BYTES);
                served.incrementAndGet();
                socket.getOutputStream()
                        .write(script.answer(EventRequest.decode(asked).orElseThrow()));
                if (manners == Manners.HOLD) {
                    closed.await();
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                // The reader has left, or the listener is closed, which the loop's condition sees.
            }
        }
    }
}
