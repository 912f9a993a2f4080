// SPDX-License-Identifier: Apache-2.0
package dev.naru.protocol.codec;

import dev.naru.protocol.AccountId;
import dev.naru.protocol.Command;
import dev.naru.protocol.Limits;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.sbe.AccountsDecoder;
import dev.naru.protocol.sbe.AccountsEncoder;
import dev.naru.protocol.sbe.CorridorsDecoder;
import dev.naru.protocol.sbe.CorridorsEncoder;
import dev.naru.protocol.sbe.GroupsDecoder;
import dev.naru.protocol.sbe.GroupsEncoder;
import dev.naru.protocol.sbe.HeadroomSettingDecoder;
import dev.naru.protocol.sbe.MessageHeaderEncoder;
import dev.naru.protocol.sbe.ParticipantsDecoder;
import dev.naru.protocol.sbe.ParticipantsEncoder;
import dev.naru.protocol.sbe.PaymentsDecoder;
import dev.naru.protocol.sbe.PaymentsEncoder;
import dev.naru.protocol.sbe.PositionsDecoder;
import dev.naru.protocol.sbe.PositionsEncoder;
import dev.naru.protocol.sbe.RatesDecoder;
import dev.naru.protocol.sbe.RatesEncoder;
import dev.naru.protocol.sbe.RecoveryItemsDecoder;
import dev.naru.protocol.sbe.RecoveryItemsEncoder;
import java.util.Arrays;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Outcomes of several rows. Each {@code put} gives how many bytes it wrote. */
final class Pages {
    private final Frame frame;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PaymentsEncoder paymentsOut = new PaymentsEncoder();
    private final PaymentsDecoder paymentsIn = new PaymentsDecoder();
    private final ParticipantsEncoder participantsOut = new ParticipantsEncoder();
    private final ParticipantsDecoder participantsIn = new ParticipantsDecoder();
    private final GroupsEncoder groupsOut = new GroupsEncoder();
    private final GroupsDecoder groupsIn = new GroupsDecoder();
    private final CorridorsEncoder corridorsOut = new CorridorsEncoder();
    private final CorridorsDecoder corridorsIn = new CorridorsDecoder();
    private final PositionsEncoder positionsOut = new PositionsEncoder();
    private final PositionsDecoder positionsIn = new PositionsDecoder();
    private final AccountsEncoder accountsOut = new AccountsEncoder();
    private final AccountsDecoder accountsIn = new AccountsDecoder();
    private final RatesEncoder ratesOut = new RatesEncoder();
    private final RatesDecoder ratesIn = new RatesDecoder();
    private final RecoveryItemsEncoder recoveryItemsOut = new RecoveryItemsEncoder();
    private final RecoveryItemsDecoder recoveryItemsIn = new RecoveryItemsDecoder();

    Pages(Frame frame) {
        this.frame = frame;
    }

    int put(Outcome.Payments outcome, MutableDirectBuffer buffer, int offset) {
        paymentsOut.wrapAndApplyHeader(buffer, offset, header);
        PaymentsEncoder.RowsEncoder rows = paymentsOut.rowsCount(outcome.rows().size());
        for (Payment row : outcome.rows()) {
            PaymentParts.put(rows.next().payment(), row);
        }
        return paymentsOut.limit() - offset;
    }

    Outcome payments() {
        paymentsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PaymentsDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(PaymentsDecoder.RowsDecoder.sbeBlockLength(), Limits.PAGE_ROWS);
        PaymentsDecoder.RowsDecoder rows = paymentsIn.rows();
        Payment[] page = new Payment[rows.count()];
        Arrays.setAll(page, i -> PaymentParts.read(rows.next().payment()));
        return new Outcome.Payments(List.of(page));
    }

    int put(Outcome.Participants outcome, MutableDirectBuffer buffer, int offset) {
        participantsOut.wrapAndApplyHeader(buffer, offset, header);
        ParticipantsEncoder.RowsEncoder rows = participantsOut.rowsCount(outcome.rows().size());
        for (Outcome.Participant row : outcome.rows()) {
            rows.next().status(Codes.code(row.status()));
            DefinitionParts.put(
                    rows.definition(),
                    new Command.DefineParticipant(
                            row.participantId(), row.code(), row.kind(), row.allowedKinds()));
        }
        return participantsOut.limit() - offset;
    }

