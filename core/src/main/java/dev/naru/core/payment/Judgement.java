// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.payment;

import dev.naru.core.corridor.Corridor;
import dev.naru.core.corridor.Network;
import dev.naru.core.directory.Participant;
import dev.naru.core.evidence.Evidence;
import dev.naru.core.journal.Journal;
import dev.naru.core.ledger.Chain;
import dev.naru.core.ledger.Group;
import dev.naru.core.ledger.Members;
import dev.naru.core.limit.PayerDays;
import dev.naru.core.quote.QuoteRecord;
import dev.naru.core.quote.QuoteStatus;
import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorDemands;
import dev.naru.protocol.CorridorLimits;
import dev.naru.protocol.Digest;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.Price;
import dev.naru.protocol.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be wrong with a new payment. Each method answers the first objection of its
 * part or null, and together they are asked in the order of {@link Rejection}'s constants, with one
 * exception: whether there is room for a payer's sum is asked where the sum is.
 *
 * <p>What the corridor asks is its terms of now, except price and fees, which are the quote's. A
 * provider that was suspended after it quoted counts as no rate.
 */
final class Judgement {
    private final Network network;
    private final PayerDays days;
    private final Evidence evidence;
    private final Journal journal;

    Judgement(Network network, PayerDays days, Evidence evidence, Journal journal) {
        this.network = network;
        this.days = days;
        this.evidence = evidence;
        this.journal = journal;
    }

    /** Sender, corridor and receiver. */
    @Nullable Rejection ofParties(Corridor corridor, int senderId, PaymentKind kind) {
        Participant sender = network.participants().of(senderId);
        if (!sender.isActive()) {
            return Rejection.PARTICIPANT_SUSPENDED;
        }
        if (!sender.maySend(kind)) {
            return Rejection.KIND_NOT_ALLOWED;
        }
        if (!corridor.isOpen()) {
            return Rejection.CORRIDOR_CLOSED;
        }
        return corridor.destinationParticipant().isActive()
                ? null
                : Rejection.DESTINATION_SUSPENDED;
    }

    /** Whether its provider still converts, the corridor's limits, and the ledger's. */
    @Nullable Rejection ofAmount(Corridor corridor, int providerId, Price price, Chain chain) {
        if (corridor.isConvertedHere() && !network.participants().of(providerId).isActive()) {
            return Rejection.NO_RATE;
        }
        CorridorLimits limits = corridor.terms().limits();
        if (price.destinationMinor() < limits.leastMinor()) {
            return Rejection.AMOUNT_TOO_SMALL;
        }
        boolean isTooLarge = price.destinationMinor() > limits.mostMinor() || !chain.hasRoom();
        return isTooLarge ? Rejection.AMOUNT_TOO_LARGE : null;
    }

    /** Whether the quote is alive and equal. */
    @Nullable Rejection ofQuote(Command.InitiatePayment command, QuoteRecord quote, Price price) {
        if (quote.expiresAtNs() <= journal.nowNs() || quote.status() == QuoteStatus.EXPIRED) {
            return Rejection.QUOTE_EXPIRED;
        }
        if (quote.status() == QuoteStatus.USED) {
            return Rejection.QUOTE_USED;
        }
        if (command.debitMinor() != price.debitMinor()
                || command.destinationMinor() != price.destinationMinor()) {
            return Rejection.QUOTE_AMOUNT_DIFFERS;
        }
        return quote.isFor(command.payee()) ? null : Rejection.QUOTE_PAYEE_DIFFERS;
    }

    /** The payer's limit for the day. */
    @Nullable Rejection ofPayer(Corridor corridor, Digest payer, Price price) {
        if (payer.equals(Digest.NONE)) {
            return null;
        }
        int day = today(corridor);
        long leftMinor = corridor.terms().limits().payerDayMinor() - days.sumMinor(payer, day);
        if (price.sourceMinor() > leftMinor) {
            return Rejection.PAYER_DAY_LIMIT;
        }
        return days.hasRoomFor(payer, day, journal.nowNs()) ? null : Rejection.LIMIT_PAYERS;
    }

    /** Whether a payer is named where one is counted. */
    @Nullable Rejection ofName(Corridor corridor, Digest payer) {
        boolean isMissing = payer.equals(Digest.NONE) && corridor.terms().limits().hasPayerDay();
        return isMissing ? Rejection.DATA_MISSING : null;
    }

    /** What must come with the payment. */
    @Nullable Rejection ofDemands(
            Command.InitiatePayment command, Corridor corridor, PaymentKind kind, Price price) {
        CorridorDemands demands = corridor.terms().demands();
        if (ofName(corridor, command.payer()) != null
                || !command.suppliedItems().containsAll(demands.requiredItems())) {
            return Rejection.DATA_MISSING;
        }
        if (command.evidenceReference() == 0
                && price.sourceMinor() > evidenceAboveMinor(command, corridor)) {
            return Rejection.EVIDENCE_MISSING;
        }
        return command.screeningScore() >= refusedFrom(demands, kind)
                ? Rejection.SCREENING_REFUSED
                : null;
    }

    /** The lowest of what the corridor, the participant and the payer want. */
    private long evidenceAboveMinor(Command.InitiatePayment command, Corridor corridor) {
        return Math.min(
                corridor.terms().demands().evidenceAboveMinor(),
                evidence.rules()
                        .aboveMinor(
                                command.participantId(), corridor.source().id(), command.payer()));
    }

    /** Whether the evidence is good that comes with it; none is not judged here. */
    @Nullable Rejection ofEvidence(Command.InitiatePayment command, Corridor corridor) {
        return command.evidenceReference() == 0
                ? null
                : evidence.objectionTo(command, corridor.source().id());
    }

    /** At a till nobody can wait: what would be held is refused. */
    private static int refusedFrom(CorridorDemands demands, PaymentKind kind) {
        return switch (kind) {
            case QR_PURCHASE -> Math.min(demands.refuseAtScore(), demands.holdAtScore());
            case REMITTANCE -> demands.refuseAtScore();
        };
    }

    /** Whether everybody who is debited can pay. */
    @Nullable Rejection ofFunds(Corridor corridor, int senderId, int providerId, Price price) {
        if (headroomMinor(senderId, corridor.source()) < price.debitMinor()) {
            return Rejection.HEADROOM_EXCEEDED;
        }
        if (!corridor.isConvertedHere()) {
            return null;
        }
        long liquidityMinor = headroomMinor(providerId, corridor.destination());
        return liquidityMinor < price.providerDestinationMinor()
                ? Rejection.FX_LIQUIDITY_SHORT
                : null;
    }

    private long headroomMinor(int participantId, Group group) {
        Members members = network.members();
        return members.at(members.of(participantId, group.id())).headroomMinor();
    }

    /** Whether the score asks for a person, of a payment that can wait for one. */
    boolean mustBeHeld(Command.InitiatePayment command, Corridor corridor, PaymentKind kind) {
        return switch (kind) {
            case QR_PURCHASE -> false;
            case REMITTANCE -> command.screeningScore() >= corridor.terms().demands().holdAtScore();
        };
    }

    /** The day of the source group. */
    int today(Corridor corridor) {
        return PayerDays.dayOf(
                corridor.source().id(), corridor.source().utcOffsetMinutes(), journal.nowNs());
    }
}
