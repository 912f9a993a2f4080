// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.naru.authentication.assertion.Assertion.Bind;
import dev.naru.authentication.assertion.Assertion.Card;
import dev.naru.authentication.assertion.Assertion.Device;
import dev.naru.authentication.assertion.Assertion.Method;
import dev.naru.authentication.assertion.Assertion.Standing;
import dev.naru.authentication.assertion.Assertion.Timing;
import dev.naru.authentication.assertion.Assertion.Transaction;
import dev.naru.authentication.trustone.Purpose;
import dev.naru.formats.emv.ByteString;
import java.math.BigInteger;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * An assertion as the JSON of a JWT (RFC 7519), and back. What is read must be what would have been
 * written, but for members that are not known here.
 *
 * @param issuer who says so
 * @param expiresAtSeconds of the epoch, as it stands there
 */
record Claims(String issuer, long expiresAtSeconds, Assertion assertion) {
    private static final String CARD_AND_DEVICE = "trustone.card+device";
    private static final String CARD_ALONE = "trustone.card";

    static Claims of(String issuer, Assertion assertion) {
        return new Claims(issuer, assertion.expiresAt().getEpochSecond(), assertion);
    }

    byte[] json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("iss", issuer);
        json.put("aud", assertion.audience());
        json.put("jti", assertion.challenge());
        json.put("sub", assertion.customer());
        json.put("purpose", assertion.purpose().name());
        json.put("iat", assertion.issuedAt().getEpochSecond());
        json.put("exp", expiresAtSeconds);
        assertion.transaction().ifPresent(transaction -> json.put("txn", json(transaction)));
        json.put("T", base64(assertion.hash()));
        json.put("amr", methods(assertion.device()));
        json.put("acr", context(assertion.device()));
        json.put("card", json(assertion.card()));
        assertion.device().ifPresent(device -> json.put("dev", json(device)));
        json.put("risk", Map.of("timing", word(assertion.timing())));
        return JSONObjectUtils.toJSONString(json).getBytes(UTF_8);
    }

    private static Map<String, Object> json(Transaction transaction) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("paymentId", transaction.paymentId().toString());
        json.put("amount", transaction.amount());
        json.put("currency", transaction.currency());
        json.put("payeeHash", base64(transaction.payeeHash()));
        return json;
    }

    private static Map<String, Object> json(Card card) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scheme", card.scheme());
        json.put("method", card.method().name());
        json.put("bind", card.bind().claim());
        json.put("cardRef", base64(card.reference()));
        card.counter().ifPresent(counter -> json.put("atc", counter));
        return json;
    }

    private static Map<String, Object> json(Device device) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", device.id());
        json.put("attested", device.standing() == Standing.ATTESTED);
        return json;
    }

    /**
     * How the customer was known (RFC 8176): the card; where a device signed, a key that is proved
     * to be in hardware, or one that may be in software, and that the user was present and
     * verified.
     */
    private static List<String> methods(Optional<Device> device) {
        return device.map(
                        one ->
                                switch (one.standing()) {
                                    case ATTESTED -> List.of("card", "hwk", "user");
                                    case CLAIMED -> List.of("card", "swk", "user");
                                })
                .orElse(List.of("card"));
    }

    private static String context(Optional<Device> device) {
        return device.isPresent() ? CARD_AND_DEVICE : CARD_ALONE;
    }

    /** What the JSON says; empty when it is no assertion. */
    static Optional<Claims> read(byte[] json) {
        try {
            Map<String, Object> claims = CompactText.json(json);
            Claims read = new Claims(text(claims, "iss"), number(claims, "exp"), assertion(claims));
            boolean consistent =
                    read.expiresAtSeconds == read.assertion.expiresAt().getEpochSecond()
                            && methods(read.assertion.device()).equals(claims.get("amr"))
                            && context(read.assertion.device()).equals(claims.get("acr"));
            return consistent ? Optional.of(read) : Optional.empty();
        } catch (ParseException | IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Assertion assertion(Map<String, Object> claims) throws ParseException {
        return new Assertion(
                text(claims, "aud"),
                text(claims, "jti"),
                text(claims, "sub"),
                Purpose.valueOf(text(claims, "purpose")),
                Instant.ofEpochSecond(number(claims, "iat")),
                claims.containsKey("txn")
                        ? Optional.of(transaction(object(claims, "txn")))
                        : Optional.empty(),
                bytes(claims, "T"),
                card(object(claims, "card")),
                claims.containsKey("dev")
                        ? Optional.of(device(object(claims, "dev")))
                        : Optional.empty(),
                timing(text(object(claims, "risk"), "timing")));
    }

    private static Transaction transaction(Map<String, Object> txn) throws ParseException {
        UUID paymentId = UUID.fromString(text(txn, "paymentId"));
        // The JDK takes shorter forms and capitals as well; a second way to write one is none.
        if (!paymentId.toString().equals(text(txn, "paymentId")) || txn.size() != 4) {
            throw new ParseException("txn", 0);
        }
        return new Transaction(
                paymentId, text(txn, "amount"), text(txn, "currency"), bytes(txn, "payeeHash"));
    }

    private static Card card(Map<String, Object> card) throws ParseException {
        return new Card(
                text(card, "scheme"),
                Method.valueOf(text(card, "method")),
                bind(text(card, "bind")),
                bytes(card, "cardRef"),
                card.containsKey("atc")
                        ? OptionalLong.of(number(card, "atc"))
                        : OptionalLong.empty());
    }

    private static Bind bind(String claim) throws ParseException {
        return Arrays.stream(Bind.values())
                .filter(bind -> bind.claim().equals(claim))
                .findFirst()
                .orElseThrow(() -> new ParseException("bind", 0));
    }

    private static Device device(Map<String, Object> device) throws ParseException {
        if (!(device.get("attested") instanceof Boolean attested)) {
            throw new ParseException("attested", 0);
        }
        return new Device(text(device, "id"), attested ? Standing.ATTESTED : Standing.CLAIMED);
    }

    private static Timing timing(String word) throws ParseException {
        return Arrays.stream(Timing.values())
                .filter(timing -> word(timing).equals(word))
                .findFirst()
                .orElseThrow(() -> new ParseException("timing", 0));
    }

    private static String word(Timing timing) {
        return timing.name().toLowerCase(Locale.ROOT);
    }

    private static String base64(ByteString bytes) {
        return Base64URL.encode(bytes.toByteArray()).toString();
    }

    private static ByteString bytes(Map<String, Object> json, String name) throws ParseException {
        String text = text(json, name);
        byte[] bytes = new Base64URL(text).decode();
        if (!Base64URL.encode(bytes).toString().equals(text)) {
            throw new ParseException(name, 0);
        }
        return ByteString.of(bytes);
    }

    private static String text(Map<String, Object> json, String name) throws ParseException {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new ParseException(name, 0);
    }

    private static long number(Map<String, Object> json, String name) throws ParseException {
        return switch (json.get(name)) {
            case Long whole -> whole;
            case Integer whole -> whole;
            case BigInteger big -> throw new ParseException(name + " of " + big.bitLength(), 0);
            case null, default -> throw new ParseException(name, 0);
        };
    }

    @SuppressWarnings("unchecked") // A JSON object's names are text.
    private static Map<String, Object> object(Map<String, Object> json, String name)
            throws ParseException {
        if (json.get(name) instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw new ParseException(name, 0);
    }
}