    Outcome participants() {
        participantsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(ParticipantsDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(ParticipantsDecoder.RowsDecoder.sbeBlockLength(), Limits.PAGE_ROWS);
        ParticipantsDecoder.RowsDecoder rows = participantsIn.rows();
        Outcome.Participant[] page = new Outcome.Participant[rows.count()];
        Arrays.setAll(page, i -> participant(rows.next()));
        return new Outcome.Participants(List.of(page));
    }

    private static Outcome.Participant participant(ParticipantsDecoder.RowsDecoder row) {
        Command.DefineParticipant definition = DefinitionParts.read(row.definition());
        return new Outcome.Participant(
                definition.participantId(),
                definition.code(),
                definition.kind(),
                Codes.read(Codes.PARTICIPANT_STATUSES, row.statusRaw()),
                definition.allowedKinds());
    }

    int put(Outcome.Groups outcome, MutableDirectBuffer buffer, int offset) {
        groupsOut.wrapAndApplyHeader(buffer, offset, header);
        GroupsEncoder.RowsEncoder rows = groupsOut.rowsCount(outcome.rows().size());
        for (Outcome.Group row : outcome.rows()) {
            rows.next().openWindowNumber(row.openWindowNumber());
            DefinitionParts.put(
                    rows.definition(),
                    new Command.DefineGroup(
                            row.groupId(),
                            row.code(),
                            row.currency(),
                            row.settlementBankCode(),
                            row.utcOffsetMinutes()));
        }
        return groupsOut.limit() - offset;
    }

    Outcome groups() {
        groupsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(GroupsDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(GroupsDecoder.RowsDecoder.sbeBlockLength(), Limits.PAGE_ROWS);
        GroupsDecoder.RowsDecoder rows = groupsIn.rows();
        Outcome.Group[] page = new Outcome.Group[rows.count()];
        Arrays.setAll(page, i -> group(rows.next()));
        return new Outcome.Groups(List.of(page));
    }

    private static Outcome.Group group(GroupsDecoder.RowsDecoder row) {
        Command.DefineGroup definition = DefinitionParts.read(row.definition());
        return new Outcome.Group(
                definition.groupId(),
                definition.code(),
                definition.currency(),
                definition.settlementBankCode(),
                definition.utcOffsetMinutes(),
                row.openWindowNumber());
    }

    int put(Outcome.Corridors outcome, MutableDirectBuffer buffer, int offset) {
        corridorsOut.wrapAndApplyHeader(buffer, offset, header);
        CorridorsEncoder.RowsEncoder rows = corridorsOut.rowsCount(outcome.rows().size());
        for (Outcome.Corridor row : outcome.rows()) {
            rows.next().status(Codes.code(row.status()));
            DefinitionParts.put(rows.definition(), row.definition());
        }
        return corridorsOut.limit() - offset;
    }

    Outcome corridors() {
        corridorsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(CorridorsDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(CorridorsDecoder.RowsDecoder.sbeBlockLength(), Limits.PAGE_ROWS);
        CorridorsDecoder.RowsDecoder rows = corridorsIn.rows();
        Outcome.Corridor[] page = new Outcome.Corridor[rows.count()];
        Arrays.setAll(page, i -> corridor(rows.next()));
        return new Outcome.Corridors(List.of(page));
    }

    private static Outcome.Corridor corridor(CorridorsDecoder.RowsDecoder row) {
        return new Outcome.Corridor(
                DefinitionParts.read(row.definition()),
                Codes.read(Codes.CORRIDOR_STATUSES, row.statusRaw()));
    }

    int put(Outcome.Positions outcome, MutableDirectBuffer buffer, int offset) {
        positionsOut.wrapAndApplyHeader(buffer, offset, header);
        PositionsEncoder.RowsEncoder rows = positionsOut.rowsCount(outcome.rows().size());
        for (Outcome.Position row : outcome.rows()) {
            rows.next()
                    .liquidityMinor(row.liquidityMinor())
                    .positionMinor(row.positionMinor())
                    .obligationMinor(row.obligationMinor())
                    .pendingDebitsMinor(row.pendingDebitsMinor())
                    .pendingCreditsMinor(row.pendingCreditsMinor())
                    .unsettledDebitsMinor(row.unsettledDebitsMinor())
                    .headroomMinor(row.headroomMinor());
            rows.setting()
                    .participantId(row.participantId())
                    .groupId(row.groupId())
                    .rule(Codes.code(row.rule()))
                    .capMinor(row.capMinor())
                    .collateralMinor(row.collateralMinor());
        }
        return positionsOut.limit() - offset;
    }

    Outcome positions() {
        positionsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(PositionsDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(PositionsDecoder.RowsDecoder.sbeBlockLength(), Limits.PAGE_ROWS);
        PositionsDecoder.RowsDecoder rows = positionsIn.rows();
        Outcome.Position[] page = new Outcome.Position[rows.count()];
        Arrays.setAll(page, i -> position(rows.next()));
        return new Outcome.Positions(List.of(page));
    }

    private static Outcome.Position position(PositionsDecoder.RowsDecoder row) {
        HeadroomSettingDecoder setting = row.setting();
        return new Outcome.Position(
                setting.participantId(),
                setting.groupId(),
                Codes.read(Codes.HEADROOM_RULES, setting.ruleRaw()),
                setting.capMinor(),
                setting.collateralMinor(),
                row.liquidityMinor(),
                row.positionMinor(),
                row.obligationMinor(),
                row.pendingDebitsMinor(),
                row.pendingCreditsMinor(),
                row.unsettledDebitsMinor(),
                row.headroomMinor());
    }

    int put(Outcome.Accounts outcome, MutableDirectBuffer buffer, int offset) {
        accountsOut.wrapAndApplyHeader(buffer, offset, header);
        AccountsEncoder.RowsEncoder rows = accountsOut.rowsCount(outcome.rows().size());
        for (Outcome.Account row : outcome.rows()) {
            rows.next()
                    .id(row.id().packed())
                    .debitsPostedMinor(row.debitsPostedMinor())
                    .creditsPostedMinor(row.creditsPostedMinor())
                    .debitsPendingMinor(row.debitsPendingMinor())
                    .creditsPendingMinor(row.creditsPendingMinor());
        }
        return accountsOut.limit() - offset;
    }

    Outcome accounts() {
        accountsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(AccountsDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(AccountsDecoder.RowsDecoder.sbeBlockLength(), Limits.PAGE_ROWS);
        AccountsDecoder.RowsDecoder rows = accountsIn.rows();
        Outcome.Account[] page = new Outcome.Account[rows.count()];
        Arrays.setAll(page, i -> account(rows.next()));
        return new Outcome.Accounts(List.of(page));
    }

    private static Outcome.Account account(AccountsDecoder.RowsDecoder row) {
        return new Outcome.Account(
                AccountId.ofPacked(row.id()),
                row.debitsPostedMinor(),
                row.creditsPostedMinor(),
                row.debitsPendingMinor(),
                row.creditsPendingMinor());
    }

    int put(Outcome.Rates outcome, MutableDirectBuffer buffer, int offset) {
        ratesOut.wrapAndApplyHeader(buffer, offset, header);
        RatesEncoder.RowsEncoder rows = ratesOut.rowsCount(outcome.rows().size());
        for (Outcome.ProviderRate row : outcome.rows()) {
            rows.next().providerId(row.providerId()).validUntilNs(row.validUntilNs());
            DefinitionParts.put(rows.tiers(), row.tiers());
        }
        return ratesOut.limit() - offset;
    }

    Outcome rates() {
        ratesIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(RatesDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(RatesDecoder.RowsDecoder.sbeBlockLength(), Limits.PARTICIPANTS);
        RatesDecoder.RowsDecoder rows = ratesIn.rows();
        Outcome.ProviderRate[] page = new Outcome.ProviderRate[rows.count()];
        Arrays.setAll(page, i -> providerRate(rows.next()));
        return new Outcome.Rates(List.of(page));
    }

    private static Outcome.ProviderRate providerRate(RatesDecoder.RowsDecoder row) {
        return new Outcome.ProviderRate(
                row.providerId(), DefinitionParts.read(row.tiers()), row.validUntilNs());
    }

    int put(Outcome.RecoveryItems outcome, MutableDirectBuffer buffer, int offset) {
        recoveryItemsOut.wrapAndApplyHeader(buffer, offset, header);
        RecoveryItemsEncoder.RowsEncoder rows = recoveryItemsOut.rowsCount(outcome.rows().size());
        for (Outcome.RecoveryItem row : outcome.rows()) {
            rows.next()
                    .itemNumber(row.itemNumber())
                    .paymentNumber(row.paymentNumber())
                    .reason(Codes.code(row.reason()))
                    .linkParticipantId(row.linkParticipantId())
                    .answer(Codes.code(row.answer()))
                    .amountMinor(row.amountMinor())
                    .currency(row.currency().numeric())
                    .openedAtNs(row.openedAtNs())
                    .firstPersonId(row.firstPersonId())
                    .secondPersonId(row.secondPersonId());
        }
        return recoveryItemsOut.limit() - offset;
    }

    Outcome recoveryItems() {
        recoveryItemsIn.wrap(
                frame.buffer(),
                frame.body(),
                frame.block(RecoveryItemsDecoder.BLOCK_LENGTH),
                frame.version());
        frame.group(RecoveryItemsDecoder.RowsDecoder.sbeBlockLength(), Limits.PAGE_ROWS);
        RecoveryItemsDecoder.RowsDecoder rows = recoveryItemsIn.rows();
        Outcome.RecoveryItem[] page = new Outcome.RecoveryItem[rows.count()];
        Arrays.setAll(page, i -> recoveryItem(rows.next()));
        return new Outcome.RecoveryItems(List.of(page));
    }

    private static Outcome.RecoveryItem recoveryItem(RecoveryItemsDecoder.RowsDecoder row) {
        return new Outcome.RecoveryItem(
                row.itemNumber(),
                row.paymentNumber(),
                Codes.read(Codes.RECOVERY_REASONS, row.reasonRaw()),
                row.linkParticipantId(),
                Codes.readIfAny(Codes.ANSWER_STATUSES, row.answerRaw()),
                row.amountMinor(),
                Codes.currency(row.currency()),
                row.openedAtNs(),
                row.firstPersonId(),
                row.secondPersonId());
    }
}
