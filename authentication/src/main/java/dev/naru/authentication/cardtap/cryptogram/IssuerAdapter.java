// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Genuine;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Refused;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks the issuer of a card whether an application cryptogram is the card's own over the values of
 * a tap. It decides nothing else: a kernel has replayed the tap before, and compares counters,
 * types of cryptograms and challenges.
 *
 * <p>For any number of threads.
 */
public final class IssuerAdapter {
    private static final byte[] NO_SEQUENCE_NUMBER = new byte[1];

    private final List<IssuedCards> issued;

    /**
     * For these cards.
     *
     * @throws IllegalArgumentException when two of them cannot be told apart
     */
    public IssuerAdapter(List<IssuedCards> issued) {
        this.issued = List.copyOf(issued);
        for (int i = 0; i < issued.size(); i++) {
            for (IssuedCards other : issued.subList(i + 1, issued.size())) {
                if (overlap(issued.get(i), other)) {
                    throw new IllegalArgumentException(
                            "two kinds of cards cannot be told apart: version %s, key index %d"
                                    .formatted(other.version(), other.keyIndex()));
                }
            }
        }
    }

    private static boolean overlap(IssuedCards one, IssuedCards other) {
        return one.version() == other.version()
                && one.keyIndex() == other.keyIndex()
                && (one.prefix().startsWith(other.prefix())
                        || other.prefix().startsWith(one.prefix()));
    }

    /**
     * Verifies the cryptogram of a tap.
     *
     * @param tags the values of the tap's tags by their number (such as 0x9F02), of which those of
     *     {@link CryptogramTag} are read; whoever gives them zeroes them
     */
    public CryptogramVerdict verify(Map<Integer, byte[]> tags) {
        return switch (read(tags)) {
            case Unreadable unreadable -> unreadable.refused;
            case Tap tap -> {
                try (tap) {
                    yield judge(tap);
                }
            }
        };
    }

    /**
     * Verifies the cryptogram of a tap and, when it is genuine, computes the issuer's answer to the
     * card.
     *
     * @param tags as for {@link #verify}
     */
    public IssuerAnswer answer(Map<Integer, byte[]> tags, IssuerDecision decision) {
        return switch (read(tags)) {
            case Unreadable unreadable -> new IssuerAnswer.Unanswered(unreadable.refused);
            case Tap tap -> {
                try (tap) {
                    yield switch (judge(tap)) {
                        case Refused refused -> new IssuerAnswer.Unanswered(refused);
                        case Genuine genuine -> respond(tap, decision);
                    };
                }
            }
        };
    }

    private sealed interface Reading {}

    private record Unreadable(Refused refused) implements Reading {}

    /** A tap that can be asked about. Closing it zeroes the card's number. */
    private static final class Tap implements Reading, AutoCloseable {
        private final IssuerKeys keys;
        private final CardTransaction transaction;
        private final byte[] covered;
        private final byte[] cryptogram;

        Tap(IssuerKeys keys, CardTransaction transaction, byte[] covered, byte[] cryptogram) {
            this.keys = keys;
            this.transaction = transaction;
            this.covered = covered;
            this.cryptogram = cryptogram;
        }

        @Override
        public void close() {
            transaction.card().close();
        }
    }

    private static CryptogramVerdict judge(Tap tap) {
        try {
            return switch (tap.keys.compare(tap.transaction, tap.covered, tap.cryptogram)) {
                case SAME ->
                        new Genuine(tap.transaction.version(), number(tap.transaction.counter()));
                case DIFFERENT ->
                        refused(
                                CryptogramRefusal.CRYPTOGRAM_WRONG,
                                "the card did not compute this cryptogram over these values");
            };
        } catch (KeysUnavailableException e) {
            return unavailable(e);
        }
    }

    private static IssuerAnswer respond(Tap tap, IssuerDecision decision) {
        try {
            byte[] response = tap.keys.respond(tap.transaction, tap.cryptogram, decision);
            return new IssuerAnswer.Answered(
                    switch (tap.transaction.version().responseMethod()) {
                        case ONE ->
                                new IssuerAnswer.IssuerAuthentication(
                                        response, decision.responseCode());
                        case TWO ->
                                new IssuerAnswer.IssuerAuthentication(
                                        response, decision.statusUpdate(), decision.proprietary());
                    });
        } catch (KeysUnavailableException e) {
            return new IssuerAnswer.Unanswered(unavailable(e));
        }
    }

    private static Refused unavailable(KeysUnavailableException e) {
        return refused(CryptogramRefusal.KEYS_UNAVAILABLE, e.sentence());
    }

    private static Refused refused(CryptogramRefusal reason, String detail) {
        return new Refused(reason, detail);
    }

    private static int number(byte[] two) {
        return ((two[0] & 0xFF) << 8) | (two[1] & 0xFF);
    }

