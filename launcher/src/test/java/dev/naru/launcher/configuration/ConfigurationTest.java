// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.launcher.configuration.Configuration.Part;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @Test
    void anEmptyFileGivesTheDefaults() {
        Configuration configuration = Configuration.parse("");
        assertThat(configuration.gateway().port()).isEqualTo(8100);
        assertThat(configuration.parts()).containsExactly(Part.NODE, Part.CONNECTORS, Part.GATEWAY);
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
                "world: live, world: live     | is not YAML",
                "'world: [: '                 | is not YAML"
            })
    void aMistakeIsNamedWithItsKeyAndRule(String text, String sentence) {
        assertThatThrownBy(() -> Configuration.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Configuration.read(Path.of("no-such-file.yaml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no-such-file.yaml");
    }
}
