// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.node.HubNode;
import dev.naru.node.Member;
import dev.naru.node.NodeFigures;
import dev.naru.node.NodeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One member in a process of its own, which can be killed. It says its Aeron directory when it
 * serves, then answers every byte that it is sent: {@value #ROLE} with its role, {@value #SNAPSHOT}
 * likewise when a snapshot is done, or with why it was refused, {@value #FIGURES} with the commands
 * since the start, the bytes that a replay would read and the snapshots, {@value #EVENT_PORT} with
 * where its event server listens. It closes in order when its input ends.
 */
final class NodeProcess {
    static final int ROLE = '?';
    static final int SNAPSHOT = '!';
    static final int FIGURES = '#';
    static final int EVENT_PORT = '@';
    static final String REFUSED = "refused: ";
    static final String SNAPSHOT_EVERY = "naru.test.snapshotEveryBytes";

    private NodeProcess() {}

    /**
     * Runs it.
     *
     * @param args folder, member id, then the base port of every member, none for a member alone
     */
    public static void main(String[] args) throws IOException {
        NodeSettings settings =
                NodeSettings.alone(Path.of(args[0]), Scene.machine())
                        .withStartPatience(Duration.ofMinutes(1))
                        .withSnapshotEveryBytes(Long.getLong(SNAPSHOT_EVERY, NodeSettings.NEVER));
        if (args.length > 2) {
            List<Member> members =
                    IntStream.range(0, args.length - 2)
                            .mapToObj(id -> member(id, args[id + 2]))
                            .toList();
            settings = settings.withMembers(Integer.parseInt(args[1]), members);
        }
        try (HubNode node = HubNode.start(settings)) {
            System.out.println(node.aeronDirectory());
            for (int asked = System.in.read(); asked >= 0; asked = System.in.read()) {
                System.out.println(answer(node, asked));
            }
        }
    }

    private static Object answer(HubNode node, int asked) {
        NodeFigures figures = node.figures();
        return switch (asked) {
            case SNAPSHOT -> snapshot(node);
            case FIGURES ->
                    "%d %d %d"
                            .formatted(
                                    figures.commands(), figures.replayBytes(), figures.snapshots());
            case EVENT_PORT -> node.eventPort();
            default -> figures.role();
        };
    }

    private static Object snapshot(HubNode node) {
        try {
            node.snapshot();
            return node.figures().role();
        } catch (IllegalStateException refused) {
            return REFUSED + refused.getMessage();
        }
    }

    private static Member member(int id, String basePort) {
        return new Member(id, "127.0.0.1", Integer.parseInt(basePort));
    }
}
