// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.naru.gateway.http.support.TestDatabase;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DatabaseTest {
    @Test
    void itIsSaidOnceThatItIsAwayAndOnceThatItIsBack() {
        Logger log = (Logger) LoggerFactory.getLogger(Database.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Level before = log.getLevel();
        log.setLevel(Level.INFO);
        lines.start();
        log.addAppender(lines);
        try (TestDatabase server = TestDatabase.empty()) {
            Database database =
                    new Database(
                            server.source(), "trustone", "dev/naru/gateway/trustone/migrations");
            assertThat(one(database)).isEqualTo(1);
            for (int i = 0; i < 2; i++) {
                server.shut();
                for (int request = 0; request < 3; request++) {
                    assertThatThrownBy(() -> one(database))
                            .isInstanceOf(DatabaseAwayException.class);
                }
                server.open();
                assertThat(one(database)).isEqualTo(1);
                assertThat(one(database)).isEqualTo(1);
            }
        } finally {
            log.detachAppender(lines);
            log.setLevel(before);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.WARN, Level.INFO, Level.WARN, Level.INFO);
        assertThat(lines.list.getFirst().getFormattedMessage())
                .isEqualTo("the database of the schema trustone is away: SQLSTATE 55000");
    }

    private static int one(Database database) {
        return database.inTransaction(
                connection -> {
                    try (Statement select = connection.createStatement();
                            ResultSet row = select.executeQuery("select 1")) {
                        row.next();
                        return row.getInt(1);
                    }
                });
    }
}
