// SPDX-License-Identifier: Apache-2.0
package dev.naru.node.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Events that anybody can make again from their number alone. */
final class Sample {
    private Sample() {}

    static long timeNs(long number) {
        return 1_700_000_000_000_000_000L + number * 1_000;
    }

    /** From 0 to 99 bytes, of every remainder by 8. */
    static byte[] payload(long number) {
        byte[] payload = new byte[(int) (number * 37 % 100)];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (number * 31 + i * 7L);
        }
        return payload;
    }

    static void append(EventLog log, long number) {
        byte[] payload = payload(number);
        // Not at the buffer's beginning, so that an ignored offset shows.
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[payload.length + 16]);
        buffer.putBytes(16, payload);
        log.append(number, timeNs(number), buffer, 16, payload.length);
    }

    static void append(EventLog log, long first, long last) {
        for (long number = first; number <= last; number++) {
            append(log, number);
        }
    }

    /** A folder with these events, closed in good order; its last position. */
    static Tail write(EventLogSettings settings, long last) {
        try (EventLog log = EventLog.open(settings, 0, 0)) {
            append(log, 1, last);
            log.flush();
            return log.tail();
        }
    }

    /** Finds exactly these events in a folder, byte by byte. */
    static void assertHolds(Path folder, long first, long last) throws IOException {
        List<Long> numbers = new ArrayList<>();
        EventLogCheck.Report report =
                EventLogCheck.visit(
                        folder,
                        (number, timeNs, buffer, offset, length) -> {
                            numbers.add(number);
                            assertThat(timeNs).isEqualTo(timeNs(number));
                            assertThat(bytes(buffer, offset, length)).isEqualTo(payload(number));
                        });
        assertThat(report.damage()).isEmpty();
        assertThat(numbers).hasSize((int) (last - first + 1));
        assertThat(report.firstNumber()).isEqualTo(last < first ? 0 : first);
        assertThat(report.lastNumber()).isEqualTo(last < first ? 0 : last);
        assertThat(report.count()).isEqualTo(numbers.size());
    }

    static byte[] bytes(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }
}
