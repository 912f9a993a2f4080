// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.card;

import dev.naru.formats.emv.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a thief has who once held a reader near somebody's payment card: all that it said, and
 * nothing of its key. It says all of it again; what the card signed then, it signed for another
 * number.
 */
public final class CopiedCard {
    private static final ByteString NOT_FOUND = ByteString.ofHex("6A82");
    private static final int HEADER = 4;
    private static final int VALUES = 66;

    /** To select by name, and to sign with whatever values: those are compared whole or not. */
    private static final String SELECT = "00A40400";

    private static final String SIGN = "80AE9000";

    private static final List<String> ASKED =
            List.of(
                    SELECT + "0E325041592E5359532E444446303100",
                    SELECT + "07" + PaymentIssuer.SIGNING_CRYPTOGRAMS.hex() + "00",
                    "80A8000002830000",
                    "00B2010C00",
                    "00B2011400",
                    "00B2021400",
                    "00B2011C00",
                    "00B2021C00",
                    SIGN + "%02X".formatted(VALUES) + "5A".repeat(VALUES) + "00");

    private final Map<String, ByteString> said = new HashMap<>();

    /**
     * Copies a card, whose counter rises by it.
     *
     * @param card gives an answer, status included, to a command; a {@link SimulatedPaymentCard}
     */
    public CopiedCard(UnaryOperator<ByteString> card) {
        for (String asked : ASKED) {
            ByteString command = ByteString.ofHex(asked);
            said.put(kind(command), card.apply(command));
        }
    }

    /** What it answers, status included. */
    public ByteString transmit(ByteString command) {
        return command.length() <= HEADER ? NOT_FOUND : said.getOrDefault(kind(command), NOT_FOUND);
    }

    private static String kind(ByteString command) {
        String header = command.slice(0, HEADER).hex();
        return header.equals(SELECT) ? command.hex() : header;
    }
}
