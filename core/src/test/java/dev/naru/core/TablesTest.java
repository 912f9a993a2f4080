// SPDX-License-Identifier: Apache-2.0
package dev.naru.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.core.story.Story;
import dev.naru.core.story.Tables;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.RecoveryReason;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.TapVerdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every story of {@code src/test/resources/tables}, and what they must reach together. */
class TablesTest {

    @TestFactory
    Stream<DynamicContainer> everyStoryIsToldAsItIsWritten() {
        return Tables.FILES.stream()
                .map(
                        file ->
                                DynamicContainer.dynamicContainer(
                                        file, Tables.of(file).stream().map(TablesTest::test)));
    }

    private static DynamicTest test(Tables.Told told) {
        return DynamicTest.dynamicTest(told.sentence(), () -> told.begin().tell(told.rows()));
    }

    @Test
    void storiesReachEveryRejectionOfTheMachine() {
        Set<Rejection> reached = EnumSet.noneOf(Rejection.class);
        for (Story.Step step : allSteps()) {
            if (step.outcome() instanceof Outcome.Refused(var rejection)) {
                reached.add(rejection);
            }
            if (step.outcome() instanceof Outcome.PaymentIs(var payment)) {
                payment.rejection().ifPresent(reached::add);
            }
        }
        // What cannot be read never reaches the machine: the node refuses it.
        Set<Rejection> expected = EnumSet.complementOf(EnumSet.of(Rejection.MALFORMED_COMMAND));
        assertThat(reached).isEqualTo(expected);
    }

    @Test
    void storiesReachEveryCommandEveryEventEveryRecoveryReasonAndEveryVerdict() {
        Set<String> commands = new TreeSet<>();
        Set<String> events = new TreeSet<>();
        Set<RecoveryReason> reasons = EnumSet.noneOf(RecoveryReason.class);
        Set<TapVerdict> verdicts = EnumSet.noneOf(TapVerdict.class);
        for (Story.Step step : allSteps()) {
            commands.add(step.command().getClass().getSimpleName());
            for (Event event : step.events()) {
                events.add(event.getClass().getSimpleName());
                if (event instanceof Event.RecoveryItemOpened opened) {
                    reasons.add(opened.reason());
                }
                if (event instanceof Event.TapJudged judged) {
                    verdicts.add(judged.verdict());
                }
            }
        }
        assertThat(commands).isEqualTo(namesOf(Command.class));
        assertThat(events).isEqualTo(namesOf(Event.class));
        assertThat(reasons).isEqualTo(EnumSet.allOf(RecoveryReason.class));
        assertThat(verdicts).isEqualTo(EnumSet.allOf(TapVerdict.class));
    }

    @Test
    void storiesReachEveryChangeOfStateAndNoOther() {
        Set<String> changes = new TreeSet<>();
        for (Tables.Told told : Tables.all()) {
            Story story = told.begin().run(told.rows());
            changes.addAll(changesIn(story.allEvents()));
        }
        assertThat(changes)
                .containsExactlyInAnyOrder(
                        "new -> HELD",
                        "new -> REJECTED",
                        "new -> RESERVED",
                        "HELD -> EXPIRED",
                        "HELD -> REJECTED",
                        "HELD -> RESERVED",
                        "RESERVED -> DISPATCHED",
                        "RESERVED -> EXPIRED",
                        "DISPATCHED -> BLOCKED",
                        "DISPATCHED -> COMPLETED",
                        "DISPATCHED -> IN_DOUBT",
                        "DISPATCHED -> REJECTED",
                        "IN_DOUBT -> BLOCKED",
                        "IN_DOUBT -> COMPLETED",
                        "IN_DOUBT -> REJECTED");
    }

    /** What the events say of each payment, in their order. */
    private static List<String> changesIn(List<Event> events) {
        Map<Long, String> states = new HashMap<>();
        List<String> changes = new ArrayList<>();
        for (Event event : events) {
            switch (event) {
                case Event.PaymentRefused e ->
                        change(states, changes, e.paymentNumber(), PaymentState.REJECTED);
                case Event.PaymentHeld e ->
                        change(states, changes, e.paymentNumber(), PaymentState.HELD);
                case Event.PaymentReserved e ->
                        change(states, changes, e.paymentNumber(), PaymentState.RESERVED);
                case Event.PaymentDispatched e ->
                        change(states, changes, e.paymentNumber(), PaymentState.DISPATCHED);
                case Event.PaymentInDoubt e ->
                        change(states, changes, e.paymentNumber(), PaymentState.IN_DOUBT);
                case Event.PaymentCompleted e ->
                        change(states, changes, e.paymentNumber(), PaymentState.COMPLETED);
                case Event.PaymentBlocked e ->
                        change(states, changes, e.paymentNumber(), PaymentState.BLOCKED);
                case Event.PaymentRejected e ->
                        change(states, changes, e.paymentNumber(), PaymentState.REJECTED);
                case Event.PaymentExpired e ->
                        change(states, changes, e.paymentNumber(), PaymentState.EXPIRED);
                default -> {}
            }
        }
        return changes;
    }

    private static void change(
            Map<Long, String> states, List<String> changes, long number, PaymentState state) {
        String before = states.getOrDefault(number, "new");
        states.put(number, state.name());
        changes.add(before + " -> " + state);
    }

    private static List<Story.Step> allSteps() {
        List<Story.Step> steps = new ArrayList<>();
        for (Tables.Told told : Tables.all()) {
            steps.addAll(told.begin().run(told.rows()).steps());
        }
        return steps;
    }

    private static Set<String> namesOf(Class<?> sealed) {
        Set<String> names = new TreeSet<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            names.add(permitted.getSimpleName());
        }
        return names;
    }
}
