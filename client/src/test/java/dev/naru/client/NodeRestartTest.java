// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static dev.naru.client.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.node.HubNode;
import dev.naru.node.NodeFigures;
import dev.naru.node.NodeSettings;
import dev.naru.node.eventlog.EventLogFault;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** One member that is closed in order and started again. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class NodeRestartTest {
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    @TempDir Path folder;
    private HubNode node;
    private HubClient client;

    @BeforeEach
    void start() {
        node = HubNode.start(settings());
        client = connect(node);
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    @Test
    void findsEverythingAfterAnOrderlyRestart() {
        Scene.open(client);
        List<PaymentId> ids = IntStream.range(0, 300).mapToObj(n -> Scene.paymentId(1, n)).toList();
        List<Payment> before = ids.stream().map(id -> Scene.paid(client, id)).toList();
        Outcome.Figures figuresBefore = Scene.figures(client);

        restart();

        assertThat(node.figures().commands()).as("nothing had to be replayed").isZero();
        assertThat(ids.stream().map(id -> Scene.read(client, id))).isEqualTo(before);
        assertThat(Scene.figures(client))
                .usingRecursiveComparison()
                .ignoringFields("timeNs")
                .isEqualTo(figuresBefore);
        assertThat(faults).isEmpty();
    }

    @Test
    void answersARepeatAfterTheRestartAndGoesOnWithTheNextEvent() {
        Scene.open(client);
        Payment before = Scene.paid(client, Scene.paymentId(1, 1));
        long events = Scene.figures(client).eventNumber();

        restart();

        assertThat(Scene.paid(client, before.id())).isEqualTo(before);
        assertThat(Scene.figures(client).eventNumber()).isEqualTo(events);
        Scene.paid(client, Scene.paymentId(1, 2));
        assertThat(Scene.figures(client).eventNumber()).isGreaterThan(events);
        eventually().until(() -> node.figures().syncedEventNumber() > events);
    }

    @Test
    void goesOnFromASnapshotInTheMiddle() {
        Scene.open(client);
        Payment first = Scene.paid(client, Scene.paymentId(1, 1));
        node.snapshot();
        assertThat(node.figures().snapshots()).isEqualTo(1);
        Payment second = Scene.paid(client, Scene.paymentId(1, 2));
        node.snapshot();
        Payment third = Scene.paid(client, Scene.paymentId(1, 3));

        restart();

        assertThat(Stream.of(first, second, third).map(payment -> Scene.read(client, payment.id())))
                .containsExactly(first, second, third);
    }

    @Test
    void letsADeadlineHappenWithoutBeingAsked() {
        Scene.open(client, Duration.ofMillis(300));
        PaymentId id = Scene.paymentId(1, 1);
        Scene.paid(client, id);
        long events = node.figures().lastEventNumber();

        eventually().until(() -> node.figures().lastEventNumber() > events);

        assertThat(Scene.read(client, id).state()).isEqualTo(PaymentState.EXPIRED);
    }

    @Test
    void letsADeadlineHappenThatWasSetBeforeARestart() {
        Scene.open(client, Duration.ofSeconds(5));
        PaymentId id = Scene.paymentId(1, 1);
        Scene.paid(client, id);
        long events = node.figures().lastEventNumber();

        restart();

        eventually().until(() -> node.figures().lastEventNumber() > events);
        assertThat(Scene.read(client, id).state()).isEqualTo(PaymentState.EXPIRED);
    }

    @Test
    void letsSandboxTimeBeMoved() {
        Scene.open(client, Duration.ofHours(1));
        PaymentId id = Scene.paymentId(1, 1);
        Scene.paid(client, id);
        long nowNs = Scene.figures(client).timeNs();

        client.ask(new Command.MoveTime(nowNs + Duration.ofHours(2).toNanos()));

        assertThat(Scene.read(client, id).state()).isEqualTo(PaymentState.EXPIRED);
        restart();
        assertThat(Scene.figures(client).timeNs())
                .isGreaterThan(nowNs + Duration.ofHours(2).toNanos());
    }

    @Test
    void refusesAFolderThatIsInUse() {
        assertThatThrownBy(() -> HubNode.start(settings()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another node");
        assertThat(Scene.figures(client).participants()).isZero();
    }

    @Test
    void refusesToStartWithTheEventsOfAnotherHistory(@TempDir Path elsewhere) throws IOException {
        Scene.open(client);
        NodeSettings other =
                NodeSettings.alone(elsewhere, Scene.machine()).withFaultAction(faults::add);
        try (HubNode second = HubNode.start(other);
                HubClient secondClient = connect(second)) {
            Scene.open(secondClient);
        }
        client.close();
        node.close();
        IoUtil.delete(folder.resolve("events").toFile(), false);
        Files.move(elsewhere.resolve("events"), folder.resolve("events"));

        assertThatThrownBy(() -> HubNode.start(settings()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has failed")
                .hasRootCauseInstanceOf(EventLogFault.class);
        assertThat(faults).as("what fails while starting is thrown").isEmpty();
    }

    @Test
    void tellsItsReadersEveryEventOnceAcrossARestart() throws Exception {
        Scene.open(client);
        Scene.paid(client, Scene.paymentId(1, 1));
        long events = Scene.figures(client).eventNumber();
        List<Long> numbers = new ArrayList<>();
        EventPosition read = readEvents(EventPosition.START, events, numbers);

        restart();
        Scene.paid(client, Scene.paymentId(1, 2));
        long more = Scene.figures(client).eventNumber();
        readEvents(read, more, numbers);

        assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, more).boxed().toList());
    }

    @Test
    void reportsItselfAsTheLeader() {
        NodeFigures figures = node.figures();

        assertThat(figures.role()).isEqualTo(NodeFigures.Role.LEADER);
        assertThat(figures.commitPosition()).isPositive();
        assertThat(figures.errors()).isZero();
    }

    private NodeSettings settings() {
        return NodeSettings.alone(folder, Scene.machine()).withFaultAction(faults::add);
    }

    private EventPosition readEvents(EventPosition after, long last, List<Long> numbers)
            throws InterruptedException {
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), node.eventPort());
        try (EventReader reader = new EventServers(List.of(server)).openAfter(after)) {
            while (reader.position().number() < last) {
                reader.poll(
                        (position, timeNs, event) -> numbers.add(position.number()),
                        Duration.ofSeconds(1));
            }
            return reader.position();
        }
    }

    private void restart() {
        client.close();
        node.close();
        node = HubNode.start(settings());
        client = connect(node);
    }

    private static HubClient connect(HubNode node) {
        return HubClient.connect(
                ClientSettings.through(new Door.SharedMemory(node.aeronDirectory()))
                        .withTimeOut(Duration.ofSeconds(30)));
    }
}
