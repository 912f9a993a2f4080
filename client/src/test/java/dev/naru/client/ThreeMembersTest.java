// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import static dev.naru.client.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.EventHearing.Standing;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Three members, each in a process of its own; the leader is killed while it is being paid. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class ThreeMembersTest {
    @TempDir Path folder;
    private final List<ChildNode> members = new ArrayList<>();
    private List<Integer> basePorts = List.of();

    @BeforeEach
    void start() {
        basePorts = FreePorts.basePorts(3);
        IntStream.range(0, 3).forEach(id -> members.add(child(id)));
        members.forEach(ChildNode::aeronDirectory);
    }

    @AfterEach
    void stop() {
        members.forEach(ChildNode::close);
    }

    @Test
    void findsEveryAcknowledgedPaymentAfterTheLeaderWasKilledAndCameBack() {
        try (HubClient client = connect("one");
                Payers payers = new Payers()) {
            Scene.open(client);
            payers.payThrough(client);
            eventually().until(() -> payers.acknowledged().size() >= 100);

            int leader = leader();
            members.get(leader).kill();
            int before = payers.acknowledged().size();
            eventually().until(() -> payers.acknowledged().size() >= before + 100);

            comeBack(leader);
            int again = payers.acknowledged().size();
            eventually().until(() -> payers.acknowledged().size() >= again + 100);
            payers.stop();

            assertThat(payers.unknown()).hasSizeLessThanOrEqualTo(4);
            payers.findEverythingAt(client);
        }
    }

    /** No term begins after the snapshot that it starts from, so none may be waited for. */
    @Test
    void takesAFollowerBackThatStartsFromASnapshotInTheSameTerm() {
        try (HubClient client = connect("one")) {
            Scene.open(client);
            Payment before = Scene.paid(client, Scene.paymentId(1, 1));
            int leader = leader();
            members.get(leader).snapshot();
            int follower = (leader + 1) % 3;

            members.get(follower).kill();
            comeBack(follower);

            assertThat(leader()).as("the term goes on").isEqualTo(leader);
            members.get((leader + 2) % 3).close();
            assertThat(Scene.read(client, before.id())).isEqualTo(before);
            assertThat(Scene.paid(client, Scene.paymentId(1, 2)).number()).isEqualTo(2);
        }
    }

    /**
     * What it missed lies before the term that begins now, so the leader's archive has to send it.
     */
    @Test
    void takesAMemberBackThatMissedTheEndOfAnEarlierTerm() {
        try (HubClient client = connect("one")) {
            Scene.open(client);
            int leader = leader();
            int absent = (leader + 1) % 3;
            int third = (leader + 2) % 3;
            members.get(absent).kill();
            Payment missed = Scene.paid(client, Scene.paymentId(1, 1));

            members.get(leader).kill();
            comeBack(absent);
            eventually().until(() -> found(client, missed));

            comeBack(leader);
            members.get(third).close();
            eventually().until(() -> found(client, missed));
            assertThat(Scene.paid(client, Scene.paymentId(1, 2)).number()).isEqualTo(2);
        }
    }

    /** The others may go on without it, and its readers hear so only from them. */
    @Test
    void sendsReadersAwayWhenItHasLostTheOthers() throws InterruptedException {
        try (EventReader reader = new EventServers(List.of(members.get(0).events())).openAtHead()) {
            assertThat(reader.hearing().standing()).isEqualTo(Standing.STREAMING);
            members.get(1).close();
            members.get(2).close();
            while (reader.hearing().standing() != Standing.AHEAD) {
                reader.poll((_, _, _) -> {}, Duration.ofMillis(50));
            }
        }
    }

    private static boolean found(HubClient client, Payment payment) {
        return client.ask(new Command.ReadPayment(Scene.BANK, payment.id()))
                        instanceof Reply.Answered(Outcome.PaymentIs(Payment now), _, _)
                && now.equals(payment);
    }

    private void comeBack(int id) {
        members.get(id).close();
        members.set(id, child(id));
        members.get(id).aeronDirectory();
    }

    private ChildNode child(int id) {
        return ChildNode.start(folder.resolve("member" + id), id, basePorts);
    }

    private int leader() {
        return IntStream.range(0, 3)
                .filter(id -> members.get(id).isLeader())
                .findFirst()
                .orElseThrow();
    }

    private HubClient connect(String name) {
        List<String> endpoints = basePorts.stream().map(port -> "127.0.0.1:" + port).toList();
        return HubClient.connect(
                ClientSettings.through(
                                new Door.Network(endpoints, "127.0.0.1", folder.resolve(name)))
                        .withTimeOut(Duration.ofSeconds(5)));
    }
}
