// SPDX-License-Identifier: Apache-2.0
package dev.naru.launcher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.client.Hub;
import dev.naru.client.Reply;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.HeadroomRule;
import dev.naru.protocol.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MachineSightTest {
    private final FakeHub hub = new FakeHub();
    private long nowNs = 1;
    private final MachineSight sight = new MachineSight(hub, () -> nowNs);

    /** One group, with the members that the test wants. */
    private static final class FakeHub implements Hub {
        final List<Class<?>> asked = new ArrayList<>();
        List<Outcome.Position> positions = List.of(position(10, 75));
        boolean answers = true;
        boolean answersPositions = true;

        @Override
        public CompletableFuture<Reply> send(Command command) {
            asked.add(command.getClass());
            boolean isAnswered =
                    answers && (answersPositions || !(command instanceof Command.ReadPositions));
            return CompletableFuture.completedFuture(
                    isAnswered ? new Reply.Answered(outcome(command), 1, 0) : new Reply.Busy());
        }

        private Outcome outcome(Command command) {
            return switch (command) {
                case Command.ReadGroups _ ->
                        new Outcome.Groups(
                                List.of(
                                        new Outcome.Group(
                                                1, "KR-KRW", Currency.KRW, "BOK", 540, 1)));
                case Command.ReadPositions _ -> new Outcome.Positions(positions);
                default ->
                        new Outcome.Figures(
                                7, 0, 0, 1, 1, 0, 0, 0, 0, 0, Collections.nCopies(8, 0L));
            };
        }

        int timesAsked(Class<? extends Command> kind) {
            return Collections.frequency(asked, kind);
        }
    }

    private static Outcome.Position position(int participantId, long headroomMinor) {
        return new Outcome.Position(
                participantId, 1, HeadroomRule.PREFUNDED, 0, 0, 100, 0, 0, 0, 0, 0, headroomMinor);
    }

    private void pass(Duration time) {
        nowNs += time.toNanos();
    }

    private List<MachineSight.Use> uses() {
        return sight.look().orElseThrow().uses();
    }

    @Test
    void positionsAreReadOnceAMinuteHoweverOftenItIsAsked() {
        for (int second = 0; second < 60; second++) {
            assertThat(uses()).extracting(MachineSight.Use::usedMinor).containsExactly(25L);
            hub.positions = List.of(position(10, 50));
            pass(Duration.ofSeconds(1));
        }
        assertThat(hub.timesAsked(Command.ReadFigures.class)).isEqualTo(60);
        assertThat(hub.timesAsked(Command.ReadPositions.class)).isEqualTo(1);

        assertThat(uses()).extracting(MachineSight.Use::usedMinor).containsExactly(50L);
        assertThat(hub.timesAsked(Command.ReadPositions.class)).isEqualTo(2);
    }

    @Test
    void theFirstPositionIsSeenAtOnce() {
        hub.positions = List.of();
        assertThat(uses()).isEmpty();
        hub.positions = List.of(position(10, 75));
        pass(Duration.ofSeconds(1));

        assertThat(uses()).hasSize(1);
    }

    @Test
    void aMachineThatDoesNotAnswerIsNotSpokenForByWhatItSaidBefore() {
        assertThat(uses()).hasSize(1);
        hub.answers = false;
        pass(Duration.ofSeconds(1));
        assertThat(sight.look()).isEmpty();

        hub.answers = true;
        hub.answersPositions = false;
        pass(Duration.ofSeconds(60));
        assertThat(sight.look()).isEmpty();
        hub.answersPositions = true;
        pass(Duration.ofSeconds(1));
        assertThat(uses()).hasSize(1);
    }
}
