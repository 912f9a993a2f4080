// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.naru.client.EventPosition;
import dev.naru.client.Hub;
import dev.naru.client.Reply;
import dev.naru.client.trace.Span;
import dev.naru.client.trace.SpanIds;
import dev.naru.connectors.InMemoryEvents;
import dev.naru.connectors.enquiry.LinkState;
import dev.naru.connectors.enquiry.LinkStatus;
import dev.naru.connectors.sandbox.FaultLine;
import dev.naru.connectors.sandbox.FaultPoint;
import dev.naru.connectors.sandbox.SandboxFaults;
import dev.naru.protocol.AccountId;
import dev.naru.protocol.AccountKind;
import dev.naru.protocol.AnswerEffect;
import dev.naru.protocol.AnswerStatus;
import dev.naru.protocol.Bytes;
import dev.naru.protocol.Command;
import dev.naru.protocol.Currency;
import dev.naru.protocol.Digest;
import dev.naru.protocol.Event;
import dev.naru.protocol.KeptMessages;
import dev.naru.protocol.LinkMessage;
import dev.naru.protocol.Money;
import dev.naru.protocol.Outcome;
import dev.naru.protocol.Payment;
import dev.naru.protocol.PaymentId;
import dev.naru.protocol.PaymentKind;
import dev.naru.protocol.PaymentState;
import dev.naru.protocol.Price;
import dev.naru.protocol.QuoteId;
import dev.naru.protocol.Rate;
import dev.naru.protocol.ReadOrder;
import dev.naru.protocol.Rejection;
import dev.naru.protocol.Route;
import dev.naru.protocol.Timeline;
import dev.naru.protocol.Transfer;
import dev.naru.protocol.TransferPurpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine alone, between a hub, a link and a log that do as the test says. */
class LinkEngineTest {
    private static final int LINK = 3;
    private static final PaymentId ID = new PaymentId(0x4000L, 1L << 63);
    private static final Draft.Ready MESSAGE = new Draft.Ready(Bytes.ofText("message"));

    @TempDir private Path folder;
    private final InMemoryEvents events = new InMemoryEvents();
    private final FakeHub hub = new FakeHub();
    private final FakeLink link = new FakeLink();
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private LinkSettings settings;
    private LinkEngine engine;

    private static final class FakeHub implements Hub {
        final List<Command> asked = new CopyOnWriteArrayList<>();
        volatile Function<Command, Reply> replies = FakeHub::grant;
        volatile LongFunction<Outcome> payments = number -> payment(number, PaymentState.IN_DOUBT);

        static Outcome payment(long number, PaymentState state) {
            return new Outcome.Payments(
                    List.of(
                            new Payment(
                                    number,
                                    ID,
                                    1,
                                    state,
                                    Optional.empty(),
                                    "",
                                    Optional.empty(),
                                    new Timeline(0, 0, 0, 0))));
        }

        static Reply grant(Command command) {
            return answered(
                    command instanceof Command.RecordDispatch
                            ? new Outcome.DispatchGranted(12_000_000_000L, 61_000_000_000L)
                            : new Outcome.AnswerTaken(
                                    AnswerEffect.APPLIED, PaymentState.COMPLETED));
        }

        static Reply answered(Outcome outcome) {
            return new Reply.Answered(outcome, 1, 0);
        }

        @Override
        public CompletableFuture<Reply> send(Command command) {
            if (command instanceof Command.ReadPayments(long number, ReadOrder _, int _)) {
                return CompletableFuture.completedFuture(answered(payments.apply(number)));
            }
            asked.add(command);
            return CompletableFuture.completedFuture(replies.apply(command));
        }
    }

    private static final class FakeLink implements SchemeLink {
        final List<Duration> sent = new CopyOnWriteArrayList<>();
        final List<String> said = new CopyOnWriteArrayList<>();
        final List<Integer> enquired = new CopyOnWriteArrayList<>();
        volatile Draft draft = MESSAGE;
        volatile LinkReply reply = new LinkReply.Taken();
        volatile boolean probeAnswered;
        volatile boolean broken;
        volatile Runnable onSend = () -> {};
        volatile SessionReply agreement = new SessionReply.Agreed();

