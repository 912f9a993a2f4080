// SPDX-License-Identifier: Apache-2.0
package dev.naru.authentication.cardtap.cryptogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Genuine;
import dev.naru.authentication.cardtap.cryptogram.CryptogramVerdict.Refused;
import dev.naru.authentication.cardtap.cryptogram.KeysUnavailableException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A token that goes away and comes back, with the samples' keys. */
class ReturningTokenTest {
    private static final Map<String, KeyAlgorithm> BOTH =
            Map.of("tdes", KeyAlgorithm.TDES, "aes", KeyAlgorithm.AES);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Sample SAMPLE = Sample.published().getFirst();

    private final FakeModule module = new FakeModule();
    private final BlockingQueue<Optional<String>> told = new LinkedBlockingQueue<>();
    private volatile Duration limit = LONG;
    private final AtomicLong nowNs = new AtomicLong(-1);

    /** What is plugged in, and what it says. */
    private static final class FakeModule {
        private final List<FakeToken> tokens = new CopyOnWriteArrayList<>();
        private final AtomicInteger questions = new AtomicInteger();
        private volatile Optional<KeysUnavailableException> refuses = Optional.empty();
        private volatile boolean isFaulty;
        private volatile String lacks = "";
        private volatile CountDownLatch answers = new CountDownLatch(0);

        IssuerToken open() throws KeysUnavailableException {
            await();
            FakeToken token = new FakeToken(this);
            // Counted as well where it refuses: a try is a try.
            tokens.add(token);
            if (isFaulty) {
                throw new IllegalStateException("it is open already");
            }
            if (refuses.isPresent()) {
                throw refuses.get();
            }
            return token;
        }

        /** Whoever calls hears nothing until it goes on. */
        void hang() {
            answers = new CountDownLatch(1);
        }

        void goOn() {
            answers.countDown();
        }

        void await() {
            try {
                answers.await();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }

        void pullOut() {
            tokens.getLast().close();
            refuses = Optional.of(new KeysUnavailableException("there is no token"));
        }

        void plugIn() {
            refuses = Optional.empty();
        }
    }

    private static final class FakeToken implements IssuerToken {
        private final FakeModule module;
        private volatile boolean isGone;

        FakeToken(FakeModule module) {
            this.module = module;
        }

        @Override
        public IssuerKeys issuerKeys(String label) throws KeysUnavailableException {
            module.await();
            requireHere();
            requireKey(label);
            return new FakeKeys(
                    this,
                    label,
                    label.equals("tdes")
                            ? new SoftwareIssuerKeys(KeyAlgorithm.TDES, Sample.TDES_KEY)
                            : new SoftwareIssuerKeys(KeyAlgorithm.AES, Sample.AES_KEY));
        }

        private void requireHere() throws KeysUnavailableException {
            if (isGone) {
                throw new KeysUnavailableException("the token was pulled out");
            }
        }

        private void requireKey(String label) throws KeysUnavailableException {
            if (label.equals(module.lacks)) {
                throw new KeysUnavailableException(
                        Reason.KEY, "the token has no secret key " + label);
            }
        }

        @Override
        public void close() {
            isGone = true;
        }
    }

    /** As PKCS#11 has them: of a key that was destroyed the token says no more than of a login. */
    private record FakeKeys(FakeToken token, String label, SoftwareIssuerKeys keys)
            implements IssuerKeys {
        private void ask() throws KeysUnavailableException {
            token.module.questions.incrementAndGet();
            token.module.await();
            token.requireHere();
            if (label.equals(token.module.lacks)) {
                throw new KeysUnavailableException("the token does not encrypt");
            }
        }

        @Override
        public KeyAlgorithm algorithm() {
            return keys.algorithm();
        }

        @Override
        public Comparison compare(CardTransaction transaction, byte[] covered, byte[] cryptogram)
                throws KeysUnavailableException {
            ask();
            return keys.compare(transaction, covered, cryptogram);
        }

        @Override
        public byte[] respond(
                CardTransaction transaction, byte[] cryptogram, IssuerDecision decision)
                throws KeysUnavailableException {
            ask();
            return keys.respond(transaction, cryptogram, decision);
        }

        @Override
        public void close() {
            keys.close();
        }
    }

    private ReturningToken open() throws KeysUnavailableException {
        return ReturningToken.open(
                module::open, BOTH, new ReturningToken.Timing(nowNs::get, () -> limit), told::add);
    }

