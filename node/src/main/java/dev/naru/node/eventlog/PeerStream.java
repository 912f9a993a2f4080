// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import dev.naru.node.eventlog.Backfill.PeerFailed;
import dev.naru.protocol.eventlog.EventAnswer;
import dev.naru.protocol.eventlog.EventRecord;
import dev.naru.protocol.eventlog.EventRecordReader;
import dev.naru.protocol.eventlog.EventRecordReader.Reading;
import dev.naru.protocol.eventlog.EventRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;

/** One member reading another's events. It waits, and gives up when nothing comes. */
final class PeerStream implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PeerStream.class.getName());
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final int BUFFER_BYTES = 4 * EventRecord.MOST_BYTES;

    /** Heartbeats in a row after which nothing is expected any more. */
    private static final int MOST_HEARTBEATS = 10;

    private final InetSocketAddress peer;
    private final Socket socket;
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final EventRecordReader record = new EventRecordReader(ByteBuffer.wrap(bytes));
    private int at;
    private int filled;

    private PeerStream(InetSocketAddress peer, Socket socket) {
        this.peer = peer;
        this.socket = socket;
    }

    static PeerStream open(InetSocketAddress peer) throws PeerFailed {
        InetSocketAddress address =
                peer.isUnresolved()
                        ? new InetSocketAddress(peer.getHostString(), peer.getPort())
                        : peer;
        Socket socket = new Socket();
        PeerStream stream = new PeerStream(peer, socket);
        try {
            socket.connect(address, (int) SILENCE.toMillis());
            socket.setSoTimeout((int) SILENCE.toMillis());
            return stream;
        } catch (IOException away) {
            stream.close();
            throw new PeerFailed(stream + " cannot be reached: " + away.getMessage(), away);
        }
    }

    /** Asks once for what follows an event. */
    EventAnswer ask(Tail after) throws PeerFailed {
        try {
            socket.getOutputStream()
                    .write(new EventRequest(after.number(), after.crc()).encode().array());
            byte[] answer = socket.getInputStream().readNBytes(EventAnswer.BYTES);
            return EventAnswer.decode(ByteBuffer.wrap(answer))
                    .orElseThrow(() -> new PeerFailed(this + " does not answer", null));
        } catch (IOException away) {
            throw new PeerFailed(this + " does not answer: " + away.getMessage(), away);
        }
    }

    /**
     * The next event, which holds until the next call.
     *
     * @param before the event that it must follow
     * @param apart what it means when it does not, and is whole nevertheless
     */
    EventRecordReader next(Tail before, Function<String, EventLogFault> apart) throws PeerFailed {
        for (int heartbeats = 0; heartbeats <= MOST_HEARTBEATS; heartbeats++) {
            receive();
            if (record.kind() == EventRecord.Kind.EVENT) {
                if (record.number() != before.number() + 1) {
                    throw new PeerFailed(
                            this + " sent event " + record.number() + " after " + before.number(),
                            null);
                }
                if (record.previousCrc() != before.crc()) {
                    throw apart.apply(
                            "event "
                                    + record.number()
                                    + " at "
                                    + this
                                    + " does not follow event "
                                    + before.number()
                                    + " here: two histories");
                }
                return record;
            }
        }
        throw new PeerFailed(this + " has nothing behind event " + before.number(), null);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            LOG.log(System.Logger.Level.DEBUG, "closing a connection to " + peer, failed);
        }
    }

    @Override
    public String toString() {
        return "the event server at " + peer;
    }

    /** Goes on to the next whole record. */
    private void receive() throws PeerFailed {
        try {
            InputStream in = socket.getInputStream();
            while (true) {
                Reading reading = record.read(at, filled - at);
                if (reading == Reading.WHOLE) {
                    at += record.size();
                    return;
                }
                if (reading == Reading.BROKEN) {
                    throw new PeerFailed(this + " sent a broken record", null);
                }
                System.arraycopy(bytes, at, bytes, 0, filled - at);
                filled -= at;
                at = 0;
                int read = in.read(bytes, filled, bytes.length - filled);
                if (read < 0) {
                    throw new PeerFailed(this + " has ended the stream", null);
                }
                filled += read;
            }
        } catch (IOException away) {
            throw new PeerFailed(this + " says nothing: " + away.getMessage(), away);
        }
    }
}
