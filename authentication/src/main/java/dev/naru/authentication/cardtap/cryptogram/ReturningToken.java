// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Issuers' keys in a token that may go away and come back, as a module in a network does. While it
 * is away, whoever asks hears that the keys are unavailable, and one of those who ask tries to open
 * it anew, once in {@link #PAUSE} at the most. A token that refuses the PIN is not tried again:
 * after a few wrong ones it would shut itself for good.
 *
 * <p>For any number of threads.
 */
public final class ReturningToken implements AutoCloseable {
    /** Between two tries to open it anew. */
    public static final Duration PAUSE = Duration.ofSeconds(5);

    /** How PKCS#11 names every refusal of a PIN: CKR_PIN_INCORRECT, CKR_PIN_LOCKED and others. */
    private static final String PIN_REFUSED = "CKR_PIN_";

    private final Opening opening;
    private final LongSupplier nanoTime;
    private final Consumer<Optional<String>> told;
    private final Map<String, KeyAlgorithm> algorithms = new HashMap<>();
    private final ReentrantLock reopening = new ReentrantLock();
    private volatile Opened opened;
    private volatile Optional<String> complaint = Optional.empty();
    private long triedNs;
    private boolean isOver;

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
     * One login, and the keys that were found then.
     *
     * @param number of the login, which tells it from others
     */
    private record Opened(int number, IssuerToken token, Map<String, IssuerKeys> keys) {
        IssuerKeys key(String label) throws KeysUnavailableException {
            IssuerKeys key = keys.get(label);
            if (key == null) {
                throw new KeysUnavailableException("the token has no key " + label + " any more");
            }
            return key;
        }
    }

    /**
     * Opens it for the first time, when everything must be there.
     *
     * @param labels of the keys that will be asked for
     * @param nanoTime as {@link System#nanoTime}
     * @param told hears of each change: why the keys are unavailable, or nothing when they are back
     * @throws KeysUnavailableException when the token or one of the keys is not there
     */
    public ReturningToken(
            Opening opening,
            Set<String> labels,
            LongSupplier nanoTime,
            Consumer<Optional<String>> told)
            throws KeysUnavailableException {
        this.opening = opening;
        this.nanoTime = nanoTime;
        this.told = told;
        IssuerToken token = opening.open();
        Map<String, IssuerKeys> keys = new HashMap<>();
        try {
            for (String label : labels) {
                IssuerKeys key = token.issuerKeys(label);
                keys.put(label, key);
                algorithms.put(label, key.algorithm());
            }
        } catch (KeysUnavailableException | RuntimeException missing) {
            token.close();
            throw missing;
        }
        opened = new Opened(0, token, Map.copyOf(keys));
        triedNs = nanoTime.getAsLong();
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

    /** Why the last question could not be asked; empty while all is well. */
    public Optional<String> complaint() {
        return complaint;
    }

    /** A question to a key. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(IssuerKeys keys) throws KeysUnavailableException;
    }

    private <T> T asked(String label, Question<T> question) throws KeysUnavailableException {
        Opened first = opened;
        try {
            T answer = again(first, label, question);
            tell(Optional.empty());
            return answer;
        } catch (KeysUnavailableException away) {
            tell(Optional.of(String.valueOf(away.getMessage())));
            throw away;
        }
    }

    private <T> T again(Opened first, String label, Question<T> question)
            throws KeysUnavailableException {
        try {
            return question.ask(first.key(label));
        } catch (KeysUnavailableException away) {
            return question.ask(reopened(first, away).key(label));
        }
    }

    /** Nobody waits for whoever opens it: they hear what they would have heard without him. */
    private Opened reopened(Opened lost, KeysUnavailableException away)
            throws KeysUnavailableException {
        if (!reopening.tryLock()) {
            throw away;
        }
        try {
            if (opened.number != lost.number) {
                return opened;
            }
            long nowNs = nanoTime.getAsLong();
            if (isOver || nowNs - triedNs < PAUSE.toNanos()) {
                throw away;
            }
            triedNs = nowNs;
            // To PKCS#11 a whole process is logged in or is not, so the old login goes first.
            lost.token.close();
            opened = open(lost.number + 1);
            return opened;
        } catch (KeysUnavailableException still) {
            isOver |= String.valueOf(still.getMessage()).contains(PIN_REFUSED);
            throw still;
        } finally {
            reopening.unlock();
        }
    }

    /** A key that is missing now, or is of another kind, is missing alone. */
    private Opened open(int number) throws KeysUnavailableException {
        IssuerToken token = opening.open();
        Map<String, IssuerKeys> keys = new HashMap<>();
        for (Map.Entry<String, KeyAlgorithm> known : algorithms.entrySet()) {
            try {
                IssuerKeys key = token.issuerKeys(known.getKey());
                if (key.algorithm() == known.getValue()) {
                    keys.put(known.getKey(), key);
                }
            } catch (KeysUnavailableException missing) {
                // Whoever asks for it hears so.
            }
        }
        return new Opened(number, token, Map.copyOf(keys));
    }

    private synchronized void tell(Optional<String> now) {
        boolean changed = complaint.isPresent() != now.isPresent();
        complaint = now;
        if (changed) {
            told.accept(now);
        }
    }

    /** Logs out, and never in again. */
    @Override
    public void close() {
        reopening.lock();
        try {
            isOver = true;
            opened.token.close();
        } finally {
            reopening.unlock();
        }
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
