// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.Command;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;

/**
 * The cluster's client: many commands in flight over one session, which is opened again by itself
 * whenever it is lost. Safe for use by many threads.
 *
 * <p>It never sends a command twice. What was sent to a leader that is gone is answered {@link
 * Reply.Unknown}; asking again, with the same id, is the caller's to decide.
 */
public final class HubClient implements Hub, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HubClient.class.getName());

    private final ClientSettings settings;
    private final Semaphore turns;
    private final Deliveries deliveries;
    private final AutoCloseable driver;
    private final ClientAgent agent;
    private final AgentIdle idle;
    private final AgentRunner runner;

    private HubClient(ClientSettings settings, Channels channels, AutoCloseable driver) {
        this.settings = settings;
        this.driver = driver;
        turns = new Semaphore(settings.maxInFlight());
        deliveries = new Deliveries(turns);
        agent = new ClientAgent(channels, settings.maxInFlight(), deliveries);
        idle = new AgentIdle(agent);
        runner =
                new AgentRunner(
                        idle,
                        error -> LOG.log(System.Logger.Level.ERROR, "the client's thread", error),
                        null,
                        agent);
        AgentRunner.startOnThread(runner, HubClient::thread);
    }

    /**
     * Starts a client. It returns at once: what is sent before there is a session waits for it, at
     * the most for the time-out.
     *
     * @throws IllegalStateException when another client uses the folder of its {@link Door.Network}
     */
    public static HubClient connect(ClientSettings settings) {
        int most = settings.maxInFlight();
        return switch (settings.door()) {
            case Door.SharedMemory door ->
                    new HubClient(settings, Channels.of(door, most), () -> {});
            case Door.Network door -> {
                ClientDriver driver = ClientDriver.start(door.folder());
                yield new HubClient(
                        settings, Channels.of(door, driver.aeronDirectory(), most), driver);
            }
        };
    }

    /**
     * {@inheritDoc}
     *
     * <p>What hangs on the future runs on a thread that may wait.
     */
    @Override
    public CompletableFuture<Reply> send(Command command) {
        CompletableFuture<Reply> future = new CompletableFuture<>();
        if (!agent.isEnding() && hasTurn()) {
            put(command, future::complete, Ask.Delivery.ELSEWHERE);
        } else {
            Reply busy = new Reply.Busy();
            deliveries.count(busy);
            future.complete(busy);
        }
        return future;
    }

    /**
     * Sends a command if that is possible without waiting. For those who send very many.
     *
     * @param handler called exactly once when this returns true, on the client's own thread, where
     *     it may send again but must not wait
     * @return false when too much is in flight, or when the client is closed: nothing happened, and
     *     the handler is not called
     */
    public boolean offer(Command command, ReplyHandler handler) {
        if (agent.isEnding() || !turns.tryAcquire()) {
            return false;
        }
        put(command, handler, Ask.Delivery.HERE);
        return true;
    }

    /** Whether there is a session with the cluster. */
    public boolean isConnected() {
        return agent.link().isOpen();
    }

    /** What this client knows of itself. */
    public ClientFigures figures() {
        return new ClientFigures(
                settings.maxInFlight() - turns.availablePermits(),
                deliveries.answered(),
                deliveries.unknown(),
                deliveries.busy(),
                agent.link().opened());
    }

    /**
     * Ends the client. What was sent and not answered is {@link Reply.Unknown}, what was not sent,
     * and whatever is asked from now on, is {@link Reply.Busy}.
     */
    @Override
    public void close() {
        CloseHelper.closeAll(runner, driver);
    }

    private boolean hasTurn() {
        try {
            return turns.tryAcquire()
                    || turns.tryAcquire(settings.busyAfter().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void put(Command command, ReplyHandler handler, Ask.Delivery delivery) {
        long deadlineNs = System.nanoTime() + settings.timeOut().toNanos();
        agent.put(new Ask(command, deadlineNs, handler, delivery));
        idle.wake();
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("naru-client").unstarted(work);
    }
}