    private static CryptogramVerdict ask(ReturningToken token) {
        return Sample.adapter(token.issuerKeys("tdes"), token.issuerKeys("aes"))
                .verify(SAMPLE.tags());
    }

    private static CryptogramVerdict askAes(ReturningToken token) {
        Sample aes =
                Sample.ours().stream()
                        .filter(one -> one.version() == CryptogramVersion.CCD_AES)
                        .findFirst()
                        .orElseThrow();
        return Sample.adapter(token.issuerKeys("tdes"), token.issuerKeys("aes")).verify(aes.tags());
    }

    private static Refused unavailable(String sentence) {
        return new Refused(CryptogramRefusal.KEYS_UNAVAILABLE, sentence);
    }

    private void pause() {
        nowNs.addAndGet(ReturningToken.PAUSE.toNanos());
    }

    /** Waits for what is told from a thread of the token's. */
    private void assertToldThatAllIsWell() throws InterruptedException {
        assertThat(told.poll(1, TimeUnit.MINUTES)).isEqualTo(Optional.empty());
    }

    @Test
    void aTokenThatGoesIsUnavailableAndThatComesBackIsOpenedAnew() throws Exception {
        try (ReturningToken token = open()) {
            assertThat(ask(token)).isInstanceOf(Genuine.class);
            pause();
            module.pullOut();
            assertThat(ask(token))
                    .isEqualTo(
                            new Refused(CryptogramRefusal.KEYS_UNAVAILABLE, "there is no token"));
            assertThat(token.complaint()).contains("there is no token");
            module.plugIn();
            // It was tried a moment ago.
            assertThat(ask(token)).isInstanceOf(Refused.class);
            pause();
            assertThat(ask(token)).isInstanceOf(Genuine.class);
            assertThat(token.complaint()).isEmpty();
        }
        assertThat(told).containsExactly(Optional.of("there is no token"), Optional.empty());
    }

