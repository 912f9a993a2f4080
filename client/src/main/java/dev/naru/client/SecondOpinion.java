// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.eventlog.EventAnswer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far another server is than the one that feeds a reader. A member whose machine stands still
 * says in every heartbeat that there is nothing new. Never waits: whoever uses it waits at the
 * selector.
 */
final class SecondOpinion implements AutoCloseable {
    private final List<InetSocketAddress> servers;
    private final Selector selector;
    private int asked;
    private volatile @Nullable EventLink link;

    SecondOpinion(List<InetSocketAddress> servers, Selector selector) {
        this.servers = servers;
        this.selector = selector;
    }

    /**
     * Begins to ask the next server.
     *
     * @param feeding which one is not asked
     */
    void ask(int feeding) {
        close();
        if (servers.size() < 2) {
            return;
        }
        do {
            asked = (asked + 1) % servers.size();
        } while (asked == feeding);
        try {
            link = EventLink.askHowFar(selector, servers.get(asked));
            if (!selector.isOpen()) {
                close();
            }
        } catch (IOException | ClosedSelectorException e) {
            // Another one is asked the next time.
        }
    }

    /** The last event that the server has, once, when it has said so. */
    OptionalLong answer() {
        EventLink now = link;
        if (now == null) {
            return OptionalLong.empty();
        }
        try {
            now.advance();
            if (now.answer().isPresent()) {
                EventAnswer answer = now.answer().get();
                close();
                return OptionalLong.of(answer.lastNumber());
            }
            if (now.hasEnded()) {
                close();
            }
        } catch (IOException | CancelledKeyException | ClosedSelectorException e) {
            close();
        }
        return OptionalLong.empty();
    }

    /** Which server was asked last. */
    int asked() {
        return asked;
    }

    @Override
    public void close() {
        EventLink now = link;
        link = null;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                throw new IllegalStateException("Cannot close the connection to " + now, e);
            }
        }
    }
}
