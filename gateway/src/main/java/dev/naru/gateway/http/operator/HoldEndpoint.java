// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.client.EventPosition;
import dev.naru.client.EventStream;
import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.Fields;
import dev.naru.gateway.http.front.InFlight;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.machine.Showing;
import dev.naru.gateway.http.view.PaymentView;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.HoldDecision;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.SortableText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compliance's decision about a held payment. To be released it needs its particulars again, which
 * the machine does not keep: they are looked for in the event log from its beginning. That is slow
 * and rare; a read side with an index will take it over.
 */
final class HoldEndpoint {
    /** The largest id of a person, so that every JSON reader keeps it exactly. */
    static final long MOST_PERSON = (1L << 53) - 1;

    private static final Logger LOG = LoggerFactory.getLogger(HoldEndpoint.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String NUMBER = "payment_number";

    private final HubDoor door;
    private final Showing showing;
    private final OperatorEndpoints.Log log;
    private final InFlight inFlight = new InFlight();

    HoldEndpoint(HubDoor door, Showing showing, OperatorEndpoints.Log log) {
        this.door = door;
        this.showing = showing;
        this.log = log;
    }

    Answer decide(Call call) {
        call.noQuery();
        long number =
                call.pathParsed(
                        NUMBER,
                        text ->
                                Optional.of(SortableText.read(PaymentView.NUMBER_PREFIX, text))
                                        .filter(found -> found > 0),
                        "must be pmt_ and 13 characters");
        Fields body = call.body(List.of("decision", "person_id"), List.of());
        HoldDecision decision = body.choice("decision", HoldDecision.class);
        long person = body.integer("person_id", 1, MOST_PERSON);
        return inFlight.once("hold", call.idempotencyKey(), () -> decide(number, decision, person));
    }

    private Answer decide(long number, HoldDecision decision, long person) {
        Bytes particulars =
                switch (decision) {
                    case RELEASE -> particulars(number);
                    case REFUSE -> Bytes.EMPTY;
                };
        Outcome.PaymentIs outcome =
                door.ask(
                        new Command.DecideHold(number, decision, person, particulars),
                        Outcome.PaymentIs.class,
                        Set.of(Rejection.PAYMENT_UNKNOWN));
        return Answer.ok(showing.payment(outcome.payment()));
    }

    private Bytes particulars(long number) {
        // Where there is nothing to release, the log is not searched for it.
        boolean held =
                door
                        .ask(
                                new Command.ReadPayments(number, ReadOrder.RISING, 1),
                                Outcome.Payments.class)
                        .rows()
                        .stream()
                        .filter(payment -> payment.number() == number)
                        .anyMatch(payment -> payment.state() == PaymentState.HELD);
        return held ? search(number) : Bytes.EMPTY;
    }

    private Bytes search(long number) {
        Search search = new Search(number);
        long deadline = System.nanoTime() + log.longestSearch().toNanos();
        try (EventStream stream = log.events().openAfter(EventPosition.START)) {
            while (search.found.isEmpty() && System.nanoTime() < deadline) {
                stream.poll((position, timeNs, event) -> search.look(event), POLL);
            }
        } catch (EventStream.DivergedException otherLog) {
            LOG.error("the event log could not be searched", otherLog);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return search.found.orElseThrow(HoldEndpoint::notFound);
    }

    private static RefusedException notFound() {
        return Refusal.of(
                        Problem.PARTICULARS_UNAVAILABLE,
                        "The event log did not show the payment's hold in time.")
                .retryAfter(30)
                .thrown();
    }

    private static final class Search {
        private final long number;
        private Optional<Bytes> found = Optional.empty();

        Search(long number) {
            this.number = number;
        }

        void look(Event event) {
            if (event instanceof Event.PaymentHeld held && held.paymentNumber() == number) {
                found = Optional.of(held.particulars());
            }
        }
    }
}
