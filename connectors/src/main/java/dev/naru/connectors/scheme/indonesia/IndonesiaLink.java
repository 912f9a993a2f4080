// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme.indonesia;

import dev.naru.connectors.scheme.AnswerReading;
import dev.naru.connectors.scheme.Draft;
import dev.naru.connectors.scheme.LinkReply;
import dev.naru.connectors.scheme.PartnerClient;
import dev.naru.connectors.scheme.PartnerClient.Exchange;
import dev.naru.connectors.scheme.PaymentNames;
import dev.naru.connectors.scheme.SchemeLink;
import dev.naru.connectors.scheme.SessionEvent;
import dev.naru.connectors.scheme.SessionMessages;
import dev.naru.connectors.scheme.SessionReply;
import dev.naru.connectors.scheme.indonesia.StatusReading.Occasion;
import dev.naru.formats.iso20022.Unwritable;
import dev.naru.formats.iso20022.Writing;
import dev.naru.formats.iso20022.Written;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Event;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.Particulars;
import dev.naru.protocol.PaymentId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Payments and enquiries to the switch. */
final class IndonesiaLink implements SchemeLink {
    /** Where either end takes messages. */
    static final String PATH = "/iso20022";

    /** Where either end is told of the session. */
    static final String SESSION_PATH = "/session";

    /** No payment has this number: numbers rise from 1. */
    private static final long PROBE_NUMBER = Long.MAX_VALUE;

    /** See the rules of the link in the package's words. */
    private static final Duration EXECUTION_TIME = Duration.ofSeconds(55);

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
    private static final int TAKEN = 202;
    private static final int ANSWERED = 200;
    private static final int NOT_SIGNED_ON = 403;

    private final TransferMessages messages;
    private final StatusReading statuses;
    private final PartnerClient partner;
    private final InstantSource clock;

    IndonesiaLink(
            IndonesiaSettings settings,
            PartnerClient partner,
            StatusReading statuses,
            InstantSource clock) {
        this.messages = new TransferMessages(settings);
        this.statuses = statuses;
        this.partner = partner;
        this.clock = clock;
    }

    @Override
    public Draft draft(Event.PaymentReserved payment, long reservedAtNs) {
        Optional<Particulars> particulars = Particulars.read(payment.particulars());
        if (particulars.isEmpty()) {
            return new Draft.Impossible("its particulars cannot be read");
        }
        if (particulars.get().payee().account().length() < TransferMessages.ACQUIRER_DIGITS) {
            return new Draft.Impossible("its payee has no merchant PAN");
        }
        return switch (messages.transfer(payment, particulars.get(), reservedAtNs)) {
            case Written written -> new Draft.Ready(Bytes.copyOf(written.bytes()));
            case Unwritable unwritable ->
                    new Draft.Impossible(unwritable.code() + " at " + unwritable.path());
        };
    }

    @Override
    public Duration executionTime() {
        return EXECUTION_TIME.plus(CLOCK_TOLERANCE);
    }

    @Override
    public LinkReply send(Draft.Ready draft, Duration timeout) {
        return switch (partner.post(PATH, draft.message(), timeout)) {
            case Exchange.Got(int status, Bytes body) ->
                    switch (status) {
                        case TAKEN -> new LinkReply.Taken();
                        case NOT_SIGNED_ON -> new LinkReply.NotSignedOn();
                        default -> answer(status, body, Occasion.PAYMENT);
                    };
            case Exchange.Nothing(String reason) -> LinkReply.nothing(reason);
        };
    }

    @Override
    public LinkReply enquire(Event.EnquiryDue enquiry, long dueAtNs, Duration timeout) {
        Writing question =
                messages.enquiry(
                        PaymentNames.enquiryMessage(enquiry.paymentNumber(), enquiry.enquiry()),
                        enquiry.paymentNumber(),
                        enquiry.paymentId(),
                        dueAtNs);
        return ask(question, timeout);
    }

    @Override
    public boolean answersProbe(Duration timeout) {
        UUID uuid = UUID.randomUUID();
        PaymentId nobody = PaymentNames.id(uuid);
        long nowNs = clock.millis() * 1_000_000L;
        Writing question =
                messages.enquiry(
                        "P" + uuid.toString().replace("-", ""), PROBE_NUMBER, nobody, nowNs);
        return ask(question, timeout).about(PROBE_NUMBER, nobody) instanceof LinkReply.Answered;
    }

    @Override
    public SessionReply session(SessionEvent event, Duration timeout) {
        return SessionMessages.say(partner, SESSION_PATH, event, timeout);
    }

    private LinkReply ask(Writing question, Duration timeout) {
        Bytes bytes =
                switch (question) {
                    case Written written -> Bytes.copyOf(written.bytes());
                    case Unwritable unwritable ->
                            throw new IllegalStateException(
                                    "an enquiry can always be written: " + unwritable);
                };
        return switch (partner.post(PATH, bytes, timeout)) {
            case Exchange.Got(int status, Bytes body) ->
                    answer(status, body, Occasion.OTHER).to(LinkMessage.sent(bytes));
            case Exchange.Nothing(String reason) -> LinkReply.nothing(reason);
        };
    }

    private LinkReply answer(int status, Bytes body, Occasion occasion) {
        if (status == ANSWERED) {
            return switch (statuses.read(body.toArray(), occasion)) {
                case AnswerReading.Understood(var answer) -> new LinkReply.Answered(answer);
                case AnswerReading.Unclear(String reason) -> LinkReply.unclear(reason, body);
            };
        }
        // 408 and 429 say "later"; every other 4xx says that the message itself is wrong.
        boolean refused = status / 100 == 4 && status != 408 && status != 429;
        String reason = "HTTP status " + status;
        return refused ? LinkReply.refused(reason, body) : LinkReply.unclear(reason, body);
    }
}
