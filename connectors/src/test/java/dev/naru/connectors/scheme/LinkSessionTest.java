// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.connectors.enquiry.LinkStatus.Standing;
import dev.naru.protocol.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the contract cannot bring about: moments between two threads, and a link that is broken. */
class LinkSessionTest {
    private static final SessionReply AGREED = new SessionReply.Agreed();
    private static final Duration MOMENT = Duration.ofMillis(1);

    /** No test waits for it. */
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final FakeLink link = new FakeLink();
    private LinkSession session = session(new Backoff(MOMENT, MOMENT));

    private LinkSession session(Backoff backoff) {
        return session(backoff, LinkSettings.STANDARD_ECHO);
    }

    private LinkSession session(Backoff backoff, Duration echoEvery) {
        return new LinkSession(
                "link",
                new LinkSettings(
                        3,
                        Path.of("position"),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(1),
                        8,
                        PacingSettings.STANDARD,
                        new BreakerSettings(2, 1, MOMENT, MOMENT),
                        echoEvery),
                link,
                backoff);
    }

    private static final class FakeLink implements SchemeLink {
        final List<SessionEvent> said = new CopyOnWriteArrayList<>();
        volatile Function<SessionEvent, SessionReply> replies = event -> AGREED;

        @Override
        public Draft draft(Event.PaymentReserved payment, long reservedAtNs) {
            return new Draft.Impossible("not here");
        }

        @Override
        public Duration executionTime() {
            return Duration.ofSeconds(60);
        }

        @Override
        public LinkReply send(Draft.Ready draft, Duration timeout) {
            return LinkReply.nothing("not here");
        }

        @Override
        public LinkReply enquire(Event.EnquiryDue enquiry, long dueAtNs, Duration timeout) {
            return LinkReply.nothing("not here");
        }

        @Override
        public boolean answersProbe(Duration timeout) {
            return true;
        }

        @Override
        public SessionReply session(SessionEvent event, Duration timeout) {
            said.add(event);
            return replies.apply(event);
        }
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void is_down_until_it_is_started() {
        assertThat(session.isUp()).isFalse();
        assertThat(session.status().standing()).isEqualTo(Standing.SIGNING_ON);
        session.answered();
        session.answered();
        assertThat(session.isUp()).isFalse();
    }

    /** The partner's yes is older than its sign-off, whichever arrives first. */
    @Test
    void a_sign_off_that_overtakes_the_answer_to_a_sign_on_counts() {
        link.replies =
                event -> {
                    if (link.said.size() == 1) {
                        session.lost("signed off");
                        return AGREED;
                    }
                    return new SessionReply.Refused("maintenance");
                };
        session.start();

        await().until(() -> link.said.size() >= 3);
        assertThat(session.isUp()).isFalse();
        assertThat(session.status().signOns()).isZero();
    }

    @Test
    void answers_of_a_partner_that_signed_us_off_do_not_bring_payments_back() {
        session.start();
        await().until(session::isUp);
        link.replies = event -> new SessionReply.Refused("maintenance");

        session.lost("signed off by the partner");
        for (int i = 0; i < 5; i++) {
            session.answered();
        }

        assertThat(session.isUp()).isFalse();
        assertThat(session.isSignedOn()).isFalse();
    }

    @Test
    void a_link_that_throws_is_tried_again() {
        link.replies =
                event -> {
                    if (link.said.size() < 3) {
                        throw new IllegalStateException("a bug of the link");
                    }
                    return AGREED;
                };
        session.start();

        await().until(session::isUp);
        assertThat(session.status().reason()).isEmpty();
    }

    @Test
    void signs_off_only_where_it_is_signed_on() {
        link.replies = event -> new SessionReply.Failed("nobody there");
        session.start();
        await().until(() -> session.status().standing() == Standing.NOT_ANSWERING);
        session.close();

        assertThat(link.said).doesNotContain(SessionEvent.SIGN_OFF);
        assertThat(session.status().standing()).isEqualTo(Standing.ENDED);
    }

    /** What was answered meanwhile closes the breaker; it does not sign on. */
    @Test
    void a_refused_sign_on_leaves_the_link_down_whatever_the_breaker_says() throws Exception {
        session.start();
        await().until(session::isUp);
        link.replies =
                event -> {
                    session.answered();
                    return new SessionReply.Refused("maintenance");
                };
        session.unanswered();
        session.unanswered();

        await().until(() -> session.status().standing() == Standing.SIGNED_OFF);
        assertThat(session.isUp()).isFalse();
        assertThat(session.awaitUp(Duration.ZERO)).isFalse();
        int tries = link.said.size();
        await().until(() -> link.said.size() >= tries + 2);
        assertThat(session.isUp()).isFalse();

        link.replies = event -> AGREED;
        await().until(session::isUp);
    }

