// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.webhook;

import static dev.naru.gateway.webhook.MessageType.PAYMENT_BLOCKED;
import static dev.naru.gateway.webhook.MessageType.PAYMENT_COMPLETED;
import static dev.naru.gateway.webhook.MessageType.PAYMENT_EXPIRED;
import static dev.naru.gateway.webhook.MessageType.PAYMENT_HELD;
import static dev.naru.gateway.webhook.MessageType.PAYMENT_IN_DOUBT;
import static dev.naru.gateway.webhook.MessageType.PAYMENT_REJECTED;
import static dev.naru.gateway.webhook.MessageType.PAYMENT_RESERVED;

import dev.naru.gateway.http.front.Answer;
import dev.naru.gateway.http.machine.Neutral;
import dev.naru.gateway.http.view.PaymentView;
import dev.naru.gateway.http.view.Times;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.Route;
import dev.naru.protocol.SortableText;
import java.util.Optional;

/**
 * What one event is to those whom it concerns. Its body is made once, so every attempt at every
 * receiver sends the same bytes. It says what happened to which payment and nothing of a person:
 * whoever wants more reads the payment.
 *
 * @param eventNumber the hub's number of the event
 * @param parties between whom the payment goes, where this event is the first to tell
 * @param body JSON
 */
record Message(
        long eventNumber,
        long timeNs,
        MessageType type,
        long paymentNumber,
        Optional<Parties> parties,
        Bytes body) {
    /** What a message's id begins with. */
    static final String ID_PREFIX = "evt_";

    /**
     * Whom a payment concerns.
     *
     * @param providerId 0 where nobody converts here, or where the payment came to nothing
     * @param payeeSideId 0 where the payment came to nothing
     */
    record Parties(int payerSideId, int providerId, int payeeSideId) {
        static Parties of(Route route) {
            return new Parties(
                    route.sourceParticipantId(),
                    route.fxProviderId(),
                    route.destinationParticipantId());
        }
    }

    /** A message's body. */
    record Content(String id, String type, String timestamp, PaymentNews data) {}

    /** What became of a payment. */
    record PaymentNews(
            String paymentId,
            String paymentNumber,
            String state,
            boolean isFinal,
            Optional<String> code,
            Optional<String> isoReason) {}

    /** The id that receivers see, and by which they know a repeat. */
    static String id(long eventNumber) {
        return SortableText.write(ID_PREFIX, eventNumber);
    }

    /** What this event is to participants, empty when it is nothing to them. */
    static Optional<Message> of(long eventNumber, long timeNs, Event event) {
        Draft draft = new Draft(eventNumber, timeNs);
        return switch (event) {
            case Event.PaymentRefused e ->
                    draft.refused(
                            e.paymentNumber(), e.paymentId(), e.participantId(), e.rejection());
            case Event.PaymentHeld e ->
                    draft.first(PAYMENT_HELD, e.paymentNumber(), e.paymentId(), e.route());
            case Event.PaymentReserved e ->
                    draft.first(PAYMENT_RESERVED, e.paymentNumber(), e.paymentId(), e.route());
            case Event.PaymentInDoubt e ->
                    draft.later(PAYMENT_IN_DOUBT, e.paymentNumber(), e.paymentId(), "");
            case Event.PaymentCompleted e ->
                    draft.later(PAYMENT_COMPLETED, e.paymentNumber(), e.paymentId(), "");
            case Event.PaymentBlocked e ->
                    draft.later(PAYMENT_BLOCKED, e.paymentNumber(), e.paymentId(), e.isoReason());
            case Event.PaymentRejected e ->
                    draft.later(PAYMENT_REJECTED, e.paymentNumber(), e.paymentId(), e.isoReason());
            case Event.PaymentExpired e ->
                    draft.later(PAYMENT_EXPIRED, e.paymentNumber(), e.paymentId(), "");
            case Event.ParticipantDefined _,
                    Event.ParticipantStatusChanged _,
                    Event.GroupDefined _,
                    Event.HeadroomSet _,
                    Event.HeadroomWarned _,
                    Event.FundingRecorded _,
                    Event.CorridorDefined _,
                    Event.CorridorStatusChanged _,
                    Event.RatePublished _,
                    Event.QuoteCreated _,
                    Event.HoldDecided _,
                    Event.PaymentDispatched _,
                    Event.InterimAnswered _,
                    Event.EnquiryDue _,
                    Event.RecoveryItemOpened _,
                    Event.RecoveryItemDecided _,
                    Event.WindowClosed _,
                    Event.ObligationBooked _,
                    Event.ChallengeIssued _,
                    Event.ChallengeTaken _,
                    Event.TapJudged _,
                    Event.AuthenticatorChanged _,
                    Event.EvidenceUsed _,
                    Event.EvidenceRuleSet _,
                    Event.TimeMoved _ ->
                    Optional.empty();
        };
    }

    /** A message of one event, by what the event is about. */
    private record Draft(long eventNumber, long timeNs) {
        Optional<Message> refused(
                long number, PaymentId id, int participantId, Rejection rejection) {
            return message(
                    MessageType.PAYMENT_REFUSED,
                    number,
                    id,
                    Optional.of(new Parties(participantId, 0, 0)),
                    new Reason(
                            Optional.of(Neutral.code(rejection)),
                            Optional.of(Neutral.isoReason(rejection))));
        }

        Optional<Message> first(MessageType type, long number, PaymentId id, Route route) {
            return message(type, number, id, Optional.of(Parties.of(route)), Reason.NONE);
        }

        Optional<Message> later(MessageType type, long number, PaymentId id, String isoReason) {
            Optional<String> said = Optional.of(isoReason).filter(reason -> !reason.isEmpty());
            return message(type, number, id, Optional.empty(), new Reason(Optional.empty(), said));
        }

        private Optional<Message> message(
                MessageType type,
                long number,
                PaymentId id,
                Optional<Parties> parties,
                Reason reason) {
            PaymentNews news =
                    new PaymentNews(
                            id.toString(),
                            SortableText.write(PaymentView.NUMBER_PREFIX, number),
                            type.state().name(),
                            type.isFinal(),
                            reason.code(),
                            reason.isoReason());
            Content content =
                    new Content(Message.id(eventNumber), type.text(), Times.text(timeNs), news);
            return Optional.of(
                    new Message(
                            eventNumber, timeNs, type, number, parties, Answer.ok(content).body()));
        }
    }

    /** Why a payment did not complete, as far as participants are told. */
    private record Reason(Optional<String> code, Optional<String> isoReason) {
        static final Reason NONE = new Reason(Optional.empty(), Optional.empty());
    }
}
