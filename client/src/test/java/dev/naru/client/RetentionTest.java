// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static dev.naru.client.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.naru.node.EventKeeping;
import dev.naru.node.HubNode;
import dev.naru.node.NodeSettings;
import dev.naru.node.eventlog.EventLogCheck;
import dev.naru.node.eventlog.EventLogSettings;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A running member lets its event files go as its readers acknowledge, and no sooner. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class RetentionTest {
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    @TempDir Path folder;

    private NodeSettings settings() {
        return NodeSettings.alone(folder, Scene.machine())
                .withEventKeeping(
                        EventKeeping.standard(folder)
                                .withFileBytes(EventLogSettings.LEAST_BYTES)
                                .withRetention(Duration.ZERO))
                .withFaultAction(faults::add);
    }

    @Test
    void filesGoWithTheSlowestReaderAndTwoSnapshots() throws IOException {
        long acknowledged;
        try (HubNode node = HubNode.start(settings());
                HubClient client = connect(node)) {
            Scene.open(client);
            makeEvents(node, client, 1);
            acknowledged = node.figures().lastEventNumber();
            assertThat(ask(client, new Command.AcknowledgeEvents("SLOW", 0)))
                    .isEqualTo(new Outcome.Done());
            ask(client, new Command.AcknowledgeEvents("QUICK", acknowledged));
            node.snapshot();
            makeEvents(node, client, 2);
            node.snapshot();
            ask(client, new Command.AcknowledgeEvents("SLOW", acknowledged - 1));
            eventually().until(() -> node.figures().keptEvents().firstNumber() > 1);
            assertThat(node.figures().keptEvents().firstNumber()).isLessThanOrEqualTo(acknowledged);
            assertThat(node.figures().keptEvents().acknowledgedNumber())
                    .isEqualTo(acknowledged - 1);
        }
        Path archive = folder.resolve("event-archive");
        EventLogCheck.Report gone = EventLogCheck.verify(archive);
        assertThat(gone.isWhole()).isTrue();
        assertThat(gone.firstNumber()).isEqualTo(1);

        // A stop takes a snapshot: after it the older of two is the second that was asked for.
        try (HubNode node = HubNode.start(settings());
                HubClient client = connect(node)) {
            assertThat(((Outcome.EventReaders) ask(client, new Command.ReadEventReaders())).rows())
                    .extracting(Outcome.EventReader::readerName, Outcome.EventReader::number)
                    .containsExactly(tuple("QUICK", acknowledged), tuple("SLOW", acknowledged - 1));
            long last = node.figures().lastEventNumber();
            ask(client, new Command.RemoveEventReader("SLOW"));
            ask(client, new Command.AcknowledgeEvents("QUICK", last));
            eventually().until(() -> node.figures().keptEvents().firstNumber() > acknowledged);
            EventSource events =
                    new ArchivedEvents(
                            archive,
                            new EventServers(
                                    List.of(
                                            new InetSocketAddress(
                                                    InetAddress.getLoopbackAddress(),
                                                    node.eventPort()))));
            assertThat(read(events, last)).isEqualTo(last);
        }
        assertThat(faults).isEmpty();
    }

    private static long read(EventSource events, long last) {
        long[] number = {0};
        try (EventStream stream = events.openAfter(EventPosition.START)) {
            while (number[0] < last) {
                stream.poll(
                        (position, _, _) ->
                                number[0] =
                                        position.number() == number[0] + 1
                                                ? position.number()
                                                : Long.MAX_VALUE,
                        Duration.ofMillis(50));
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return number[0];
    }

    /** Some more files of them. */
    private static void makeEvents(HubNode node, HubClient client, int round) {
        long until = node.figures().lastEventNumber() + 700;
        for (int i = 0; node.figures().lastEventNumber() < until; i++) {
            Scene.paid(client, Scene.paymentId(round, i + 1));
        }
    }

    private static Outcome ask(HubClient client, Command command) {
        return ((Reply.Answered) client.ask(command)).outcome();
    }

    private static HubClient connect(HubNode node) {
        return HubClient.connect(
                ClientSettings.through(new Door.SharedMemory(node.aeronDirectory())));
    }
}
