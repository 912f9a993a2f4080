// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.trustone;

import dev.naru.authentication.cardtap.Digests;
import dev.naru.formats.emv.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * All that a customer agrees to by a tap. Card and device sign its hash, so that no part of it can
 * be another one afterwards. What a purpose has not is empty: money and payee of what moves none,
 * and the card of an enrolment, which is not known yet.
 *
 * @param challengeId the id by which the challenge was asked for, so that no other has this hash
 * @param relyingParty whom the customer deals with: a domain, 1 to 253 of {@code a-z 0-9 . -}
 * @param purpose what the tap is for
 * @param paymentId the payment or withdrawal; empty for any other purpose
 * @param amountMinor what leaves the payer's account, in minor units of ISO 4217 (won have no
 *     decimals, dollars two): 1 to 999,999,999,999 where money moves, 0 to that for a limit, else 0
 * @param currency of the amount, its alphabetic code of ISO 4217; where there is no amount, that of
 *     the account, since cards do not know the code for none
 * @param payeeAccountHash 32 bytes; of a payment, and of a withdrawal where there is one
 * @param payeeName as the customer is shown it, 1 to 140 UTF-16 units, where money moves
 * @param payeeAccountShown what the customer is shown of the account of a withdrawal that goes to
 *     one, 1 to 64 UTF-16 units; empty for anything else
 * @param limit which limit is changed, as the customer is shown it, 1 to 64 UTF-16 units; empty for
 *     any other purpose
 * @param payerAccountHash SHA-256; empty where no account is meant (enrolment, login, device)
 * @param cardReference which card must be tapped, 32 bytes; empty when any of the customer's may be
 * @param deviceKeyThumbprint SHA-256 of the device's key that signs as well, 32 bytes; empty where
 *     none signs, at the enrolment of a card alone
 * @param nonce 16 bytes that nobody can foretell
 * @param issuedAtMs milliseconds since 1970
 * @param expiresAtMs later by at most five minutes
 */
