// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.projection.migrations.Tables;
import dev.naru.projection.rebuild.Comparison;
import dev.naru.projection.writer.ProjectionWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two schemas of tables, of which one is in use. */
final class ComparisonTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String NEXT = "beside";

    @TempDir private static Path folder;
    private static TestPostgres postgres;

    private final TestHub hub = new TestHub(5);

    @BeforeAll
    static void startServer() {
        postgres = new TestPostgres(folder);
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @BeforeEach
    void fill() {
        hub.act(100);
        for (String schema : new String[] {Tables.SCHEMA, NEXT}) {
            postgres.execute("public", "drop schema if exists " + schema + " cascade");
            try (ProjectionWriter writer =
                    ProjectionWriter.start(postgres.database(), schema, hub, 1_000)) {
                await().atMost(LONG)
                        .until(() -> writer.status().position().number() == hub.lastNumber());
            }
        }
    }

    /** On large tables it takes minutes, in which search must not fall behind. */
    @Test
    void theWriterGoesOnWhileItsTablesAreCompared() throws SQLException {
        Comparison compared =
                compare(
                        number -> {
                            assertThat(number).isEqualTo(hub.lastNumber());
                            postgres.execute(
                                    Tables.SCHEMA,
                                    """
                                    set lock_timeout = '5s';
                                    update progress set number = number + 1;
                                    update payments set payer_fee_minor = 77
                                    """);
                        });
        assertThat(compared.tables()).isEqualTo(Tables.ALL.size());
        assertThat(compared.different()).isEmpty();
    }

    @Test
    void whatIsDifferentIsNamed() throws SQLException {
        postgres.execute(NEXT, "delete from quotes");
        assertThat(compare(number -> {}).different()).containsExactly("quotes");
    }

    private static Comparison compare(LongConsumer buildUntil) throws SQLException {
        return Comparison.of(postgres.database().connections("public", "test"), NEXT, buildUntil);
    }
}
