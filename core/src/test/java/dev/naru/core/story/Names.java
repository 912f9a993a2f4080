// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.story;

import dev.naru.protocol.Digest;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Quote;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.RequestId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names that a story gives to what the machine knows by numbers. */
final class Names {
    private static final String NOBODY = "none";
    private static final long VERSION_4 = 0x4000L;
    private static final long VERSION_MASK = 0xF000L;
    private static final long VARIANT = 0b10L << 62;

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Quote> quotes = new HashMap<>();
    private final Map<String, Long> challengeNumbers = new HashMap<>();
    private final Map<String, Long> paymentNumbers = new HashMap<>();

    /** Names something once; what a later definition says is refused anyway. */
    void name(String what, int id, String name) {
        ids.putIfAbsent(what + name, id);
        names.putIfAbsent(what + id, name);
    }

    int id(String what, String name) {
        Integer id = ids.get(what + name);
        return id == null ? Integer.parseInt(name) : id;
    }

    String nameOf(String what, int id) {
        return names.getOrDefault(what + id, Integer.toString(id));
    }

    void quoteGiven(String name, Quote quote) {
        quotes.put(name, quote);
        names.put("quote" + quote.id().value(), name);
    }

    boolean knowsQuote(String name) {
        return quotes.containsKey(name);
    }

    Quote quote(String name) {
        Quote quote = quotes.get(name);
        if (quote == null) {
            throw new IllegalArgumentException("no quote was named " + name);
        }
        return quote;
    }

    QuoteId quoteId(String name) {
        return knowsQuote(name)
                ? quote(name).id()
                : new QuoteId((bits(name, 1) >>> 1) | (1L << 62));
    }

    String quoteName(QuoteId id) {
        return names.getOrDefault("quote" + id.value(), id.toString());
    }

    void paymentIs(String name, long number) {
        paymentNumbers.put(name, number);
        names.put("payment" + number, name);
    }

    long paymentNumber(String name) {
        Long number = paymentNumbers.get(name);
        return number == null ? Long.parseLong(name.substring(1)) : number;
    }

    String paymentName(long number) {
        return names.getOrDefault("payment" + number, "payment-" + number);
    }

    void challengeIs(String name, long number) {
        challengeNumbers.putIfAbsent(name, number);
        names.putIfAbsent("challenge" + number, name);
    }

    /** By its name, or a number as it is. */
    long challengeNumber(String name) {
        Long number = challengeNumbers.get(name);
        return number == null ? Long.parseLong(name) : number;
    }

    String challengeName(long number) {
        return names.getOrDefault("challenge" + number, "challenge-" + number);
    }

    /** The digest that has this name, which is remembered. */
    Digest digestOf(String name) {
        Digest digest = digest(name);
        names.put("digest" + digest, name);
        return digest;
    }

    String digestName(Digest digest) {
        return names.getOrDefault("digest" + digest, digest.toString());
    }

    static PaymentId paymentId(String name) {
        return new PaymentId(
                (bits(name, 2) & ~VERSION_MASK) | VERSION_4,
                (bits(name, 3) & ~(0b11L << 62)) | VARIANT);
    }

    static RequestId requestId(String name) {
        return new RequestId(bits(name, 4), bits(name, 5));
    }

    /** The request's id that has this name, which is remembered. */
    RequestId requestIdOf(String name) {
        RequestId id = requestId(name);
        names.put("request" + id, name);
        return id;
    }

    /** Empty for a request that was given no name. */
    Optional<String> requestName(RequestId id) {
        return Optional.ofNullable(names.get("request" + id));
    }

    static Digest digest(String name) {
        return name.equals(NOBODY) ? Digest.NONE : new Digest(bits(name, 6), bits(name, 7));
    }

    private static long bits(String text, int salt) {
        long bits = salt;
        for (int i = 0; i < text.length(); i++) {
            bits = (bits ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            bits ^= bits >>> 31;
        }
        return bits;
    }
}
