// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.core.simulation.law.Books;
import dev.naru.core.simulation.law.Exchange;
import dev.naru.core.simulation.law.Step;
import dev.naru.protocol.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happens next around the hub, and how long it takes until then. */
final class Traffic {
    private final Dice dice;
    private final Notebook notebook = new Notebook();
    private final Payers payers;
    private final Spoiler spoiler;
    private final List<Habit> good = new ArrayList<>();
    private int goodWeight;

    /** Something that is done again and again. */
    private record Habit(int weight, Supplier<Command> what) {}

    Traffic(Dice dice, Scene scene, Books books) {
        this.dice = dice;
        payers = new Payers(dice, notebook);
        spoiler = new Spoiler(dice, payers);
        Links links = new Links(dice, notebook, payers);
        Office office = new Office(dice, scene, notebook, books);
        Taps taps = new Taps(dice, payers, notebook, books);
        Reader reader = new Reader(dice, notebook, books);
        habit(230, payers::askForQuote);
        habit(200, payers::pay);
        habit(170, links::dispatch);
        habit(170, links::answer);
        habit(30, links::strayAnswer);
        habit(60, office::publishRate);
        habit(25, office::fund);
        habit(14, office::setHeadroom);
        habit(14, office::setParticipantStatus);
        habit(14, office::setCorridorStatus);
        habit(16, office::define);
        habit(8, office::closeWindow);
        habit(16, office::closeItem);
        habit(25, office::decideHold);
        habit(10, office::askAgain);
        habit(8, office::moveTime);
        habit(40, reader::look);
        habit(12, reader::acknowledge);
        habit(2, reader::leave);
        habit(60, taps::ask);
        habit(55, taps::take);
        habit(55, taps::tap);
        habit(30, taps::use);
        habit(6, taps::setRule);
        habit(6, taps::setStatus);
        habit(8, taps::look);
    }

    private void habit(int weight, Supplier<Command> what) {
        good.add(new Habit(weight, what));
        goodWeight += weight;
    }

    /** What is done next at this time, as the machine tells it. */
    Step next(long nowNs) {
        payers.look(nowNs);
        int roll = dice.below(100);
        if (roll < 3) {
            return new Step.Tick();
        }
        if (roll < 12 && !notebook.said().isEmpty()) {
            return new Step.Send(dice.pick(notebook.said()));
        }
        if (roll < 16 && !notebook.said().isEmpty()) {
            return new Step.Send(spoiler.spoil(dice.pick(notebook.said())));
        }
        Command command = aGoodOne();
        return new Step.Send(roll < 22 ? spoiler.spoil(command) : command);
    }

    private Command aGoodOne() {
        int left = dice.below(goodWeight);
        for (Habit habit : good) {
            left -= habit.weight;
            if (left < 0) {
                return habit.what.get();
            }
        }
        throw new IllegalStateException("the weights add up");
    }

    /**
     * How long nothing happens: mostly moments, seldom minutes, very seldom hours; and once in a
     * while the cluster's time goes back, as when another member begins to lead.
     */
    long pause() {
        int roll = dice.below(1_000);
        if (roll < 600) {
            return dice.between(0, 20_000_000);
        }
        if (roll < 984) {
            return dice.between(0, 900_000_000);
        }
        if (roll < 995) {
            return dice.between(1, 40) * Scene.SECOND_NS;
        }
        if (roll < 998) {
            return dice.between(40, 2_000) * Scene.SECOND_NS;
        }
        return roll < 999
                ? dice.between(1, 20) * 3_600 * Scene.SECOND_NS
                : -dice.between(0, 3_000_000_000L);
    }

    /** Lets everybody hear what was said. */
    void hear(Exchange exchange) {
        notebook.hear(exchange);
    }
}
