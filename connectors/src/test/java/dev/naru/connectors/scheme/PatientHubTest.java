// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.Hub;
import dev.naru.client.Reply;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PatientHubTest {
    private static final Reply DONE = new Reply.Answered(new Outcome.Done(), 1, 2);
    private static final Command COMMAND = new Command.RecordDispatch(1, 3, Bytes.EMPTY);

    private final List<Command> asked = new ArrayList<>();
    private final Pause pause = new Pause();

    private PatientHub hub(Reply... replies) {
        Hub scripted =
                command -> {
                    int turn = Math.min(asked.size(), replies.length - 1);
                    asked.add(command);
                    return CompletableFuture.completedFuture(replies[turn]);
                };
        return new PatientHub(scripted, pause);
    }

    @Test
    void asks_the_same_again_until_it_is_answered() throws Exception {
        PatientHub hub = hub(new Reply.Busy(), new Reply.Unknown("lost"), DONE);

        assertThat(hub.ask(COMMAND, Duration.ofMinutes(1))).contains((Reply.Answered) DONE);
        assertThat(asked).containsExactly(COMMAND, COMMAND, COMMAND);
    }

    @Test
    void asks_at_least_once_and_gives_up_when_patience_ends() throws Exception {
        assertThat(hub(new Reply.Busy()).ask(COMMAND, Duration.ZERO)).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void gives_up_when_it_is_closed() throws Exception {
        pause.end();

        assertThat(hub(new Reply.Busy()).ask(COMMAND, Duration.ofMinutes(1))).isEmpty();
        assertThat(asked).hasSize(1);
    }
}
