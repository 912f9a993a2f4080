// SPDX-License-Identifier: Apache-2.0
package dev.naru.client;

import dev.naru.protocol.Limits;
import dev.naru.protocol.codec.Batch;
import dev.naru.protocol.codec.CommandCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Commands that leave together in the next message. They stay here, unsent, until the cluster takes
 * them. For the client's thread alone.
 */
final class OutgoingBatch {
    /** A message that has reached this size takes no more: it still fits in one frame of 8 KiB. */
    private static final int FULL_BYTES = 7_680;

    private static final int CAPACITY = FULL_BYTES + Batch.recordBytes(Limits.COMMAND_BYTES);

    private final CommandCodec codec = new CommandCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    private final Batch.Writer batch = new Batch.Writer(buffer, 0, CAPACITY);
    private final List<Ask> asks = new ArrayList<>();
    private long lastCorrelationId;

    /** Takes waiting commands until there is no room or none is left. */
    void fillFrom(Queue<Ask> waiting) {
        while (batch.length() < FULL_BYTES) {
            Ask ask = waiting.poll();
            if (ask == null) {
                return;
            }
            ask.correlationId = ++lastCorrelationId;
            int payload = batch.next(ask.correlationId);
            batch.end(codec.encode(ask.command, buffer, payload));
            asks.add(ask);
        }
    }

    /** The message. */
    DirectBuffer buffer() {
        return buffer;
    }

    /** The message's length. */
    int length() {
        return batch.length();
    }

    boolean isEmpty() {
        return asks.isEmpty();
    }

    /** What is in the message, in its order. */
    List<Ask> asks() {
        return asks;
    }

    void clear() {
        batch.clear();
        asks.clear();
    }
}
