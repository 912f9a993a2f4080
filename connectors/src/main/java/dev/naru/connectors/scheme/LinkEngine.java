// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.client.EventHearing;
import dev.naru.client.EventPosition;
import dev.naru.client.EventSource;
import dev.naru.client.EventStream;
import dev.naru.client.Hub;
import dev.naru.client.Reply;
import dev.naru.client.trace.Spans;
import dev.naru.client.trace.Stopwatch;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LinkStatus;
import dev.naru.connectors.sandbox.FaultLine;
import dev.naru.connectors.sandbox.FaultPoint;
import dev.naru.protocol.AnswerEffect;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Command;
import dev.naru.protocol.Event;
import dev.naru.protocol.Invariant;
import dev.naru.protocol.KeptMessages;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.Rejection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one link: one thread reads the events in order, a virtual thread works on each payment and
 * enquiry, and answers become commands wherever they come from.
 *
 * <p>A payment's work here ends with the machine's word on its dispatch: once that is granted, the
 * machine's own timers see to an answer, and when it cannot be had in time the reservation expires.
 */
public final class LinkEngine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LinkEngine.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofSeconds(60);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration SENDING_PATIENCE = Duration.ofSeconds(2);
    private static final int NO_ENQUIRY = 0;
    private static final long STORE_INTERVAL_NS = 250_000_000L;

    private final Pause pause = new Pause();
    private final LinkCounters counters = new LinkCounters();
    private final LinkSettings settings;
    private final SchemeLink link;
    private final FaultLine faults;
    private final LinkTrace trace;
    private final PatientHub hub;
    private final EventSource events;
    private final PositionFile positions;
    private final OpenWork work;
    private final Semaphore room;
    private final Pacer pacer;
    private final LinkSession session;
    private final Thread reader;
    private volatile EventHearing hearing = EventHearing.none();
    private volatile Optional<String> halted = Optional.empty();
    private EventPosition stored;
    private long storedAtNs = System.nanoTime();
    private boolean storeFails;

    /**
     * What a link stands between.
     *
     * @param faults {@link FaultLine#NONE} in a live hub
     * @param spans who is told of the way of each payment
     */
    public record Surroundings(Hub hub, EventSource events, FaultLine faults, Spans spans) {}

    /**
     * A link that goes on where it stopped, once it is started.
     *
     * @throws IllegalStateException when its position file is damaged
     */
    public LinkEngine(LinkSettings settings, SchemeLink link, Surroundings surroundings) {
        this.settings = settings;
        this.link = link;
        this.faults = surroundings.faults();
        this.events = surroundings.events();
        this.hub = new PatientHub(surroundings.hub(), pause);
        this.trace = new LinkTrace(surroundings.spans(), settings.linkParticipantId());
        this.positions = new PositionFile(settings.positionFile());
        this.stored = positions.read();
        this.work = new OpenWork(stored);
        this.room = new Semaphore(settings.open());
        this.pacer = new Pacer(settings.pacing(), pause);
        String name = "link-" + settings.linkParticipantId();
        this.session = new LinkSession(name, settings, link);
        this.reader = Thread.ofPlatform().name(name).daemon().unstarted(this::read);
    }

    /** Begins to sign on, to read events and to work on them. */
    public void start() {
        session.start();
        reader.start();
    }

    /** What became of an answer that was reported to the machine. */
    public enum Report {
        /** The machine has decided about it, durably. */
        TAKEN,
        /** It may not have reached the machine: whoever said it should say it again. */
        NOT_TAKEN
    }

    /**
     * Reports an answer that came unasked to the machine, and asks again until it is taken or
     * patience ends.
     *
     * @param patience how long the other side can be kept waiting
     */
    public Report report(LinkAnswer answer, Duration patience) throws InterruptedException {
        session.heard();
        return report(answer, NO_ENQUIRY, patience);
    }

    private Report report(LinkAnswer answer, int enquiryNumber, Duration patience)
            throws InterruptedException {
        Command command = answer.over(settings.linkParticipantId(), enquiryNumber);
        Stopwatch watch = Stopwatch.begin();
        Optional<Reply.Answered> reply = hub.ask(command, patience);
        trace.answer(answer, watch, reply);
        if (reply.isEmpty()) {
            return Report.NOT_TAKEN;
        }
        Outcome outcome = reply.get().outcome();
        if (outcome instanceof Outcome.Refused(Rejection rejection)) {
            return refused(answer, rejection);
        }
        Invariant.check(outcome instanceof Outcome.AnswerTaken, "RecordAnswer is taken or refused");
        Outcome.AnswerTaken taken = (Outcome.AnswerTaken) outcome;
        if (answer.status() != AnswerStatus.UNCLEAR) {
            counters.answers.increment();
        }
        if (taken.effect() == AnswerEffect.SET_ASIDE) {
            counters.setAside.increment();
            log.warn(
                    "payment {} is {}; {} was set aside for a person",
                    answer.paymentNumber(),
                    taken.state(),
                    answer.status());
        }
        return Report.TAKEN;
    }

    private Report refused(LinkAnswer answer, Rejection rejection) {
        log.warn("{} about payment {}: {}", answer.status(), answer.paymentNumber(), rejection);
        if (rejection.retry() == Rejection.Retry.LATER) {
            return Report.NOT_TAKEN;
        }
        counters.strangers.increment();
        return Report.TAKEN;
    }

    /** The partner has signed us off: no more payments are sent before it lets us sign on again. */
    public void signedOff(String reason) {
        session.lost("signed off by the partner: " + reason);
    }

    /** Whether the partner takes payments from us, as far as we know. */
    boolean isSignedOn() {
        return session.isSignedOn();
    }

    /** The partner asks whether we are there. */
    void echoed() {
        session.heard();
    }

    /** Something came over the link that cannot be read. */
    public void unreadable(String reason) {
        counters.unreadable.increment();
        log.warn("unreadable from link {}: {}", settings.linkParticipantId(), reason);
    }

    /** How the link is doing, its look-ups left to whoever makes them. */
    public LinkStatus status(LinkState lookups) {
        return new LinkStatus(
                settings.linkParticipantId(),
                session.status(),
                session.isUp() && halted.isEmpty() ? LinkState.UP : LinkState.DOWN,
                lookups,
                work.finished().number(),
                hearing,
                settings.open() - room.availablePermits(),
                counters.figures(),
                halted);
    }

    /**
     * First nothing begins any more and nobody signs on; then what was granted is sent; then the
     * partner is signed off. What is granted but could not be sent by then is not sent: it is asked
     * for.
     */
    @Override
    public void close() {
        pause.end();
        session.stop();
        try {
            if (reader.isAlive()) {
                reader.join(CLOSE_PATIENCE);
            }
            pacer.awaitQuiet(SENDING_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }

    // ---- reading

    private void read() {
        try (EventStream stream = events.openAfter(stored)) {
            while (!pause.isOver()) {
                stream.poll(this::onEvent, POLL);
                hearing = stream.hearing();
                storeWhenDue();
            }
            store();
        } catch (EventStream.DivergedException e) {
            hearing = hearing.in(EventHearing.Standing.DIVERGED);
            halt("The hub's events are not those that were read before: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            halt("A fault stopped the reading of events: " + e.getMessage(), e);
        }
    }

    private void halt(String reason, Exception cause) {
        halted = Optional.of(reason);
        log.error("link {} has stopped: {}", settings.linkParticipantId(), reason, cause);
    }

    private void onEvent(EventPosition position, long timeNs, Event event) {
        if (event instanceof Event.PaymentReserved payment
                && payment.route().destinationParticipantId() == settings.linkParticipantId()) {
            begin(position, ticket -> dispatch(payment, timeNs, ticket));
        } else if (event instanceof Event.EnquiryDue enquiry
                && enquiry.linkParticipantId() == settings.linkParticipantId()) {
            begin(position, ticket -> enquire(enquiry, timeNs));
        } else {
            work.passed(position);
        }
    }

    private interface Task {
        void run(OpenWork.Ticket ticket) throws InterruptedException;
    }

    /**
     * Waits for room. While the machine takes nothing there may be none, and then no more events
     * are read.
     */
    private void begin(EventPosition position, Task task) {
        room.acquireUninterruptibly();
        OpenWork.Ticket ticket = work.begun(position);
        Thread.ofVirtual().name("link-work").start(() -> run(task, ticket));
    }

    private void run(Task task, OpenWork.Ticket ticket) {
        try {
            task.run(ticket);
            if (!pause.isOver()) {
                // Else the task may have been cut short: the event is read again after the restart.
                ticket.done();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The machine's timers cover the payment; the fault must not stop the others.
            log.error("a fault in the work on an event", e);
            ticket.done();
        } finally {
            room.release();
        }
    }

    private void storeWhenDue() {
        long nowNs = System.nanoTime();
        if (nowNs - storedAtNs >= STORE_INTERVAL_NS) {
            storedAtNs = nowNs;
            store();
        }
    }

    /**
     * A full disk is no reason to stop: who has stored less reads more again, and nothing is sent
     * twice. It is tried again as long as there is no room.
     */
    private void store() {
        EventPosition finished = work.finished();
        if (finished.equals(stored)) {
            return;
        }
        try {
            positions.write(finished);
            stored = finished;
            if (storeFails) {
                log.info("link {} stores its position again", settings.linkParticipantId());
            }
            storeFails = false;
        } catch (UncheckedIOException full) {
            if (!storeFails) {
                log.error(
                        "link {} cannot store its position {} and goes on without",
                        settings.linkParticipantId(),
                        finished,
                        full);
            }
            storeFails = true;
        }
    }

    // ---- working

    private void dispatch(Event.PaymentReserved payment, long reservedAtNs, OpenWork.Ticket ticket)
            throws InterruptedException {
        switch (link.draft(payment, reservedAtNs)) {
            case Draft.Impossible(String reason) -> leave(payment, reason);
            case Draft.Ready ready -> dispatch(payment, reservedAtNs, ready, ticket);
        }
    }

    private void dispatch(
            Event.PaymentReserved payment,
            long reservedAtNs,
            Draft.Ready draft,
            OpenWork.Ticket ticket)
            throws InterruptedException {
        Stopwatch watch = Stopwatch.begin();
        long endNs = System.nanoTime() + settings.dispatchPatience().toNanos();
        Optional<Pacer.Leave> leave = turn(payment, endNs);
        if (leave.isEmpty()) {
            return;
        }
        try (Pacer.Leave _ = leave.get()) {
            OptionalLong rightEndsNs = grant(payment, reservedAtNs, draft, left(endNs));
            if (rightEndsNs.isPresent()) {
                ticket.done();
                try {
                    send(payment, draft, rightEndsNs.getAsLong());
                } finally {
                    trace.dispatch(payment, watch);
                }
            }
        }
    }

    /**
     * Leave to talk over a link that is up: it may have gone down while others had their turn.
     * Empty when the payment is left to expire, or to the next start.
     */
    private Optional<Pacer.Leave> turn(Event.PaymentReserved payment, long endNs)
            throws InterruptedException {
        while (session.awaitUp(left(endNs))) {
            Optional<Pacer.Leave> leave = pacer.await(left(endNs));
            if (leave.isEmpty()) {
                leave(payment, "the link is busy");
                return leave;
            }
            if (session.isUp()) {
                return leave;
            }
            leave.get().close();
        }
        leave(payment, "the link is down");
        return Optional.empty();
    }

    private void leave(Event.PaymentReserved payment, String reason) {
        if (pause.isOver()) {
            // Its event is read again after the next start.
            return;
        }
        counters.leftToExpire.increment();
        log.warn("payment {} is left to expire: {}", payment.paymentNumber(), reason);
    }

    /**
     * Until when on the steady clock it may be sent, when we are the ones who may send. What will
     * be sent, byte for byte, stands in the record of it.
     */
    private OptionalLong grant(
            Event.PaymentReserved payment, long reservedAtNs, Draft.Ready draft, Duration patience)
            throws InterruptedException {
        // Counted from before the question: how long its answer was on the way is not known.
        long askedAtNs = System.nanoTime();
        Command command =
                new Command.RecordDispatch(
                        payment.paymentNumber(),
                        settings.linkParticipantId(),
                        KeptMessages.of(List.of(LinkMessage.sent(draft.message()))));
        Optional<Reply.Answered> reply = hub.ask(command, patience);
        if (reply.isEmpty()) {
            // It may have been granted. We do not send without knowing; then the machine will ask.
            leave(payment, "the machine did not answer");
            return OptionalLong.empty();
        }
        Outcome outcome = reply.get().outcome();
        if (outcome instanceof Outcome.Refused(Rejection rejection)) {
            // Sent before a restart, or granted to a question whose answer we never heard.
            log.info("payment {} is not sent: {}", payment.paymentNumber(), rejection);
            return OptionalLong.empty();
        }
        Invariant.check(
                outcome instanceof Outcome.DispatchGranted, "RecordDispatch is granted or refused");
        Outcome.DispatchGranted granted = (Outcome.DispatchGranted) outcome;
        counters.dispatched.increment();
        if (granted.executeByNs() < reservedAtNs + link.executionTime().toNanos()) {
            // Then "not found" could void it here while it can still be executed over there.
            counters.unanswered.increment();
            log.error(
                    "payment {} is not sent: its corridor gives it less time than the link's rules,"
                            + " {}",
                    payment.paymentNumber(),
                    link.executionTime());
            return OptionalLong.empty();
        }
        return OptionalLong.of(askedAtNs + granted.answerDueAtNs() - reply.get().timeNs());
    }

    private void send(Event.PaymentReserved payment, Draft.Ready draft, long rightEndsNs)
            throws InterruptedException {
        long paymentNumber = payment.paymentNumber();
        faults.pass(FaultPoint.AFTER_DISPATCH_RECORD, paymentNumber);
        Duration untilDoubt = left(rightEndsNs);
        if (untilDoubt.isZero()) {
            // This process stood still. The payment is asked for by now, and may be void soon.
            counters.unanswered.increment();
            log.warn("payment {} is not sent: its time was over", paymentNumber);
            return;
        }
        if (!session.isSignedOn()) {
            counters.unanswered.increment();
            log.warn("payment {} is not sent: the link's session is over", paymentNumber);
            return;
        }
        Duration timeout =
                settings.sendTimeout().compareTo(untilDoubt) < 0
                        ? settings.sendTimeout()
                        : untilDoubt;
        Stopwatch watch = Stopwatch.begin();
        LinkReply reply = link.send(draft, timeout).about(paymentNumber, payment.paymentId());
        trace.message(LinkTrace.SEND, payment.paymentId(), paymentNumber, watch, reply);
        faults.pass(FaultPoint.AFTER_SEND, paymentNumber);
        heard(new Asked(paymentNumber, payment.paymentId(), NO_ENQUIRY), reply);
    }

    /** However crowded it is here, an enquiry is made, while its payment has not ended. */
    private void enquire(Event.EnquiryDue enquiry, long dueAtNs) throws InterruptedException {
        Optional<Pacer.Leave> leave;
        do {
            // An enquiry is asked without a session, too: it moves no money, and there are few.
            leave = pacer.await(TURN);
            if (pause.isOver() || hasEnded(enquiry.paymentNumber())) {
                leave.ifPresent(Pacer.Leave::close);
                return;
            }
        } while (leave.isEmpty());
        LinkReply reply;
        try (Pacer.Leave _ = leave.get()) {
            counters.enquiries.increment();
            Stopwatch watch = Stopwatch.begin();
            reply =
                    link.enquire(enquiry, dueAtNs, settings.enquiryTimeout())
                            .about(enquiry.paymentNumber(), enquiry.paymentId());
            trace.message(
                    LinkTrace.ENQUIRY, enquiry.paymentId(), enquiry.paymentNumber(), watch, reply);
        }
        heard(new Asked(enquiry.paymentNumber(), enquiry.paymentId(), enquiry.enquiry()), reply);
    }

    /**
     * Whether the machine says that a payment needs no asking: events that are read again after
     * long tell of enquiries whose payments have ended, and perhaps are not remembered any more.
     */
    private boolean hasEnded(long paymentNumber) throws InterruptedException {
        Optional<Reply.Answered> reply =
                hub.ask(
                        new Command.ReadPayments(paymentNumber, ReadOrder.RISING, 1),
                        settings.dispatchPatience());
        if (reply.isEmpty() || !(reply.get().outcome() instanceof Outcome.Payments(var rows))) {
            return false;
        }
        return rows.stream()
                .filter(payment -> payment.number() == paymentNumber)
                .allMatch(payment -> payment.state().isFinal());
    }

    /** What was sent: a payment, or an enquiry about it. */
    private record Asked(long paymentNumber, PaymentId paymentId, int enquiryNumber) {}

    private void heard(Asked asked, LinkReply reply) throws InterruptedException {
        long paymentNumber = asked.paymentNumber();
        switch (reply) {
            case LinkReply.Taken() -> session.answered();
            case LinkReply.Answered(LinkAnswer answer) -> {
                session.answered();
                tell(answer, asked.enquiryNumber());
            }
            case LinkReply.NotSignedOn() -> {
                session.lost("the partner says that we are not signed on");
                counters.refusedMessages.increment();
                log.error("payment {}: the partner takes none from us now", paymentNumber);
            }
            case LinkReply.Refused(String reason, List<LinkMessage> messages) -> {
                session.answered();
                counters.refusedMessages.increment();
                log.error("payment {}: the partner refused to read: {}", paymentNumber, reason);
                keep(asked, messages);
            }
            case LinkReply.Failed(String reason, List<LinkMessage> messages) -> {
                session.unanswered();
                counters.unanswered.increment();
                log.warn("payment {}: no usable answer: {}", paymentNumber, reason);
                keep(asked, messages);
            }
        }
    }

    /** What nobody understands is for people to look at. */
    private void keep(Asked asked, List<LinkMessage> messages) throws InterruptedException {
        if (!messages.isEmpty()) {
            tell(
                    LinkAnswer.unclear(asked.paymentNumber(), asked.paymentId(), messages),
                    asked.enquiryNumber());
        }
    }

    /**
     * Reports what was heard until the machine takes it, however long that lasts. The place of the
     * work here stays taken meanwhile, so no more answers wait than there are places.
     */
    private void tell(LinkAnswer answer, int enquiryNumber) throws InterruptedException {
        while (report(answer, enquiryNumber, ANSWER_PATIENCE) == Report.NOT_TAKEN) {
            log.warn("payment {}: the machine does not take its answer", answer.paymentNumber());
            if (pause.endsEarly(settings.answerPause())) {
                return;
            }
        }
    }

    private static Duration left(long endNs) {
        return Duration.ofNanos(Math.max(0, endNs - System.nanoTime()));
    }
}
