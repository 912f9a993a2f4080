// SPDX-License-Identifier: Apache-2.0
package dev.naru.connectors.scheme;

import dev.naru.connectors.enquiry.LinkStatus;
import dev.naru.connectors.enquiry.LinkStatus.Standing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a link is up, and the one place that says so: payments go over it while its partner has
 * agreed to a sign-on and its breaker is closed. It signs on, sends an echo when nothing was
 * answered for a while, signs on anew when the partner does not answer or has signed us off, and
 * signs off at the end. Between two tries it waits as its {@link Backoff} says; a partner that did
 * not answer and is heard again is tried sooner.
 *
 * <p>Enquiries and answers need no session: a payment that was dispatched is asked for and ended
 * whatever became of the link.
 */
final class LinkSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LinkSession.class);

    /** A partner that is gone must not hold up an orderly stop. */
    private static final Duration SIGN_OFF_PATIENCE = Duration.ofSeconds(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final String name;
    private final LinkSettings settings;
    private final SchemeLink link;
    private final CircuitBreaker breaker;
    private final Backoff backoff;
    private final Thread keeper;
    private final AtomicLong signOns = new AtomicLong();
    private final AtomicLong echoes = new AtomicLong();
    private final AtomicLong missedEchoes = new AtomicLong();
    private volatile long heardAtNs = System.nanoTime();

    /** What the partner says by itself proves neither its session with us nor our way to it. */
    private volatile long answeredAtNs = heardAtNs;

    /** What all others go by; {@link #settle} alone changes it. */
    private boolean up;

    private long upSinceNs;
    private boolean signedOn;

    /** How it stands while the partner has not agreed, and why. */
    private Standing without = Standing.SIGNING_ON;

    private String reason = "not signed on yet";

    /** How often the partner has signed us off: a sign-on from before that counts no more. */
    private long losses;

    /** A sign-on is on its way, and what became of it is not known. */
    private boolean isTrying;

    /** A partner that did not answer was heard since the last try. */
    private boolean isCalled;

    /** So it was still when nobody waited for it any more. */
    private boolean isUnsure;

    /** No more tries, and no new payments. */
    private boolean isStopped;

    /** The sign-off is said, or was not needed. */
    private boolean isEnded;

    /** The keeper's own: missed while nothing was answered since. */
    private long echoMissedAtNs = heardAtNs;

    /** A session that is down and does nothing until it is started. */
    LinkSession(String name, LinkSettings settings, SchemeLink link) {
        this(
                name,
                settings,
                link,
                new Backoff(settings.breaker().firstPause(), settings.breaker().longestPause()));
    }

    LinkSession(String name, LinkSettings settings, SchemeLink link, Backoff backoff) {
        this.name = name;
        this.settings = settings;
        this.link = link;
        this.backoff = backoff;
        this.breaker = new CircuitBreaker(settings.breaker());
        this.keeper = Thread.ofVirtual().name("session-" + name).unstarted(this::keep);
    }

    void start() {
        keeper.start();
    }

    // ---- what others know and say of it

    /** Whether payments go over the link now. */
    boolean isUp() {
        lock.lock();
        try {
            return up;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until payments go over the link, at most this long; whether they do. */
    boolean awaitUp(Duration patience) throws InterruptedException {
        long leftNs = patience.toNanos();
        lock.lock();
        try {
            while (!up && !isStopped && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
            return up;
        } finally {
            lock.unlock();
        }
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

    /** Whether the hub has signed off: nothing may be sent over the link any more. */
    boolean isEnded() {
        lock.lock();
        try {
            return isEnded;
        } finally {
            lock.unlock();
        }
    }

    LinkStatus.Session status() {
        lock.lock();
        try {
            return new LinkStatus.Session(
                    standing(), why(), heardAtNs, signOns.get(), echoes.get(), missedEchoes.get());
        } finally {
            lock.unlock();
        }
    }

    private Standing standing() {
        if (isStopped) {
            return Standing.ENDED;
        }
        return up ? Standing.SIGNED_ON : signedOn ? Standing.NOT_ANSWERING : without;
    }

    private String why() {
        if (isStopped) {
            return "the hub has signed off";
        }
        return up ? "" : signedOn ? "the partner does not answer" : reason;
    }

    /**
     * The partner said something. One that did not answer may be back: the pause before the next
     * sign-on ends. One that wants no session is left alone, whatever it says of payments.
     */
    void heard() {
        heardAtNs = System.nanoTime();
        lock.lock();
        try {
            if (!up && (signedOn || without != Standing.SIGNED_OFF)) {
                isCalled = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What was sent was answered sensibly. */
    void answered() {
        heard();
        answeredAtNs = heardAtNs;
        lock.lock();
        try {
            breaker.succeeded();
            settle();
        } finally {
            lock.unlock();
        }
    }

    /** What was sent was not answered, or not sensibly. */
    void unanswered() {
        lock.lock();
        try {
            breaker.failed();
            settle();
        } finally {
            lock.unlock();
        }
    }

    /** The partner takes no payments from us any more, and says so. */
    void lost(String why) {
        heardAtNs = System.nanoTime();
        log.warn("{}: {}", name, why);
        lock.lock();
        try {
            losses++;
            down(Standing.SIGNED_OFF, why);
            settle();
        } finally {
            lock.unlock();
        }
    }

    private void down(Standing how, String why) {
        signedOn = false;
        without = how;
        reason = why;
        isCalled &= how != Standing.SIGNED_OFF;
    }

    /** Under the lock, after all that may have changed whether the link is up. */
    private void settle() {
        boolean isUp = signedOn && breaker.isClosed() && !isStopped;
        if (isUp == up) {
            return;
        }
        up = isUp;
        long nowNs = System.nanoTime();
        if (up) {
            upSinceNs = nowNs;
        } else {
            backoff.lostAfter(Duration.ofNanos(nowNs - upSinceNs));
        }
        changed.signalAll();
    }

    // ---- keeping it

    private void keep() {
        try {
            signOn();
            while (!isOver()) {
                if (staysUp(untilEcho())) {
                    echoWhenDue();
                } else if (awaitTry()) {
                    signOn();
                }
            }
        } catch (InterruptedException e) {
            // Stopped while waiting: there is nothing left to keep.
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return isStopped;
        } finally {
            lock.unlock();
        }
    }

    /** Waits while it is up, at most this long; whether it still is. */
    private boolean staysUp(Duration patience) throws InterruptedException {
        long leftNs = patience.toNanos();
        lock.lock();
        try {
            while (up && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
            return up;
        } finally {
            lock.unlock();
        }
    }

    /** Waits out the pause before the next try; whether one is wanted still. */
    private boolean awaitTry() throws InterruptedException {
        long beganNs = System.nanoTime();
        Duration first = settings.breaker().firstPause();
        lock.lock();
        try {
            // Good probes follow one another soon.
            boolean isProved = signedOn && breaker.state() == CircuitBreaker.State.HALF_OPEN;
            Duration pause = isProved ? first : backoff.take();
            while (!up && !isStopped) {
                Duration wanted = isCalled && first.compareTo(pause) < 0 ? first : pause;
                long leftNs = wanted.toNanos() - (System.nanoTime() - beganNs);
                if (leftNs <= 0) {
                    return true;
                }
                changed.awaitNanos(leftNs);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** One who did not answer an echo is asked again soon: a few of them open the breaker. */
    private Duration untilEcho() {
        return isEchoMissed()
                ? settings.breaker().firstPause()
                : settings.echoEvery().minus(unansweredFor());
    }

    private boolean isEchoMissed() {
        return echoMissedAtNs - answeredAtNs > 0;
    }

    private Duration unansweredFor() {
        return Duration.ofNanos(System.nanoTime() - answeredAtNs);
    }

    private void echoWhenDue() {
        if (!isEchoMissed() && unansweredFor().compareTo(settings.echoEvery()) < 0) {
            return;
        }
        switch (say(SessionEvent.ECHO, settings.enquiryTimeout())) {
            case SessionReply.Agreed() -> {
                echoes.incrementAndGet();
                answered();
            }
            case SessionReply.Refused(String why) -> lost("an echo was refused: " + why);
            case SessionReply.Failed(String why) -> {
                echoMissedAtNs = System.nanoTime();
                missedEchoes.incrementAndGet();
                log.warn("{}: no answer to an echo: {}", name, why);
                unanswered();
            }
        }
    }

    /**
     * Tries once, unless it was stopped. Where the partner has not agreed, its agreement is enough;
     * where it did not answer, it must also answer for payments again, as often as the breaker
     * wants.
     */
    private void signOn() {
        Optional<Before> begun = begin();
        if (begun.isEmpty()) {
            return;
        }
        Before before = begun.get();
        SessionReply reply = say(SessionEvent.SIGN_ON, settings.enquiryTimeout());
        boolean answersPayments =
                reply instanceof SessionReply.Agreed
                        && (!before.wasSignedOn() || isProbeAnswered());
        lock.lock();
        try {
            isTrying = false;
            switch (reply) {
                case SessionReply.Agreed() -> {
                    if (losses == before.losses() && !isEnded) {
                        agreed(before.wasSignedOn(), answersPayments);
                    }
                }
                case SessionReply.Refused(String why) -> {
                    heardAtNs = System.nanoTime();
                    log.warn("{}: the sign-on was refused: {}", name, why);
                    down(Standing.SIGNED_OFF, "the sign-on was refused: " + why);
                }
                case SessionReply.Failed(String why) -> {
                    if (!signedOn) {
                        down(Standing.NOT_ANSWERING, "no answer to the sign-on: " + why);
                    }
                    breaker.probeFailed();
                }
            }
            settle();
        } finally {
            lock.unlock();
        }
    }

    /** How it stood when a try began. */
    private record Before(boolean wasSignedOn, long losses) {}

    private Optional<Before> begin() {
        lock.lock();
        try {
            if (isStopped) {
                return Optional.empty();
            }
            isTrying = true;
            isCalled = false;
            return Optional.of(new Before(signedOn, losses));
        } finally {
            lock.unlock();
        }
    }

    private void agreed(boolean wasSignedOn, boolean answersPayments) {
        heardAtNs = System.nanoTime();
        answeredAtNs = heardAtNs;
        signOns.incrementAndGet();
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

    // ---- ending it

    /**
     * Ends the keeping: no payment begins any more, and no sign-on comes after this. The partner
     * hears of it only by {@link #close}, when what was granted has been sent.
     */
    void stop() {
        boolean canWait;
        lock.lock();
        try {
            isStopped = true;
            canWait = isTrying;
            settle();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!canWait) {
            keeper.interrupt();
        }
        try {
            if (keeper.isAlive()) {
                // A sign-on that is under way is heard to its end: it decides about the sign-off.
                keeper.join(SIGN_OFF_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            isUnsure |= isTrying;
        } finally {
            lock.unlock();
        }
        keeper.interrupt();
    }

    /** Signs off where the partner has agreed, or may have. */
    @Override
    public void close() {
        stop();
        boolean mayBeSignedOn;
        lock.lock();
        try {
            mayBeSignedOn = !isEnded && (signedOn || isUnsure);
            isEnded = true;
            signedOn = false;
        } finally {
            lock.unlock();
        }
        if (mayBeSignedOn
                && say(SessionEvent.SIGN_OFF, SIGN_OFF_PATIENCE)
                        instanceof SessionReply.Failed(String why)) {
            log.info("{}: no answer to the sign-off: {}", name, why);
        }
    }
}
