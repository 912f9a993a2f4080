// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.phone;

import dev.naru.authentication.cardtap.Card;
import dev.naru.authentication.cardtap.CardRefusal;
import dev.naru.authentication.cardtap.CardRefusal.Fault;
import dev.naru.authentication.cardtap.CardRefusal.Stage;
import dev.naru.authentication.cardtap.Checked;
import dev.naru.authentication.cardtap.Exchange;
import dev.naru.authentication.cardtap.Terminal;
import dev.naru.authentication.cardtap.applet.AppletTerminal;
import dev.naru.authentication.trustone.CardChallenge;
import dev.naru.authentication.trustone.TapSite;
import dev.naru.authentication.trustone.TapTranscript;
import dev.naru.formats.emv.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Has cards answer challenges, and writes down what was said and how long each answer took. */
public final class Phone {
    private static final int NS_IN_US = 1_000;
    private static final int MOST_US = 60_000_000;

    private final LongSupplier nanoTime;

    /**
     * A phone with this clock.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public Phone(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Selects what the challenge names, in its order, until the card has one, and goes through that
     * tap to its end.
     *
     * @return the transcript, or why the card did not come to the end: of the last application
     */
    public Checked<TapTranscript> tap(CardChallenge challenge, Card card) {
        CardRefusal last = new CardRefusal(Stage.TRANSCRIPT, Fault.APPLICATION);
        for (ByteString application : challenge.applications()) {
            Timed timed = new Timed(card);
            Optional<CardRefusal> refusal = meet(challenge, application, timed);
            if (refusal.isEmpty() && timed.steps.size() <= TapTranscript.MOST_STEPS) {
                return new Checked.Holds<>(new TapTranscript(timed.steps));
            }
            last = refusal.orElse(last);
        }
        return new Checked.Refused<>(last);
    }

    private static Optional<CardRefusal> meet(
            CardChallenge challenge, ByteString application, Card card) {
        if (application.equals(TapSite.PAYMENT_DIRECTORY)) {
            return new Terminal(challenge.told()).meet(card);
        }
        return switch (new AppletTerminal(application).tap(card, challenge.transactionHash())) {
            case Checked.Holds<?> _ -> Optional.empty();
            case Checked.Refused<?>(CardRefusal refusal) -> Optional.of(refusal);
        };
    }

    /** Writes down what is said to a card, and how long it takes. */
    private final class Timed implements Card {
        private final Card card;
        private final List<TapTranscript.Step> steps = new ArrayList<>();

        Timed(Card card) {
            this.card = card;
        }

        @Override
        public Optional<ByteString> answer(ByteString command) {
            long before = nanoTime.getAsLong();
            Optional<ByteString> answer = card.answer(command);
            long tookUs = (nanoTime.getAsLong() - before) / NS_IN_US;
            answer.ifPresent(
                    bytes ->
                            steps.add(
                                    new TapTranscript.Step(
                                            new Exchange(command, bytes),
                                            Math.clamp(tookUs, 0, MOST_US))));
            return answer;
        }
    }
}
