// SPDX-License-Identifier: Apache-2.0
package dev.naru.projection.writer;

import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import java.util.Optional;

/** Statements for what people have to look at. */
final class Recovery {
    private Recovery() {}

    static Sql opened(Story.At at, Event.RecoveryItemOpened event) {
        Optional<Long> amount =
                event.amountMinor() == Command.RecordAnswer.NO_AMOUNT
                        ? Optional.empty()
                        : Optional.of(event.amountMinor());
        return Sql.of(
                "insert into recovery_items (item_number, payment_number, reason,"
                        + " link_participant_id, answer, amount_minor, currency, opened_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                event.itemNumber(),
                event.paymentNumber(),
                event.reason().name(),
                event.linkParticipantId(),
                event.answer().map(Enum::name),
                amount,
                event.currency().name(),
                new Sql.Moment(at.timeNs()));
    }

    static Sql decided(Story.At at, Event.RecoveryItemDecided event) {
        return event.closed()
                ? Sql.of(
                        "update recovery_items set second_person_id = ?, closed_at = ?"
                                + " where item_number = ?",
                        event.personId(),
                        new Sql.Moment(at.timeNs()),
                        event.itemNumber())
                : Sql.of(
                        "update recovery_items set first_person_id = ? where item_number = ?",
                        event.personId(),
                        event.itemNumber());
    }
}
