// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.assertion;

import dev.naru.authentication.trustone.Purpose;
import dev.naru.formats.emv.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The service's word that a customer agreed to one transaction with card and device, or with the
 * card alone to have that card enrolled. It is good once, which whoever acts on it sees to by
 * remembering {@code challenge}.
 *
 * @param audience the relying party for which it is, 1 to 128 printable characters
 * @param challenge the id of the challenge that was answered, unique for ever
 * @param customer the relying party's reference of the customer, 1 to 128 UTF-16 units
 * @param purpose what the customer agreed to
 * @param issuedAt whole seconds; it is good until {@link #LIFETIME} later
 * @param transaction where money moves, and only there
 * @param hash SHA-256 of all that was agreed to, which card and device signed, 32 bytes
 * @param card which card, and how it signed
 * @param device which device, and what is known of its key; empty at most for the enrolment of a
 *     card
 * @param timing how the tap went by the telephone's own measure
 */
public record Assertion(
        String audience,
        String challenge,
        String customer,
        Purpose purpose,
        Instant issuedAt,
        Optional<Transaction> transaction,
        ByteString hash,
        Card card,
        Optional<Device> device,
        Timing timing) {
    /** How long one is good. */
    public static final Duration LIFETIME = Duration.ofMinutes(2);

    private static final Pattern REFERENCE = Pattern.compile("[!-~]{1,128}");
    private static final Pattern CUSTOMER = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,128}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z][A-Z0-9]{2,9}");
    private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,17})(\\.[0-9]{1,6})?");
    private static final int HASH = 32;

    /** Checks forms and sizes. */
    public Assertion {
        mustMatch(REFERENCE, audience, "audience");
        mustMatch(REFERENCE, challenge, "challenge");
        mustMatch(CUSTOMER, customer, "customer");
        if (transaction.isPresent() != purpose.movesMoney()) {
            throw new IllegalArgumentException("transaction must be there where money moves");
        }
        if (device.isEmpty() && purpose != Purpose.CARD_ENROLMENT) {
            throw new IllegalArgumentException("device must be there for " + purpose);
        }
        mustBeHash(hash, "hash");
        if (!issuedAt.equals(issuedAt.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("issuedAt must be whole seconds");
        }
    }

    /** From when on it counts no more. */
    public Instant expiresAt() {
        return issuedAt.plus(LIFETIME);
    }

    /**
     * The payment, as the relying party has it stored: every character counts.
     *
     * @param amount a decimal as in the hub's interface, {@code 8951} or {@code 100000.00}
     * @param currency of the amount
     * @param payeeHash SHA-256 of the payee's account, 32 bytes
     */
    public record Transaction(
            UUID paymentId, String amount, String currency, ByteString payeeHash) {
        /** Checks forms and sizes. */
        public Transaction {
            mustMatch(AMOUNT, amount, "amount");
            mustMatch(CURRENCY, currency, "currency");
            mustBeHash(payeeHash, "payeeHash");
        }
    }

    /**
     * The card.
     *
     * @param scheme whose it is, capital letters
     * @param reference of the card, 32 bytes that say nothing of its number
     * @param counter the card's own, which rises; empty of cards that do not sign it
     */
    public record Card(
            String scheme, Method method, Bind bind, ByteString reference, OptionalLong counter) {
        private static final Pattern SCHEME = Pattern.compile("[A-Z][A-Z_]{1,31}");
        private static final long LAST = 0xFFFF_FFFFL;

        /** Checks forms and sizes. */
        public Card {
            mustMatch(SCHEME, scheme, "scheme");
            mustBeHash(reference, "reference");
            if (counter.isPresent() && (counter.getAsLong() < 0 || counter.getAsLong() > LAST)) {
                throw new IllegalArgumentException("counter must be 0 to " + LAST);
            }
        }
    }

    /** How a card signs. */
    public enum Method {
        /** With the cryptogram. */
        CDA,
        /** By INTERNAL AUTHENTICATE. */
        DDA,
        /** With the answer of GET PROCESSING OPTIONS. */
        FDDA,
        /** As the dedicated card does. */
        APPLET
    }

    /** How much of the transaction the card signed. */
    public enum Bind {
        /** 32 bits of its hash. */
        NUMBER("32"),
        /** 32 bits of its hash, its amount and its currency. */
        NUMBER_AND_AMOUNT("32+amount"),
        /** 160 bits of its hash. */
        HASH("160"),
        /** All of its hash. */
        WHOLE_HASH("256");

        private final String claim;

        Bind(String claim) {
            this.claim = claim;
        }

        String claim() {
            return claim;
        }
    }

    /**
     * The device.
     *
     * @param id the hub's
     */
    public record Device(String id, Standing standing) {
        /** Checks forms and sizes. */
        public Device {
            mustMatch(REFERENCE, id, "device");
        }
    }

    /** What is known of a device key. */
    public enum Standing {
        /** Its maker vouches that it is in hardware, and it is in this device only. */
        ATTESTED,
        /** Nobody does: it may be in software, or on several devices. */
        CLAIMED
    }

    /** How long the commands of the tap took. */
    public enum Timing {
        /** As with a card in the field. */
        USUAL,
        /** Longer, as when a card is relayed. */
        SLOW,
        /** The telephone did not measure. */
        UNKNOWN
    }

    private static void mustMatch(Pattern form, String value, String name) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must match " + form);
        }
    }

    private static void mustBeHash(ByteString value, String name) {
        if (value.length() != HASH) {
            throw new IllegalArgumentException(name + " must have 32 bytes");
        }
    }
}
