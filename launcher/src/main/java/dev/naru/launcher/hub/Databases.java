// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.naru.authentication.secret.PrivateFile;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.configuration.ConfigurationException;
import dev.naru.projection.Database;
import dev.naru.projection.embedded.EmbeddedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Which PostgreSQL a hub uses, with its password. */
final class Databases {
    private static final String PASSWORD_FILE = "postgres-password";
    private static final int PASSWORD_BYTES = 24;
    private static final long CONNECT_WITHIN_MS = 5_000;

    private Databases() {}

    /** A server of the hub's own, whose password is made at the first start. */
    static EmbeddedSettings embedded(Configuration.Database settings, Path folder) {
        byte[] password =
                new PrivateFile(folder.resolve("secrets"), PASSWORD_FILE)
                        .randomBytes(PASSWORD_BYTES);
        Path postgres = folder.resolve("postgres");
        return new EmbeddedSettings(
                postgres.resolve("programs-" + EmbeddedSettings.VERSION),
                postgres.resolve("data"),
                settings.embeddedPort(),
                HexFormat.of().formatHex(password));
    }

    /**
     * Connections that stay open. Nobody waits for the database to start, and whoever finds it away
     * hears so within five seconds.
     */
    static HikariDataSource pool(Database database, String schema, int mostConnections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(schema);
        config.setDataSource(database.connections(schema, "naru-" + schema));
        config.setMaximumPoolSize(mostConnections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_WITHIN_MS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /**
     * One that is there already.
     *
     * @throws ConfigurationException when its password cannot be read
     */
    static Database external(Configuration.Database settings) {
        try {
            String password = Files.readString(Path.of(settings.passwordFile())).strip();
            return new Database(settings.url(), settings.user(), password);
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    "database.password_file " + settings.passwordFile() + " cannot be read",
                    unreadable);
        }
    }
}
