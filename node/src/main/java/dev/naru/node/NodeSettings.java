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
 * @param startWithin how long {@link HubNode#start} waits for a leader, the replay of the log
 *     included
 */
public record NodeSettings(
        Path folder,
        int memberId,
        List<Member> members,
        InetSocketAddress eventAddress,
        MachineSettings machine,
        SyncLevel syncLevel,
        Duration startWithin,
        FaultAction faultAction) {

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
                FaultAction.HALT);
    }

    /** The same as one of these members. */
    public NodeSettings withMembers(int ownId, List<Member> all) {
        return new NodeSettings(
                folder, ownId, all, eventAddress, machine, syncLevel, startWithin, faultAction);
    }

    /** The same with the event server elsewhere. */
    public NodeSettings withEventAddress(InetSocketAddress address) {
        return new NodeSettings(
                folder, memberId, members, address, machine, syncLevel, startWithin, faultAction);
    }

    /** The same with another sync level. */
    public NodeSettings withSyncLevel(SyncLevel level) {
        return new NodeSettings(
                folder, memberId, members, eventAddress, machine, level, startWithin, faultAction);
    }

    /** The same with more or less time to start. */
    public NodeSettings withStartWithin(Duration wait) {
        return new NodeSettings(
                folder, memberId, members, eventAddress, machine, syncLevel, wait, faultAction);
    }

    /** The same with something else than a halt on a fault. */
    public NodeSettings withFaultAction(FaultAction action) {
        return new NodeSettings(
                folder, memberId, members, eventAddress, machine, syncLevel, startWithin, action);
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
