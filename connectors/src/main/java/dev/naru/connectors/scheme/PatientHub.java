// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.client.Hub;
import dev.naru.client.Reply;
import dev.naru.protocol.Command;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the machine the same question until it is answered or patience ends. Only for commands that
 * may be asked again with the same content: the machine grants a dispatch once and takes the same
 * answer twice without harm.
 */
final class PatientHub {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Hub hub;
    private final Pause pause;

    PatientHub(Hub hub, Pause pause) {
        this.hub = hub;
        this.pause = pause;
    }

    /**
     * The machine's answer; empty when patience ended first, and then it may or may not have
     * happened.
     */
    Optional<Reply.Answered> ask(Command command, Duration patience) throws InterruptedException {
        long endNs = System.nanoTime() + patience.toNanos();
        Duration wait = FIRST_PAUSE;
        while (true) {
            switch (hub.ask(command)) {
                case Reply.Answered answered -> {
                    return Optional.of(answered);
                }
                case Reply.Unknown _, Reply.Busy _ -> {
                    if (System.nanoTime() - endNs >= 0 || pause.endsEarly(wait)) {
                        return Optional.empty();
                    }
                }
            }
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
    }
}
