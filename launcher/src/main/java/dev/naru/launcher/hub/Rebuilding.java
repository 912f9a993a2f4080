// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import dev.naru.client.ArchivedEvents;
import dev.naru.client.EventServers;
import dev.naru.client.EventSource;
import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.configuration.ConfigurationException;
import dev.naru.projection.Database;
import dev.naru.projection.embedded.EmbeddedPostgres;
import dev.naru.projection.rebuild.Rebuild;
import dev.naru.projection.writer.ProjectionStatus;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Builds the tables of a running hub again, from another process. */
public final class Rebuilding {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Rebuilding() {}

    /**
     * Rebuilds.
     *
     * @param observer hears again and again how far it is
     * @throws ConfigurationException when this configuration does not say where the hub's events
     *     and tables are, or the hub's own PostgreSQL does not run
     * @throws IllegalStateException when it does not move on; the tables are then as they were
     */
    public static Rebuild.Result run(
            Configuration configuration, Consumer<ProjectionStatus> observer) throws SQLException {
        return new Rebuild(database(configuration), events(configuration), PATIENCE, observer)
                .run();
    }

    private static EventSource events(Configuration configuration) {
        EventServers served = new EventServers(servers(configuration));
        return configuration
                .eventArchive()
                .<EventSource>map(archive -> new ArchivedEvents(archive, served))
                .orElse(served);
    }

    private static Database database(Configuration configuration) {
        Configuration.Database settings = configuration.database();
        if (!settings.isEmbedded()) {
            return Databases.external(settings);
        }
        Path folder = Path.of(configuration.folder()).toAbsolutePath();
        return EmbeddedPostgres.running(Databases.embedded(settings, folder))
                .orElseThrow(
                        () ->
                                new ConfigurationException(
                                        "The hub's own PostgreSQL does not run in "
                                                + folder
                                                + ": start the hub first"));
    }

    private static List<InetSocketAddress> servers(Configuration configuration) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (Configuration.Member member : configuration.members()) {
            if (member.eventsPort() == 0) {
                throw new ConfigurationException(
                        "members.events_port must not be 0 for a rebuild: it says where the"
                                + " hub's events are");
            }
            servers.add(new InetSocketAddress(member.host(), member.eventsPort()));
        }
        return servers;
    }
}
