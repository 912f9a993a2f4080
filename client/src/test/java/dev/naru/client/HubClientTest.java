// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.node.HubNode;
import dev.naru.node.NodeSettings;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Rejection;
import io.aeron.CncFileDescriptor;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** One member, in this process, that is asked in every way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class HubClientTest {
    private static final Command FIGURES = new Command.ReadFigures();

    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private HubNode node;
    private HubClient client;

    @BeforeAll
    void start(@TempDir Path folder) {
        node =
                HubNode.start(
                        NodeSettings.alone(folder, Scene.machine()).withFaultAction(faults::add));
        client = HubClient.connect(settings());
        Scene.open(client);
    }

    @AfterAll
    void stop() {
        client.close();
        node.close();
        assertThat(faults).isEmpty();
    }

    @Test
    void paysAndTellsWhichEventToWaitFor() {
        Reply reply = Scene.pay(client, Scene.paymentId(1, 1));

        assertThat(reply).isInstanceOf(Reply.Answered.class);
        Reply.Answered answered = (Reply.Answered) reply;
        assertThat(answered.outcome())
                .isInstanceOfSatisfying(
                        Outcome.PaymentIs.class,
                        is -> assertThat(is.payment().state()).isEqualTo(PaymentState.RESERVED));
        assertThat(answered.eventNumber()).isPositive();
        assertThat(answered.timeNs()).isPositive();
    }

    @Test
    void handsOnWhatTheMachineRefuses() {
        Reply reply = client.ask(new Command.ReadPayment(Scene.BANK, Scene.paymentId(2, 1)));

        assertThat(Scene.outcome(reply)).isEqualTo(new Outcome.Refused(Rejection.PAYMENT_UNKNOWN));
    }

    @Test
    void givesEachOfManyThreadsItsOwnAnswers() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Payment>>> all =
                    IntStream.range(0, 50)
                            .mapToObj(thread -> threads.submit(() -> payAndRead(thread)))
                            .toList();
            for (int thread = 0; thread < all.size(); thread++) {
                List<PaymentId> ids = all.get(thread).get().stream().map(Payment::id).toList();
                assertThat(ids).isEqualTo(idsOf(thread));
            }
        }
    }

    @Test
    void callsBackOncePerCommandAndTakesMoreFromThere() throws Exception {
        AtomicInteger left = new AtomicInteger(10_000);
        CountDownLatch answers = new CountDownLatch(10_001);
        ReplyHandler again =
                new ReplyHandler() {
                    @Override
                    public void onReply(Reply reply) {
                        assertThat(reply).isInstanceOf(Reply.Answered.class);
                        answers.countDown();
                        if (left.getAndDecrement() > 0) {
                            assertThat(client.offer(FIGURES, this)).isTrue();
                        }
                    }
                };

        assertThat(client.offer(FIGURES, again)).isTrue();

        assertThat(answers.await(5, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void carriesOnBesideAReplyThatIsTakenSlowly() {
        CountDownLatch taken = new CountDownLatch(1);
        List<CompletableFuture<Void>> slow =
                IntStream.range(0, 16).mapToObj(i -> askAndTakeSlowly(taken)).toList();

        assertThat(client.ask(FIGURES)).isInstanceOf(Reply.Answered.class);
        assertThat(slow).noneMatch(CompletableFuture::isDone);

        taken.countDown();
        slow.forEach(CompletableFuture::join);
    }

    /** From a thread of its own, which is the one that waits where the reply was there at once. */
    private CompletableFuture<Void> askAndTakeSlowly(CountDownLatch taken) {
        return CompletableFuture.completedFuture(FIGURES)
                .thenComposeAsync(client::send, Thread::startVirtualThread)
                .thenAccept(reply -> awaitUninterruptibly(taken));
    }

    @Test
    void givesTheTurnBackBeforeTheReply() {
        try (HubClient narrow = HubClient.connect(settings().withMaxInFlight(1))) {
            Reply second = narrow.send(FIGURES).thenCompose(reply -> narrow.send(FIGURES)).join();

            assertThat(second).isInstanceOf(Reply.Answered.class);
            assertThat(narrow.figures().answered()).isEqualTo(2);
        }
    }

    @Test
    void keepsWithinItsBoundWhenManyAsk() throws Exception {
        try (HubClient narrow =
                        HubClient.connect(
                                settings()
                                        .withMaxInFlight(2)
                                        .withBusyAfter(Duration.ofMinutes(1)));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> all =
                    IntStream.range(0, 200)
                            .mapToObj(i -> threads.submit(() -> narrow.ask(FIGURES)))
                            .toList();
            for (Future<Reply> one : all) {
                assertThat(narrow.figures().inFlight()).isBetween(0, 2);
                assertThat(one.get()).isInstanceOf(Reply.Answered.class);
            }
        }
    }

    @Test
    void saysBusyWhenTooMuchIsUnderWayAndWhenNothingWasSent(@TempDir Path nobody) {
        ClientSettings settings =
                ClientSettings.through(new Door.SharedMemory(nobody))
                        .withMaxInFlight(1)
                        .withBusyAfter(Duration.ofMillis(50))
                        .withTimeOut(Duration.ofSeconds(2));
        try (HubClient lonely = HubClient.connect(settings)) {
            CompletableFuture<Reply> waiting = lonely.send(FIGURES);

            assertThat(lonely.ask(FIGURES)).isEqualTo(new Reply.Busy());
            assertThat(lonely.offer(FIGURES, reply -> {})).isFalse();
            assertThat(waiting).isNotDone();
            assertThat(waiting.join()).isEqualTo(new Reply.Busy());
            assertThat(lonely.isConnected()).isFalse();
            assertThat(lonely.figures()).isEqualTo(new ClientFigures(0, 0, 0, 2, 0));
        }
    }

    @Test
    void leavesNobodyWaitingWhenItIsClosed(@TempDir Path nobody) {
        HubClient lonely = HubClient.connect(ClientSettings.through(new Door.SharedMemory(nobody)));
        CompletableFuture<Reply> waiting = lonely.send(FIGURES);

        lonely.close();

        assertThat(waiting.join()).isEqualTo(new Reply.Busy());
        assertThat(lonely.ask(FIGURES)).isEqualTo(new Reply.Busy());
    }

    @Test
    void takesNoMoreFromAHandlerOnceItIsClosed(@TempDir Path nobody) {
        HubClient lonely = HubClient.connect(ClientSettings.through(new Door.SharedMemory(nobody)));
        Queue<Reply> replies = new ConcurrentLinkedQueue<>();
        ReplyHandler again =
                new ReplyHandler() {
                    @Override
                    public void onReply(Reply reply) {
                        replies.add(reply);
                        lonely.offer(FIGURES, this);
                    }
                };
        assertThat(lonely.offer(FIGURES, again)).isTrue();

        lonely.close();

        assertThat(replies).containsExactly(new Reply.Busy());
        assertThat(lonely.offer(FIGURES, again)).isFalse();
    }

    /** Aeron alone would wait five seconds for it, and every reply with it. */
    @Test
    void givesItsReplyInTimeWhereTheDriverIsDead(@TempDir Path dead) throws IOException {
        Path file = dead.resolve(CncFileDescriptor.CNC_FILE);
        Files.copy(node.aeronDirectory().resolve(CncFileDescriptor.CNC_FILE), file);
        MappedByteBuffer bytes = IoUtil.mapExistingFile(file.toFile(), "cnc");
        UnsafeBuffer header = CncFileDescriptor.createMetaDataBuffer(bytes);
        new ManyToOneRingBuffer(CncFileDescriptor.createToDriverBuffer(bytes, header))
                .consumerHeartbeatTime(1);
        IoUtil.unmap(bytes);
        ClientSettings settings =
                ClientSettings.through(new Door.SharedMemory(dead))
                        .withTimeOut(Duration.ofMillis(100));

        try (HubClient lonely = HubClient.connect(settings)) {
            long beganNs = System.nanoTime();
            assertThat(lonely.ask(FIGURES)).isEqualTo(new Reply.Busy());
            assertThat(Duration.ofNanos(System.nanoTime() - beganNs))
                    .isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void findsTheMachineOverEachOfTwoSessions() {
        try (HubClient other = HubClient.connect(settings())) {
            Payment paid = Scene.paid(other, Scene.paymentId(3, 1));

            assertThat(Scene.read(client, paid.id())).isEqualTo(paid);
        }
    }

    private ClientSettings settings() {
        return ClientSettings.through(new Door.SharedMemory(node.aeronDirectory()))
                .withTimeOut(Duration.ofSeconds(30));
    }

    private List<Payment> payAndRead(int thread) {
        List<PaymentId> ids = idsOf(thread);
        ids.forEach(id -> Scene.paid(client, id));
        return ids.stream().map(id -> Scene.read(client, id)).toList();
    }

    private static List<PaymentId> idsOf(int thread) {
        return IntStream.range(0, 20).mapToObj(n -> Scene.paymentId(100L + thread, n)).toList();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