        @Override
        public Draft draft(Event.PaymentReserved payment, long reservedAtNs) {
            if (broken) {
                throw new IllegalStateException("a bug of the link");
            }
            return draft;
        }

        @Override
        public Duration executionTime() {
            return Duration.ofSeconds(60);
        }

        @Override
        public LinkReply send(Draft.Ready ready, Duration timeout) {
            sent.add(timeout);
            said.add("payment");
            onSend.run();
            return reply;
        }

        @Override
        public LinkReply enquire(Event.EnquiryDue enquiry, long dueAtNs, Duration timeout) {
            enquired.add(enquiry.enquiry());
            return reply;
        }

        @Override
        public boolean answersProbe(Duration timeout) {
            return probeAnswered;
        }

        @Override
        public SessionReply session(SessionEvent event, Duration timeout) {
            said.add(event.name());
            return agreement;
        }
    }

    @BeforeEach
    void set_up() {
        settings =
                new LinkSettings(
                        LINK,
                        folder.resolve("position"),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(1),
                        8,
                        PacingSettings.STANDARD,
                        new BreakerSettings(2, 1, Duration.ofMillis(1), Duration.ofMillis(1)),
                        LinkSettings.STANDARD_ECHO);
        engine =
                new LinkEngine(
                        settings,
                        link,
                        new LinkEngine.Surroundings(hub, events, FaultLine.NONE, spans::add));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void start(FaultLine faults) {
        engine =
                new LinkEngine(
                        settings,
                        link,
                        new LinkEngine.Surroundings(hub, events, faults, spans::add));
        engine.start();
    }

    private LinkStatus status() {
        return engine.status(LinkState.UP);
    }

    private static Event.PaymentReserved reserved(long number, int linkParticipantId) {
        return new Event.PaymentReserved(
                number,
                ID,
                new QuoteId(1),
                new Route(1, PaymentKind.QR_PURCHASE, 1, 1, 2, linkParticipantId, 2),
                new Price(Rate.ONE, 100, 100, 0, 100, 100, 0),
                Digest.NONE,
                List.of(
                        new Transfer(
                                TransferPurpose.PRINCIPAL,
                                new AccountId(AccountKind.POSITION, 1, 1),
                                new AccountId(AccountKind.POSITION, 2, 1),
                                100)),
                0,
                10,
                Bytes.EMPTY);
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static LinkAnswer answer(AnswerStatus status) {
        return new LinkAnswer(
                1,
                ID,
                status,
                Optional.of(new Money(100, Currency.IDR)),
                "",
                Bytes.EMPTY,
                List.of());
    }

    /** The record of a dispatch has what is sent. */
    private static Command dispatch(long number) {
        return new Command.RecordDispatch(
                number, LINK, KeptMessages.of(List.of(LinkMessage.sent(MESSAGE.message()))));
    }

    @Test
    void asks_for_the_right_sends_once_and_stores_how_far_it_came() {
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));
        events.append(5, reserved(2, LINK + 1));
        events.append(6, new Event.EnquiryDue(2, ID, LINK + 1, 1, 0));

        await().until(() -> status().eventNumber() == 3);
        engine.close();

        assertThat(hub.asked).containsExactly(dispatch(1));
        assertThat(link.sent).containsExactly(Duration.ofSeconds(10));
        assertThat(link.enquired).isEmpty();
        assertThat(new PositionFile(settings.positionFile()).read())
                .isEqualTo(events.all().getLast().position());
        assertThat(status().figures().dispatched()).isEqualTo(1);
        assertThat(status().hearing().lag()).isZero();
        assertThat(status().open()).isZero();
    }

