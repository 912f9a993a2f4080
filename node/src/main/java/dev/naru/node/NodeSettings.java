// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import dev.naru.protocol.MachineSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that one member has to know. Start from {@link #alone} and change what differs.
 *
 * @param folder this member's own: the log, snapshots and events live and stay here
 * @param memberId which of the members this is
 * @param members all of them, the same list everywhere; one, three or five
 * @param eventAddress where the event server listens; port 0 for a free one
 * @param machine the same on every member
 * @param startPatience how long {@link HubNode#start} waits while nothing moves on: no leader is
 *     found, no snapshot is read, nothing is replayed; however long all of it takes together
 * @param snapshotEveryBytes the leader has a snapshot taken when the log has grown by this many
 *     bytes since the last one, 1 or more; {@link #NEVER} for snapshots that are asked for only
 * @param eventKeeping how long event files stay, and where they go then
 */
public record NodeSettings(
        Path folder,
        int memberId,
        List<Member> members,
        InetSocketAddress eventAddress,
        MachineSettings machine,
        SyncLevel syncLevel,
        Duration startPatience,
        long snapshotEveryBytes,
        EventKeeping eventKeeping,
        FaultAction faultAction) {
    /** No snapshot but those that are asked for. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * A machine replays some 200,000 commands a second on a processor that is busy with other
     * things, in the log some 200 bytes each, outcomes not counted: 40 MB/s. So this much is
     * replayed in about half a minute, and at 1,000 payments a second a snapshot, which stops the
     * machine for half a second or so for each million of remembered payments, is taken every
     * twenty minutes.
     */
    private static final long STANDARD_SNAPSHOT_EVERY_BYTES = 1L << 30;

    public NodeSettings {
        folder = folder.toAbsolutePath().normalize();
        members = List.copyOf(members);
        Set<Integer> ids = new HashSet<>();
        members.forEach(member -> ids.add(member.id()));
        if (ids.size() != members.size() || !ids.contains(memberId)) {
            throw new IllegalArgumentException(
                    "memberId " + memberId + " must be one of the members, whose ids differ");
        }
        if (members.size() % 2 == 0) {
            throw new IllegalArgumentException("members must be one, three or five");
        }
        if (snapshotEveryBytes < 1) {
            throw new IllegalArgumentException(
                    "snapshotEveryBytes must be 1 or more, not " + snapshotEveryBytes);
        }
        if (members.size() > 1 && members.stream().anyMatch(member -> member.basePort() == 0)) {
            throw new IllegalArgumentException(
                    "basePort is needed where there are several members");
        }
    }

    /** One member, synced to disk, reached through shared memory, halting on a fault. */
    public static NodeSettings alone(Path folder, MachineSettings machine) {
        return new NodeSettings(
                folder,
                Member.ALONE.id(),
                List.of(Member.ALONE),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                machine,
                SyncLevel.CONTENT,
                Duration.ofMinutes(2),
                STANDARD_SNAPSHOT_EVERY_BYTES,
                EventKeeping.standard(folder),
                FaultAction.HALT);
    }

    /** The same as one of these members. */
    public NodeSettings withMembers(int ownId, List<Member> all) {
        return new NodeSettings(
                folder,
                ownId,
                all,
                eventAddress,
                machine,
                syncLevel,
                startPatience,
                snapshotEveryBytes,
                eventKeeping,
                faultAction);
    }

    /** The same with the event server elsewhere. */
    public NodeSettings withEventAddress(InetSocketAddress address) {
        return new NodeSettings(
                folder,
                memberId,
                members,
                address,
                machine,
                syncLevel,
                startPatience,
                snapshotEveryBytes,
                eventKeeping,
                faultAction);
    }

    /** The same with another sync level. */
    public NodeSettings withSyncLevel(SyncLevel level) {
        return new NodeSettings(
                folder,
                memberId,
                members,
                eventAddress,
                machine,
                level,
                startPatience,
                snapshotEveryBytes,
                eventKeeping,
                faultAction);
    }

    /** The same with more or less patience at the start. */
    public NodeSettings withStartPatience(Duration wait) {
        return new NodeSettings(
                folder,
                memberId,
                members,
                eventAddress,
                machine,
                syncLevel,
                wait,
                snapshotEveryBytes,
                eventKeeping,
                faultAction);
    }

    /** The same with other snapshots by size. */
    public NodeSettings withSnapshotEveryBytes(long bytes) {
        return new NodeSettings(
                folder,
                memberId,
                members,
                eventAddress,
                machine,
                syncLevel,
                startPatience,
                bytes,
                eventKeeping,
                faultAction);
    }

    /** The same with something else than a halt on a fault. */
    public NodeSettings withFaultAction(FaultAction action) {
        return new NodeSettings(
                folder,
                memberId,
                members,
                eventAddress,
                machine,
                syncLevel,
                startPatience,
                snapshotEveryBytes,
                eventKeeping,
                action);
    }

    /** The same with other keeping of events. */
    public NodeSettings withEventKeeping(EventKeeping keeping) {
        return new NodeSettings(
                folder,
                memberId,
                members,
                eventAddress,
                machine,
                syncLevel,
                startPatience,
                snapshotEveryBytes,
                keeping,
                faultAction);
    }

    Member self() {
        return members.stream().filter(member -> member.id() == memberId).findFirst().orElseThrow();
    }

    boolean isAlone() {
        return members.size() == 1;
    }

    Path archiveFolder() {
        return folder.resolve("archive");
    }

    Path clusterFolder() {
        return folder.resolve("cluster");
    }

    Path eventFolder() {
        return folder.resolve("events");
    }
}
