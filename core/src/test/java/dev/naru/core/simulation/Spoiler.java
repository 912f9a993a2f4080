// SPDX-License-Identifier: Apache-2.0
package dev.naru.core.simulation;

import dev.naru.protocol.AuthenticatorKind;
import dev.naru.protocol.ChallengePurpose;
import dev.naru.protocol.ChallengeTerms;
import dev.naru.protocol.Command;
import dev.naru.protocol.Converter;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Digest;
import dev.naru.protocol.HoldDecision;
import dev.naru.protocol.ParticipantKind;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.RequestId;
import java.util.List;
import java.util.Set;

/** Makes of a good command one that is wrong in one thing: a slip, a mix-up or a fraud. */
final class Spoiler {
    /** An id that nobody has. */
    private static final int NOBODY = 999;

    private final Dice dice;
    private final Payers payers;

    Spoiler(Dice dice, Payers payers) {
        this.dice = dice;
        this.payers = payers;
    }

    /** The same with something wrong. */
    Command spoil(Command command) {
        return switch (command) {
            case Command.CreateQuote c -> spoilQuote(c);
            case Command.InitiatePayment c -> dice.oneIn(2) ? mixUp(c) : tamper(c);
            case Command.RecordDispatch c ->
                    dice.oneIn(2)
                            ? new Command.RecordDispatch(
                                    c.paymentNumber(), somebody(), c.particulars())
                            : new Command.RecordDispatch(
                                    c.paymentNumber() + 1_000_000,
                                    c.linkParticipantId(),
                                    c.particulars());
            case Command.RecordAnswer c -> spoilAnswer(c);
            case Command.SetHeadroom c -> spoilHeadroom(c);
            case Command.RecordFunding c -> spoilFunding(c);
            case Command.DefineParticipant c -> spoilParticipant(c);
            case Command.DefineGroup c -> spoilGroup(c);
            case Command.DefineCorridor c -> spoilCorridor(c);
            case Command.SetParticipantStatus c ->
                    new Command.SetParticipantStatus(NOBODY, c.status());
            case Command.SetCorridorStatus c -> new Command.SetCorridorStatus(NOBODY, c.status());
            case Command.CloseWindow c ->
                    dice.oneIn(2)
                            ? new Command.CloseWindow(NOBODY, c.windowNumber())
                            : new Command.CloseWindow(c.groupId(), c.windowNumber() + 2);
            case Command.CloseRecoveryItem c ->
                    new Command.CloseRecoveryItem(c.itemNumber() + 1_000_000, c.personId());
            case Command.DecideHold c ->
                    new Command.DecideHold(
                            c.paymentNumber() + (dice.oneIn(2) ? 1 : 1_000_000),
                            dice.pick(HoldDecision.values()),
                            c.personId(),
                            c.particulars());
            case Command.PublishRate c ->
                    new Command.PublishRate(
                            dice.oneIn(2) ? NOBODY : Scene.BANK,
                            c.source(),
                            c.destination(),
                            c.tiers(),
                            c.validForNs());
            case Command.AskAgain c ->
                    new Command.AskAgain(c.paymentNumber() + 1_000_000, c.personId());
            case Command.MoveTime _ -> new Command.MoveTime(0);
            case Command.AcknowledgeEvents c ->
                    new Command.AcknowledgeEvents(c.readerName(), c.number() + 1_000_000);
            case Command.IssueChallenge c -> spoilChallenge(c);
            case Command.TakeChallenge c ->
                    new Command.TakeChallenge(
                            dice.oneIn(3) ? NOBODY : c.participantId(),
                            new RequestId(
                                    c.requestId().high(), c.requestId().low() + dice.below(4)));
            case Command.RecordTap c ->
                    new Command.RecordTap(
                            c.participantId(), c.challengeNumber() + dice.below(3), c.findings());
            case Command.UseEvidence c ->
                    new Command.UseEvidence(
                            c.participantId(),
                            c.requestId(),
                            c.evidenceReference() + dice.below(2),
                            ChallengePurpose.WITHDRAWAL,
                            new Digest(dice.bits(), dice.bits() | 1));
            case Command.SetEvidenceRule c ->
                    new Command.SetEvidenceRule(
                            dice.oneIn(2) ? Scene.OUTSIDER : c.participantId(),
                            c.payer(),
                            dice.oneIn(2) ? NOBODY : Scene.VND_GROUP,
                            c.evidenceAboveMinor(),
                            c.newDeviceMinor());
            case Command.SetAuthenticatorStatus c ->
                    new Command.SetAuthenticatorStatus(
                            c.participantId(),
                            AuthenticatorKind.CARD,
                            new Digest(dice.bits(), dice.bits() | 1),
                            c.status());
            case Command.RemoveEventReader _ -> new Command.RemoveEventReader("NOBODY");
            case Command.ReadPayment _,
                    Command.ReadPayments _,
                    Command.ReadQuote _,
                    Command.ReadParticipants _,
                    Command.ReadGroups _,
                    Command.ReadCorridors _,
                    Command.ReadPositions _,
                    Command.ReadParticipantPositions _,
                    Command.ReadAccounts _,
                    Command.ReadRates _,
                    Command.ReadRecoveryItems _,
                    Command.ReadEventReaders _,
                    Command.ReadChallenge _,
                    Command.ReadAuthenticator _,
                    Command.ReadFigures _ ->
                    new Command.ReadPayment(NOBODY, payers.newPaymentId());
        };
    }

