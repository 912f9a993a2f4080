// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.node.eventlog.EventLogCheck;
import dev.naru.protocol.Command;
import dev.naru.protocol.MachineSettings;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.World;
import dev.naru.protocol.codec.Batch;
import dev.naru.protocol.codec.CommandCodec;
import io.aeron.cluster.service.Cluster;
import io.aeron.logbuffer.Header;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as the log calls it while a start replays. */
class HubServiceTest {
    private final Faults faults = new Faults(FaultAction.HALT);
    @TempDir Path folder;

    @Test
    void writesWhatItHasInMemoryWhenItCloses() throws IOException {
        HubService service = replayed();

        service.close();

        assertThat(eventsOnDisk()).isEqualTo(1);
    }

    @Test
    void writesNothingMoreAfterAFault() throws IOException {
        HubService service = replayed();

        // The wrong unit of time stands for any fault in the middle of something.
        assertThatThrownBy(
                        () ->
                                service.onNewLeadershipTermEvent(
                                        1, 0, 0, 0, 0, 0, TimeUnit.MILLISECONDS, 1))
                .isInstanceOf(AgentTerminationException.class);
        service.close();

        assertThat(faults.first()).isPresent();
        assertThat(eventsOnDisk()).isZero();
    }

    private HubService replayed() {
        NodeSettings settings = NodeSettings.alone(folder, MachineSettings.standard(World.SANDBOX));
        HubService service =
                new HubService(
                        settings,
                        new NodeCounters(),
                        faults,
                        EventLogOpener.in(settings, faults::raise));
        service.onStart(cluster(), null);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
        Batch.Writer batch = new Batch.Writer(buffer, 0, buffer.capacity());
        int payload = batch.next(1);
        batch.end(
                new CommandCodec()
                        .encode(
                                new Command.DefineParticipant(
                                        1,
                                        "BANK",
                                        ParticipantKind.MEMBER,
                                        Set.of(PaymentKind.QR_PURCHASE)),
                                buffer,
                                payload));
        service.onSessionMessage(null, 1_000, buffer, 0, batch.length(), new Header(0, 64 * 1024));
        return service;
    }

    private long eventsOnDisk() throws IOException {
        return EventLogCheck.verify(folder.resolve("events")).count();
    }

    /** Knows no more than a replay asks for. */
    private static Cluster cluster() {
        return (Cluster)
                Proxy.newProxyInstance(
                        HubServiceTest.class.getClassLoader(),
                        new Class<?>[] {Cluster.class},
                        (_, method, _) ->
                                switch (method.getName()) {
                                    case "idleStrategy" -> new YieldingIdleStrategy();
                                    case "logPosition" -> 0L;
                                    case "role" -> Cluster.Role.FOLLOWER;
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }
}
