// SPDX-License-Identifier: Apache-2.0
package dev.naru.benchmarks.core;

import dev.naru.benchmarks.market.Market;
import dev.naru.core.Machine;
import dev.naru.protocol.AnswerEffect;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentState;

/**
 * Drives payments through a machine, each in four commands, with thousands of them under way at a
 * time: a payment that is finished the moment it began would find everything in the processor's
 * cache, which no hub does.
 */
public final class PaymentPipeline {
    private static final int STAGE = 1_024;
    private static final int UNDER_WAY = 4 * STAGE;
    private static final long BEGIN_NS = 1_790_000_000_000_000_000L;

    /** Machine time passes as it would at half a million payments a second. */
    private static final long NS_A_COMMAND = 500;

    private final Machine machine;
    private final Market market;
    private final long last;

    // What the driver must know of the payments under way, in as little memory as possible, so that
    // it is not the driver's memory that is measured.
    private final long[] quoteNumbers = new long[UNDER_WAY];
    private final long[] debitsMinor = new long[UNDER_WAY];
    private final long[] destinationsMinor = new long[UNDER_WAY];
    private final long[] creditsMinor = new long[UNDER_WAY];
    private final long[] numbers = new long[UNDER_WAY];
    private long timeNs = BEGIN_NS;
    private long quoted;
    private long initiated;
    private long dispatched;
    private long completed;

    /**
     * Payments of a market that is not set up yet.
     *
     * @param last after this many no new one begins
     */
    public PaymentPipeline(Machine machine, Market market, long last) {
        this.machine = machine;
        this.market = market;
        this.last = last;
    }

    /** Makes the market. */
    public void setUp() {
        market.setup().forEach(step -> step.accept(this::mustBeDone));
    }

    /** Goes on until this many payments are completed. */
    public void runUntil(long target) {
        while (completed < target) {
            if (quoted < last) {
                quote(quoted++);
            }
            if (isDue(initiated, quoted)) {
                initiate(initiated++);
            }
            if (isDue(dispatched, initiated)) {
                dispatch(dispatched++);
            }
            if (isDue(completed, dispatched)) {
                complete(completed++);
            }
        }
    }

    Outcome ask(Command command) {
        timeNs += NS_A_COMMAND;
        return machine.apply(timeNs, command);
    }

    /** A stage takes the next payment when the stage before is a good way ahead, or has ended. */
    private boolean isDue(long next, long before) {
        return next < before && (before - next > STAGE || before == last);
    }

    private void quote(long i) {
        if (!(ask(market.quote(i)) instanceof Outcome.QuoteGiven given)) {
            throw unexpected(i, "has no quote");
        }
        int slot = slot(i);
        quoteNumbers[slot] = given.quote().id().value();
        debitsMinor[slot] = given.quote().price().debitMinor();
        destinationsMinor[slot] = given.quote().price().destinationMinor();
        creditsMinor[slot] = given.quote().price().creditMinor();
    }

    private void initiate(long i) {
        int slot = slot(i);
        Command command =
                market.initiate(i, quoteNumbers[slot], debitsMinor[slot], destinationsMinor[slot]);
        if (!(ask(command) instanceof Outcome.PaymentIs is)
                || is.payment().state() != PaymentState.RESERVED) {
            throw unexpected(i, "is not reserved");
        }
        numbers[slot] = is.payment().number();
    }

    private void dispatch(long i) {
        if (!(ask(market.dispatch(i, numbers[slot(i)])) instanceof Outcome.DispatchGranted)) {
            throw unexpected(i, "is not dispatched");
        }
    }

    private void complete(long i) {
        Outcome outcome = ask(market.accepted(i, numbers[slot(i)], creditsMinor[slot(i)]));
        if (!(outcome instanceof Outcome.AnswerTaken taken)
                || taken.effect() != AnswerEffect.APPLIED
                || taken.state() != PaymentState.COMPLETED) {
            throw unexpected(i, "is not completed");
        }
    }

    private void mustBeDone(Command command) {
        Outcome outcome = ask(command);
        if (!(outcome instanceof Outcome.Done)) {
            throw new IllegalStateException(command + " was answered " + outcome);
        }
    }

    private static int slot(long i) {
        return (int) (i % UNDER_WAY);
    }

    private static IllegalStateException unexpected(long i, String what) {
        return new IllegalStateException("payment " + i + " " + what);
    }
}
