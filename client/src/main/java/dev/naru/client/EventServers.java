// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.codec.EventCodec;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/**
 * The event servers of all members. A stream takes the first that can serve, in this order, and the
 * next one when it cannot any more.
 */
public final class EventServers implements EventSource {
    private final List<InetSocketAddress> servers;
    private final Supplier<EventDecoder> decoders;
    private final EventPacing pacing;

    /**
     * Names the servers.
     *
     * @param servers at least one; a host's name is looked up again for every connection when its
     *     address is unresolved
     */
    public EventServers(List<InetSocketAddress> servers) {
        this(servers, () -> new EventCodec()::decode, EventPacing.USUAL);
    }

    EventServers(
            List<InetSocketAddress> servers, Supplier<EventDecoder> decoders, EventPacing pacing) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("there must be an event server");
        }
        this.servers = List.copyOf(servers);
        this.decoders = decoders;
        this.pacing = pacing;
    }

    @Override
    public EventReader openAfter(EventPosition position) {
        return EventReader.after(position, servers, decoders.get(), pacing);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Returns when a server has said where its head is, so that nothing that happens afterwards
     * is missed.
     *
     * @throws IllegalStateException when none answers within 10 seconds
     */
    @Override
    public EventReader openAtHead() {
        return EventReader.atHead(servers, decoders.get(), pacing);
    }
}