    private int somebody() {
        return dice.pick(List.of(Scene.INDONESIA, Scene.VIETNAM, Scene.ACQUIRER, NOBODY));
    }

    /** Another participant, payer, card or device than it should be, or the request's id again. */
    private Command spoilChallenge(Command.IssueChallenge c) {
        ChallengeTerms terms = c.terms();
        RequestId id = new RequestId(dice.bits(), dice.bits());
        int participant = c.participantId();
        Digest payer = terms.payer();
        Digest card = terms.card();
        Digest device = terms.device();
        switch (dice.below(5)) {
            case 0 -> participant = NOBODY;
            case 1 -> id = c.requestId();
            case 2 -> payer = Payers.payer(dice.below(3));
            case 3 -> card = card.equals(Digest.NONE) ? card : new Digest(dice.bits(), 1);
            default -> device = device.equals(Digest.NONE) ? device : new Digest(dice.bits(), 1);
        }
        return new Command.IssueChallenge(
                id,
                participant,
                new ChallengeTerms(
                        terms.purpose(),
                        payer,
                        card,
                        device,
                        new Digest(dice.bits(), dice.bits() | 1),
                        terms.payment()),
                c.tapWithinNs());
    }

    private Command spoilQuote(Command.CreateQuote c) {
        int sender = c.participantId();
        int corridor = c.corridorId();
        PaymentKind kind = c.kind();
        long amount = c.amountMinor();
        RequestId id = dice.oneIn(4) ? c.requestId() : new RequestId(dice.bits(), dice.bits());
        switch (dice.below(7)) {
            case 0 -> sender = NOBODY;
            case 1 -> sender = 1 + dice.below(Scene.PARTICIPANTS);
            case 2 -> corridor = NOBODY;
            case 3 -> corridor = 1 + dice.below(Scene.CORRIDORS);
            case 4 -> kind = dice.pick(PaymentKind.values());
            case 5 -> amount = Command.MOST_AMOUNT_MINOR - dice.below(10);
            default -> amount = dice.between(1, 12);
        }
        return new Command.CreateQuote(
                id, sender, corridor, kind, c.fixedSide(), amount, c.payee(), c.notAfterNs());
    }

    /** Another sender, quote or id than it should be. */
    private Command mixUp(Command.InitiatePayment c) {
        int sender = c.participantId();
        QuoteId quote = c.quoteId();
        switch (dice.below(4)) {
            case 0 -> sender = NOBODY;
            case 1 -> sender = 1 + dice.below(Scene.PARTICIPANTS);
            case 2 -> quote = new QuoteId(Math.max(1, quote.value() + dice.between(-2, 2)));
            default -> quote = new QuoteId(dice.between(1, 1L << 40));
        }
        return new Command.InitiatePayment(
                dice.oneIn(3) ? c.paymentId() : payers.newPaymentId(),
                sender,
                quote,
                c.debitMinor(),
                c.destinationMinor(),
                c.payee(),
                c.payer(),
                c.suppliedItems(),
                c.evidenceReference(),
                c.screeningScore(),
                c.particulars());
    }

    /** Other amounts or people than were quoted. */
    private Command tamper(Command.InitiatePayment c) {
        long debit = c.debitMinor();
        long destination = c.destinationMinor();
        Digest payee = c.payee();
        Digest payer = c.payer();
        switch (dice.below(4)) {
            case 0 -> debit = Math.max(1, debit + (dice.oneIn(2) ? 1 : -1));
            case 1 -> destination = destination + 1;
            case 2 -> payee = new Digest(dice.bits(), dice.bits());
            default -> payer = new Digest(dice.bits(), dice.bits());
        }
        return new Command.InitiatePayment(
                dice.oneIn(2) ? c.paymentId() : payers.newPaymentId(),
                c.participantId(),
                c.quoteId(),
                debit,
                destination,
                payee,
                payer,
                c.suppliedItems(),
                c.evidenceReference(),
                c.screeningScore(),
                c.particulars());
    }

