// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.launcher.configuration.Configuration;
import dev.naru.launcher.configuration.ConfigurationException;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReaderNamesTest {
    private static final String THREE =
            """
            members:
              - {host: 127.0.0.1, base_port: 9000, events_port: 9100}
              - {host: 127.0.0.1, base_port: 9200, events_port: 9300}
              - {host: 127.0.0.1, base_port: 9400, events_port: 9500}
            member: 2
            """;

    @Test
    void aMemberAloneNamesWhatReads() {
        ReaderNames names = names("");
        assertThat(names.projection()).isEqualTo("PROJECTION");
        assertThat(names.webhooks()).isEqualTo("WEBHOOKS");
        assertThat(names.link(20)).isEqualTo("LINK-20");
    }

    @Test
    void ofSeveralMembersEachNamesItsOwnPositions() {
        ReaderNames names = names(THREE);
        assertThat(names.projection()).isEqualTo("PROJECTION-2");
        assertThat(names.webhooks()).isEqualTo("WEBHOOKS-2");
        assertThat(names.link(20)).isEqualTo("LINK-20-2");
    }

    @Test
    void aDatabaseThatAllShareHasOnePosition() {
        ReaderNames names =
                names(
                        THREE
                                + """
                                database:
                                  url: jdbc:postgresql://127.0.0.1:5432/naru
                                  user: naru
                                  password_file: password
                                """);
        assertThat(names.projection()).isEqualTo("PROJECTION");
        assertThat(names.webhooks()).isEqualTo("WEBHOOKS");
        assertThat(names.link(20)).isEqualTo("LINK-20-2");
    }

    @Test
    void allThatReadAreNamedAndNobodyElse() {
        assertThat(names("parts: [node, gateway, projection, connectors]").all())
                .containsExactly("LINK-20", "PROJECTION", "WEBHOOKS");
        assertThat(names("{parts: [node, gateway], links: [], acquirers: [], inbound: []}").all())
                .as("without a database nobody makes webhooks")
                .isEmpty();
        assertThat(names("events: {readers: [PROJECTION, ELSEWHERE-1]}").all())
                .containsExactly("LINK-20", "PROJECTION", "WEBHOOKS", "ELSEWHERE-1");
    }

    @Test
    void moreReadersOverAllMembersThanTheHubKnowsAreRefused() {
        // Of each of the three members a link, a projection and webhooks.
        int others = Limits.EVENT_READERS - 9;
        assertThat(ReaderNames.fitting(Configuration.parse(THREE + readers(others))).all())
                .hasSize(others + 3);
        Configuration one = Configuration.parse(THREE + readers(others + 1));
        assertThatThrownBy(() -> ReaderNames.fitting(one))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("1025 readers of events over all members")
                .hasMessageContaining("1024 at the most");
        assertThatThrownBy(() -> HubProcess.start(one)).isInstanceOf(ConfigurationException.class);
    }

    private static String readers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "R-" + number)
                .collect(Collectors.joining(", ", "events: {readers: [", "]}\n"));
    }

    @Test
    void theLongestNameIsOne() {
        String longest = names(THREE).link(Limits.PARTICIPANTS);
        assertThat(new Command.AcknowledgeEvents(longest, 0).readerName()).isEqualTo(longest);
    }

    private static ReaderNames names(String yaml) {
        return new ReaderNames(Configuration.parse(yaml.isEmpty() ? "member: 0\n" : yaml));
    }
}
