// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.node.HubNode;
import dev.naru.node.Member;
import dev.naru.node.NodeSettings;
import dev.naru.protocol.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A member and its client that know only IPv6. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class Ipv6Test {
    private static final String HOST = "::1";

    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    @TempDir Path folder;

    @Test
    void isEnoughToPay() {
        Assumptions.assumeTrue(isThere(), "this computer has no " + HOST);
        int basePort = FreePorts.basePorts(1).getFirst();
        NodeSettings settings =
                NodeSettings.alone(folder.resolve("node"), Scene.machine())
                        .withMembers(0, List.of(new Member(0, HOST, basePort)))
                        .withFaultAction(faults::add);
        Door door =
                new Door.Network(
                        List.of(new Endpoint(HOST, basePort).toString()),
                        HOST,
                        folder.resolve("client"));
        try (HubNode _ = HubNode.start(settings);
                HubClient client = HubClient.connect(ClientSettings.through(door))) {
            Scene.open(client);
            assertThat(Scene.paid(client, Scene.paymentId(1, 1))).isNotNull();
        }
        assertThat(faults).isEmpty();
    }

    private static boolean isThere() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getAllByName(HOST)[0])) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }
}
