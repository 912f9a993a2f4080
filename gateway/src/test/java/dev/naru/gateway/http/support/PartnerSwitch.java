// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.http.support;

import dev.naru.client.EventStream;
import dev.naru.client.Reply;
import dev.naru.protocol.AnswerParticulars;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Event;
import dev.naru.protocol.KeptMessage;
import dev.naru.protocol.KeptMessages;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Particulars;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The other side of the corridor and its link: takes what is reserved and answers as it is told.
 */
public final class PartnerSwitch implements AutoCloseable {
    /** How it answers. */
    public enum Manner {
        /** It pays. */
        ACCEPT,
        /** It rejects with AC04. */
        REJECT,
        /** It freezes the money. */
        BLOCK,
        /** It takes the payment and says nothing. */
        SILENCE,
        /** Nobody takes the payment. */
        ABSENCE
    }

    /** What crosses the link to it, for every payment. */
    public static final String ORDER = "<order>\u5317</order>";

    /** What it says, which is no text. */
    public static final Bytes ANSWER = Bytes.copyOf(new byte[] {(byte) 0xFF, 0, 7});

    private static final Duration POLL = Duration.ofMillis(20);

    private final InProcessHub hub;
    private final Thread thread;
    private final List<Particulars> received = new CopyOnWriteArrayList<>();
    private final List<KeptMessage> messages = new CopyOnWriteArrayList<>();
    private volatile Manner manner = Manner.ACCEPT;
    private volatile boolean open = true;

    /** A switch that accepts. */
    public PartnerSwitch(InProcessHub hub) {
        this.hub = hub;
        EventStream stream = hub.openForPartner();
        this.thread = Thread.ofVirtual().name("partner-switch").start(() -> run(stream));
    }

    /** Answers like this from now on. */
    public void behave(Manner next) {
        manner = next;
    }

    /** The messages from abroad that came with payments. */
    public List<KeptMessage> messages() {
        return List.copyOf(messages);
    }

    /** What came with each payment. */
    public List<Particulars> received() {
        return List.copyOf(received);
    }

    /** Says something about a payment, unasked. */
    public void answer(Event.PaymentReserved payment, AnswerStatus status, String reason) {
        hub.ask(
                new Command.RecordAnswer(
                        payment.paymentNumber(),
                        payment.paymentId(),
                        payment.route().destinationParticipantId(),
                        0,
                        status,
                        Command.RecordAnswer.NO_AMOUNT,
                        Currency.IDR,
                        reason,
                        KeptMessages.append(
                                AnswerParticulars.NONE.toBytes(),
                                List.of(LinkMessage.received(ANSWER)))));
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(EventStream stream) {
        try (stream) {
            while (open) {
                stream.poll((position, timeNs, event) -> take(event), POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Event event) {
        if (!(event instanceof Event.PaymentReserved payment) || manner == Manner.ABSENCE) {
            return;
        }
        received.add(Particulars.read(payment.particulars()).orElseThrow());
        messages.addAll(KeptMessages.read(payment.particulars(), KeptMessages.MOST_BYTES));
        Reply reply =
                hub.ask(
                        new Command.RecordDispatch(
                                payment.paymentNumber(),
                                payment.route().destinationParticipantId(),
                                KeptMessages.of(List.of(LinkMessage.sent(Bytes.ofText(ORDER))))));
        boolean granted =
                reply instanceof Reply.Answered answered
                        && answered.outcome() instanceof Outcome.DispatchGranted;
        if (!granted) {
            return;
        }
        switch (manner) {
            case ACCEPT -> answer(payment, AnswerStatus.ACCEPTED, "");
            case REJECT -> answer(payment, AnswerStatus.REJECTED, "AC04");
            case BLOCK -> answer(payment, AnswerStatus.BLOCKED, "LEGL");
            case SILENCE, ABSENCE -> {
                // Nothing is said.
            }
        }
    }
}