    @Test
    void tells_of_a_payments_way_under_the_command_that_initiated_it() {
        link.reply = new LinkReply.Answered(answer(AnswerStatus.ACCEPTED));
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));

        await().until(() -> spans.size() == 3);
        assertThat(spans).allMatch(span -> span.payment().equals(ID));
        assertThat(spans)
                .extracting(Span::name, Span::parentId)
                .containsExactly(
                        tuple("link send", SpanIds.dispatch(ID)),
                        tuple("link answer", SpanIds.dispatch(ID)),
                        tuple("link dispatch", SpanIds.initiation(ID)));
        assertThat(spans.getLast().spanId()).isEqualTo(SpanIds.dispatch(ID));
        assertThat(spans.getFirst().attributes())
                .containsEntry("naru.link.reply", "ACCEPTED")
                .containsEntry("naru.payment.number", "1");
        assertThat(spans).allMatch(s -> s.time().endedAtNs() >= s.time().beganAtNs());
    }

    @Test
    void waits_no_longer_than_the_machine_does() {
        hub.replies =
                command ->
                        FakeHub.answered(
                                new Outcome.DispatchGranted(8_000_000_000L, 61_000_000_000L));
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));

        await().until(() -> !link.sent.isEmpty());
        assertThat(link.sent)
                .singleElement()
                .matches(wait -> wait.compareTo(Duration.ofSeconds(8)) <= 0);
    }

    @Test
    void does_not_send_when_it_stood_still_until_the_payment_was_in_doubt() {
        hub.replies = command -> FakeHub.answered(new Outcome.DispatchGranted(1, 60_000_000_005L));
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));

        await().until(() -> status().figures().unanswered() == 1);
        assertThat(status().figures().dispatched()).isEqualTo(1);
        assertThat(link.sent).isEmpty();
        assertThat(status().payments()).isEqualTo(LinkState.UP);
    }

    @Test
    void does_not_send_what_the_machine_gives_up_before_the_partner_does() {
        hub.replies =
                command ->
                        FakeHub.answered(
                                new Outcome.DispatchGranted(12_000_000_000L, 60_000_000_004L));
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));

        await().until(() -> status().figures().unanswered() == 1);
        assertThat(link.sent).isEmpty();
    }

    @Test
    void does_not_send_what_was_dispatched_before() {
        hub.replies =
                command -> FakeHub.answered(new Outcome.Refused(Rejection.ALREADY_DISPATCHED));
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));

        await().until(() -> status().eventNumber() == 1);
        assertThat(link.sent).isEmpty();
    }

    @Test
    void does_not_send_when_the_machine_does_not_answer_in_time() {
        hub.replies = command -> new Reply.Unknown("lost");
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));

        await().until(() -> status().figures().leftToExpire() == 1);
        await().until(() -> status().eventNumber() == 1);
        assertThat(hub.asked.size()).isGreaterThan(1);
        assertThat(link.sent).isEmpty();
    }

    @Test
    void asks_for_no_right_when_the_message_cannot_be_made() {
        link.draft = new Draft.Impossible("no name");
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));

        await().until(() -> status().eventNumber() == 1);
        assertThat(hub.asked).isEmpty();
        assertThat(status().figures().leftToExpire()).isEqualTo(1);
    }

    @Test
    void a_bug_in_one_payment_does_not_stop_the_next() {
        link.broken = true;
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));
        await().until(() -> status().eventNumber() == 1);

        link.broken = false;
        events.append(5, reserved(2, LINK));
        await().until(() -> link.sent.size() == 1);
        assertThat(status().halted()).isEmpty();
    }

    @Test
    void keeps_payments_from_a_link_that_does_not_answer_but_asks_on() {
        link.reply = LinkReply.nothing("no answer");
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));
        events.append(5, reserved(2, LINK));
        await().until(() -> status().payments() == LinkState.DOWN);

        events.append(6, reserved(3, LINK));
        events.append(6, new Event.EnquiryDue(1, ID, LINK, 1, 0));
        await().until(() -> status().figures().leftToExpire() == 1);
        await().until(() -> link.enquired.size() == 1);
        assertThat(link.sent).hasSize(2);
        assertThat(hub.asked).doesNotContain(dispatch(3));

        link.reply = new LinkReply.Taken();
        link.probeAnswered = true;
        await().until(() -> status().payments() == LinkState.UP);
        events.append(7, reserved(4, LINK));
        await().until(() -> link.sent.size() == 3);
    }

    @Test
    void a_message_that_is_refused_is_no_sign_of_a_link_that_is_down() {
        link.reply = LinkReply.refused("HTTP status 422", Bytes.EMPTY);
        start(FaultLine.NONE);
        for (long number = 1; number <= 5; number++) {
            events.append(5, reserved(number, LINK));
        }

        await().until(() -> status().figures().refusedMessages() == 5);
        assertThat(status().payments()).isEqualTo(LinkState.UP);
    }

    @Test
    void keeps_what_came_and_cannot_be_understood() {
        Bytes garbage = Bytes.copyOf(new byte[] {'<', 0, 'x'});
        link.reply = LinkReply.unclear("garbage", garbage);
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));
        await().until(() -> hub.asked.size() == 2);
        link.reply = LinkReply.refused("HTTP status 422", garbage);
        events.append(5, new Event.EnquiryDue(1, ID, LINK, 2, 0));
        await().until(() -> hub.asked.size() == 3);

        LinkAnswer kept = LinkAnswer.unclear(1, ID, List.of(LinkMessage.unclear(garbage)));
        assertThat(hub.asked).containsExactly(dispatch(1), kept.over(LINK, 0), kept.over(LINK, 2));
        assertThat(status().figures().answers()).isZero();
    }

    @Test
    void reports_what_an_enquiry_hears() {
        link.reply = new LinkReply.Answered(answer(AnswerStatus.ACCEPTED));
        start(FaultLine.NONE);
        events.append(5, new Event.EnquiryDue(1, ID, LINK, 2, 0));

        await().until(() -> status().figures().answers() == 1);
        assertThat(hub.asked).containsExactly(answer(AnswerStatus.ACCEPTED).over(LINK, 2));
        assertThat(status().figures().enquiries()).isEqualTo(1);
    }

    @Test
    void what_is_said_of_another_payment_answers_for_neither() {
        LinkMessage message = LinkMessage.received(Bytes.ofText("of payment 1"));
        link.reply = new LinkReply.Answered(answer(AnswerStatus.REJECTED).after(List.of(message)));
        start(FaultLine.NONE);
        link.probeAnswered = true;
        PaymentId other = new PaymentId(0x4001L, 1L << 63);
        events.append(5, new Event.EnquiryDue(7, ID, LINK, 2, 0));
        await().until(() -> hub.asked.size() == 1);
        events.append(5, new Event.EnquiryDue(1, other, LINK, 2, 0));
        await().until(() -> hub.asked.size() == 2);
        events.append(6, reserved(2, LINK));
        await().until(() -> hub.asked.size() == 4);

        assertThat(hub.asked)
                .containsExactly(
                        LinkAnswer.unclear(7, ID, List.of(message)).over(LINK, 2),
                        LinkAnswer.unclear(1, other, List.of(message)).over(LINK, 2),
                        dispatch(2),
                        LinkAnswer.unclear(2, ID, List.of(message)).over(LINK, 0));
        assertThat(status().figures().unanswered()).isEqualTo(3);
        assertThat(status().figures().answers()).isZero();
    }

    @Test
    void a_link_that_went_down_while_a_payment_had_no_turn_gets_no_right_to_it() {
        settings =
                new LinkSettings(
                        LINK,
                        settings.positionFile(),
                        settings.sendTimeout(),
                        settings.enquiryTimeout(),
                        settings.dispatchPatience(),
                        settings.answerPause(),
                        8,
                        new PacingSettings(1, 100_000, 1_000),
                        settings.breaker(),
                        settings.echoEvery());
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        link.onSend =
                () -> {
                    sending.countDown();
                    pass(done);
                };
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));
        pass(sending);
        events.append(5, reserved(2, LINK));
        await().until(() -> status().open() == 2 && status().eventNumber() == 1);

        link.agreement = new SessionReply.Refused("maintenance");
        engine.signedOff("maintenance");
        done.countDown();

        await().until(() -> status().figures().leftToExpire() == 1);
        assertThat(hub.asked).containsExactly(dispatch(1));
        assertThat(link.sent).hasSize(1);
    }

    @Test
    void what_is_granted_when_it_stops_is_sent_before_the_sign_off() throws Exception {
        CountDownLatch granting = new CountDownLatch(1);
        CountDownLatch granted = new CountDownLatch(1);
        hub.replies =
                command -> {
                    granting.countDown();
                    pass(granted);
                    return FakeHub.grant(command);
                };
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));
        pass(granting);

        Thread stopping = Thread.ofVirtual().start(engine::close);
        await().until(() -> status().session().standing() == LinkStatus.Standing.ENDED);
        granted.countDown();
        stopping.join();

        assertThat(link.said).containsExactly("SIGN_ON", "payment", "SIGN_OFF");
    }

    @Test
    void nothing_is_sent_after_the_sign_off() {
        SandboxFaults faults = new SandboxFaults();
        faults.arm(FaultPoint.AFTER_DISPATCH_RECORD);
        start(faults);
        events.append(5, reserved(1, LINK));
        await().until(() -> faults.standings().getFirst().paymentNumber().isPresent());
        engine.close();
        faults.disarm();

        await().until(() -> status().figures().unanswered() == 1);
        assertThat(link.said).containsExactly("SIGN_ON", "SIGN_OFF");
    }

    @Test
    void a_payment_that_waits_for_the_link_at_a_stop_is_left_to_the_next_start() {
        link.agreement = new SessionReply.Refused("closed");
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));
        await().until(() -> status().open() == 1);
        engine.close();

        await().until(() -> status().open() == 0);
        assertThat(status().figures().leftToExpire()).isZero();
        assertThat(hub.asked).isEmpty();
        assertThat(new PositionFile(settings.positionFile()).read()).isEqualTo(EventPosition.START);
    }

    @Test
    void loses_no_answer_that_it_has_heard_while_it_lives() {
        AtomicInteger refusals = new AtomicInteger(3);
        hub.replies =
                command ->
                        refusals.getAndDecrement() > 0
                                ? FakeHub.answered(
                                        new Outcome.Refused(Rejection.LIMIT_RECOVERY_ITEMS))
                                : FakeHub.grant(command);
        link.reply = new LinkReply.Answered(answer(AnswerStatus.ACCEPTED));
        start(FaultLine.NONE);
        events.append(5, new Event.EnquiryDue(1, ID, LINK, 1, 0));

        await().until(() -> status().figures().answers() == 1);
        assertThat(link.enquired).hasSize(1);
        assertThat(hub.asked).hasSize(4);
        await().until(() -> status().eventNumber() == 1);
    }

    @Test
    void an_answer_that_the_machine_does_not_take_is_not_done() {
        hub.replies =
                command -> FakeHub.answered(new Outcome.Refused(Rejection.LIMIT_RECOVERY_ITEMS));
        link.reply = new LinkReply.Answered(answer(AnswerStatus.ACCEPTED));
        start(FaultLine.NONE);
        events.append(5, new Event.EnquiryDue(1, ID, LINK, 1, 0));
        await().until(() -> hub.asked.size() >= 3);
        engine.close();

        assertThat(status().eventNumber()).isZero();
        assertThat(new PositionFile(settings.positionFile()).read()).isEqualTo(EventPosition.START);
    }

    @Test
    void asks_nothing_about_payments_that_have_ended_or_are_forgotten() {
        hub.payments = number -> FakeHub.payment(number, PaymentState.COMPLETED);
        start(FaultLine.NONE);
        events.append(5, new Event.EnquiryDue(1, ID, LINK, 1, 0));
        await().until(() -> status().eventNumber() == 1);
        hub.payments = number -> FakeHub.payment(number + 1, PaymentState.IN_DOUBT);
        events.append(5, new Event.EnquiryDue(1, ID, LINK, 2, 0));
        await().until(() -> status().eventNumber() == 2);
        assertThat(link.enquired).isEmpty();

        hub.payments = number -> FakeHub.payment(number, PaymentState.IN_DOUBT);
        events.append(5, new Event.EnquiryDue(1, ID, LINK, 3, 0));
        await().until(() -> status().eventNumber() == 3);
        assertThat(link.enquired).containsExactly(3);
    }

    @Test
    void says_whether_the_machine_has_an_answer() throws Exception {
        start(FaultLine.NONE);
        Duration brief = Duration.ofMillis(1);
        assertThat(engine.report(answer(AnswerStatus.ACCEPTED), brief))
                .isEqualTo(LinkEngine.Report.TAKEN);

        hub.replies = command -> FakeHub.answered(new Outcome.Refused(Rejection.PAYMENT_UNKNOWN));
        assertThat(engine.report(answer(AnswerStatus.ACCEPTED), brief))
                .isEqualTo(LinkEngine.Report.TAKEN);
        assertThat(status().figures().strangers()).isEqualTo(1);

        hub.replies =
                command -> FakeHub.answered(new Outcome.Refused(Rejection.LIMIT_RECOVERY_ITEMS));
        assertThat(engine.report(answer(AnswerStatus.ACCEPTED), brief))
                .isEqualTo(LinkEngine.Report.NOT_TAKEN);

        hub.replies = command -> new Reply.Busy();
        assertThat(engine.report(answer(AnswerStatus.ACCEPTED), brief))
                .isEqualTo(LinkEngine.Report.NOT_TAKEN);

        hub.replies =
                command ->
                        FakeHub.answered(
                                new Outcome.AnswerTaken(
                                        AnswerEffect.SET_ASIDE, PaymentState.REJECTED));
        engine.report(answer(AnswerStatus.ACCEPTED), brief);
        assertThat(status().figures().setAside()).isEqualTo(1);
    }

    @Test
    void what_stands_at_a_fault_is_past_its_dispatch_and_holds_nobody_up() {
        SandboxFaults faults = new SandboxFaults();
        faults.arm(FaultPoint.AFTER_DISPATCH_RECORD);
        start(faults);
        events.append(5, reserved(1, LINK));
        await().until(() -> faults.standings().getFirst().paymentNumber().isPresent());
        assertThat(link.sent).isEmpty();

        events.append(5, reserved(2, LINK));
        await().until(() -> link.sent.size() == 1);
        await().until(() -> status().eventNumber() == 2);
        faults.disarm();
        await().until(() -> link.sent.size() == 2);
    }

    @Test
    void an_event_whose_work_was_cut_short_is_read_again() {
        hub.replies = command -> new Reply.Busy();
        settings =
                new LinkSettings(
                        LINK,
                        settings.positionFile(),
                        settings.sendTimeout(),
                        settings.enquiryTimeout(),
                        Duration.ofMinutes(1),
                        settings.answerPause(),
                        1,
                        settings.pacing(),
                        settings.breaker(),
                        settings.echoEvery());
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));
        await().until(() -> !hub.asked.isEmpty());
        engine.close();
        assertThat(new PositionFile(settings.positionFile()).read()).isEqualTo(EventPosition.START);

        hub.replies = FakeHub::grant;
        start(FaultLine.NONE);
        await().until(() -> link.sent.size() == 1);
    }

    @Test
    void a_full_disk_stops_no_payment_and_the_position_is_stored_when_there_is_room()
            throws IOException {
        Path fresh =
                settings.positionFile()
                        .resolveSibling(settings.positionFile().getFileName() + ".new");
        Files.createDirectories(fresh);
        start(FaultLine.NONE);
        events.append(5, reserved(1, LINK));
        await().until(() -> link.sent.size() == 1);
        await().until(() -> status().eventNumber() == 1);
        events.append(5, reserved(2, LINK));
        await().until(() -> link.sent.size() == 2);
        assertThat(status().halted()).isEmpty();
        assertThat(settings.positionFile()).doesNotExist();

        Files.delete(fresh);
        await().until(() -> Files.exists(settings.positionFile()));
        await().until(
                        () ->
                                new PositionFile(settings.positionFile())
                                        .read()
                                        .equals(events.all().getLast().position()));
    }

    @Test
    void stops_for_a_person_when_the_events_are_not_those_it_has_read() {
        new PositionFile(settings.positionFile()).write(new EventPosition(7, 7));
        start(FaultLine.NONE);

        await().until(() -> status().halted().isPresent());
        assertThat(status().halted().orElseThrow()).contains("not those that were read before");
        assertThat(status().payments()).isEqualTo(LinkState.DOWN);
    }
}
