// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.machine;

import dev.naru.client.Hub;
import dev.naru.client.Reply;
import dev.naru.gateway.http.front.Problem;
import dev.naru.gateway.http.front.Refusal;
import dev.naru.gateway.http.front.RefusedException;
import dev.naru.protocol.Command;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.Rejection;
import java.util.Set;

/** Asks the machine, and turns whatever is not the wanted outcome into a refusal. */
public final class HubDoor {
    private static final int NOT_FOUND = 404;

    private final Hub hub;
    private final HubClock clock;

    /** The door to this hub. */
    public HubDoor(Hub hub, HubClock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    /**
     * About what time it is in the hub, epoch nanoseconds. It is asked where it was never heard.
     *
     * @throws RefusedException when it was never heard, and the machine does not answer
     */
    public long nowNs() {
        if (!clock.hasHeard()) {
            ask(new Command.ReadFigures(), Outcome.Figures.class);
        }
        return clock.nowNs();
    }

    /**
     * The outcome of this command.
     *
     * @throws RefusedException when the machine refuses, did not answer, or was not reached
     */
    public <T extends Outcome> T ask(Command command, Class<T> wanted) {
        return ask(command, wanted, Set.of());
    }

    /**
     * The same, where these rejections mean that what the path names is not there.
     *
     * @throws RefusedException when the machine refuses, did not answer, or was not reached
     */
    public <T extends Outcome> T ask(Command command, Class<T> wanted, Set<Rejection> notFound) {
        return wanted(outcome(command), wanted, notFound);
    }

    /**
     * The outcome of a command that is answered alike however often it is asked: once more where
     * its answer was lost, or the hub was busy.
     *
     * @throws RefusedException when the machine refuses, or was not heard the second time either
     */
    public <T extends Outcome> T askAgain(Command command, Class<T> wanted) {
        return switch (hub.ask(command)) {
            case Reply.Answered answered -> wanted(heard(answered), wanted, Set.of());
            case Reply.Unknown _, Reply.Busy _ -> ask(command, wanted);
        };
    }

    private static <T extends Outcome> T wanted(
            Outcome heard, Class<T> wanted, Set<Rejection> notFound) {
        return switch (heard) {
            case Outcome.Refused refused -> {
                Rejection rejection = refused.rejection();
                int status =
                        notFound.contains(rejection) ? NOT_FOUND : RejectionStatus.of(rejection);
                throw Refusal.of(rejection, status).thrown();
            }
            case Outcome outcome -> {
                Invariant.check(
                        wanted.isInstance(outcome),
                        "the machine answered another kind of outcome than its contract says");
                yield wanted.cast(outcome);
            }
        };
    }

    /**
     * A payment as it stands after this command, with its rejection where the machine refused it
     * and remembers that.
     *
     * @throws RefusedException when the machine refuses and does not remember it, in the words that
     *     participants may hear; when it did not answer, or was not reached
     */
    public Payment pay(Command.InitiatePayment command) {
        return switch (outcome(command)) {
            case Outcome.PaymentIs(var payment) -> payment;
            case Outcome.Refused(var rejection) -> throw Neutral.refusal(rejection).thrown();
            case Outcome _ -> throw Invariant.broken("a payment is answered with a payment");
        };
    }

    /**
     * Whatever the machine answers, a refusal too.
     *
     * @throws RefusedException when it did not answer or was not reached
     */
    public Outcome outcome(Command command) {
        return switch (hub.ask(command)) {
            case Reply.Answered answered -> heard(answered);
            case Reply.Unknown unknown ->
                    throw Refusal.of(Problem.OUTCOME_UNKNOWN, Problem.OUTCOME_UNKNOWN.english())
                            .retryAfter(1)
                            .thrown();
            case Reply.Busy busy ->
                    throw Refusal.of(Problem.HUB_BUSY, Problem.HUB_BUSY.english())
                            .retryAfter(1)
                            .thrown();
        };
    }

    private Outcome heard(Reply.Answered answered) {
        clock.hear(answered.timeNs());
        return answered.outcome();
    }
}
