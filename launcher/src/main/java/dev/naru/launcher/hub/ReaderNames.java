// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.configuration.Configuration.Part;
import dev.naru.launcher.configuration.ConfigurationException;
import dev.naru.protocol.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Under which names a process acknowledges events. A name stands for one durable position: where
 * each member has its own, each has a name of its own, so that the furthest does not speak for the
 * others. At most 16 characters.
 */
record ReaderNames(Configuration configuration, int member) {

    /** Of this process. */
    ReaderNames(Configuration configuration) {
        this(configuration, configuration.member());
    }

    /**
     * Of this process, where the hub has room for all readers of all members.
     *
     * @throws ConfigurationException when it does not: then no event would ever go at any member
     */
    static ReaderNames fitting(Configuration configuration) {
        long readers =
                IntStream.range(0, configuration.members().size())
                        .mapToObj(member -> new ReaderNames(configuration, member).all())
                        .flatMap(List::stream)
                        .distinct()
                        .count();
        if (readers > Limits.EVENT_READERS) {
            throw new ConfigurationException(
                    "events.readers, links and parts come to %d readers of events over all members, and the hub knows %d at the most"
                            .formatted(readers, Limits.EVENT_READERS));
        }
        return new ReaderNames(configuration);
    }

    /** All that read in this process, and those of others that the configuration names. */
    List<String> all() {
        List<String> names = new ArrayList<>();
        if (configuration.parts().contains(Part.CONNECTORS)) {
            configuration.links().forEach(it -> names.add(link(it.participant())));
            configuration.acquirers().forEach(it -> names.add(link(it.participant())));
        }
        if (configuration.parts().contains(Part.PROJECTION)) {
            names.add(projection());
        }
        if (configuration.parts().contains(Part.GATEWAY) && configuration.hasDatabase()) {
            names.add(webhooks());
        }
        names.addAll(configuration.events().readers());
        return names.stream().distinct().toList();
    }

    /** Of a link, whose position lies in a file of this process. */
    String link(int participantId) {
        return own("LINK-" + participantId);
    }

    /** Of the writer into PostgreSQL. */
    String projection() {
        return database("PROJECTION");
    }

    /** Of the maker of webhooks' messages. */
    String webhooks() {
        return database("WEBHOOKS");
    }

    /** A database outside is one for all, and so is what is in it. */
    private String database(String name) {
        return configuration.database().isEmbedded() ? own(name) : name;
    }

    private String own(String name) {
        boolean isOneOfSeveral =
                configuration.parts().contains(Part.NODE) && configuration.members().size() > 1;
        return isOneOfSeveral ? name + "-" + member : name;
    }
}
