// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import dev.naru.authentication.secret.PrivateFile;
import dev.naru.client.EventHearing;
import dev.naru.client.EventSource;
import dev.naru.client.Hub;
import dev.naru.gateway.database.Database;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.HubClock;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.protocol.SortableText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages to participants, kept and delivered: at least once each, those of one payment in order.
 */
public final class Webhooks implements AutoCloseable {
    static final String SCHEMA = "webhook";
    static final String MIGRATIONS = "dev/naru/gateway/webhook/migrations";

    /** What closes the signing secrets in the database. */
    static final String KEY_FILE = "webhook-secrets-key";

    /** By which a gateway knows what it has leased itself before it was killed. */
    private static final String HOLDER_FILE = "webhook-lease-holder";

    private static final int HOLDER_BYTES = 16;

    /** How long messages can be read again. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int FORGET_AT_ONCE = 10_000;
    private static final long FORGET_EVERY_S = 60;

    private final HubClock clock;
    private final HubDoor door;
    private final EndpointStore endpoints;
    private final MessageStore messages;
    private final DeliveryStore deliveries;
    private final DeliveryLog log;
    private final ExecutorService threads;
    private final ScheduledExecutorService forgetting;
    private final Courier courier;
    private final MessageFeed feed;
    private final Settings settings;

    /**
     * How messages are delivered.
     *
     * @param secretsFolder where the key that closes signing secrets is made at the first start;
     *     all gateways on one database have copies of the same
     * @param egress which addresses may be spoken to
     * @param attemptLimit how long a receiver may take, 100 ms to 20 s
     */
    public record Settings(Path secretsFolder, Egress egress, Duration attemptLimit) {
        private static final Duration LEAST = Duration.ofMillis(100);

        /** The last that is leased waits for three others, and is to end before its lease does. */
        private static final Duration MOST = Duration.ofSeconds(20);

        /** Fifteen seconds. */
        public static final Duration STANDARD_ATTEMPT = Duration.ofSeconds(15);

        public Settings {
            if (attemptLimit.compareTo(LEAST) < 0 || attemptLimit.compareTo(MOST) > 0) {
                throw new IllegalArgumentException(
                        "attemptLimit must be from " + LEAST + " to " + MOST);
            }
        }
    }

    private Webhooks(Settings settings, DataSource source, Hub hub, EventSource events) {
        Database database = new Database(source, SCHEMA, MIGRATIONS);
        byte[] key =
                new PrivateFile(settings.secretsFolder(), KEY_FILE)
                        .randomBytes(SecretBox.KEY_BYTES);
        this.settings = settings;
        this.clock = HubClock.ofWall();
        this.door = new HubDoor(hub, clock);
        endpoints = new EndpointStore(database, new SecretBox(key));
        messages = new MessageStore(database);
        log = new DeliveryLog(database);
        deliveries =
                new DeliveryStore(
                        database,
                        HexFormat.of()
                                .formatHex(
                                        new PrivateFile(settings.secretsFolder(), HOLDER_FILE)
                                                .randomBytes(HOLDER_BYTES)),
                        new QueueStarts(System::nanoTime));
        threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("webhook-", 1).factory());
        courier =
                new Courier(
                        endpoints,
                        deliveries,
                        new Poster(settings.egress(), settings.attemptLimit(), threads),
                        clock::nowNs,
                        threads);
        feed = new MessageFeed(new MessageFeed.Sight(events, door, clock), messages, courier::ring);
        forgetting =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("webhook-forgetting").daemon().factory());
        ScheduledFuture<?> _ =
                forgetting.scheduleWithFixedDelay(
                        this::forget, FORGET_EVERY_S, FORGET_EVERY_S, TimeUnit.SECONDS);
    }

    /**
     * Starts. It does not wait for the database, which is brought to this version's form when it
     * first answers.
     *
     * @param source a database that nobody else but other gateways of this hub use the schema
     *     {@code webhook} of
     */
    public static Webhooks start(
            Settings settings, DataSource source, Hub hub, EventSource events) {
        return new Webhooks(settings, source, hub, events);
    }

    /** Where participants want to be told. */
    public EndpointStore endpoints() {
        return endpoints;
    }

    /** What they were told. */
    public MessageStore messages() {
        return messages;
    }

    /** What is still to be delivered of it. */
    public DeliveryStore deliveries() {
        return deliveries;
    }

    /** What became of it. */
    public DeliveryLog log() {
        return log;
    }

    /**
     * The hub's time, epoch nanoseconds, as the events tell it.
     *
     * @throws RefusedException when nothing has told it yet, and the hub does not answer
     */
    public long nowNs() {
        return door.nowNs();
    }

    /** The id of the message of an event. */
    public static String messageId(long eventNumber) {
        return Message.id(eventNumber);
    }

    /** The number of the event whose message has this id; -1 when it is no such id. */
    public static long eventNumber(String messageId) {
        return SortableText.read(Message.ID_PREFIX, messageId);
    }

    /** Which addresses may be spoken to. */
    public Egress egress() {
        return settings.egress();
    }

    /**
     * The last event whose messages are in the database; asks it.
     *
     * @throws RuntimeException when the database is away
     */
    public long durableEventNumber() {
        return messages.position().number();
    }

    /** How it stands with the hub's event servers. */
    public EventHearing hearing() {
        return feed.hearing();
    }

    /**
     * Why messages are not delivered for a reason of the hub's own, such as a database that is
     * away; empty while they are. What receivers do is none.
     */
    public Optional<String> complaint() {
        return feed.complaint().or(courier::complaint);
    }

    /**
     * Which event cannot be made messages of and why; none behind it is until it can be. Empty
     * where there is none.
     */
    public Optional<String> halted() {
        return feed.halted();
    }

    /** How many messages were taken since the start. */
    public long delivered() {
        return courier.delivered();
    }

    /** How many attempts failed since the start. */
    public long failed() {
        return courier.failed();
    }

    /** Something may be due that was not a moment ago. */
    public void ring() {
        courier.ring();
    }

    /**
     * Begins nothing new, and gives what is under way two seconds. What is cut off then is sent
     * again after the next start.
     */
    @Override
    public void close() {
        forgetting.shutdownNow();
        feed.close();
        courier.close();
        threads.shutdownNow();
        threads.close();
    }

    private void forget() {
        try {
            long beforeNs = clock.nowNs() - KEPT.toNanos();
            int gone = messages.forgetBefore(beforeNs, FORGET_AT_ONCE);
            while (gone >= FORGET_AT_ONCE) {
                gone = messages.forgetBefore(beforeNs, FORGET_AT_ONCE);
            }
        } catch (RuntimeException e) {
            LOG.warn("old messages could not be forgotten now", e);
        }
    }
}
