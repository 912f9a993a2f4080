// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what is said to a card and what it answers: what a telephone does. */
public final class RecordingCard implements Card {
    private final Card card;
    private final List<Exchange> exchanges = new ArrayList<>();

    /** Beside this card. */
    public RecordingCard(Card card) {
        this.card = card;
    }

    @Override
    public Optional<ByteString> answer(ByteString command) {
        Optional<ByteString> answer = card.answer(command);
        answer.ifPresent(bytes -> exchanges.add(new Exchange(command, bytes)));
        return answer;
    }

    /** So far. */
    public List<Exchange> transcript() {
        return List.copyOf(exchanges);
    }
}