    @Test
    void whoever_waits_hears_when_it_is_up_and_not_before() throws Exception {
        link.replies = event -> new SessionReply.Failed("nobody there");
        session.start();
        assertThat(session.awaitUp(MOMENT)).isFalse();

        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Boolean> up =
                CompletableFuture.supplyAsync(
                        () -> {
                            waiting.countDown();
                            try {
                                return session.awaitUp(FOR_EVER);
                            } catch (InterruptedException e) {
                                return false;
                            }
                        });
        waiting.await();
        session.answered();
        session.answered();
        assertThat(up).isNotDone();
        link.replies = event -> AGREED;
        assertThat(up.get()).isTrue();
    }

    /** As one does that takes sign-ons and refuses payments. */
    @Test
    void a_partner_that_agrees_and_takes_nothing_is_signed_on_to_less_and_less_often() {
        Backoff backoff = new Backoff(MOMENT, FOR_EVER);
        session = session(backoff);
        session.start();
        for (long i = 1; i <= 6; i++) {
            await().until(session::isUp);
            session.lost("the partner says that we are not signed on");
            session.heard();
            long agreed = i + 1;
            await().until(() -> session.status().signOns() == agreed);
        }

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(64));
    }

    @Test
    void a_partner_that_did_not_answer_and_is_heard_again_is_tried_at_once() {
        session = session(new Backoff(FOR_EVER, FOR_EVER));
        link.replies = event -> new SessionReply.Failed("nobody there");
        session.start();
        await().until(() -> session.status().standing() == Standing.NOT_ANSWERING);

        link.replies = event -> AGREED;
        session.heard();
        await().until(session::isUp);
        session.unanswered();
        session.unanswered();
        assertThat(session.isUp()).isFalse();
        session.heard();
        await().until(session::isUp);
    }

    @Test
    void a_word_from_a_partner_that_wants_no_session_brings_no_sign_on() {
        session = session(new Backoff(FOR_EVER, FOR_EVER));
        link.replies = event -> new SessionReply.Refused("maintenance");
        session.start();
        await().until(() -> session.status().standing() == Standing.SIGNED_OFF);
        for (int i = 0; i < 5; i++) {
            session.heard();
            session.answered();
        }
        session.close();

        assertThat(link.said).containsExactly(SessionEvent.SIGN_ON);
    }

    /** The partner may have agreed: it must not be left believing that. */
    @Test
    void a_sign_on_that_is_not_answered_by_the_end_is_followed_by_a_sign_off() {
        CountDownLatch asked = new CountDownLatch(1);
        link.replies =
                event -> {
                    if (event == SessionEvent.SIGN_OFF) {
                        return AGREED;
                    }
                    asked.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new SessionReply.Failed("interrupted");
                };
        session.start();
        await().until(() -> asked.getCount() == 0);
        session.close();

        assertThat(link.said).containsExactly(SessionEvent.SIGN_ON, SessionEvent.SIGN_OFF);
    }

    /** Its words prove neither that it knows our session nor that ours reach it. */
    @Test
    void a_partner_that_talks_and_is_not_spoken_to_gets_its_echo() {
        session = session(new Backoff(MOMENT, MOMENT), Duration.ofSeconds(1));
        session.start();
        await().until(session::isUp);
        await().pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            session.heard();
                            return session.status().echoes() > 0;
                        });
        link.replies =
                event ->
                        event == SessionEvent.ECHO
                                ? new SessionReply.Refused("no session of yours")
                                : new SessionReply.Failed("silent");
        await().pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            session.heard();
                            return !session.isUp();
                        });
    }

    @Test
    void nothing_is_said_after_the_sign_off() {
        session.start();
        await().until(session::isUp);
        session.close();
        session.heard();
        session.lost("late");
        session.close();

        assertThat(link.said).containsExactly(SessionEvent.SIGN_ON, SessionEvent.SIGN_OFF);
        assertThat(session.isUp()).isFalse();
        assertThat(session.status().standing()).isEqualTo(Standing.ENDED);
    }
}
