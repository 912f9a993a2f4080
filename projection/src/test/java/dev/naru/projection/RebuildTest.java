// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.naru.client.ArchivedEvents;
import dev.naru.client.EventServers;
import dev.naru.client.EventSource;
import dev.naru.node.eventlog.EventLog;
import dev.naru.node.eventlog.EventLogSettings;
import dev.naru.node.eventlog.EventServer;
import dev.naru.node.eventlog.Retirement;
import dev.naru.projection.migrations.Tables;
import dev.naru.projection.rebuild.Rebuild;
import dev.naru.projection.writer.ProjectionWriter;
import dev.naru.protocol.Event;
import dev.naru.protocol.PaymentId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are built again are the ones that were there. */
final class RebuildTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir private static Path folder;
    private static TestPostgres postgres;

    @BeforeAll
    static void startServer() {
        postgres = new TestPostgres(folder);
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @BeforeEach
    void clear() {
        postgres.execute("public", "drop schema if exists " + Tables.SCHEMA + " cascade");
    }

    private static Rebuild.Result rebuild(TestHub hub) throws SQLException {
        return rebuild(hub, LONG);
    }

    @Test
    void aRebuildBesideALiveWriterGivesTheSameTablesAndTheWriterGoesOn() throws SQLException {
        TestHub hub = new TestHub(1);
        try (ProjectionWriter writer =
                ProjectionWriter.start(postgres.database(), Tables.SCHEMA, hub, 100)) {
            hub.act(300);
            await().atMost(LONG).until(() -> writer.status().position().number() > 0);
            Thread busy = Thread.ofVirtual().start(() -> hub.act(300));
            Rebuild.Result result = rebuild(hub);
            await().atMost(LONG).until(() -> !busy.isAlive());
            assertThat(result.tables()).isEqualTo(Tables.ALL.size());
            assertThat(result.different()).isEmpty();
            hub.act(50);
            await().atMost(LONG)
                    .until(() -> writer.status().position().number() == hub.lastNumber());
        }
        assertThat(rebuild(hub).different()).isEmpty();
        assertThat(rebuild(hub).eventNumber()).isEqualTo(hub.lastNumber());
    }

    /** Over a member's own event files, its event server and what it has retired. */
    @Test
    void aRebuildAfterRetentionReadsTheArchiveFirstAndGivesTheSameTables() throws Exception {
        TestHub hub = new TestHub(4);
        hub.act(900);
        Path archive = folder.resolve("archive");
        EventLogSettings settings =
                EventLogSettings.of(folder.resolve("events"))
                        .withFileBytes(EventLogSettings.LEAST_BYTES)
                        .withStagingBytes(EventLogSettings.LEAST_BYTES);
        try (EventLog log = EventLog.open(settings, 0, 0)) {
            hub.writeInto(log);
            try (EventServer server =
                    EventServer.start(
                            log, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
                EventSource servers =
                        new EventServers(
                                List.of(
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), server.port())));
                assertThat(rebuild(servers, LONG).tables()).isZero();
                int gone =
                        new Retirement(log, Optional.of(archive))
                                .run(
                                        new Retirement.Bounds(
                                                hub.lastNumber(), Long.MAX_VALUE, Long.MAX_VALUE));
                assertThat(gone).isPositive();
                Rebuild.Result again = rebuild(new ArchivedEvents(archive, servers), LONG);
                assertThat(again.different()).isEmpty();
                assertThat(again.tables()).isEqualTo(Tables.ALL.size());
                assertThat(again.eventNumber()).isEqualTo(hub.lastNumber());

                assertThatThrownBy(() -> rebuild(servers, Duration.ofSeconds(2)))
                        .hasMessageContaining("no event server has event 1, nor has the archive")
                        .hasMessageContaining("the tables are as they were");
            }
        }
    }

    private static Rebuild.Result rebuild(EventSource events, Duration patience)
            throws SQLException {
        return new Rebuild(postgres.database(), events, patience, status -> {}).run();
    }

    @Test
    void aTableThatWasWrongIsNamedAndPutRight() throws SQLException {
        TestHub hub = new TestHub(2);
        hub.act(200);
        assertThat(rebuild(hub).tables()).isZero();
        postgres.execute(
                Tables.SCHEMA, "update accounts set debits_posted_minor = debits_posted_minor + 1");
        assertThat(rebuild(hub).different()).containsExactly("accounts");
        assertThat(rebuild(hub).different()).isEmpty();
    }

    @Test
    void tablesThatCannotBeBuiltLeaveTheOldOnesWhereTheyWere() throws SQLException {
        TestHub hub = new TestHub(3);
        hub.act(50);
        rebuild(hub);
        hub.add(hub.nowNs(), new Event.PaymentExpired(4_711, new PaymentId(0x4000, 1L << 63), 1));
        postgres.execute(Tables.SCHEMA, "update progress set number = number + 1");
        // Long enough to make the new tables on a machine that is busy with other things.
        Duration patience = Duration.ofSeconds(15);
        assertThatThrownBy(
                        () -> new Rebuild(postgres.database(), hub, patience, status -> {}).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HALTED");
        assertThat(postgres.rows(Tables.SCHEMA, "select number from progress"))
                .containsExactly(List.of(Long.toString(hub.lastNumber())));
    }
}
