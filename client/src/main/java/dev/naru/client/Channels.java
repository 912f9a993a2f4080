// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Aeron's words for a {@link Door}.
 *
 * @param ingressEndpoints null in shared memory
 */
record Channels(
        String aeronDirectory,
        String ingress,
        @Nullable String ingressEndpoints,
        String egress) {
    /**
     * The most that replies may take while this client is looking elsewhere: half of a term, or
     * what does not fit is not sent. An eighth of it is the longest message.
     */
    private static final String EGRESS_TERM = "term-length=8m";

    private static final String INGRESS_TERM = "term-length=4m";
    private static final String LOCAL_MTU = "mtu=8k";

    static Channels of(Door.SharedMemory door) {
        return new Channels(
                door.aeronDirectory().toString(),
                join("aeron:ipc?" + INGRESS_TERM, LOCAL_MTU),
                null,
                join("aeron:ipc?" + EGRESS_TERM, LOCAL_MTU));
    }

    static Channels of(Door.Network door, String aeronDirectory) {
        String frame = door.isLoopback() ? LOCAL_MTU : "mtu=1408";
        return new Channels(
                aeronDirectory,
                join("aeron:udp?" + INGRESS_TERM, frame),
                IntStream.range(0, door.ingressEndpoints().size())
                        .mapToObj(id -> id + "=" + door.ingressEndpoints().get(id))
                        .collect(Collectors.joining(",")),
                join("aeron:udp?endpoint=" + door.ownHost() + ":0", EGRESS_TERM, frame));
    }

    /**
     * A stream of a session's own: in shared memory all clients' replies would else be one stream,
     * as fast as the slowest of them.
     */
    static int egressStream() {
        return ThreadLocalRandom.current().nextInt(1_000, Integer.MAX_VALUE);
    }

    private static String join(String... parts) {
        return String.join("|", parts);
    }
}
