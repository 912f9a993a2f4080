// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class RoundTripTest {
    private static final long SEED = 20_261_122L;

    @Test
    void samplesAreReadBackAsTheyWereWritten() {
        for (Iso20022Message message : Samples.all()) {
            assertThat(Samples.message(Samples.xml(message))).isEqualTo(message);
        }
    }

    @Test
    void randomRecordsAreReadBackAsTheyWereWritten() {
        RandomMessages messages = new RandomMessages(SEED);
        for (int i = 0; i < 5_000; i++) {
            Iso20022Message message = messages.next();
            String xml = Samples.xml(message);
            assertThat(Samples.message(xml)).as("seed %d, message %d", SEED, i).isEqualTo(message);
        }
    }

    @Test
    void theSameRecordAlwaysGivesTheSameBytes() {
        RandomMessages once = new RandomMessages(SEED);
        RandomMessages again = new RandomMessages(SEED);
        for (int i = 0; i < 500; i++) {
            assertThat(Samples.xml(once.next())).isEqualTo(Samples.xml(again.next()));
        }
    }

    @Test
    void definitionsAreFoundByTheirIdentifier() {
        for (MessageDefinition definition : MessageDefinition.values()) {
            assertThat(MessageDefinition.withIdentifier(definition.identifier()))
                    .contains(definition);
        }
        assertThat(MessageDefinition.withIdentifier("pacs.008.001.09")).isEmpty();
    }

    @Test
    void theCallerMayKeepAndChangeTheBytes() {
        Written written = (Written) Samples.WRITER.write(Samples.statusRequest());
        written.bytes()[0] = 0;
        assertThat(Samples.READER.read(written.bytes())).isInstanceOf(Parsed.class);
    }

    @Test
    void manyThreadsShareOneReaderAndOneWriter() throws ExecutionException, InterruptedException {
        List<Future<Integer>> threads = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 200; thread++) {
                RandomMessages messages = new RandomMessages(SEED + thread);
                threads.add(executor.submit(() -> countEqualRoundTrips(messages)));
            }
        }
        for (Future<Integer> thread : threads) {
            assertThat(thread.get()).isEqualTo(20);
        }
    }

    private static int countEqualRoundTrips(RandomMessages messages) {
        int equal = 0;
        for (int i = 0; i < 20; i++) {
            Iso20022Message message = messages.next();
            equal += Samples.message(Samples.xml(message)).equals(message) ? 1 : 0;
        }
        return equal;
    }
}
