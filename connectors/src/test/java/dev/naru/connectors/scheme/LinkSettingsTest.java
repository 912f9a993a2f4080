// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkSettingsTest {
    private static LinkSettings with(Duration send, Duration enquiry, int open) {
        LinkSettings standard = LinkSettings.standard(3, Path.of("position"));
        return new LinkSettings(
                3,
                standard.positionFile(),
                send,
                enquiry,
                standard.dispatchPatience(),
                standard.answerPause(),
                open,
                standard.pacing(),
                standard.breaker(),
                standard.echoEvery());
    }

    @Test
    void timers_nest() {
        LinkSettings standard = LinkSettings.standard(3, Path.of("position"));
        assertThat(standard.sendTimeout()).isLessThan(LinkSettings.PARTNER_TIMER);

        Duration ok = Duration.ofSeconds(1);
        assertThatThrownBy(() -> with(Duration.ofSeconds(12), ok, 1))
                .hasMessageContaining("sendTimeout");
        assertThatThrownBy(() -> with(ok, Duration.ofSeconds(12), 1))
                .hasMessageContaining("enquiryTimeout");
        assertThatThrownBy(() -> with(Duration.ZERO, ok, 1)).hasMessageContaining("sendTimeout");
        assertThatThrownBy(() -> with(ok, ok, 0)).hasMessageContaining("open");
    }
}
