// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.telephone;

import dev.naru.formats.emv.ByteString;
import dev.naru.simulators.card.CopiedCard;
import dev.naru.simulators.card.SandboxIssuers;
import dev.naru.simulators.card.SimulatedChip;
import dev.naru.simulators.card.SimulatedPaymentCard;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/**
 * The cards that lie beside the telephone.
 *
 * @param cards in the order in which they are shown
 */
public record Purse(List<Plastic> cards) {
    private static final int DIGITS = 10_000_000;

    /** Copies the list. */
    public Purse {
        cards = List.copyOf(cards);
    }

    /** What a card is to the payer. */
    public enum Kind {
        /** The payer's own payment card, which signs what was never signed before. */
        PAYMENT,
        /** The payer's own dedicated card. */
        DEDICATED,
        /** A copy of the payment card's records, without its key. */
        COPY,
        /** A genuine payment card of somebody else. */
        STRANGERS
    }

    /**
     * One card.
     *
     * @param kind which stands only once in a purse
     * @param chip gives an answer, status included, to a command
     */
    public record Plastic(Kind kind, UnaryOperator<ByteString> chip) {}

    /** New cards of these issuers. */
    public static Purse of(SandboxIssuers issuers) {
        SimulatedPaymentCard own = issuers.paymentCard(newDigits());
        return of(issuers, own::transmit);
    }

    /**
     * The same around a payment card that is there already.
     *
     * @param own gives an answer, status included, to a command
     */
    public static Purse of(SandboxIssuers issuers, UnaryOperator<ByteString> own) {
        SimulatedChip dedicated =
                issuers.dedicatedCard("%016X".formatted(ThreadLocalRandom.current().nextLong()));
        CopiedCard copy = new CopiedCard(own);
        SimulatedPaymentCard strangers = issuers.paymentCard(newDigits());
        return new Purse(
                List.of(
                        new Plastic(Kind.PAYMENT, own),
                        new Plastic(
                                Kind.DEDICATED,
                                command ->
                                        ByteString.of(dedicated.transmit(command.toByteArray()))),
                        new Plastic(Kind.COPY, copy::transmit),
                        new Plastic(Kind.STRANGERS, strangers::transmit)));
    }

    private static String newDigits() {
        return "%07d".formatted(ThreadLocalRandom.current().nextInt(DIGITS));
    }

    /** The card of this kind. */
    Optional<Plastic> find(String kind) {
        return cards.stream().filter(card -> card.kind().name().equals(kind)).findFirst();
    }
}