    private Command spoilAnswer(Command.RecordAnswer c) {
        long number = c.paymentNumber();
        int link = c.linkParticipantId();
        long amount = c.amountMinor();
        Currency currency = c.currency();
        switch (dice.below(5)) {
            case 0 -> number = number + (dice.oneIn(2) ? 1 : 1_000_000);
            case 1 -> link = somebody();
            case 2 -> {
                amount = Math.max(0, amount);
                currency = dice.pick(Currency.values());
            }
            default -> amount = amount + 1 + dice.below(3);
        }
        return new Command.RecordAnswer(
                number,
                c.paymentId(),
                link,
                c.enquiryNumber(),
                c.status(),
                amount,
                currency,
                c.isoReason(),
                c.particulars());
    }

    private Command spoilHeadroom(Command.SetHeadroom c) {
        return switch (dice.below(5)) {
            case 0 ->
                    new Command.SetHeadroom(
                            c.participantId(),
                            c.groupId(),
                            c.rule(),
                            c.capMinor(),
                            c.capMinor() == 0 ? 0 : c.capMinor() - 1);
            case 1 -> new Command.SetHeadroom(NOBODY, c.groupId(), c.rule(), 0, 0);
            case 2 -> new Command.SetHeadroom(c.participantId(), NOBODY, c.rule(), 0, 0);
            case 3 ->
                    new Command.SetHeadroom(
                            Scene.PARTICIPANTS + 1, Scene.KRW_GROUP, c.rule(), 0, 0);
            default ->
                    new Command.SetHeadroom(
                            Scene.OUTSIDER, 1 + dice.below(Scene.GROUPS), c.rule(), 0, 0);
        };
    }

    private Command spoilFunding(Command.RecordFunding c) {
        long amount = c.amountMinor();
        int participant = c.participantId();
        int group = c.groupId();
        RequestId id = new RequestId(dice.bits(), dice.bits());
        switch (dice.below(5)) {
            case 0 -> participant = NOBODY;
            case 1 -> group = NOBODY;
            case 2 -> participant = Scene.OUTSIDER;
            case 3 -> amount = Long.MAX_VALUE / 4;
            default -> {
                id = c.fundingId();
                amount = amount / 2 + 1;
            }
        }
        return new Command.RecordFunding(id, participant, group, amount);
    }

    private Command spoilParticipant(Command.DefineParticipant c) {
        int id = c.participantId();
        int newcomer = Scene.PARTICIPANTS + 1 + dice.below(3);
        return switch (dice.below(6)) {
            case 0 -> new Command.DefineParticipant(id, "OTHER", c.kind(), c.allowedKinds());
            case 1 ->
                    new Command.DefineParticipant(
                            id, c.code(), dice.pick(ParticipantKind.values()), c.allowedKinds());
            case 2 ->
                    new Command.DefineParticipant(
                            newcomer, c.code(), ParticipantKind.MEMBER, Set.of());
            case 3 ->
                    new Command.DefineParticipant(
                            id, c.code(), c.kind(), Set.of(PaymentKind.QR_PURCHASE));
            // The first newcomer would be a second operator.
            default ->
                    new Command.DefineParticipant(
                            newcomer,
                            "P-" + newcomer,
                            newcomer == Scene.PARTICIPANTS + 1
                                    ? ParticipantKind.OPERATOR
                                    : ParticipantKind.MEMBER,
                            Set.of());
        };
    }

    private Command spoilGroup(Command.DefineGroup c) {
        return switch (dice.below(3)) {
            case 0 ->
                    new Command.DefineGroup(
                            c.groupId(),
                            c.code(),
                            c.currency(),
                            c.settlementBankCode(),
                            c.utcOffsetMinutes() - 60);
            case 1 ->
                    new Command.DefineGroup(
                            Scene.GROUPS + 1, c.code(), c.currency(), c.settlementBankCode(), 0);
            default ->
                    new Command.DefineGroup(Scene.GROUPS + 1, "JP-JPY", Currency.JPY, "BOJ", 540);
        };
    }

    private Command spoilCorridor(Command.DefineCorridor c) {
        int id = c.corridorId();
        String code = c.code();
        int source = c.sourceGroupId();
        int destination = c.destinationParticipantId();
        Converter converter = c.converter();
        switch (dice.below(7)) {
            case 0 -> code = "OTHER";
            case 1 -> id = Scene.CORRIDORS + 1;
            case 2 -> destination = NOBODY;
            case 3 -> {
                source = NOBODY;
                converter = Converter.HUB;
            }
            case 4 -> {
                id = Scene.CORRIDORS + 1;
                code = "NEW";
                destination = dice.pick(List.of(Scene.FIRST_PROVIDER, Scene.OPERATOR));
            }
            case 5 -> {
                id = Scene.CORRIDORS + 1;
                code = "NEW";
                destination = Scene.OUTSIDER;
            }
            default -> destination = Scene.VIETNAM;
        }
        return new Command.DefineCorridor(
                id, code, source, c.destinationGroupId(), destination, converter, c.terms());
    }
}
