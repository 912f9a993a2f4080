// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap;

import dev.naru.formats.emv.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every way to change one bit of what a card says of its keys. */
final class SingleBits {
    private SingleBits() {}

    static List<UnaryOperator<CardCertificates>> of(CardCertificates card) {
        List<UnaryOperator<CardCertificates>> changes = new ArrayList<>();
        List<ByteString> parts = parts(card);
        for (int part = 0; part < parts.size(); part++) {
            for (ByteString changed : of(parts.get(part))) {
                int which = part;
                changes.add(was -> with(was, which, changed));
            }
        }
        for (int bit = 0; bit < 8; bit++) {
            int flip = 1 << bit;
            changes.add(
                    was ->
                            new CardCertificates(
                                    was.provider(),
                                    was.index() ^ flip,
                                    was.issuer(),
                                    was.issuerRemainder(),
                                    was.issuerExponent(),
                                    was.card(),
                                    was.cardRemainder(),
                                    was.cardExponent(),
                                    was.staticData(),
                                    was.account()));
        }
        return changes;
    }

    /** These bytes, each time with another bit changed. */
    static List<ByteString> of(ByteString bytes) {
        List<ByteString> changed = new ArrayList<>();
        for (int bit = 0; bit < 8 * bytes.length(); bit++) {
            byte[] copy = bytes.toByteArray();
            copy[bit / 8] ^= (byte) (1 << bit % 8);
            changed.add(ByteString.of(copy));
        }
        return changed;
    }

    private static List<ByteString> parts(CardCertificates card) {
        return List.of(
                card.provider(),
                card.issuer(),
                card.issuerRemainder(),
                card.issuerExponent(),
                card.card(),
                card.cardRemainder(),
                card.cardExponent(),
                card.staticData());
    }

    private static CardCertificates with(CardCertificates was, int part, ByteString changed) {
        List<ByteString> parts = new ArrayList<>(parts(was));
        parts.set(part, changed);
        return new CardCertificates(
                parts.get(0),
                was.index(),
                parts.get(1),
                parts.get(2),
                parts.get(3),
                parts.get(4),
                parts.get(5),
                parts.get(6),
                parts.get(7),
                was.account());
    }
}
