// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static dev.naru.client.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.node.HubNode;
import dev.naru.node.NodeSettings;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.codec.Batch;
import dev.naru.protocol.codec.CommandCodec;
import dev.naru.protocol.codec.OutcomeCodec;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.logbuffer.Header;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What the member bears from whoever reaches its door, spoken to without the client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileClientTest {
    private static final Outcome MALFORMED = new Outcome.Refused(Rejection.MALFORMED_COMMAND);

    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final SortedMap<Long, Outcome> heard = new TreeMap<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[32 * 1024]);
    private final Batch.Writer batch = new Batch.Writer(buffer, 0, buffer.capacity());
    private HubNode node;
    private HubClient honest;
    private AeronCluster session;

    @BeforeAll
    void start(@TempDir Path folder) {
        node =
                HubNode.start(
                        NodeSettings.alone(folder, Scene.machine()).withFaultAction(faults::add));
        honest =
                HubClient.connect(
                        ClientSettings.through(new Door.SharedMemory(node.aeronDirectory())));
        session = session("aeron:ipc?term-length=4m");
    }

    @AfterAll
    void stop() {
        session.close();
        honest.close();
        node.close();
        assertThat(faults).isEmpty();
    }

    @Test
    void refusesWhatIsNoCommandAndAnswersTheOthersInTheBatch() {
        put(1, new byte[0]);
        put(2, new byte[] {1, 2, 3});
        put(3, new Command.ReadFigures());
        put(4, new byte[9_000]);
        offer(session);

        awaitOutcomes(4);

        assertThat(heard.get(1L)).isEqualTo(MALFORMED);
        assertThat(heard.get(2L)).isEqualTo(MALFORMED);
        assertThat(heard.get(3L)).isInstanceOf(Outcome.Figures.class);
        assertThat(heard.get(4L)).isEqualTo(MALFORMED);
        assertThat(node.figures().malformedCommands()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void leavesABrokenBatchAtItsFirstBrokenRecord() {
        put(1, new Command.ReadFigures());
        int whole = batch.length();
        put(2, new Command.ReadFigures());
        buffer.putInt(whole, 1_000_000);
        offer(session);

        awaitOutcomes(1);

        assertThat(heard.get(1L)).isInstanceOf(Outcome.Figures.class);
        assertServed();
    }

    @Test
    void survivesNoise() {
        Random noise = new Random(20_261_122);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[1 + noise.nextInt(200)];
            noise.nextBytes(bytes);
            buffer.putBytes(0, bytes);
            while (session.offer(buffer, 0, bytes.length) <= 0) {
                session.pollEgress();
            }
        }
        assertServed();
        heard.clear();
    }

    @Test
    void goesOnBesideAClientThatNeverListens() {
        try (AeronCluster deaf = session("aeron:ipc?term-length=64k")) {
            long before = node.figures().droppedReplies();
            for (int i = 0; i < 2_000; i++) {
                put(i, new Command.ReadFigures());
                while (deaf.offer(buffer, 0, batch.length()) <= 0) {
                    Thread.onSpinWait();
                }
                batch.clear();
                if (i % 100 == 0) {
                    assertServed();
                }
            }
            eventually().until(() -> node.figures().droppedReplies() > before);
            assertServed();
        }
    }

    private AeronCluster session(String egress) {
        return AeronCluster.connect(
                new AeronCluster.Context()
                        .aeronDirectoryName(node.aeronDirectory().toString())
                        .ingressChannel("aeron:ipc?term-length=4m")
                        .egressChannel(egress)
                        .egressStreamId(Channels.egressStream())
                        .egressListener(this::onMessage));
    }

    private void put(long correlationId, Command command) {
        int payload = batch.next(correlationId);
        batch.end(new CommandCodec().encode(command, buffer, payload));
    }

    private void put(long correlationId, byte[] bytes) {
        buffer.putBytes(batch.next(correlationId), bytes);
        batch.end(bytes.length);
    }

    private void offer(AeronCluster to) {
        heard.clear();
        while (to.offer(buffer, 0, batch.length()) <= 0) {
            to.pollEgress();
        }
        batch.clear();
    }

    private void awaitOutcomes(int count) {
        eventually()
                .pollInSameThread()
                .until(
                        () -> {
                            session.pollEgress();
                            return heard.size() >= count;
                        });
    }

    private void assertServed() {
        assertThat(honest.ask(new Command.ReadFigures())).isInstanceOf(Reply.Answered.class);
    }

    private void onMessage(
            long sessionId, long timestamp, DirectBuffer source, int offset, int length, Header h) {
        Batch.Reader reader = new Batch.Reader();
        reader.wrap(source, offset, length);
        while (reader.next()) {
            heard.put(
                    reader.correlationId(),
                    new OutcomeCodec()
                            .decode(
                                    reader.buffer(),
                                    reader.payloadOffset() + Batch.OUTCOME_HEADER_BYTES,
                                    reader.payloadLength() - Batch.OUTCOME_HEADER_BYTES));
        }
    }
}
