// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.trustone;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was found of an answer, as it is kept for the audit. No card number is in it, and nothing of
 * whom it is about. What the machine made of it, the machine's events say.
 *
 * @param foundAtNs when, epoch nanoseconds of the machine's time
 * @param fault what was wrong; empty where all was right but what only the machine knows
 * @param transcript what was said, where it could be read
 * @param proof what the card proved, where nothing was wrong
 */
public record KeptTap(
        long foundAtNs,
        Optional<Fault> fault,
        Optional<Transcript> transcript,
        Optional<Proof> proof) {
    /**
     * What was wrong.
     *
     * @param name of a {@link TapFault}
     * @param stage of a card's signature, at which link of the chain
     */
    public record Fault(String name, Optional<String> stage) {
        private static final String AT = " at ";

        /** Reads what {@link TapFinding.Fault} writes. */
        static Fault read(String text) {
            int at = text.indexOf(AT);
            return at < 0
                    ? new Fault(text, Optional.empty())
                    : new Fault(
                            text.substring(0, at), Optional.of(text.substring(at + AT.length())));
        }
    }

    /**
     * What was said between telephone and card.
     *
     * @param sha256 of all of it, small hexadecimal digits
     * @param masked a line a command, without what was said of the card
     * @param slowestUs how long the slowest command took by the telephone, in microseconds
     */
    public record Transcript(String sha256, List<String> masked, int slowestUs) {
        public Transcript {
            masked = List.copyOf(masked);
        }
    }

    /**
     * What a card proved.
     *
     * @param method how it signed
     * @param binding how much of the transaction it signed
     * @param issuerWord whether the issuer was asked and agreed
     * @param cardKey the thumbprint of its key, 64 small hexadecimal digits
     * @param cardProfile the thumbprint of how it asks and signs, the same
     * @param counter what must have risen since its last tap, where anybody vouches for it
     * @param paymentCard what only payment cards have
     */
    public record Proof(
            String method,
            String binding,
            String issuerWord,
            String cardKey,
            String cardProfile,
            OptionalLong counter,
            Optional<PaymentCard> paymentCard) {}

    /**
     * What only payment cards have.
     *
     * @param firstDigits six, which say the issuer
     * @param lastDigits four, or fewer
     */
    public record PaymentCard(String brand, String firstDigits, String lastDigits) {}
}
