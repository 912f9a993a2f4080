// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import dev.naru.authentication.cardtap.cryptogram.KeysUnavailableException.Reason;
import dev.naru.authentication.cardtap.cryptogram.TokenStanding.Login;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Issuers' keys in a token that may go away, hang and come back, as a module in a network does.
 * While it is away, whoever asks hears at once that the keys are unavailable, and one of those who
 * ask tries to open it anew, once in {@link #PAUSE} at the most. A key that is missing is missing
 * alone: it is looked for as often, and the token stays open for the others. A token that refuses
 * the PIN is not tried again: after a few wrong ones it would shut itself for good.
 *
 * <p>For any number of threads, none of which the token can hold for long: see {@link TokenCalls}.
 */
public final class ReturningToken implements AutoCloseable {
    /** Between two tries to open it anew, or to find a key that is missing. */
    public static final Duration PAUSE = Duration.ofSeconds(5);

    /** How long anybody waits for an answer, a try to open it anew included. */
    public static final Duration LIMIT = Duration.ofSeconds(3);

    private static final int QUESTIONS_AT_ONCE = 4;
    private static final int QUESTIONS_WAITING = 64;

    private final Opening opening;
    private final Map<String, KeyAlgorithm> algorithms;
    private final Timing timing;
    private final Consumer<Optional<String>> told;
    private final TokenCalls questions =
            new TokenCalls("token-question-", QUESTIONS_AT_ONCE, QUESTIONS_WAITING);

    /** All that changes what is open is done on one thread, one after the other. */
    private final TokenCalls openings = new TokenCalls("token-opening-", 1, 1);

    private volatile TokenStanding standing = TokenStanding.UNKNOWN;
    private long triedNs;
    private boolean isBeingTried;
    private boolean isOver;
    private boolean isClosed;

    /** How the token is opened, each time anew. */
    @FunctionalInterface
    public interface Opening {
        /**
         * Logs in.
         *
         * @throws KeysUnavailableException when it is away, or refuses the PIN
         */
        IssuerToken open() throws KeysUnavailableException;
    }

    /**
     * By which clock, and how long to wait.
     *
     * @param nanoTime as {@link System#nanoTime}
     * @param limit of each question and of the first opening, asked each time
     */
    public record Timing(LongSupplier nanoTime, Supplier<Duration> limit) {
        /** By the computer's clock, with {@link #LIMIT}. */
        public static final Timing REAL = new Timing(System::nanoTime, () -> LIMIT);
    }

    private ReturningToken(
            Opening opening,
            Map<String, KeyAlgorithm> keys,
            Timing timing,
            Consumer<Optional<String>> told) {
        this.opening = opening;
        this.algorithms = Map.copyOf(keys);
        this.timing = timing;
        this.told = told;
    }

    /**
     * Opens it for the first time. It may be away; what somebody would have to correct may not be.
     *
     * @param keys that will be asked for: the label of each, and of which algorithm it must be
     * @param told hears of each change: why keys are unavailable, or nothing when all are back
     * @throws KeysUnavailableException for a reason that does not pass by itself, such as a PIN
     *     that is refused or, where the token answers, a key that is missing
     */
    public static ReturningToken open(
            Opening opening,
            Map<String, KeyAlgorithm> keys,
            Timing timing,
            Consumer<Optional<String>> told)
            throws KeysUnavailableException {
        ReturningToken token = new ReturningToken(opening, keys, timing, told);
        try {
            token.openFirst();
            return token;
        } catch (KeysUnavailableException | RuntimeException | Error wrong) {
            token.close();
            throw wrong;
        }
    }

    private void openFirst() throws KeysUnavailableException {
        Optional<FutureTask<TokenStanding>> trying = begin(this::reopened);
        try {
            if (trying.isPresent()) {
                tried(timing.limit.get(), trying.get());
            }
        } catch (KeysUnavailableException failed) {
            if (!failed.reason().isPassing()) {
                throw failed;
            }
        }
        TokenStanding first = standing;
        if (first.away().isEmpty() && !first.concerns().isEmpty()) {
            throw first.why(first.concerns().firstKey());
        }
    }

    /**
     * The key with this label, wherever its token is by then.
     *
     * @throws IllegalArgumentException when the label was not named at the opening
     */
    public IssuerKeys issuerKeys(String label) {
        KeyAlgorithm algorithm = algorithms.get(label);
        if (algorithm == null) {
            throw new IllegalArgumentException("nobody named the key " + label);
        }
        return new Keys(label, algorithm);
    }

    /** Why the token, or some of its keys, cannot be asked; empty while all is well. */
    public Optional<String> complaint() {
        return standing.complaint();
    }

    /** A question to a key. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(IssuerKeys keys) throws KeysUnavailableException;
    }

    private <T> T asked(String label, Question<T> question) throws KeysUnavailableException {
        long byNs = timing.nanoTime.getAsLong() + timing.limit.get().toNanos();
        TokenStanding now = standing;
        Optional<IssuerKeys> key = now.key(label);
        if (key.isEmpty()) {
            return askedAnew(key, label, question, byNs, now.why(label));
        }
        try {
            return answer(key.get(), label, question, byNs);
        } catch (KeysUnavailableException failed) {
            if (failed.reason() == Reason.SILENT || failed.reason() == Reason.BUSY) {
                throw failed;
            }
            return askedAnew(key, label, question, byNs, failed);
        }
    }

    /**
     * After somebody has looked for the key.
     *
     * @param lost whom to ask no more; empty where nobody was asked
     * @param why nobody was, or nobody answered
     */
    private <T> T askedAnew(
            Optional<IssuerKeys> lost,
            String label,
            Question<T> question,
            long byNs,
            KeysUnavailableException why)
            throws KeysUnavailableException {
        TokenStanding now = standing;
        if (now.key(label).equals(lost)) {
            Optional<FutureTask<TokenStanding>> trying = begin(() -> found(label));
            if (trying.isEmpty()) {
                lost.ifPresent(key -> lose(key, label, why));
                throw why;
            }
            now = tried(left(byNs), trying.get());
        }
        Optional<IssuerKeys> found = now.key(label);
        if (found.isEmpty()) {
            throw now.why(label);
        }
        try {
            return answer(found.get(), label, question, byNs);
        } catch (KeysUnavailableException again) {
            if (again.reason() != Reason.BUSY) {
                lose(found.get(), label, again);
            }
            throw again;
        }
    }

    private <T> T answer(IssuerKeys key, String label, Question<T> question, long byNs)
            throws KeysUnavailableException {
        try {
            return questions.within(left(byNs), () -> question.ask(key));
        } catch (KeysUnavailableException failed) {
            if (failed.reason() == Reason.SILENT) {
                lose(key, label, failed);
            }
            throw failed;
        }
    }

    private Duration left(long byNs) {
        return Duration.ofNanos(Math.max(0, byNs - timing.nanoTime.getAsLong()));
    }

    /** What hangs is away as a whole; what fails is one key, until somebody has looked. */
    @SuppressWarnings("ReferenceEquality") // The very key of this login, and no other like it.
    private synchronized void lose(IssuerKeys asked, String label, KeysUnavailableException why) {
        if (standing.key(label).filter(key -> key == asked).isEmpty()) {
            // Somebody has looked since.
            return;
        }
        settle(
                why.reason() == Reason.SILENT
                        ? standing.hanging(why.sentence())
                        : standing.without(label, why.sentence()));
    }

    /** Nobody waits for whoever tries: they hear what they would have heard without him. */
    private synchronized Optional<FutureTask<TokenStanding>> begin(
            TokenCalls.Call<TokenStanding> work) throws KeysUnavailableException {
        long nowNs = timing.nanoTime.getAsLong();
        boolean isTooSoon =
                !standing.equals(TokenStanding.UNKNOWN) && nowNs - triedNs < PAUSE.toNanos();
        // While every thread for questions is held, there is nobody who could ask a token anew.
        if (isOver || isBeingTried || isTooSoon || questions.isFull()) {
            return Optional.empty();
        }
        FutureTask<TokenStanding> trying = openings.begin(() -> done(work));
        triedNs = nowNs;
        isBeingTried = true;
        return Optional.of(trying);
    }

    private TokenStanding tried(Duration limit, FutureTask<TokenStanding> trying)
            throws KeysUnavailableException {
        try {
            return TokenCalls.await(limit, trying);
        } catch (KeysUnavailableException failed) {
            synchronized (this) {
                if (failed.reason() == Reason.SILENT && isBeingTried) {
                    settle(standing.hanging(failed.sentence()));
                }
            }
            throw failed;
        }
    }

    /** On the thread of openings, and so perhaps when nobody waits any more. */
    private TokenStanding done(TokenCalls.Call<TokenStanding> work)
            throws KeysUnavailableException {
        try {
            return ended(work.make());
        } catch (KeysUnavailableException still) {
            synchronized (this) {
                isOver |= still.reason() == Reason.PIN_REFUSED;
            }
            ended(TokenStanding.gone(still.sentence()));
            throw still;
        } catch (RuntimeException | Error odd) {
            String why = "the token cannot be opened: " + odd;
            ended(TokenStanding.gone(why));
            if (odd instanceof Error) {
                throw odd;
            }
            throw new KeysUnavailableException(why, odd);
        }
    }

    private TokenStanding ended(TokenStanding next) {
        synchronized (this) {
            isBeingTried = false;
            if (!isClosed) {
                settle(next);
                return next;
            }
        }
        next.login().ifPresent(late -> late.token().close());
        return standing;
    }

    /** A token that answers is not opened anew for a key that is missing. */
    private TokenStanding found(String label) throws KeysUnavailableException {
        Optional<Login> last = standing.login();
        if (last.isEmpty()) {
            return reopened();
        }
        Set<String> labels = new HashSet<>(last.get().missing().keySet());
        labels.add(label);
        try {
            return TokenStanding.here(looked(last.get(), labels));
        } catch (KeysUnavailableException | RuntimeException lost) {
            // To PKCS#11 a whole process is logged in or is not, so the old login goes first.
            last.get().token().close();
            return reopened();
        }
    }

    private TokenStanding reopened() throws KeysUnavailableException {
        IssuerToken token = opening.open();
        try {
            return TokenStanding.here(looked(Login.of(token), algorithms.keySet()));
        } catch (KeysUnavailableException | RuntimeException lost) {
            token.close();
            throw lost;
        }
    }

    /** The same login with what it shows of these keys, as long as it shows anything. */
    private Login looked(Login login, Set<String> labels) throws KeysUnavailableException {
        Login found = login;
        for (String label : labels) {
            try {
                found = found.with(label, key(login.token(), label));
            } catch (KeysUnavailableException missing) {
                if (missing.reason() != Reason.KEY) {
                    throw missing;
                }
                found = found.without(label, missing.sentence());
            }
        }
        return found;
    }

    private IssuerKeys key(IssuerToken token, String label) throws KeysUnavailableException {
        IssuerKeys key = token.issuerKeys(label);
        if (key.algorithm() != algorithms.get(label)) {
            throw new KeysUnavailableException(
                    Reason.KEY,
                    "the key %s is one of %s, and its cards need one of %s"
                            .formatted(label, key.algorithm(), algorithms.get(label)));
        }
        return key;
    }

    private synchronized void settle(TokenStanding next) {
        if (isClosed) {
            return;
        }
        boolean isNews = !next.concerns().keySet().equals(standing.concerns().keySet());
        standing = next;
        if (isNews) {
            told.accept(next.complaint());
        }
    }

    /** Logs out, and never in again; of a token that hangs it does not wait for long. */
    @Override
    public void close() {
        Optional<Login> last;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isOver = true;
            isClosed = true;
            last = standing.login();
            standing = TokenStanding.gone("the token was let go");
        }
        try {
            if (last.isPresent()) {
                FutureTask<Boolean> closing =
                        openings.begin(
                                () -> {
                                    last.get().token().close();
                                    return true;
                                });
                TokenCalls.await(timing.limit.get(), closing);
            }
        } catch (KeysUnavailableException hangs) {
            // Its login ends with this process.
        }
        questions.end();
        openings.end();
    }

    /** Says nothing of the token or its keys. */
    @Override
    public String toString() {
        return "ReturningToken";
    }

    /** A key by its label. */
    private final class Keys implements IssuerKeys {
        private final String label;
        private final KeyAlgorithm algorithm;

        Keys(String label, KeyAlgorithm algorithm) {
            this.label = label;
            this.algorithm = algorithm;
        }

        @Override
        public KeyAlgorithm algorithm() {
            return algorithm;
        }

        @Override
        public Comparison compare(CardTransaction transaction, byte[] covered, byte[] cryptogram)
                throws KeysUnavailableException {
            return asked(label, keys -> keys.compare(transaction, covered, cryptogram));
        }

        @Override
        public byte[] respond(
                CardTransaction transaction, byte[] cryptogram, IssuerDecision decision)
                throws KeysUnavailableException {
            return asked(label, keys -> keys.respond(transaction, cryptogram, decision));
        }

        /** The token is let go as a whole. */
        @Override
        public void close() {}

        /** Says only of which algorithm. */
        @Override
        public String toString() {
            return "ReturningIssuerKeys[" + algorithm + "]";
        }
    }
}
