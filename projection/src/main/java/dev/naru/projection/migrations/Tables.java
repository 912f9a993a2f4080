// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.migrations;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of the read side. */
public final class Tables {
    /** The schema that everybody reads. */
    public static final String SCHEMA = "naru_projection";

    /** Every table whose rows follow from events alone, in no order that matters. */
    public static final List<String> ALL =
            List.of(
                    "progress",
                    "set_aside",
                    "participants",
                    "settlement_groups",
                    "members",
                    "headroom_warnings",
                    "corridors",
                    "rates",
                    "quotes",
                    "payments",
                    "payment_names",
                    "payment_timeline",
                    "posted_chains",
                    "recovery_items",
                    "fundings",
                    "windows",
                    "obligations",
                    "accounts",
                    "time_moves",
                    "challenges",
                    "authenticators",
                    "evidence_rules");

    private Tables() {}

    /**
     * Brings a schema up to this version, making it where it is missing.
     *
     * @throws org.flywaydb.core.api.FlywayException when the database cannot be reached or its
     *     tables are of another history
     */
    public static void migrate(DataSource database, String schema) {
        Flyway.configure(Tables.class.getClassLoader())
                .dataSource(database)
                .defaultSchema(schema)
                .schemas(schema)
                .locations("classpath:dev/naru/projection/migrations")
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }
}
