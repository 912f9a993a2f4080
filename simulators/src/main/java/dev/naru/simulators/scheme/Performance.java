// SPDX-License-Identifier: Apache-2.0
package dev.naru.simulators.scheme;

import dev.naru.simulators.Callbacks;
import dev.naru.simulators.CutAnswer;
import dev.naru.simulators.JsonService;
import dev.naru.simulators.Pause;
import dev.naru.simulators.scheme.SwitchBook.Entry;
import dev.naru.simulators.scheme.SwitchBook.Visibility;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Books one new order and answers it as its behaviour says. */
final class Performance {
    private static final String XML = "application/xml";
    private static final byte[] GARBAGE =
            "{\"this\":\"is not XML\"".getBytes(StandardCharsets.UTF_8);

    private final SwitchBook book;
    private final SwitchMessages messages;
    private final Callbacks callbacks;
    private final Pause pause;

    Performance(SwitchBook book, SwitchMessages messages, Callbacks callbacks, Pause pause) {
        this.book = book;
        this.messages = messages;
        this.callbacks = callbacks;
        this.pause = pause;
    }

    /** Tells what stands in the book, by callback. */
    void tellTruth(Entry entry) {
        speak(() -> deliver(entry, truth(entry)));
    }

    /**
     * Books, unless the behaviour is to have received nothing, and gives what is left to do: to
     * answer.
     *
     * @param refusal why the directory does not let it be paid; then it is rejected, told in the
     *     way that the behaviour tells things
     */
    Consumer<ServerResponse> perform(Order order, Optional<String> refusal, Behaviour behaviour) {
        if (behaviour instanceof Behaviour.Unavailable) {
            return response -> JsonService.refuse(response, 503, "The switch is not available.");
        }
        if (behaviour instanceof Behaviour.Lost) {
            return Performance::taken;
        }
        Entry entry = entry(order, refusal, behaviour);
        book.book(entry);
        return response -> answer(entry, behaviour, response);
    }

    private static Entry entry(Order order, Optional<String> refusal, Behaviour behaviour) {
        Verdict verdict =
                refusal.map(reason -> new Verdict("RJCT", reason))
                        .orElseGet(() -> verdict(behaviour));
        return new Entry(
                order,
                verdict.status(),
                verdict.reason(),
                statedMinor(order, behaviour),
                SwitchMessages.newId("Q"),
                visibility(behaviour),
                0);
    }

    private record Verdict(String status, String reason) {}

    /** What is booked for an order that the directory lets pass. */
    private static Verdict verdict(Behaviour behaviour) {
        return switch (behaviour) {
            case Behaviour.Reject(String reason) -> new Verdict("RJCT", reason);
            case Behaviour.RejectInBody(String reason) -> new Verdict("RJCT", reason);
            case Behaviour.RejectThenAccept() -> new Verdict("RJCT", "MS03");
            case Behaviour.Block(String reason) -> new Verdict("BLCK", reason);
            case Behaviour.Accept _,
                    Behaviour.AcceptInBody _,
                    Behaviour.Silent _,
                    Behaviour.Lost _,
                    Behaviour.InterimThenAccept _,
                    Behaviour.InterimThenLate _,
                    Behaviour.AnswerTwice _,
                    Behaviour.Late _,
                    Behaviour.LateAfterDenial _,
                    Behaviour.AcceptThenReject _,
                    Behaviour.WrongAmount _,
                    Behaviour.GarbageInBody _,
                    Behaviour.TruncatedInBody _,
                    Behaviour.GarbageCallback _,
                    Behaviour.Disconnect _,
                    Behaviour.Delay _,
                    Behaviour.Slow _,
                    Behaviour.Unavailable _ ->
                    new Verdict("ACCC", "");
        };
    }

    private static long statedMinor(Order order, Behaviour behaviour) {
        return behaviour instanceof Behaviour.WrongAmount(long amountMinor)
                ? amountMinor
                : order.amountMinor();
    }

    private static Visibility visibility(Behaviour behaviour) {
        if (behaviour instanceof Behaviour.Late || behaviour instanceof Behaviour.InterimThenLate) {
            return Visibility.PENDING;
        }
        return behaviour instanceof Behaviour.LateAfterDenial
                ? Visibility.DENIED
                : Visibility.TRUTH;
    }

    private void answer(Entry entry, Behaviour behaviour, ServerResponse response) {
        switch (behaviour) {
            case Behaviour.Accept _,
                    Behaviour.Reject _,
                    Behaviour.Block _,
                    Behaviour.WrongAmount _ ->
                    takenThenTell(entry, response);
            case Behaviour.AcceptInBody _, Behaviour.RejectInBody _ ->
                    IndonesiaSwitch.sendXml(response, truth(entry));
            case Behaviour.Silent _, Behaviour.Late _, Behaviour.LateAfterDenial _ ->
                    taken(response);
            case Behaviour.InterimThenAccept(String status) -> {
                taken(response);
                speak(
                        () -> {
                            deliver(entry, messages.report(entry, status, ""));
                            deliver(entry, truth(entry));
                        });
            }
            case Behaviour.InterimThenLate(String status) -> {
                taken(response);
                speak(() -> deliver(entry, messages.report(entry, status, "")));
            }
            case Behaviour.AnswerTwice() -> {
                taken(response);
                speak(
                        () -> {
                            byte[] answer = truth(entry);
                            deliver(entry, answer);
                            deliver(entry, answer);
                        });
            }
            case Behaviour.AcceptThenReject() -> contradict(entry, "RJCT", "MS03", response);
            case Behaviour.RejectThenAccept() -> contradict(entry, "ACCC", "", response);
            case Behaviour.GarbageInBody() -> IndonesiaSwitch.sendXml(response, GARBAGE);
            case Behaviour.TruncatedInBody() -> {
                byte[] answer = truth(entry);
                IndonesiaSwitch.sendXml(response, Arrays.copyOf(answer, answer.length / 2));
            }
            case Behaviour.GarbageCallback() -> {
                taken(response);
                speak(() -> deliver(entry, GARBAGE));
            }
            case Behaviour.Disconnect() -> CutAnswer.atOnce(XML, truth(entry), response);
            case Behaviour.Delay(Duration length) -> {
                pause.endsEarly(length);
                takenThenTell(entry, response);
            }
            case Behaviour.Slow(Duration length) ->
                    CutAnswer.slowly(
                            XML, truth(entry), new CutAnswer.Trickle(length, pause), response);
            case Behaviour.Lost _, Behaviour.Unavailable _ ->
                    throw new IllegalStateException("never booked");
        }
    }

    private void takenThenTell(Entry entry, ServerResponse response) {
        taken(response);
        tellTruth(entry);
    }

    private void contradict(
            Entry entry, String otherStatus, String otherReason, ServerResponse response) {
        taken(response);
        speak(
                () -> {
                    deliver(entry, truth(entry));
                    deliver(entry, messages.report(entry, otherStatus, otherReason));
                });
    }

    private byte[] truth(Entry entry) {
        return messages.report(entry, entry.status(), entry.reason());
    }

    private void deliver(Entry entry, byte[] message) {
        if (callbacks.deliver(message)) {
            book.countDelivered(entry.order().uetr());
        }
    }

    private static void taken(ServerResponse response) {
        response.status(Status.ACCEPTED_202).send();
    }

    /** Ends by itself when the switch is closed, because callbacks and pauses do. */
    private static void speak(Runnable speech) {
        Thread.ofVirtual().name("switch-callback").start(speech);
    }
}
