// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static dev.naru.client.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.node.HubNode;
import dev.naru.node.NodeSettings;
import dev.naru.node.eventlog.EventLogCheck;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** One member in a process of its own that is killed, or stands still. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class KilledNodeTest {
    @TempDir Path folder;

    /** The restart follows at once, within the ten seconds in which Aeron's marks look alive. */
    @Test
    void findsWhatWasAcknowledgedAfterAKill() {
        try (Payers payers = new Payers()) {
            try (ChildNode child = ChildNode.alone(folder);
                    HubClient client = connect(child)) {
                Scene.open(client);
                payers.payThrough(client);
                eventually().until(() -> payers.acknowledged().size() >= 200);
                child.kill();
                payers.stop();
            }

            try (ChildNode child = ChildNode.alone(folder);
                    HubClient client = connect(child)) {
                payers.findEverythingAt(client);
                child.end();
            }
        }
    }

    @Test
    void saysUnknownOfWhatAStandingMemberDoesNotAnswerAndFindsItByAskingAgain() {
        try (ChildNode child = ChildNode.alone(folder);
                HubClient client = connect(child, Duration.ofSeconds(2))) {
            Scene.open(client);
            PaymentId id = Scene.paymentId(1, 1);
            Payment before = Scene.paid(client, id);

            child.stop();
            Reply reply = client.ask(new Command.ReadPayment(Scene.BANK, id));
            child.goOn();

            assertThat(reply).isEqualTo(new Reply.Unknown("no answer came in time"));
            eventually().untilAsserted(() -> assertThat(Scene.read(client, id)).isEqualTo(before));
            assertThat(client.figures().unknown()).isPositive();
        }
    }

    @Test
    void saysUnknownOfWhatIsInFlightWhenItIsClosed() {
        try (ChildNode child = ChildNode.alone(folder)) {
            HubClient client = connect(child);
            assertThat(Scene.figures(client).participants()).isZero();
            child.stop();
            CompletableFuture<Reply> sent = client.send(new Command.ReadFigures());
            eventually().until(() -> client.figures().inFlight() == 1);
            assertThat(sent).isNotDone();

            client.close();

            assertThat(sent.join()).isInstanceOf(Reply.Unknown.class);
            child.goOn();
        }
    }

    @Test
    void goesOnWithTheMemberThatTakesAKilledOnesPlace() {
        try (ChildNode killed = ChildNode.alone(folder);
                HubClient client = connect(killed)) {
            Scene.open(client);
            Payment before = Scene.paid(client, Scene.paymentId(1, 1));
            killed.kill();
            try (ChildNode next = ChildNode.alone(folder)) {
                eventually()
                        .untilAsserted(
                                () ->
                                        assertThat(Scene.read(client, before.id()))
                                                .isEqualTo(before));
                assertThat(client.figures().connections()).isEqualTo(2);
                next.end();
            }
        }
    }

    /**
     * So near the end a damaged byte looks like a write that a power cut left in part, and what
     * follows it is cut off; that it had been acknowledged shows in the events.
     */
    @Test
    void refusesToLeadWhereADamagedByteTookWhatWasAcknowledged() throws IOException {
        try (ChildNode child = ChildNode.alone(folder);
                HubClient client = connect(child)) {
            Scene.open(client);
            for (int i = 1; i <= 20; i++) {
                Scene.paid(client, Scene.paymentId(1, i));
            }
            long events = Scene.figures(client).eventNumber();
            eventually().until(() -> eventsOnDisk() == events);
            child.kill();
        }
        Path log = folder.resolve("archive").resolve("0-0.rec");
        flip(log, endOfBytes(log) * 3 / 4);
        NodeSettings settings = NodeSettings.alone(folder, Scene.machine());

        assertThatThrownBy(() -> HubNode.start(settings))
                .rootCause()
                .hasMessageContaining("the log of commands is damaged")
                .hasMessageContaining(log + " ended in the middle of a write")
                .hasMessageContaining("bring the folder back");
    }

    private long eventsOnDisk() throws IOException {
        return EventLogCheck.verify(folder.resolve("events")).lastNumber();
    }

    private static long endOfBytes(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int was = bytes.read();
            bytes.seek(at);
            bytes.write(was ^ 1);
        }
    }

    /** What was decided at one limit may not be decided again at another. */
    @Test
    void startsWithOtherSettingsOnlyWhereNothingIsLeftToReplay() {
        NodeSettings former = NodeSettings.alone(folder, Scene.machine());
        NodeSettings other = NodeSettings.alone(folder, Scene.machine().withOpen(200_000, 100_000));
        Payment before;
        try (ChildNode child = ChildNode.alone(folder);
                HubClient client = connect(child)) {
            Scene.open(client);
            before = Scene.paid(client, Scene.paymentId(1, 1));
            child.kill();
        }

        assertThatThrownBy(() -> HubNode.start(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("openQuotes=100000")
                .hasMessageContaining("openQuotes=200000")
                .hasMessageContaining("stop in order");

        HubNode.start(former).close();
        try (HubNode raised = HubNode.start(other);
                HubClient client = connect(raised.aeronDirectory(), Duration.ofSeconds(30))) {
            assertThat(Scene.read(client, before.id())).isEqualTo(before);
        }
    }

    @Test
    void connectsToAMemberThatIsStartedLater() {
        Path aeronDirectory;
        try (ChildNode first = ChildNode.alone(folder)) {
            aeronDirectory = first.aeronDirectory();
            first.end();
        }
        try (HubClient early = connect(aeronDirectory, Duration.ofSeconds(60))) {
            CompletableFuture<Reply> waiting = early.send(new Command.ReadFigures());
            try (ChildNode second = ChildNode.alone(folder)) {
                assertThat(second.aeronDirectory()).isEqualTo(aeronDirectory);
                assertThat(Scene.outcome(waiting.join())).isInstanceOf(Outcome.Figures.class);
            }
        }
    }

    private static HubClient connect(ChildNode child) {
        return connect(child, Duration.ofSeconds(10));
    }

    private static HubClient connect(ChildNode child, Duration timeOut) {
        return connect(child.aeronDirectory(), timeOut);
    }

    private static HubClient connect(Path aeronDirectory, Duration timeOut) {
        return HubClient.connect(
                ClientSettings.through(new Door.SharedMemory(aeronDirectory)).withTimeOut(timeOut));
    }
}
