// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.Event;
import org.agrona.DirectBuffer;

/** Makes an event of its bytes. For one thread. */
@FunctionalInterface
interface EventDecoder {
    /**
     * Decodes one event.
     *
     * @throws RuntimeException when the bytes are no event that this version knows
     */
    Event decode(DirectBuffer buffer, int offset, int length);
}
