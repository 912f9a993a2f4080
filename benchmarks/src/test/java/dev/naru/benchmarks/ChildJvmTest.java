// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
    /** Says what it was told at its start, then what it hears. */
    static final class Parrot {
        private Parrot() {}

        public static void main(String[] args) throws IOException {
            System.out.println("began " + args[0]);
            try (var orders =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                System.out.println("a line that nobody waits for");
                System.out.println("heard " + orders.readLine());
            }
        }
    }

    @Test
    void isSpokenToByLines() throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(Parrot.class, List.of(), List.of("well"))) {
            assertThat(child.await("began")).isEqualTo("well");
            child.say("hello");
            assertThat(child.await("heard")).isEqualTo("hello");
            child.awaitEnd();
        }
    }

    @Test
    void anEndBeforeTheAwaitedWordIsAFailure() throws IOException {
        try (ChildJvm child = ChildJvm.start(Parrot.class, List.of(), List.of("well"))) {
            child.say("hello");
            assertThatThrownBy(() -> child.await("never"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("before it said 'never'");
        }
    }

    @Test
    void isDeadAfterItIsClosed() throws IOException {
        ChildJvm child = ChildJvm.start(Parrot.class, List.of(), List.of("well"));
        child.await("began");

        child.close();

        assertThat(child.isAlive()).isFalse();
    }
}
