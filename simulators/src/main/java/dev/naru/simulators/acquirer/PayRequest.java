// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.acquirer;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What the hub asks to be paid.
 *
 * @param number the hub's number of it
 * @param reference the bill or order that the look-up named; empty for none
 * @param amountWon what the customer pays
 * @param settledWon what the acquirer gets for it, the hub's fee taken off
 * @param payBy after this it must not be paid any more
 */
record PayRequest(
        UUID id,
        String number,
        String shop,
        String reference,
        long amountWon,
        long settledWon,
        Instant payBy) {

    /**
     * Reads one, strictly.
     *
     * @throws IllegalArgumentException with a sentence for the hub
     */
    static PayRequest read(JsonNode body) {
        if (body.size() != 8) {
            throw new IllegalArgumentException(
                    "A payment has payment, number, merchant, reference, amount, settlement,"
                            + " currency and pay_by.");
        }
        if (!text(body, "currency").equals("KRW")) {
            throw new IllegalArgumentException("currency must be KRW");
        }
        try {
            return new PayRequest(
                    id(text(body, "payment")),
                    text(body, "number"),
                    text(body, "merchant"),
                    text(body, "reference"),
                    won(body, "amount"),
                    won(body, "settlement"),
                    Instant.parse(text(body, "pay_by")));
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("pay_by must be RFC 3339 in UTC", malformed);
        }
    }

    private static long won(JsonNode body, String name) {
        String amount = text(body, name);
        if (!amount.matches("[1-9][0-9]{0,14}")) {
            throw new IllegalArgumentException(name + " must be whole won");
        }
        return Long.parseLong(amount);
    }

    static UUID id(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equals(text)) {
            throw new IllegalArgumentException("payment must be a UUID in lower case");
        }
        return id;
    }

    static String text(JsonNode body, String name) {
        if (!body.path(name).isString()) {
            throw new IllegalArgumentException(name + " must be a text");
        }
        return body.path(name).asString("");
    }

    /** Whether a repeat asks for the same. */
    boolean isSame(AcquirerPayment known) {
        return known.shop().equals(shop)
                && known.amountWon() == amountWon
                && known.settledWon() == settledWon;
    }
}
