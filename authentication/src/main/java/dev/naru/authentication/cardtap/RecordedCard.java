// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.util.List;
import java.util.Optional;

/**
 * A card of which only a transcript is there. It answers the very commands that were sent to it, in
 * their order, and no others: so a terminal that gets to the end of it would have sent the same.
 */
public final class RecordedCard implements Card {
    private final List<Exchange> exchanges;
    private int next;

    /** Of a transcript. */
    public RecordedCard(List<Exchange> exchanges) {
        this.exchanges = List.copyOf(exchanges);
    }

    @Override
    public Optional<ByteString> answer(ByteString command) {
        if (isOver() || !exchanges.get(next).command().equals(command)) {
            return Optional.empty();
        }
        return Optional.of(exchanges.get(next++).answer());
    }

    /** Whether every command of the transcript was asked for. */
    public boolean isOver() {
        return next == exchanges.size();
    }
}
