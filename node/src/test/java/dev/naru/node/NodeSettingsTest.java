// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {
    private final NodeSettings alone =
            NodeSettings.alone(Path.of("somewhere"), MachineSettings.standard(World.LIVE));

    @Test
    void aMemberAloneIsSyncedHaltsAndOpensNoPortToOthers() {
        assertThat(alone.syncLevel()).isEqualTo(SyncLevel.CONTENT);
        assertThat(alone.faultAction()).isSameAs(FaultAction.HALT);
        assertThat(alone.eventAddress().getAddress().isLoopbackAddress()).isTrue();
        assertThat(alone.self().ingressEndpoint()).isEqualTo("127.0.0.1:0");
        assertThat(alone.folder()).isAbsolute();
    }

    @Test
    void describesMembersInAeronsWords() {
        List<Member> members = List.of(new Member(0, "a", 100), new Member(1, "::1", 200));

        assertThat(Member.describe(members))
                .isEqualTo(
                        "0,a:100,a:101,a:102,a:103,a:104|"
                                + "1,[::1]:200,[::1]:201,[::1]:202,[::1]:203,[::1]:204");
        assertThat(members.get(0).archiveEndpoint()).isEqualTo("a:104");
    }

    @Test
    void refusesMembersThatCannotWork() {
        Member first = new Member(0, "a", 100);
        Member second = new Member(1, "b", 100);
        assertThatThrownBy(() -> alone.withMembers(0, List.of(first, second)))
                .hasMessageContaining("one, three or five");
        assertThatThrownBy(() -> alone.withMembers(7, List.of(first))).hasMessageContaining("7");
        assertThatThrownBy(() -> alone.withMembers(0, List.of(first, second, second)))
                .hasMessageContaining("differ");
        assertThatThrownBy(
                        () -> alone.withMembers(0, List.of(first, second, new Member(2, "c", 0))))
                .hasMessageContaining("basePort");
    }

    @Test
    void refusesAMemberThatCannotBeReached() {
        assertThatThrownBy(() -> new Member(-1, "a", 1)).hasMessageContaining("id");
        assertThatThrownBy(() -> new Member(0, " ", 1)).hasMessageContaining("host");
        assertThatThrownBy(() -> new Member(0, "a", 65_535)).hasMessageContaining("basePort");
    }
}