public record TransactionTerms(
        UUID challengeId,
        String relyingParty,
        Purpose purpose,
        Optional<UUID> paymentId,
        long amountMinor,
        String currency,
        ByteString payeeAccountHash,
        String payeeName,
        String payeeAccountShown,
        String limit,
        ByteString payerAccountHash,
        ByteString cardReference,
        ByteString deviceKeyThumbprint,
        ByteString nonce,
        long issuedAtMs,
        long expiresAtMs) {
    /** The longest time in which a challenge can be answered, in milliseconds. */
    public static final long MOST_LIFE_MS = 300_000;

    private static final byte[] DOMAIN = "TrustOne/1".getBytes(StandardCharsets.US_ASCII);

    /** The largest amount that cards can be told, in minor units. */
    public static final long MOST_AMOUNT = 999_999_999_999L;

    /** The first millisecond of the year 2100: dates of cards have two digits of it. */
    private static final long MOST_TIME_MS = 4_102_444_800_000L;

    private static final int HASH = 32;
    private static final int NONCE = 16;
    private static final int MOST_NAME = 140;
    private static final int MOST_SHORT_TEXT = 64;
    private static final Pattern PARTY = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");

    /**
     * Refuses terms that no purpose has.
     *
     * @throws IllegalArgumentException when a field is not as above; its sentence begins with the
     *     field's name in the JSON and has no value
     */
    public TransactionTerms {
        check(PARTY.matcher(relyingParty).matches(), "relying_party", "a domain in small letters");
        check(
                paymentId.isPresent() == purpose.movesMoney(),
                "payment_id",
                "given where money moves, and nowhere else");
        check(
                switch (purpose) {
                    case PAYMENT, WITHDRAWAL -> amountMinor >= 1 && amountMinor <= MOST_AMOUNT;
                    case LIMIT_CHANGE -> amountMinor >= 0 && amountMinor <= MOST_AMOUNT;
                    case DEVICE_ENROLMENT, LOGIN, CARD_ENROLMENT -> amountMinor == 0;
                },
                "amount_minor",
                "1 to 999,999,999,999 where money moves, and 0 where there is none");
        check(
                find(currency).isPresent(),
                "currency",
                "a currency of ISO 4217 that has minor units");
        check(
                switch (purpose) {
                    case PAYMENT -> payeeAccountHash.length() == HASH;
                    case WITHDRAWAL -> isHashOrEmpty(payeeAccountHash);
                    case LIMIT_CHANGE, DEVICE_ENROLMENT, LOGIN, CARD_ENROLMENT ->
                            payeeAccountHash.isEmpty();
                },
                "payee_account_hash",
                "a hash of 32 bytes for a payment, and empty where no money moves");
        check(
                purpose.movesMoney() ? isShowable(payeeName, MOST_NAME) : payeeName.isEmpty(),
                "payee_name",
                "1 to 140 characters without controls where money moves, else empty");
        check(
                switch (purpose) {
                    case WITHDRAWAL ->
                            payeeAccountShown.isEmpty()
                                    || (!payeeAccountHash.isEmpty()
                                            && isShowable(payeeAccountShown, MOST_SHORT_TEXT));
                    case PAYMENT, LIMIT_CHANGE, DEVICE_ENROLMENT, LOGIN, CARD_ENROLMENT ->
                            payeeAccountShown.isEmpty();
                },
                "payee_account_shown",
                "up to 64 characters without controls for a withdrawal to an account, else empty");
        check(
                switch (purpose) {
                    case LIMIT_CHANGE -> isShowable(limit, MOST_SHORT_TEXT);
                    case PAYMENT, WITHDRAWAL, DEVICE_ENROLMENT, LOGIN, CARD_ENROLMENT ->
                            limit.isEmpty();
                },
                "limit",
                "1 to 64 characters without controls for a change of a limit, else empty");
        check(
                switch (purpose) {
                    case PAYMENT, WITHDRAWAL, LIMIT_CHANGE -> payerAccountHash.length() == HASH;
                    case DEVICE_ENROLMENT, LOGIN, CARD_ENROLMENT -> isHashOrEmpty(payerAccountHash);
                },
                "payer_account_hash",
                "a hash of 32 bytes, empty only where no account is meant");
        check(
                purpose == Purpose.CARD_ENROLMENT
                        ? cardReference.isEmpty()
                        : isHashOrEmpty(cardReference),
                "card_reference",
                "32 bytes or empty, and empty for an enrolment");
        check(
                purpose == Purpose.CARD_ENROLMENT
                        ? isHashOrEmpty(deviceKeyThumbprint)
                        : deviceKeyThumbprint.length() == HASH,
                "device_key_thumbprint",
                "32 bytes, or empty for the enrolment of a card");
        check(nonce.length() == NONCE, "nonce", "16 bytes");
        check(issuedAtMs >= 1 && issuedAtMs < MOST_TIME_MS, "issued_at_ms", "before the year 2100");
        check(
                expiresAtMs > issuedAtMs && expiresAtMs - issuedAtMs <= MOST_LIFE_MS,
                "expires_at_ms",
                "later than it was issued, by at most five minutes");
    }

    /** The hash that everybody signs: SHA-256 of {@code TrustOne/1} and the canonical JSON. */
    public ByteString hash() {
        return Digests.sha256(
                ByteString.of(DOMAIN),
                ByteString.of(canonicalJson().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The terms as RFC 8785 writes them. Every member is there, an empty text where the purpose has
     * none; bytes are small hexadecimal digits.
     */
    public String canonicalJson() {
        Map<String, Json> members = new HashMap<>();
        members.put("challenge_id", new Json.Text(challengeId.toString()));
        members.put("relying_party", new Json.Text(relyingParty));
        members.put("purpose", new Json.Text(purpose.name()));
        members.put("payment_id", new Json.Text(paymentId.map(UUID::toString).orElse("")));
        members.put("amount_minor", new Json.Whole(amountMinor));
        members.put("currency", new Json.Text(currency));
        members.put("payee_account_hash", hex(payeeAccountHash));
        members.put("payee_name", new Json.Text(payeeName));
        members.put("payee_account_shown", new Json.Text(payeeAccountShown));
        members.put("limit", new Json.Text(limit));
        members.put("payer_account_hash", hex(payerAccountHash));
        members.put("card_reference", hex(cardReference));
        members.put("device_key_thumbprint", hex(deviceKeyThumbprint));
        members.put("nonce", hex(nonce));
        members.put("issued_at_ms", new Json.Whole(issuedAtMs));
        members.put("expires_at_ms", new Json.Whole(expiresAtMs));
        return Json.Members.of(members).canonical();
    }

    /** The currency; there is one. */
    Currency iso4217() {
        return find(currency).orElseThrow();
    }

    private static Optional<Currency> find(String code) {
        try {
            return Optional.of(Currency.getInstance(code))
                    .filter(known -> known.getNumericCode() > 0)
                    .filter(known -> known.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static Json hex(ByteString bytes) {
        return new Json.Text(HexFormat.of().formatHex(bytes.toByteArray()));
    }

    private static boolean isHashOrEmpty(ByteString bytes) {
        return bytes.isEmpty() || bytes.length() == HASH;
    }

    private static boolean isShowable(String text, int most) {
        return !text.isBlank()
                && text.length() <= most
                && text.codePoints().noneMatch(TransactionTerms::isUnseen);
    }

    /** Controls, half pairs, and what would let a text be shown in another order than it stands. */
    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default ->
                    (character >= 0x202A && character <= 0x202E)
                            || (character >= 0x2066 && character <= 0x2069);
        };
    }

    private static void check(boolean right, String field, String rule) {
        if (!right) {
            throw new IllegalArgumentException(field + " must be " + rule);
        }
    }

    /** Nothing of whom it is about. */
    @Override
    public String toString() {
        return "TransactionTerms[" + challengeId + ", " + purpose + "]";
    }
}
