// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.operator;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.front.Call;
import dev.naru.gateway.http.front.InFlight;
import dev.naru.gateway.http.front.Listing;
import dev.naru.gateway.http.machine.HubDoor;
import dev.naru.gateway.http.view.DoneView;
import dev.naru.gateway.http.view.MoneyView;
import dev.naru.gateway.http.view.PaymentView;
import dev.naru.gateway.http.view.Times;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Command;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.SortableText;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Answers that a person has to look at, and their closing by two people. */
final class RecoveryEndpoints {
    private final HubDoor door;
    private final InFlight inFlight = new InFlight();

    RecoveryEndpoints(HubDoor door) {
        this.door = door;
    }

    /** One recovery item. */
    record RecoveryItemView(
            long itemNumber,
            String paymentNumber,
            String reason,
            Optional<String> answer,
            Optional<MoneyView> amount,
            String openedAt,
            String status,
            OptionalLong firstPersonId,
            OptionalLong secondPersonId) {
        static RecoveryItemView of(Outcome.RecoveryItem row) {
            return new RecoveryItemView(
                    row.itemNumber(),
                    SortableText.write(PaymentView.NUMBER_PREFIX, row.paymentNumber()),
                    row.reason().name(),
                    row.answer().map(AnswerStatus::name),
                    row.amountMinor() == Command.RecordAnswer.NO_AMOUNT
                            ? Optional.empty()
                            : Optional.of(MoneyView.of(row.amountMinor(), row.currency())),
                    Times.text(row.openedAtNs()),
                    row.secondPersonId() == 0 ? "OPEN" : "CLOSED",
                    person(row.firstPersonId()),
                    person(row.secondPersonId()));
        }

        private static OptionalLong person(long id) {
            return id == 0 ? OptionalLong.empty() : OptionalLong.of(id);
        }
    }

    Answer list(Call call) {
        return Listing.page(
                call,
                (from, limit) ->
                        door.ask(
                                        new Command.ReadRecoveryItems(from, limit),
                                        Outcome.RecoveryItems.class)
                                .rows(),
                Outcome.RecoveryItem::itemNumber,
                RecoveryItemView::of);
    }

    Answer close(Call call) {
        call.noQuery();
        long item = call.pathLong("item_number", Long.MAX_VALUE / 2);
        call.noBody();
        long person = call.personId();
        return inFlight.once(
                "close recovery item",
                call.idempotencyKey(),
                () -> {
                    door.ask(
                            new Command.CloseRecoveryItem(item, person),
                            Outcome.Done.class,
                            Set.of(Rejection.RECOVERY_ITEM_UNKNOWN));
                    return Answer.ok(DoneView.DONE);
                });
    }
}
