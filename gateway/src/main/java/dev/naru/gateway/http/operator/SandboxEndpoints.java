// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.SandboxFaults;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.InFlight;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.view.PaymentView;
import dev.naru.gateway.http.view.Times;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.SortableText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves a sandbox's time and plants its faults; not there at all in a live hub. What a key moved
 * time to is remembered here and not in the machine: a repeat after a restart of the gateway moves
 * it again, which only a test world can bear.
 */
final class SandboxEndpoints {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MOST_ADVANCE_SECONDS = 366L * 24 * 3600;
    private static final int REMEMBERED = 1_000;

    private final HubDoor door;
    private final SandboxFaults faults;
    private final InFlight inFlight = new InFlight();
    private final Map<String, TimeView> moved =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, TimeView> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    SandboxEndpoints(HubDoor door, SandboxFaults faults) {
        this.door = door;
        this.faults = faults;
    }

    /** The hub's time. */
    record TimeView(String time, long advanceSeconds) {}

    Answer moveTime(Call call) {
        call.noQuery();
        String key = call.idempotencyKey();
        Fields body = call.body(List.of("advance_seconds"), List.of());
        long seconds = body.integer("advance_seconds", 1, MOST_ADVANCE_SECONDS);
        return inFlight.once("time", key, () -> moveTime(key, seconds));
    }

    /** What is to be done with the faults. */
    enum FaultAction {
        ARM,
        DISARM
    }

    /** How one point stands. */
    record FaultView(String point, String state, Optional<String> paymentNumber) {
        static FaultView of(SandboxFaults.Standing standing) {
            return new FaultView(
                    standing.point(),
                    standing.state(),
                    standing.paymentNumber().isPresent()
                            ? Optional.of(
                                    SortableText.write(
                                            PaymentView.NUMBER_PREFIX,
                                            standing.paymentNumber().getAsLong()))
                            : Optional.empty());
        }
    }

    Answer readFaults(Call call) {
        call.noQuery();
        return faultList();
    }

    Answer setFaults(Call call) {
        call.noQuery();
        String key = call.idempotencyKey();
        Fields body = call.body(List.of("action"), List.of("point"));
        FaultAction action = body.choice("action", FaultAction.class);
        Optional<String> point = body.optionalText("point", 64);
        return inFlight.once(
                "fault",
                key,
                () -> {
                    switch (action) {
                        case ARM -> faults.arm(known(point));
                        case DISARM -> faults.disarm();
                    }
                    return faultList();
                });
    }

    private Answer faultList() {
        return Listing.whole(faults.standings().stream().map(FaultView::of).toList());
    }

    private String known(Optional<String> point) {
        List<String> points =
                faults.standings().stream().map(SandboxFaults.Standing::point).toList();
        return point.filter(points::contains)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                                Problem.FAULT_UNKNOWN,
                                                "Known are: " + String.join(", ", points) + ".")
                                        .about("point")
                                        .thrown());
    }

    private Answer moveTime(String key, long seconds) {
        TimeView before = moved.get(key);
        if (before != null) {
            if (before.advanceSeconds() != seconds) {
                throw Refusal.of(Rejection.REQUEST_REUSED, 422).about("Idempotency-Key").thrown();
            }
            return Answer.ok(before);
        }
        long now = door.ask(new Command.ReadFigures(), Outcome.Figures.class).timeNs();
        long to = now + seconds * SECOND_NS;
        door.ask(new Command.MoveTime(to), Outcome.Done.class);
        TimeView view = new TimeView(Times.text(to), seconds);
        moved.put(key, view);
        return Answer.ok(view);
    }
}
