// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.protocol.Bytes;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.PaymentId;
import java.util.ArrayList;
import java.util.List;

/** What came back over a link for one message. */
public sealed interface LinkReply {
    /** Taken; the answer comes later. */
    record Taken() implements LinkReply {}

    /** Answered. */
    record Answered(LinkAnswer answer) implements LinkReply {}

    /**
     * The switch works and refused to take the message as it is. What it did with the payment is
     * not certain, so it is asked for like any other.
     *
     * @param reason for the log, without personal data
     * @param messages to be kept, in their order; none where nothing came back
     */
    record Refused(String reason, List<LinkMessage> messages) implements LinkReply {
        public Refused {
            messages = List.copyOf(messages);
        }
    }

    /**
     * Nothing that can be used came back: a time-out, a lost connection, an error, garbage.
     *
     * @param reason for the log, without personal data
     * @param messages to be kept, in their order; none where nothing came back
     */
    record Failed(String reason, List<LinkMessage> messages) implements LinkReply {
        public Failed {
            messages = List.copyOf(messages);
        }
    }

    /**
     * The switch takes no payments from us before we sign on again. What it did with this one is
     * not certain, so it is asked for like any other.
     */
    record NotSignedOn() implements LinkReply {}

    /** Nothing came back. */
    static Failed nothing(String reason) {
        return new Failed(reason, List.of());
    }

    /** Something came back that cannot be understood. */
    static Failed unclear(String reason, Bytes body) {
        return new Failed(reason, came(body));
    }

    /** The message was refused, with these words. */
    static Refused refused(String reason, Bytes body) {
        return new Refused(reason, came(body));
    }

    private static List<LinkMessage> came(Bytes body) {
        return body.length() == 0 ? List.of() : List.of(LinkMessage.unclear(body));
    }

    /** The same, where a question is to be kept with what came back for it. */
    default LinkReply to(LinkMessage question) {
        return switch (this) {
            case Taken _, NotSignedOn _ -> this;
            case Answered(LinkAnswer answer) -> new Answered(answer.after(List.of(question)));
            case Refused(String reason, List<LinkMessage> messages) ->
                    new Refused(reason, joined(question, messages));
            case Failed(String reason, List<LinkMessage> messages) ->
                    new Failed(reason, joined(question, messages));
        };
    }

    /**
     * The same, where it says nothing of another payment than this one. What does is no answer: a
     * partner that takes one payment for another may mean either, so it ends neither.
     */
    default LinkReply about(long paymentNumber, PaymentId paymentId) {
        return this instanceof Answered(LinkAnswer answer)
                        && (answer.paymentNumber() != paymentNumber
                                || !answer.paymentId().equals(paymentId))
                ? new Failed("an answer about another payment", answer.messages())
                : this;
    }

    private static List<LinkMessage> joined(LinkMessage question, List<LinkMessage> messages) {
        if (messages.isEmpty()) {
            return messages;
        }
        List<LinkMessage> all = new ArrayList<>(List.of(question));
        all.addAll(messages);
        return all;
    }
}
