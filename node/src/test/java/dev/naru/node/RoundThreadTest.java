// SPDX-License-Identifier: Apache-2.0
package dev.naru.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoundThreadTest {
    private final CompletableFuture<Throwable> fault = new CompletableFuture<>();
    private final Faults faults = new Faults(fault::complete);

    @Test
    void whatEndsItStopsTheMember() throws Exception {
        faults.serve();
        OutOfMemoryError end = new OutOfMemoryError("as if");
        Runnable rounds =
                () -> {
                    throw end;
                };
        try (RoundThread thread = new RoundThread("rounds", rounds, 1, faults)) {
            thread.start();
            assertThat(fault.get()).isSameAs(end);
        }
    }
}
