// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.Endpoint;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.BitUtil;
import org.jspecify.annotations.Nullable;

/**
 * Aeron's words for a {@link Door}.
 *
 * @param ingressEndpoints null in shared memory
 */
record Channels(
        String aeronDirectory, String ingress, @Nullable String ingressEndpoints, String egress) {
    private static final int LEAST_EGRESS_TERM_KIB = 8 * 1024;
    private static final String INGRESS_TERM = "term-length=4m";
    private static final String LOCAL_MTU = "mtu=8k";

    static Channels of(Door.SharedMemory door, int maxInFlight) {
        return new Channels(
                door.aeronDirectory().toString(),
                join("aeron:ipc?" + INGRESS_TERM, LOCAL_MTU),
                null,
                join("aeron:ipc?" + egressTerm(maxInFlight), LOCAL_MTU));
    }

    static Channels of(Door.Network door, String aeronDirectory, int maxInFlight) {
        String frame = door.isLoopback() ? LOCAL_MTU : "mtu=1408";
        return new Channels(
                aeronDirectory,
                join("aeron:udp?" + INGRESS_TERM, frame),
                IntStream.range(0, door.ingressEndpoints().size())
                        .mapToObj(id -> id + "=" + door.ingressEndpoints().get(id))
                        .collect(Collectors.joining(",")),
                join(
                        "aeron:udp?endpoint=" + new Endpoint(door.ownHost(), 0),
                        egressTerm(maxInFlight),
                        frame));
    }

    /**
     * A stream of a session's own: in shared memory all clients' replies would else be one stream,
     * as fast as the slowest of them.
     */
    static int egressStream() {
        return ThreadLocalRandom.current().nextInt(1_000, Integer.MAX_VALUE);
    }

    /**
     * Half of a term is what may lie there unread, half a KiB for each command in flight; what does
     * not fit is not sent. An eighth of a term is the longest message.
     */
    private static String egressTerm(int maxInFlight) {
        int kib = Math.max(LEAST_EGRESS_TERM_KIB, BitUtil.findNextPositivePowerOfTwo(maxInFlight));
        return "term-length=" + kib + "k";
    }

    private static String join(String... parts) {
        return String.join("|", parts);
    }
}
