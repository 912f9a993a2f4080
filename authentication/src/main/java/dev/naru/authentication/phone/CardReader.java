// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.phone;

import dev.naru.authentication.cardtap.Card;
import dev.naru.formats.emv.ByteString;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;

/**
 * A card that lies in a reader, through PC/SC. Readers are found by {@code
 * javax.smartcardio.TerminalFactory}; on Linux that needs pcscd and libpcsclite. One thread at a
 * time.
 */
public final class CardReader implements Card, AutoCloseable {
    /** Answer data of a short command, and its status. */
    private static final int MOST_ANSWER = 258;

    private final javax.smartcardio.Card card;
    private final CardChannel channel;

    private CardReader(javax.smartcardio.Card card) {
        this.card = card;
        channel = card.getBasicChannel();
    }

    /**
     * Waits for a card.
     *
     * @param waitMs how long, in milliseconds, more than 0
     * @return empty when none came
     * @throws IllegalStateException when the reader, or the card in it, cannot be spoken to
     */
    public static Optional<CardReader> await(CardTerminal terminal, long waitMs) {
        try {
            return terminal.waitForCardPresent(waitMs)
                    ? Optional.of(new CardReader(terminal.connect("*")))
                    : Optional.empty();
        } catch (CardException e) {
            throw new IllegalStateException(
                    "the reader " + terminal.getName() + " does not speak to the card", e);
        }
    }

    /** A card that is pulled away answers nothing, as one that never was there. */
    @Override
    public Optional<ByteString> answer(ByteString command) {
        ByteBuffer answer = ByteBuffer.allocate(MOST_ANSWER);
        try {
            int length = channel.transmit(ByteBuffer.wrap(command.toByteArray()), answer);
            return Optional.of(ByteString.of(Arrays.copyOf(answer.array(), length)));
        } catch (CardException | IllegalStateException gone) {
            return Optional.empty();
        }
    }

    /** Lets the card go; the next to ask it begins anew. */
    @Override
    public void close() {
        try {
            card.disconnect(true);
        } catch (CardException gone) {
            // It was pulled away, and there is nothing left to let go.
        }
    }
}