    @Test
    void itIsTriedOnceInAPauseHoweverManyAsk() throws Exception {
        try (ReturningToken token = open()) {
            pause();
            module.pullOut();
            for (int i = 0; i < 100; i++) {
                assertThat(ask(token)).isInstanceOf(Refused.class);
            }
            assertThat(module.tokens).hasSize(2);
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void aPinThatIsRefusedIsNeverTriedAgain() throws Exception {
        try (ReturningToken token = open()) {
            module.pullOut();
            module.refuses =
                    Optional.of(
                            new KeysUnavailableException(
                                    Reason.PIN_REFUSED, "cannot be opened: CKR_PIN_INCORRECT"));
            pause();
            assertThat(ask(token)).isInstanceOf(Refused.class);
            module.plugIn();
            for (int i = 0; i < 3; i++) {
                pause();
                assertThat(ask(token)).isInstanceOf(Refused.class);
            }
            assertThat(module.tokens).hasSize(2);
        }
    }

    @Test
    void aKeyThatIsMissingAfterwardsIsMissingAlone() throws Exception {
        try (ReturningToken token = open()) {
            module.pullOut();
            module.plugIn();
            module.lacks = "aes";
            pause();
            assertThat(ask(token)).isInstanceOf(Genuine.class);
            assertThat(askAes(token)).isEqualTo(unavailable("the token has no secret key aes"));
        }
    }

    /** The issuers whose keys are there are not logged out for the one whose key is not. */
    @Test
    void aTokenThatAnswersIsNotOpenedAnewForAMissingKey() throws Exception {
        try (ReturningToken token = open()) {
            module.lacks = "aes";
            for (int i = 0; i < 3; i++) {
                pause();
                assertThat(askAes(token)).isEqualTo(unavailable("the token has no secret key aes"));
                assertThat(ask(token)).isInstanceOf(Genuine.class);
                assertThat(token.complaint()).contains("the token has no secret key aes");
            }
            assertThat(told).containsExactly(Optional.of("the token has no secret key aes"));
            module.lacks = "";
            assertThat(askAes(token)).isInstanceOf(Refused.class);
            pause();
            assertThat(askAes(token)).isInstanceOf(Genuine.class);
            assertThat(token.complaint()).isEmpty();
            assertThat(module.tokens).hasSize(1);
        }
        assertThat(told).hasSize(2).endsWith(Optional.<String>empty());
    }

    @Test
    void aKeyThatFailsBetweenTriesIsNotAskedForUntilSomebodyLooks() throws Exception {
        try (ReturningToken token = open()) {
            module.lacks = "aes";
            for (int i = 0; i < 3; i++) {
                assertThat(askAes(token)).isEqualTo(unavailable("the token does not encrypt"));
            }
            assertThat(module.questions).hasValue(1);
            assertThat(ask(token)).isInstanceOf(Genuine.class);
        }
        assertThat(told).containsExactly(Optional.of("the token does not encrypt"));
    }

    @Test
    void whatSomebodyMustCorrectStopsTheFirstOpening() {
        module.lacks = "aes";
        assertThatThrownBy(this::open)
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessage("the token has no secret key aes");
        assertThat(module.tokens).hasSize(1).allMatch(token -> token.isGone);
        for (Reason reason : Reason.values()) {
            module.refuses = Optional.of(new KeysUnavailableException(reason, "no"));
            if (!reason.isPassing()) {
                assertThatThrownBy(this::open)
                        .isInstanceOf(KeysUnavailableException.class)
                        .hasMessage("no");
            }
        }
    }

    @Test
    void aTokenThatIsAwayAtTheFirstOpeningIsOpenedLater() throws Exception {
        module.refuses = Optional.of(new KeysUnavailableException("there is no token"));
        try (ReturningToken token = open()) {
            assertThat(token.complaint()).contains("there is no token");
            assertThat(ask(token)).isEqualTo(unavailable("there is no token"));
            module.plugIn();
            pause();
            assertThat(ask(token)).isInstanceOf(Genuine.class);
        }
        assertThat(told).containsExactly(Optional.of("there is no token"), Optional.empty());
    }

    @Test
    void aFaultOfAnOpeningIsATokenThatIsAway() throws Exception {
        try (ReturningToken token = open()) {
            module.pullOut();
            module.isFaulty = true;
            pause();
            assertThat(ask(token)).isInstanceOf(Refused.class);
            assertThat(token.complaint().orElse("")).contains("it is open already");
            module.isFaulty = false;
            module.plugIn();
            pause();
            assertThat(ask(token)).isInstanceOf(Genuine.class);
        }
    }

    @Test
    void whoAsksATokenThatHangsWaitsNoLongerThanTheLimitAndOthersNotAtAll() throws Exception {
        try (ReturningToken token = open()) {
            module.hang();
            limit = SHORT;
            assertThat(ask(token)).isEqualTo(unavailable("the token has not answered in time"));
            limit = LONG;
            // Whoever waited here would wait for a minute, and for ever in vain.
            for (int i = 0; i < 100; i++) {
                assertThat(ask(token)).isEqualTo(unavailable("the token has not answered in time"));
                assertThat(askAes(token)).isInstanceOf(Refused.class);
            }
            assertThat(module.questions.get()).isLessThanOrEqualTo(1);
            limit = SHORT;
            pause();
            assertThat(ask(token)).isInstanceOf(Refused.class);
            limit = LONG;
            pause();
            // The last try has not ended, so that there is no other.
            assertThat(ask(token)).isInstanceOf(Refused.class);
            assertThat(told.remove()).contains("the token has not answered in time");
            module.goOn();
            assertToldThatAllIsWell();
            assertThat(ask(token)).isInstanceOf(Genuine.class);
            assertThat(module.tokens).hasSize(1);
        }
    }

    @Test
    void aTokenThatHangsAtTheFirstOpeningStopsNobodyAndComesLater() throws Exception {
        module.hang();
        limit = SHORT;
        try (ReturningToken token = open()) {
            limit = LONG;
            assertThat(told.remove()).contains("the token has not answered in time");
            assertThat(ask(token)).isInstanceOf(Refused.class);
            module.goOn();
            assertToldThatAllIsWell();
            assertThat(ask(token)).isInstanceOf(Genuine.class);
        }
    }

    @Test
    void nobodyWaitsForATokenThatHangsToClose() throws Exception {
        ReturningToken token = open();
        module.hang();
        limit = SHORT;
        pause();
        assertThat(ask(token)).isInstanceOf(Refused.class);
        token.close();
        assertThat(ask(token)).isEqualTo(unavailable("the token was let go"));
        module.goOn();
    }

    @Test
    void whatIsClosedIsNotOpenedAgain() throws Exception {
        ReturningToken token = open();
        token.close();
        pause();
        assertThat(ask(token)).isInstanceOf(Refused.class);
        assertThat(module.tokens).hasSize(1);
        assertThatThrownBy(() -> token.issuerKeys("other"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(token.toString() + token.issuerKeys("aes"))
                .isEqualTo("ReturningTokenReturningIssuerKeys[AES]");
    }
}
