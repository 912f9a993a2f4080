// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.korea;

import dev.naru.connectors.scheme.AnswerReading;
import dev.naru.connectors.scheme.Draft;
import dev.naru.connectors.scheme.LinkAnswer;
import dev.naru.connectors.scheme.LinkReply;
import dev.naru.connectors.scheme.PartnerClient;
import dev.naru.connectors.scheme.PartnerClient.Exchange;
import dev.naru.connectors.scheme.PaymentNames;
import dev.naru.connectors.scheme.SchemeLink;
import dev.naru.connectors.scheme.SessionEvent;
import dev.naru.connectors.scheme.SessionMessages;
import dev.naru.connectors.scheme.SessionReply;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.PaymentId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Payments, enquiries and cancels to the acquirer. */
final class KoreaLink implements SchemeLink {
    /** Where either end is told of the session. */
    static final String SESSION_PATH = "/v1/session";

    private static final String PAYMENTS = "/v1/payments";
    private static final String MERCHANT_NUMBER = "[0-9]{9}";
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
    private static final int ANSWERED = 200;

    /** Its state comes later, or is asked for. */
    private static final int TAKEN = 202;

    private static final int NOT_SIGNED_ON = 403;

    private final PartnerClient partner;

    KoreaLink(PartnerClient partner) {
        this.partner = partner;
    }

    @Override
    public Draft draft(Event.PaymentReserved payment, long reservedAtNs) {
        Optional<Particulars> particulars = Particulars.read(payment.particulars());
        if (particulars.isEmpty()) {
            return new Draft.Impossible("its particulars cannot be read");
        }
        if (!particulars.get().payee().account().matches(MERCHANT_NUMBER)) {
            return new Draft.Impossible("its payee has no merchant number");
        }
        return new Draft.Ready(PaymentMessages.payment(payment, particulars.get(), reservedAtNs));
    }

    @Override
    public Duration executionTime() {
        return PaymentMessages.PAYABLE.plus(CLOCK_TOLERANCE);
    }

    @Override
    public LinkReply send(Draft.Ready draft, Duration timeout) {
        Exchange exchange = partner.post(PAYMENTS, draft.message(), timeout);
        if (exchange instanceof Exchange.Got(int status, Bytes _)) {
            if (status == TAKEN) {
                return new LinkReply.Taken();
            }
            if (status == NOT_SIGNED_ON) {
                return new LinkReply.NotSignedOn();
            }
        }
        return reply(exchange, PaymentMessages::read);
    }

    /**
     * What is not ended when it is asked for is cancelled: the answer to that is the answer. Where
     * there is none, the state that was told before still holds, and that a cancel was sent is kept
     * with it.
     */
    @Override
    public LinkReply enquire(Event.EnquiryDue enquiry, long dueAtNs, Duration timeout) {
        long number = enquiry.paymentNumber();
        PaymentId id = enquiry.paymentId();
        Duration each = timeout.dividedBy(2);
        LinkReply status = status(id, each, body -> PaymentMessages.read(body, number, id));
        return status instanceof LinkReply.Answered(LinkAnswer said) && isOpen(said)
                ? cancel(said, each)
                : status;
    }

    private static boolean isOpen(LinkAnswer said) {
        return said.status() == AnswerStatus.INTERIM || said.status() == AnswerStatus.NOT_FOUND;
    }

    private LinkReply cancel(LinkAnswer said, Duration timeout) {
        long number = said.paymentNumber();
        PaymentId id = said.paymentId();
        Bytes request = PaymentMessages.cancel(number);
        LinkReply reply =
                reply(
                        partner.post(PAYMENTS + "/" + id + "/cancel", request, timeout),
                        body -> PaymentMessages.read(body, number, id));
        LinkAnswer cancelled = said.before(List.of(LinkMessage.sent(request)));
        return new LinkReply.Answered(
                switch (reply) {
                    case LinkReply.Answered(LinkAnswer end) -> end.after(cancelled.messages());
                    case LinkReply.Refused(String _, List<LinkMessage> messages) ->
                            cancelled.before(messages);
                    case LinkReply.Failed(String _, List<LinkMessage> messages) ->
                            cancelled.before(messages);
                    case LinkReply.Taken _, LinkReply.NotSignedOn _ -> cancelled;
                });
    }

    @Override
    public boolean answersProbe(Duration timeout) {
        PaymentId nobody = PaymentNames.id(UUID.randomUUID());
        return status(nobody, timeout, body -> PaymentMessages.read(body, Long.MAX_VALUE, nobody))
                instanceof LinkReply.Answered;
    }

    @Override
    public SessionReply session(SessionEvent event, Duration timeout) {
        return SessionMessages.say(partner, SESSION_PATH, event, timeout);
    }

    private LinkReply status(
            PaymentId id, Duration timeout, Function<byte[], AnswerReading> reading) {
        return reply(partner.get(PAYMENTS + "/" + id, timeout), reading);
    }

    private static LinkReply reply(Exchange exchange, Function<byte[], AnswerReading> reading) {
        return switch (exchange) {
            case Exchange.Nothing(String reason) -> LinkReply.nothing(reason);
            case Exchange.Got(int status, Bytes body) -> reply(status, body, reading);
        };
    }

    private static LinkReply reply(
            int status, Bytes body, Function<byte[], AnswerReading> reading) {
        if (status != ANSWERED) {
            // 408 and 429 say "later"; every other 4xx says that the message itself is wrong.
            boolean isRefused = status / 100 == 4 && status != 408 && status != 429;
            String reason = "HTTP status " + status;
            return isRefused ? LinkReply.refused(reason, body) : LinkReply.unclear(reason, body);
        }
        return switch (reading.apply(body.toArray())) {
            case AnswerReading.Understood(LinkAnswer answer) -> new LinkReply.Answered(answer);
            case AnswerReading.Unclear(String reason) -> LinkReply.unclear(reason, body);
        };
    }
}
