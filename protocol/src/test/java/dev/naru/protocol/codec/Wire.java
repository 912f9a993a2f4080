// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** One door to the three codecs, for tests that treat all messages alike. */
final class Wire {
    /** Every record that has a wire form. */
    static final List<Class<? extends Record>> KINDS = kinds();

    private static final int OFFSET = 24;

    private final CommandCodec commands = new CommandCodec();
    private final OutcomeCodec outcomes = new OutcomeCodec();
    private final EventCodec events = new EventCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OutcomeCodec.MOST_BYTES + 64]);

    /** The bytes of a message, written over rubbish so that what is not written shows. */
    byte[] encode(Object message) {
        buffer.setMemory(0, 10_000, (byte) 0xA5);
        int length =
                switch (message) {
                    case Command command -> commands.encode(command, buffer, OFFSET);
                    case Outcome outcome -> outcomes.encode(outcome, buffer, OFFSET);
                    case Event event -> events.encode(event, buffer, OFFSET);
                    default -> throw new AssertionError("no message: " + message);
                };
        byte[] bytes = new byte[length];
        buffer.getBytes(OFFSET, bytes);
        return bytes;
    }

    /** Reads bytes of a message of this kind from a buffer that ends where they end. */
    Object decode(Class<?> kind, byte[] bytes) {
        byte[] shifted = new byte[bytes.length + 3];
        System.arraycopy(bytes, 0, shifted, 3, bytes.length);
        UnsafeBuffer exact = new UnsafeBuffer(shifted);
        if (Command.class.isAssignableFrom(kind)) {
            return commands.decode(exact, 3, bytes.length);
        }
        return Outcome.class.isAssignableFrom(kind)
                ? outcomes.decode(exact, 3, bytes.length)
                : events.decode(exact, 3, bytes.length);
    }

    private static List<Class<? extends Record>> kinds() {
        List<Class<? extends Record>> kinds = new ArrayList<>();
        for (Class<?> sealed : List.of(Command.class, Outcome.class, Event.class)) {
            for (Class<?> kind : Samples.kindsOf(sealed)) {
                kinds.add(kind.asSubclass(Record.class));
            }
        }
        return List.copyOf(kinds);
    }
}
