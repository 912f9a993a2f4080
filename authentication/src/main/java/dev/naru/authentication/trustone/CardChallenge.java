// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.Digests;
import dev.naru.authentication.cardtap.TerminalObjects;
import dev.naru.formats.emv.ByteString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a telephone gets to have a card sign: everything that the card is told. The hub makes it
 * from the terms, and makes it anew when the tap comes back; it never takes one from a telephone.
 *
 * @param challengeId which challenge
 * @param transactionHash the hash of the terms, 32 bytes: what the dedicated card signs
 * @param told what a payment card is told, by tag
 * @param applications what to select, in this order, until the card has one
 * @param expiresAtMs until when it can be answered, milliseconds since 1970
 */
public record CardChallenge(
        UUID challengeId,
        ByteString transactionHash,
        TerminalObjects told,
        List<ByteString> applications,
        long expiresAtMs) {
    /** The longest wire form, in bytes. */
    public static final int MOST_BYTES = 4096;

    /** Of the secret, in bytes. */
    public static final int SECRET = 32;

    private static final int HASH = 32;
    private static final int UNPREDICTABLE = 4;
    private static final int MERCHANT_DATA = 20;
    private static final int MOST_TAGS = 32;
    private static final int MOST_VALUE = 32;
    private static final int MOST_TAG = 0xFFFF;
    private static final int MOST_APPLICATIONS = 8;
    private static final int SHORTEST_NAME = 5;
    private static final int LONGEST_NAME = 16;

    private static final Set<String> MEMBERS =
            Set.of("challenge_id", "t", "un", "terminal", "applications", "expires_at_ms");

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int AMOUNT_OTHER = 0x9F03;
    private static final int COUNTRY = 0x9F1A;
    private static final int VERIFICATION_RESULTS = 0x95;
    private static final int CURRENCY_EXPONENT = 0x5F36;
    private static final int DATE = 0x9A;
    private static final int TIME_OF_DAY = 0x9F21;
    private static final int TRANSACTION_TYPE = 0x9C;
    private static final int QUALIFIERS = 0x9F66;

    /**
     * Copies the list, and refuses what is no challenge.
     *
     * @throws IllegalArgumentException when a part has not its length, or 9F7C is not the beginning
     *     of the hash
     */
    public CardChallenge {
        applications = List.copyOf(applications);
        if (expiresAtMs < 1 || expiresAtMs > Json.MOST) {
            throw new IllegalArgumentException("expiry must be 1 to 2^53 - 1");
        }
        if (transactionHash.length() != HASH || !isHashOf(told, transactionHash)) {
            throw new IllegalArgumentException("9F7C must be the beginning of the hash");
        }
        if (!areApplications(applications)) {
            throw new IllegalArgumentException("applications must be 1 to 8 names");
        }
        if (!areDigits(told.find(TerminalObjects.AMOUNT).orElseThrow())
                || !areDigits(told.find(TerminalObjects.CURRENCY).orElseThrow())) {
            throw new IllegalArgumentException("9F02 and 5F2A must be digits");
        }
    }

    /**
     * The challenge for these terms; the same ones always have the same.
     *
     * @param secret the hub's own, 32 bytes: without it nobody foretells the unpredictable number
     */
    public static CardChallenge of(TransactionTerms terms, ByteString secret, TapSite site) {
        if (secret.length() != SECRET) {
            throw new IllegalArgumentException("the secret must have 32 bytes");
        }
        ByteString hash = terms.hash();
        Instant issuedAt = Instant.ofEpochMilli(terms.issuedAtMs());
        Map<Integer, ByteString> told = new HashMap<>();
        told.put(
                TerminalObjects.UNPREDICTABLE_NUMBER,
                Digests.hmacSha256(secret, hash).slice(0, UNPREDICTABLE));
        told.put(TerminalObjects.MERCHANT_DATA, hash.slice(0, MERCHANT_DATA));
        told.put(TerminalObjects.AMOUNT, digits(terms.amountMinor(), 12));
        told.put(AMOUNT_OTHER, digits(0, 12));
        told.put(TerminalObjects.CURRENCY, digits(terms.iso4217().getNumericCode(), 4));
        told.put(CURRENCY_EXPONENT, digits(terms.iso4217().getDefaultFractionDigits(), 2));
        told.put(COUNTRY, digits(site.country(), 4));
        told.put(DATE, ByteString.ofHex(DAY.format(issuedAt)));
        told.put(TIME_OF_DAY, ByteString.ofHex(TIME.format(issuedAt)));
        // Goods, whatever the purpose, which the hash has: cards refuse some kinds of their own.
        told.put(TRANSACTION_TYPE, digits(0, 2));
        told.put(VERIFICATION_RESULTS, ByteString.ofHex("0000000000"));
        // EMV mode, and data authentication also where the issuer will be asked.
        told.put(QUALIFIERS, ByteString.ofHex("27000000"));
        return new CardChallenge(
                terms.challengeId(),
                hash,
                new TerminalObjects(told),
                site.applications(),
                terms.expiresAtMs());
    }

    /** Two digits a byte. */
    private static ByteString digits(long number, int count) {
        return ByteString.ofHex(("%0" + count + "d").formatted(number));
    }

    static boolean areApplications(List<ByteString> names) {
        return !names.isEmpty()
                && names.size() <= MOST_APPLICATIONS
                && Set.copyOf(names).size() == names.size()
                && names.stream()
                        .allMatch(
                                name ->
                                        name.length() >= SHORTEST_NAME
                                                && name.length() <= LONGEST_NAME);
    }

    private static boolean isHashOf(TerminalObjects told, ByteString hash) {
        return told.find(TerminalObjects.MERCHANT_DATA)
                .filter(hash.slice(0, MERCHANT_DATA)::equals)
                .isPresent();
    }

    /** 9F37: what nobody could foretell, 4 bytes. */
    public ByteString unpredictableNumber() {
        return told.find(TerminalObjects.UNPREDICTABLE_NUMBER).orElseThrow();
    }

    /** The amount that the card is told, in minor units of its currency. */
    public long amountMinor() {
        return Long.parseLong(told.find(TerminalObjects.AMOUNT).orElseThrow().hex());
    }

    /** The currency that the card is told, ISO 4217 numeric, 0 to 9,999. */
    public int currencyNumeric() {
        return Integer.parseInt(told.find(TerminalObjects.CURRENCY).orElseThrow().hex());
    }

    /**
     * The wire form, as RFC 8785 writes it: {@code challenge_id}, {@code t} (the hash), {@code un},
     * {@code terminal} (values by tag), {@code applications}, {@code expires_at_ms}. Bytes and tags
     * are hexadecimal digits.
     */
    public String toJson() {
        Map<String, Json> terminal = new TreeMap<>();
        told.values()
                .forEach((tag, value) -> terminal.put("%X".formatted(tag), WireFields.hex(value)));
        return Json.Members.of(
                        Map.of(
                                "challenge_id",
                                new Json.Text(challengeId.toString()),
                                "t",
                                WireFields.hex(transactionHash),
                                "un",
                                WireFields.hex(unpredictableNumber()),
                                "terminal",
                                Json.Members.of(terminal),
                                "applications",
                                new Json.Items(applications.stream().map(WireFields::hex).toList()),
                                "expires_at_ms",
                                new Json.Whole(expiresAtMs)))
                .canonical();
    }

    /** Reads the wire form: what a telephone does. */
    public static WireReading<CardChallenge> read(byte[] json) {
        return JsonReader.read(json, MOST_BYTES)
                .then(value -> WireFields.of(value, "", MEMBERS))
                .then(CardChallenge::read);
    }

    private static WireReading<CardChallenge> read(WireFields fields) {
        UUID id = fields.id("challenge_id");
        ByteString hash = fields.bytes("t", HASH, HASH);
        ByteString unpredictable = fields.bytes("un", UNPREDICTABLE, UNPREDICTABLE);
        long expiresAtMs = fields.whole("expires_at_ms", 1, Json.MOST);
        List<ByteString> applications =
                fields.byteItems("applications", MOST_APPLICATIONS, SHORTEST_NAME, LONGEST_NAME);
        Map<Integer, ByteString> told = fields.byTag("terminal", MOST_TAGS, MOST_TAG, MOST_VALUE);
        fields.check(
                Set.copyOf(applications).size() == applications.size(),
                WireError.VALUE,
                "applications");
        length(fields, told, TerminalObjects.UNPREDICTABLE_NUMBER, UNPREDICTABLE);
        length(fields, told, TerminalObjects.AMOUNT, 6);
        length(fields, told, TerminalObjects.CURRENCY, 2);
        length(fields, told, TerminalObjects.MERCHANT_DATA, MERCHANT_DATA);
        digits(fields, told, TerminalObjects.AMOUNT);
        digits(fields, told, TerminalObjects.CURRENCY);
        fields.check(
                unpredictable.equals(value(told, TerminalObjects.UNPREDICTABLE_NUMBER)),
                WireError.CONTRADICTION,
                "un");
        fields.check(
                hash.length() == HASH
                        && hash.slice(0, MERCHANT_DATA)
                                .equals(value(told, TerminalObjects.MERCHANT_DATA)),
                WireError.CONTRADICTION,
                "t");
        return fields.read(
                () ->
                        new CardChallenge(
                                id, hash, new TerminalObjects(told), applications, expiresAtMs));
    }

    private static ByteString value(Map<Integer, ByteString> told, int tag) {
        return told.getOrDefault(tag, ByteString.EMPTY);
    }

    private static void length(
            WireFields fields, Map<Integer, ByteString> told, int tag, int length) {
        String place = "terminal.%X".formatted(tag);
        fields.check(told.containsKey(tag), WireError.MISSING_MEMBER, place);
        fields.check(value(told, tag).length() == length, WireError.VALUE, place);
    }

    private static void digits(WireFields fields, Map<Integer, ByteString> told, int tag) {
        fields.check(areDigits(value(told, tag)), WireError.VALUE, "terminal.%X".formatted(tag));
    }

    private static boolean areDigits(ByteString bytes) {
        return bytes.hex().chars().allMatch(unit -> unit <= '9');
    }
}
