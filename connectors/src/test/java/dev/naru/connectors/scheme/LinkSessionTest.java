// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.naru.connectors.enquiry.LinkStatus.Standing;
import dev.naru.protocol.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the contract cannot bring about: moments between two threads, and a link that is broken. */
class LinkSessionTest {
    private static final SessionReply AGREED = new SessionReply.Agreed();

    private final FakeLink link = new FakeLink();
    private final LinkSession session =
            new LinkSession(
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
                            new BreakerSettings(2, 1, Duration.ofMillis(1), Duration.ofMillis(1))),
                    link);

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
}
