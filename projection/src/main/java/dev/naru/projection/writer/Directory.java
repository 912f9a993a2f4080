// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.protocol.Command;
import dev.naru.protocol.CorridorTerms;
import dev.naru.protocol.Event;
import dev.naru.protocol.RequestId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Statements for what the operator defines and what windows do: they are few. */
final class Directory {
    private static final String FIRST_STATUS_OF_PARTICIPANTS = "ACTIVE";
    private static final String FIRST_STATUS_OF_CORRIDORS = "OPEN";

    private Directory() {}

    static Sql define(Command.DefineParticipant participant) {
        return Sql.of(
                "insert into participants values (?, ?, ?, ?, ?) on conflict (participant_id)"
                        + " do update set code = excluded.code, kind = excluded.kind,"
                        + " allowed_kinds = excluded.allowed_kinds",
                participant.participantId(),
                participant.code(),
                participant.kind().name(),
                FIRST_STATUS_OF_PARTICIPANTS,
                names(participant.allowedKinds()));
    }

    static Sql status(Event.ParticipantStatusChanged event) {
        return Sql.of(
                "update participants set status = ? where participant_id = ?",
                event.status().name(),
                event.participantId());
    }

    static List<Sql> define(Story.At at, Command.DefineGroup group) {
        return List.of(
                Sql.of(
                        "insert into settlement_groups values (?, ?, ?, ?, ?, 1)",
                        group.groupId(),
                        group.code(),
                        group.currency().name(),
                        group.settlementBankCode(),
                        group.utcOffsetMinutes()),
                openWindow(at, group.groupId(), 1));
    }

    private static Sql openWindow(Story.At at, int groupId, long number) {
        return Sql.of(
                "insert into windows (group_id, window_number, opened_at) values (?, ?, ?)",
                groupId,
                number,
                new Sql.Moment(at.timeNs()));
    }

    static List<Sql> closed(Story.At at, Event.WindowClosed event) {
        return List.of(
                Sql.of(
                        "update windows set closed_at = ? where group_id = ? and window_number = ?",
                        new Sql.Moment(at.timeNs()),
                        event.groupId(),
                        event.windowNumber()),
                openWindow(at, event.groupId(), event.nextWindowNumber()),
                Sql.of(
                        "update settlement_groups set open_window = ? where group_id = ?",
                        event.nextWindowNumber(),
                        event.groupId()));
    }

    static Sql member(Command.SetHeadroom setting) {
        return Sql.of(
                "insert into members values (?, ?, ?, ?, ?) on conflict (group_id, participant_id)"
                        + " do update set rule = excluded.rule, cap_minor = excluded.cap_minor,"
                        + " collateral_minor = excluded.collateral_minor",
                setting.groupId(),
                setting.participantId(),
                setting.rule().name(),
                setting.capMinor(),
                setting.collateralMinor());
    }

    static Sql warned(Story.At at, Event.HeadroomWarned event) {
        return Sql.of(
                "insert into headroom_warnings values (?, ?, ?, ?, ?)",
                at.number(),
                new Sql.Moment(at.timeNs()),
                event.participantId(),
                event.groupId(),
                event.percent());
    }

    static Sql funded(Story.At at, Command.RecordFunding funding) {
        RequestId id = funding.fundingId();
        return Sql.of(
                "insert into fundings values (?, ?, ?, ?, ?, ?)",
                at.number(),
                new Sql.Moment(at.timeNs()),
                new UUID(id.high(), id.low()),
                funding.participantId(),
                funding.groupId(),
                funding.amountMinor());
    }

    static Sql define(Command.DefineCorridor corridor) {
        CorridorTerms terms = corridor.terms();
        return Sql.of(
                "insert into corridors values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?, ?, ?) on conflict (corridor_id) do update set code ="
                    + " excluded.code, least_minor = excluded.least_minor, most_minor ="
                    + " excluded.most_minor, payer_day_minor = excluded.payer_day_minor,"
                    + " payer_fixed_fee_minor = excluded.payer_fixed_fee_minor,"
                    + " payer_share_millionths = excluded.payer_share_millionths,"
                    + " payee_fixed_fee_minor = excluded.payee_fixed_fee_minor,"
                    + " payee_share_millionths = excluded.payee_share_millionths, required_items ="
                    + " excluded.required_items, evidence_above_minor ="
                    + " excluded.evidence_above_minor, refuse_at_score = excluded.refuse_at_score,"
                    + " hold_at_score = excluded.hold_at_score, quote_ns = excluded.quote_ns,"
                    + " dispatch_ns = excluded.dispatch_ns, answer_ns = excluded.answer_ns,"
                    + " execution_ns = excluded.execution_ns, enquiries_ns = excluded.enquiries_ns,"
                    + " not_found_rule = excluded.not_found_rule",
                corridor.corridorId(),
                corridor.code(),
                FIRST_STATUS_OF_CORRIDORS,
                corridor.sourceGroupId(),
                corridor.destinationGroupId(),
                corridor.destinationParticipantId(),
                corridor.converter().name(),
                terms.limits().leastMinor(),
                terms.limits().mostMinor(),
                terms.limits().payerDayMinor(),
                terms.fees().payerFixedMinor(),
                terms.fees().payerShareMillionths(),
                terms.fees().payeeFixedMinor(),
                terms.fees().payeeShareMillionths(),
                names(terms.demands().requiredItems()),
                terms.demands().evidenceAboveMinor(),
                terms.demands().refuseAtScore(),
                terms.demands().holdAtScore(),
                terms.clocks().quoteNs(),
                terms.clocks().dispatchNs(),
                terms.clocks().answerNs(),
                terms.clocks().executionNs(),
                new Sql.Longs(terms.clocks().enquiriesNs()),
                terms.clocks().notFoundRule().name());
    }

    static Sql status(Event.CorridorStatusChanged event) {
        return Sql.of(
                "update corridors set status = ? where corridor_id = ?",
                event.status().name(),
                event.corridorId());
    }

    /** In the order of the enum: two writers must give the same bytes. */
    private static List<String> names(Collection<? extends Enum<?>> set) {
        return set.stream()
                .sorted((a, b) -> Integer.compare(a.ordinal(), b.ordinal()))
                .map(Enum::name)
                .toList();
    }
}