    private Reading read(Map<Integer, byte[]> tags) {
        Map<CryptogramTag, byte[]> values = new EnumMap<>(CryptogramTag.class);
        for (CryptogramTag tag : CryptogramTag.values()) {
            byte[] value = tags.get(tag.tag());
            if (value == null && tag == CryptogramTag.SEQUENCE_NUMBER) {
                value = NO_SEQUENCE_NUMBER;
            }
            if (value == null) {
                return unreadable(CryptogramRefusal.TAG_MISSING, tag.hex() + " is missing");
            }
            if (value.length < tag.leastBytes() || value.length > tag.mostBytes()) {
                return unreadable(
                        CryptogramRefusal.TAG_LENGTH,
                        "%s must have %d to %d bytes, and has %d"
                                .formatted(
                                        tag.hex(),
                                        tag.leastBytes(),
                                        tag.mostBytes(),
                                        value.length));
            }
            values.put(tag, value);
        }
        Optional<CardNumber> card =
                CardNumber.read(
                        value(values, CryptogramTag.CARD_NUMBER),
                        value(values, CryptogramTag.SEQUENCE_NUMBER));
        return card.map(known -> readOf(known, values))
                .orElseGet(
                        () ->
                                unreadable(
                                        CryptogramRefusal.CARD_NUMBER_MALFORMED,
                                        "5A and 5F34 must be 8 to 19 digits and 2"));
    }

    private Reading readOf(CardNumber card, Map<CryptogramTag, byte[]> values) {
        Reading reading = match(card, values);
        switch (reading) {
            case Unreadable unreadable -> card.close();
            case Tap tap -> {}
        }
        return reading;
    }

    /** Which of the issuers' cards it is. */
    private Reading match(CardNumber card, Map<CryptogramTag, byte[]> values) {
        List<ApplicationDataReading> readings =
                ApplicationDataReading.read(value(values, CryptogramTag.ISSUER_APPLICATION_DATA));
        if (readings.isEmpty()) {
            return unreadable(
                    CryptogramRefusal.VERSION_UNKNOWN,
                    "9F10 has no known version, or not the length of its version");
        }
        List<IssuedCards> own = new ArrayList<>();
        for (IssuedCards cards : issued) {
            if (card.beginsWith(cards.prefix())) {
                own.add(cards);
            }
        }
        if (own.isEmpty()) {
            return unreadable(
                    CryptogramRefusal.CARD_OF_ANOTHER_ISSUER, "no issuer here has such cards");
        }
        CryptogramRefusal refusal = CryptogramRefusal.VERSION_NOT_ISSUED;
        Optional<Tap> found = Optional.empty();
        for (ApplicationDataReading reading : readings) {
            for (IssuedCards cards : own) {
                if (cards.version() != reading.version()) {
                    continue;
                }
                if (cards.keyIndex() != reading.keyIndex()) {
                    refusal = CryptogramRefusal.KEY_INDEX_UNKNOWN;
                    continue;
                }
                if (found.isPresent()) {
                    return unreadable(
                            CryptogramRefusal.VERSION_AMBIGUOUS,
                            "9F10 can be %s and %s"
                                    .formatted(found.get().transaction.version(), cards.version()));
                }
                found = Optional.of(tap(cards, card, values, reading.appended()));
            }
        }
        if (found.isPresent()) {
            return found.get();
        }
        return unreadable(
                refusal, "the issuer has no cards of " + named(readings) + " as 9F10 tells it");
    }

    private static String named(List<ApplicationDataReading> readings) {
        List<String> names = new ArrayList<>();
        for (ApplicationDataReading reading : readings) {
            names.add(reading.version() + " with key index " + reading.keyIndex());
        }
        return String.join(" or ", names);
    }

    private static Tap tap(
            IssuedCards cards,
            CardNumber card,
            Map<CryptogramTag, byte[]> values,
            byte[] appended) {
        byte[] covered = new byte[CryptogramTag.COVERED_BYTES + appended.length];
        int at = 0;
        for (CryptogramTag tag : CryptogramTag.COVERED) {
            byte[] value = value(values, tag);
            System.arraycopy(value, 0, covered, at, value.length);
            at += value.length;
        }
        System.arraycopy(appended, 0, covered, at, appended.length);
        CardTransaction transaction =
                new CardTransaction(
                        cards.version(),
                        cards.option(),
                        card,
                        value(values, CryptogramTag.APPLICATION_TRANSACTION_COUNTER),
                        value(values, CryptogramTag.UNPREDICTABLE_NUMBER));
        return new Tap(
                cards.keys(),
                transaction,
                covered,
                value(values, CryptogramTag.APPLICATION_CRYPTOGRAM));
    }

    private static byte[] value(Map<CryptogramTag, byte[]> values, CryptogramTag tag) {
        return Objects.requireNonNull(values.get(tag));
    }

    private static Unreadable unreadable(CryptogramRefusal reason, String detail) {
        return new Unreadable(refused(reason, detail));
    }
}
