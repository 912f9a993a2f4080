// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Digest;
import dev.naru.protocol.FixedSide;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Quote;
import dev.naru.protocol.RequestId;
import dev.naru.protocol.SuppliedItem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Members that ask for quotes and pay them. */
final class Payers {
    private static final int PAYERS = 7;
    private static final int FIRST_PAYER = 100;
    private static final int PAYEES = 5;
    private static final long NEVER = Long.MAX_VALUE;

    private final Dice dice;
    private final Notebook notebook;
    private long nowNs;

    Payers(Dice dice, Notebook notebook) {
        this.dice = dice;
        this.notebook = notebook;
    }

    /** Says what time it is to them. */
    void look(long clockNs) {
        nowNs = clockNs;
    }

    /** A quote for somebody who may have it, mostly. */
    Command askForQuote() {
        int corridor = 1 + dice.below(Scene.CORRIDORS);
        int sender =
                switch (corridor) {
                    case Scene.FROM_INDONESIA, Scene.INTO_WON -> Scene.INDONESIA;
                    default -> dice.pick(List.of(Scene.PAY_APP, Scene.BANK, Scene.QR_ONLY));
                };
        PaymentKind kind =
                corridor == Scene.TO_VIETNAM && dice.below(4) > 0
                        ? PaymentKind.REMITTANCE
                        : PaymentKind.QR_PURCHASE;
        FixedSide side = dice.pick(FixedSide.values());
        boolean isInWon = corridor == Scene.FROM_INDONESIA || side == FixedSide.SOURCE;
        long amount = dice.amount(isInWon && corridor != Scene.INTO_WON ? 700_000 : 50_000_000);
        long notAfter = dice.oneIn(12) ? nowNs + dice.between(-5, 30) * Scene.SECOND_NS : NEVER;
        return new Command.CreateQuote(
                new RequestId(dice.bits(), dice.bits()),
                sender,
                corridor,
                kind,
                side,
                amount,
                digest(dice.below(PAYEES)),
                Math.max(0, notAfter));
    }

    /** Pays a quote as it was given, mostly; seldom one that was paid already. */
    Command pay() {
        if (notebook.offers().isEmpty()) {
            return askForQuote();
        }
        // Of two the newer: most people pay soon or never.
        int count = notebook.offers().size();
        int one = dice.below(count);
        int other = dice.below(count);
        int place = Math.max(one, other);
        Notebook.Offer offer = notebook.offers().get(place);
        if (!dice.oneIn(12)) {
            notebook.offers().remove(place);
        }
        Quote quote = offer.quote();
        return new Command.InitiatePayment(
                newPaymentId(),
                quote.route().sourceParticipantId(),
                quote.id(),
                quote.price().debitMinor(),
                quote.price().destinationMinor(),
                quote.payee(),
                dice.oneIn(10) ? Digest.NONE : payer(dice.below(PAYERS)),
                items(),
                dice.oneIn(40) ? dice.between(1, 1_000) : 0,
                score(),
                particulars());
    }

    private Set<SuppliedItem> items() {
        Set<SuppliedItem> items = EnumSet.allOf(SuppliedItem.class);
        if (dice.oneIn(10)) {
            items.remove(dice.pick(SuppliedItem.values()));
        }
        return items;
    }

    private int score() {
        return dice.oneIn(3) ? (int) dice.between(400, 1_000) : dice.below(400);
    }

    /** A version 4 UUID that nobody used. */
    PaymentId newPaymentId() {
        return new PaymentId(
                (dice.bits() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L,
                (dice.bits() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }

    /** Opaque bytes. */
    Bytes particulars() {
        byte[] content = new byte[dice.below(24)];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) dice.below(256);
        }
        return Bytes.copyOf(content);
    }

    /** One of the people who pay. */
    static Digest payer(int who) {
        return digest(FIRST_PAYER + who);
    }

    /** Whether this is one of them. */
    static boolean isPayer(Digest digest) {
        return digest.low() >= FIRST_PAYER && digest.low() < FIRST_PAYER + PAYERS;
    }

    private static Digest digest(int who) {
        return new Digest(0x1234_5678_9ABC_DEF0L * (who + 1), who);
    }
}
