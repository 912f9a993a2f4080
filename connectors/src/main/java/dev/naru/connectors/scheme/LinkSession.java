// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.connectors.enquiry.LinkStatus;
import dev.naru.connectors.enquiry.LinkStatus.Standing;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a link is up, and the one place that says so: payments go over it while its partner has
 * agreed to a sign-on and its breaker is closed. It signs on, sends an echo when nothing was heard
 * for a while, signs on anew when the partner does not answer or has signed us off, and signs off
 * at the end. Between two tries it waits as long as its breaker says.
 *
 * <p>Enquiries and answers need no session: a payment that was dispatched is asked for and ended
 * whatever became of the link.
 */
final class LinkSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LinkSession.class);

    /** A partner that is gone must not hold up an orderly stop. */
    private static final Duration SIGN_OFF_PATIENCE = Duration.ofSeconds(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Pause pause = new Pause();
    private final String name;
    private final LinkSettings settings;
    private final SchemeLink link;
    private final CircuitBreaker breaker;
    private final Thread keeper;
    private final AtomicLong signOns = new AtomicLong();
    private final AtomicLong echoes = new AtomicLong();
    private final AtomicLong missedEchoes = new AtomicLong();
    private volatile long heardAtNs = System.nanoTime();

    /** How it stands while the partner has not agreed, and why. */
    private Standing without = Standing.SIGNING_ON;

    private String reason = "not signed on yet";

    /** While it is not, the breaker is open, and only a sign-on closes it. */
    private boolean signedOn;

    /** How often the partner has signed us off: a sign-on from before that counts no more. */
    private long losses;

    /** The keeper's own. */
    private boolean isEchoMissed;

    /** A session that is down and does nothing until it is started. */
    LinkSession(String name, LinkSettings settings, SchemeLink link) {
        this.name = name;
        this.settings = settings;
        this.link = link;
        this.breaker = new CircuitBreaker(settings.breaker());
        this.breaker.trip();
        this.keeper = Thread.ofVirtual().name("session-" + name).unstarted(this::keep);
    }

    void start() {
        keeper.start();
    }

    // ---- what others know and say of it

    /** Whether payments go over the link now. */
    boolean isUp() {
        return breaker.isClosed();
    }

    /** Waits until payments go over the link, at most this long; whether they do. */
    boolean awaitUp(Duration patience) throws InterruptedException {
        return breaker.awaitClosed(patience);
    }

    /** Whether the partner has agreed, whether or not it answers now. */
    boolean isSignedOn() {
        lock.lock();
        try {
            return signedOn;
        } finally {
            lock.unlock();
        }
    }

    LinkStatus.Session status() {
        lock.lock();
        try {
            boolean isUp = breaker.isClosed();
            return new LinkStatus.Session(
                    isUp ? Standing.SIGNED_ON : signedOn ? Standing.NOT_ANSWERING : without,
                    isUp ? "" : signedOn ? "the partner does not answer" : reason,
                    heardAtNs,
                    signOns.get(),
                    echoes.get(),
                    missedEchoes.get());
        } finally {
            lock.unlock();
        }
    }

    /** The partner said something. */
    void heard() {
        heardAtNs = System.nanoTime();
    }

    /** What was sent was answered sensibly. */
    void answered() {
        heard();
        lock.lock();
        try {
            if (signedOn) {
                breaker.succeeded();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What was sent was not answered, or not sensibly. */
    void unanswered() {
        breaker.failed();
    }

    /** The partner takes no payments from us any more, and says so. */
    void lost(String why) {
        heard();
        log.warn("{}: {}", name, why);
        lock.lock();
        try {
            losses++;
            down(Standing.SIGNED_OFF, why);
            breaker.trip();
        } finally {
            lock.unlock();
        }
    }

    private void down(Standing how, String why) {
        if (without != Standing.ENDED) {
            signedOn = false;
            without = how;
            reason = why;
        }
    }

    // ---- keeping it

    private void keep() {
        try {
            signOn();
            while (!pause.isOver()) {
                if (breaker.isClosed()) {
                    if (!breaker.awaitTrouble(untilEcho())) {
                        echoWhenDue();
                    }
                } else if (!pause.endsEarly(breaker.pause())) {
                    signOn();
                }
            }
        } catch (InterruptedException e) {
            // Closed while waiting: there is nothing left to keep.
            Thread.currentThread().interrupt();
        }
    }

    /** One who did not answer an echo is asked again soon: a few of them open the breaker. */
    private Duration untilEcho() {
        return isEchoMissed
                ? settings.breaker().firstPause()
                : settings.echoEvery().minus(status().silence());
    }

    private void echoWhenDue() {
        if (!isEchoMissed && status().silence().compareTo(settings.echoEvery()) < 0) {
            return;
        }
        switch (say(SessionEvent.ECHO, settings.enquiryTimeout())) {
            case SessionReply.Agreed() -> {
                isEchoMissed = false;
                echoes.incrementAndGet();
                answered();
            }
            case SessionReply.Refused(String why) -> lost("an echo was refused: " + why);
            case SessionReply.Failed(String why) -> {
                isEchoMissed = true;
                missedEchoes.incrementAndGet();
                log.warn("{}: no answer to an echo: {}", name, why);
                unanswered();
            }
        }
    }

    /**
     * Tries once. Where the partner has not agreed, its agreement is enough; where it did not
     * answer, it must also answer for payments again, as often as the breaker wants.
     */
    private void signOn() {
        Before before = before();
        SessionReply reply = say(SessionEvent.SIGN_ON, settings.enquiryTimeout());
        boolean answersPayments =
                reply instanceof SessionReply.Agreed
                        && (!before.wasSignedOn() || isProbeAnswered());
        lock.lock();
        try {
            switch (reply) {
                case SessionReply.Agreed() -> {
                    if (losses == before.losses() && without != Standing.ENDED) {
                        agreed(before.wasSignedOn(), answersPayments);
                    }
                }
                case SessionReply.Refused(String why) -> {
                    heard();
                    log.warn("{}: the sign-on was refused: {}", name, why);
                    down(Standing.SIGNED_OFF, "the sign-on was refused: " + why);
                    breaker.probeFailed();
                }
                case SessionReply.Failed(String why) -> {
                    if (!signedOn) {
                        down(Standing.NOT_ANSWERING, "no answer to the sign-on: " + why);
                    }
                    breaker.probeFailed();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** How it stood when a try began. */
    private record Before(boolean wasSignedOn, long losses) {}

    private Before before() {
        lock.lock();
        try {
            return new Before(signedOn, losses);
        } finally {
            lock.unlock();
        }
    }

    private void agreed(boolean wasSignedOn, boolean answersPayments) {
        heard();
        signOns.incrementAndGet();
        isEchoMissed = false;
        if (!wasSignedOn) {
            signedOn = true;
            breaker.reset();
            log.info("{}: signed on", name);
        } else if (answersPayments) {
            breaker.succeeded();
        } else {
            breaker.probeFailed();
        }
    }

    /** A link that throws has not answered: whatever happens, the session is kept. */
    private SessionReply say(SessionEvent event, Duration timeout) {
        try {
            return link.session(event, timeout);
        } catch (RuntimeException e) {
            log.error("a fault in a session", e);
            return new SessionReply.Failed("a fault");
        }
    }

    private boolean isProbeAnswered() {
        try {
            return link.answersProbe(settings.enquiryTimeout());
        } catch (RuntimeException e) {
            log.error("a fault in a probe", e);
            return false;
        }
    }

    @Override
    public void close() {
        pause.end();
        keeper.interrupt();
        boolean wasSignedOn;
        try {
            if (keeper.isAlive()) {
                // A sign-on that is under way must not come after the sign-off.
                keeper.join(SIGN_OFF_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            wasSignedOn = signedOn;
            down(Standing.ENDED, "the hub has signed off");
            breaker.trip();
        } finally {
            lock.unlock();
        }
        if (wasSignedOn
                && say(SessionEvent.SIGN_OFF, SIGN_OFF_PATIENCE)
                        instanceof SessionReply.Failed(String why)) {
            log.info("{}: no answer to the sign-off: {}", name, why);
        }
    }
}
