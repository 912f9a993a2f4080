// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.cluster;

import dev.naru.node.HubNode;
import dev.naru.node.NodeFigures;
import dev.naru.node.NodeSettings;
import dev.naru.node.SyncCount;
import dev.naru.node.SyncLevel;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A hub's member in a process of its own, for {@link NodeChild}, which tells it line by line what
 * to do.
 */
final class NodeProcess {
    private static final int PARENT_IS_GONE = 1;

    private NodeProcess() {}

    /** Arguments: the folder, how many payments it can remember, the sync level. */
    public static void main(String[] args) throws IOException {
        MachineSettings standard = MachineSettings.standard(World.LIVE);
        NodeSettings settings =
                NodeSettings.alone(
                                Path.of(args[0]),
                                standard.withMemory(Long.parseLong(args[1]), standard.rememberNs()))
                        .withSyncLevel(SyncLevel.valueOf(args[2]))
                        .withSnapshotEveryBytes(NodeSettings.NEVER);
        try (SyncCount syncs = SyncCount.start(settings.folder())) {
            HubNode node = HubNode.start(settings);
            System.out.println("ready " + node.aeronDirectory());
            obey(node, syncs);
        }
        Runtime.getRuntime().halt(PARENT_IS_GONE);
    }

    private static void obey(HubNode node, SyncCount syncs) throws IOException {
        BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            switch (order) {
                case "snapshot" -> {
                    long beganNs = System.nanoTime();
                    node.snapshot();
                    System.out.println("snapshot " + (System.nanoTime() - beganNs));
                }
                case "figures" -> {
                    NodeFigures figures = node.figures();
                    System.out.printf(
                            "figures %d %d %d %d%n",
                            figures.commands(),
                            figures.lastEventNumber(),
                            figures.droppedReplies(),
                            syncs.count());
                }
                default -> throw new IllegalArgumentException("not understood: " + order);
            }
        }
    }
}
