// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.launcher.configuration.Configuration.Part;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @Test
    void anEmptyFileGivesTheDefaults() {
        Configuration configuration = Configuration.parse("");
        assertThat(configuration.gateway().port()).isEqualTo(8100);
        assertThat(configuration.parts())
                .containsExactly(Part.NODE, Part.CONNECTORS, Part.GATEWAY, Part.PROJECTION);
        assertThat(configuration.links()).hasSize(1);
    }

    @Test
    void whatTheFileSaysStandsOverTheDefaultsKeyByKey() {
        Configuration configuration =
                Configuration.parse("gateway: {port: 0}\nworld: live\nlinks: []");
        assertThat(configuration.gateway().port()).isZero();
        assertThat(configuration.gateway().waitMs()).isEqualTo(15_000);
        assertThat(configuration.world()).isEqualTo(Configuration.World.LIVE);
        assertThat(configuration.links()).isEmpty();
    }

    @Test
    void retiredEventsGoIntoTheHubsFolderOrAnotherOrNowhere() {
        assertThat(Configuration.parse("folder: var/x").eventArchive())
                .contains(Path.of("var/x/node/event-archive").toAbsolutePath());
        assertThat(Configuration.parse("events: {archive: /mnt/cold}").eventArchive())
                .contains(Path.of("/mnt/cold"));
        assertThat(Configuration.parse("events: {archive: none}").eventArchive()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatewy: {port: 1}            | gatewy is not a known key; the nearest is gateway",
                "gateway: {prot: 1}           | gateway.prot is not a known key; the nearest is"
                        + " gateway.port",
                "gateway: {port: '1'}         | gateway.port must be a whole number",
                "gateway: {port: 70000}       | gateway.port must be from 0 to 65535, not 70000",
                "gateway: 7                   | gateway must have keys of its own",
                "world: test                  | world must be one of [sandbox, live], not test",
                "folder:                      | folder has no value",
                "parts: node                  | parts must be a list",
                "parts: []                    | parts must name at least one",
                "members: []                  | members must be 1, 3 or 5",
                "member: 1                    | member must be from 0 to 0",
                "links: [{name: x}]           | links[0].scheme is missing",
                "gateway: {wait_ms: 30001}    | gateway.wait_ms must be from 0 to 30000, not 30001",
                "{world: live, gateway: {webhooks_reach: public_and_loopback}, links: []} |"
                        + " gateway.webhooks_reach must be public where world is live",
                "gateway: {most_requests: 0}  | gateway.most_requests must be from 1 to 1000000",
                "gateway: {host: 'a b'}       | gateway.host must be a host's name or address",
                "observation: {port: -1}      | observation.port must be from 0 to 65535, not -1",
                "client: {host: 'a/b'}        | client.host must be a host's name or address",
                "folder: ' '                  | folder must name a folder",
                "database: {user: x}          | database.user and database.password_file must be"
                        + " empty",
                "database: {url: 'jdbc:postgresql://h/d'} | database.user and"
                        + " database.password_file must be given",
                "database: {url: 'mysql://h'} | database.url must begin with jdbc:postgresql://",
                "database: {embedded_port: -1} | database.embedded_port must be from 0",
                "events: {retention_days: -1} | events.retention_days must be from 0 to 3650",
                "events: {archive: 1}         | events.archive must be text",
                "events: {readers: [Link-1]}  | events.readers must be 1 to 16 of A-Z, 0-9 and -",
                "parts: [node, node]          | parts must not name a part twice",
                "parts: [gateway, connectors] | members.base_port and members.events_port must not"
                        + " be 0 where there are several members or parts has no node",
                "world: live, world: live     | is not YAML",
                "'world: [: '                 | is not YAML"
            })
    void aMistakeIsNamedWithItsKeyAndRule(String text, String sentence) {
        assertThatThrownBy(() -> Configuration.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aProcessWithoutAMemberSaysWhereItGetsItsReplies() {
        String elsewhere =
                """
                parts: [gateway]
                links: []
                members: [{host: 10.0.0.1, base_port: 9000, events_port: 9005}]
                """;
        assertRefused(elsewhere, "client.host must say at which of its own addresses");
        assertThat(Configuration.parse(elsewhere + "client: {host: 10.0.0.9}").client().host())
                .isEqualTo("10.0.0.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scheme        | NAPAS                   | must be one of [QRIS], not NAPAS",
                "corridor      | 0                       | must be from 1 to 4096, not 0",
                "corridor      | 4097                    | must be from 1 to 4096, not 4097",
                "participant   | 0                       | must be from 1 to 4096, not 0",
                "participant   | 5000                    | must be from 1 to 4096, not 5000",
                "partner_url   | 'ftp://127.0.0.1'       | must be http:// or https:// with a host",
                "partner_url   | 'http://'               | must be http:// or https:// with a host",
                "partner_url   | '127.0.0.1:8200'        | must be http:// or https:// with a host",
                "partner_url   | 'http://me@127.0.0.1'   | must be http:// or https:// with a host",
                "partner_url   | 'http://127.0.0.1/?a=b' | must be http:// or https:// with a host",
                "callback_host | '127.0.0.1:8101'        | must be a host's name or address",
                "hub_bic       | NARU                    | must be a BIC of 8 or 11 characters",
                "hub_bic       | narukrsexxx             | must be a BIC of 8 or 11 characters",
                "partner_bic   | QRSWIDJAXX              | must be a BIC of 8 or 11 characters",
                "partner_bic   | NARUKRSEXXX             | must be another than links.hub_bic"
            })
    void aMistakeInALinkIsNamed(String key, String value, String rule) {
        assertRefused("links:\n" + link(Map.of(key, value)), "links[0]: links." + key + " " + rule);
    }

    @ParameterizedTest
    @CsvSource({
        "name, indonesia",
        "scheme, QRIS",
        "participant, 20",
    })
    void noTwoLinksShareWhatNamesThem(String key, String value) {
        Map<String, String> other = new HashMap<>(Map.of("name", "other", "participant", "21"));
        other.put(key, value);
        assertRefused(
                "links:\n" + link(Map.of()) + link(other),
                "links has two of the " + key + " " + value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "callback_host | 0.0.0.0               | links.callback_host must be a loopback",
                "callback_host | hub.example           | links.callback_host must be a loopback",
                "partner_url   | 'http://10.0.0.7'     | links.partner_url must be https or a"
                        + " loopback"
            })
    void aLiveHubBelievesNobodyWhomItCannotAuthenticate(String key, String value, String rule) {
        String text = "links:\n" + link(Map.of(key, value));
        assertThat(Configuration.parse(text).links()).hasSize(1);
        assertRefused("world: live\n" + text, rule);
        assertRefused("world: live\n" + text, "nothing authenticates who speaks there yet");
    }

    private static final String ACQUIRER =
            """
            acquirers:
              - {name: korea, corridor: 2, participant: 40, partner_url: 'http://127.0.0.1:8210',
                 callback_host: 127.0.0.1, callback_port: 8102, lookup_timeout_ms: 3000,
                 send_timeout_ms: 8000, most_in_flight: 256, most_open: 4096,
                 sends_per_second: 1000}
            """;
    private static final String INBOUND =
            """
            inbound:
              - {participant: 20, corridor: 2, hub_bic: NARUKRSEXXX, partner_bic: QRSWIDJAXXX,
                 wait_ms: 10000}
            """;

    @Test
    void paymentsFromAbroadNeedAnAcquirer() {
        Configuration configuration = Configuration.parse(ACQUIRER + INBOUND);
        assertThat(configuration.acquirers().getFirst().participant()).isEqualTo(40);
        assertThat(configuration.inbound().getFirst().waitMs()).isEqualTo(10_000);

        assertRefused(INBOUND, "inbound.corridor must be the corridor of an acquirer, not 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "participant: 40     | participant: 20   | links has two of the participant 20",
                "name: korea         | name: indonesia   | links has two of the name indonesia",
                "name: korea         | name: Korea       | acquirers.name must be a lower-case",
                "send_timeout_ms: 8000 | send_timeout_ms: 12000 | acquirers.send_timeout_ms must"
                        + " be",
                "wait_ms: 10000      | wait_ms: 12000    | inbound.wait_ms must be from 0 to 11000",
                "partner_bic: QRSWIDJAXXX | partner_bic: QRSW | inbound.partner_bic must be a BIC",
                "partner_bic: QRSWIDJAXXX | partner_bic: NARUKRSEXXX | must be another than"
            })
    void aMistakeInALinkOfTheWayBackIsNamed(String part, String by, String rule) {
        assertRefused((ACQUIRER + INBOUND).replace(part, by), rule);
    }

    @Test
    void aLiveHubBelievesNoAcquirerWhomItCannotAuthenticate() {
        assertRefused(
                "world: live\n"
                        + ACQUIRER.replace("callback_host: 127.0.0.1", "callback_host: 0.0.0.0"),
                "acquirers.callback_host must be a loopback address");
        assertRefused(
                "world: live\n" + ACQUIRER.replace("http://127.0.0.1:8210", "http://10.0.0.7"),
                "acquirers.partner_url must be https or a loopback address");
    }

    @Test
    void aLiveHubRemembersForAsLongAsAnyQuoteCanLive() {
        String text = "links: []\nlimits: {remembered_days: %d}\nworld: %s";
        assertThat(Configuration.parse(text.formatted(30, "live")).limits().rememberedDays())
                .isEqualTo(30);
        assertThat(Configuration.parse(text.formatted(1, "sandbox")).limits().rememberedDays())
                .isEqualTo(1);
        assertRefused(
                text.formatted(29, "live"),
                "limits.remembered_days must be at least 30 where world is live, so that no quote"
                        + " outlives the memory of what was refused with it, not 29");
    }

    @Test
    void cardsAndChallengesHaveTheLimitsOfTheMachine() {
        Configuration.Limits given =
                Configuration.parse("limits: {authenticators: 1, challenges: 2000000}").limits();
        assertThat(given.authenticators()).isEqualTo(1);
        assertThat(given.challenges()).isEqualTo(2_000_000);
        assertRefused(
                "limits: {authenticators: 0}",
                "limits.authenticators must be from 1 to 100000000, not 0");
        assertRefused(
                "limits: {challenges: 2000001}",
                "limits.challenges must be from 1 to 2000000, not 2000001");
    }

    @Test
    void aLiveHubsEventServersAreOnLoopbackAddresses() {
        String members =
                """
                members:
                  - {host: 127.0.0.1, base_port: 9000, events_port: 9005}
                  - {host: localhost, base_port: 9010, events_port: 9015}
                  - {host: %s, base_port: 9020, events_port: 9025}
                world: live
                """;
        assertThat(Configuration.parse(members.formatted("127.0.0.9")).members()).hasSize(3);
        assertRefused(
                members.formatted("10.0.0.3"),
                "members.host must be a loopback address, not 10.0.0.3");
    }

    private static void assertRefused(String text, String sentence) {
        assertThatThrownBy(() -> Configuration.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(sentence);
    }

    /** One link as the defaults have it, but for these. */
    private static String link(Map<String, String> different) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("name", "indonesia");
        all.put("scheme", "QRIS");
        all.put("corridor", "1");
        all.put("participant", "20");
        all.put("partner_url", "http://127.0.0.1:8200");
        all.put("callback_host", "127.0.0.1");
        all.put("callback_port", "8101");
        all.put("hub_bic", "NARUKRSEXXX");
        all.put("partner_bic", "QRSWIDJAXXX");
        all.put("lookup_timeout_ms", "3000");
        all.put("send_timeout_ms", "10000");
        all.put("most_in_flight", "256");
        all.put("most_open", "4096");
        all.put("sends_per_second", "1000");
        all.putAll(different);
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "  - {", "}\n"));
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Configuration.read(Path.of("no-such-file.yaml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no-such-file.yaml");
    }
}
